"""Do the facts of a race fit together? What types cannot say is checked here, once, on decoding.

A race that passes can be shown at every time: whatever the other modules rely on is required
here, with the path of the offending element (`$.stops[3].lap`) in the error.
"""

from replay.race.consistency.crossings import Crossings, verify_stops
from replay.race.consistency.events import verify_events, verify_remarks
from replay.race.consistency.header import verify_entries, verify_header
from replay.race.consistency.published import verify_published
from replay.race.consistency.requirement import InconsistentRace
from replay.race.consistency.result import (
    verify_finish,
    verify_finish_alone,
    verify_official,
)
from replay.race.model import Race

__all__ = ["InconsistentRace", "verify"]


def verify(race: Race) -> None:
    """Raise `InconsistentRace` at the first fact that contradicts another."""
    cars = verify_entries(race.entries)
    verify_header(race, cars)
    crossings = Crossings(race, cars)
    verify_stops(race.stops, cars, crossings)
    verify_events(race.events, cars, crossings)
    verify_remarks(race, cars, crossings)
    if race.finish:
        verify_finish(race.finish, cars)
        verify_finish_alone(race)
    if race.official:
        verify_official(race.official, race.header, cars)
        verify_published(race.official, cars)
