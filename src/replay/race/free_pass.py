"""The free pass: which car a yellow would give a lap back, by NASCAR's rule.

The first car one lap or more down when a yellow flies regains a lap (Wikipedia, "Free pass
(NASCAR)", which dates it from the race at Dover of 21 September 2003). Where that car caused the
yellow, nobody is given one. Of the rule book, which is not public, the bar to cars that serve
penalty laps is known, but no file says which those are. At 24 of the 28 yellows of Kansas 2024 and
2025, Atlanta 2024 and Martinsville 2020 at which a car was given one, it is the one named here.
"""

from msgspec import UNSET

from replay.race.model import Caution, Green, Header
from replay.race.state import RaceState
from replay.race.timeline import Timeline

_SINCE = "2003-09-21"


def free_pass_in_line(timeline: Timeline, time: int) -> str | None:
    """Name the car in line for the free pass: under green, who would get it if a yellow flew now.

    Under a yellow it is the car that was given the pass, as published; where nobody published
    that, the one in line as the yellow flew. None where no car is on track a lap down, where nobody
    was given the pass, in other series, and once a yellow would end the race: from the white flag.
    """
    race = timeline.race
    time = min(max(time, 0), timeline.end)
    if not race.has_laps or not _has_free_pass(race.header):
        return None
    caution = _standing(timeline, time)
    if caution is not None and caution.free_pass is not UNSET:
        given = caution.free_pass
        over = timeline.flags.finished_at(time)
        return given if isinstance(given, str) and not over else None
    car = _first_lapped(timeline.at(time if caution is None else caution.at))
    if caution is None:
        return car
    return None if car in caution.cars or timeline.flags.finished_at(time) else car


def _has_free_pass(header: Header) -> bool:
    return header.series.startswith("NASCAR") and (header.date or "") >= _SINCE


def _standing(timeline: Timeline, time: int) -> Caution | None:
    """Give the caution the race is under."""
    caution = None
    for event in timeline.race.events:
        if event.at > time:
            break
        if isinstance(event, Caution):
            caution = event
        elif isinstance(event, Green):
            caution = None
    return caution


def _first_lapped(state: RaceState) -> str | None:
    """Name the first car on the track that is one lap or more down."""
    if state.white or state.finished:
        return None
    return next((r.car for r in state.order if r.laps_down and r.status == "running"), None)
