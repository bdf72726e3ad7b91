"""What was published after the race, once its result is official."""

from msgspec import Struct

from replay.race.model import PublishedFact, Standing
from replay.race.timeline import Timeline


class AfterRace(Struct, frozen=True):
    """What a file has beside the figures of a race: facts and reports, and the championship."""

    facts: tuple[PublishedFact, ...] = ()
    standing: tuple[Standing, ...] = ()

    def of(self, kind: str) -> tuple[PublishedFact, ...]:
        """Give the facts of one kind: `fact`, `history` or `report`."""
        return tuple(fact for fact in self.facts if fact.kind == kind)


def after_race(timeline: Timeline, time: int) -> AfterRace:
    """Give what was published after the race; empty until the result is official."""
    state = timeline.at(time)
    official = timeline.race.official
    if official is None or not state.finished or state.provisional:
        return AfterRace()
    return AfterRace(official.facts, official.standing)
