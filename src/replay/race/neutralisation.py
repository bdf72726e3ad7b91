"""When and over which laps a race was neutralised, and how far: what a ribbon draws higher."""

from collections.abc import Iterator
from typing import NamedTuple

from replay.race.model import Caution, Event, Flag, Green, Race, Red
from replay.race.state import NEVER, Height, NeutralSpan


class Neutralisation(NamedTuple):
    """A flag that neutralised the race from `at` up to `until` (ticks), `NEVER` without an end.

    `lap` counts the laps that the leader had completed at its beginning, `last` is the last lap
    of which any part was run under it, `counted` the last that was whole (both 0 without an end).
    """

    event: Caution | Flag | Red
    height: Height
    until: int
    last: int
    counted: int

    @property
    def at(self) -> int:
        """When it began."""
        return self.event.at

    @property
    def lap(self) -> int:
        """The laps the leader had completed as it began."""
        return self.event.lap

    @property
    def number(self) -> int | None:
        """Its number, of a caution or of a flag that bunches the field."""
        if isinstance(self.event, Red) or self.height != "bunch":
            return None
        return self.event.number


def stands(event: Event) -> bool:
    """Tell whether an event is a red flag under which the race clock stands."""
    return isinstance(event, Red) and event.clock == "stands"


def neutralisations(race: Race) -> Iterator[Neutralisation]:
    """Yield those of a race in the order of its events.

    Each ends with the next flag; a red flag under a standing clock takes no race time, and what
    stood before goes on after it.
    """
    for place, event in enumerate(race.events):
        if stands(event) and isinstance(event, Red):
            yield Neutralisation(event, "stop", event.at, event.lap + 1, event.lap)
            continue
        height = _height(event)
        if height is None or not isinstance(event, Caution | Flag | Red):
            continue
        later = race.events[place + 1 :]
        end = next((one for one in later if _ends(one)), None)
        if end is None:
            yield Neutralisation(event, height, NEVER, 0, 0)
            continue
        # Where the green flew within a lap, that lap is not counted, but was slow.
        lines = [r.crossings[end.lap - 1] for r in race.laps if len(r.crossings) >= end.lap > 0]
        within = _height(end) is None and bool(lines) and end.at > min(lines)
        yield Neutralisation(event, height, end.at, end.lap + within, end.lap)


def _height(event: Event) -> Height | None:
    match event:
        case Caution():
            return "bunch"
        case Red():
            return "stop"
        case Flag(neutralises=("part" | "slow" | "bunch") as height):
            return height
    return None


def _ends(event: Event) -> bool:
    return isinstance(event, Green | Caution | Flag) or (
        isinstance(event, Red) and not stands(event)
    )


def neutral_laps(
    made: tuple[Neutralisation, ...], time: int, running: int
) -> tuple[NeutralSpan, ...]:
    """Give those begun by `time` over laps; of one that still stands the last is that being run."""
    return tuple(
        NeutralSpan(
            one.lap + 1,
            max(running if one.until > time else one.last, one.lap + 1),
            one.height,
            one.number,
        )
        for one in made
        if one.at <= time and time
    )


def neutral_times(
    made: tuple[Neutralisation, ...], time: int, fallen: int
) -> tuple[tuple[Neutralisation, int], ...]:
    """Give those begun by `time` and when each was over: at the latest at `time`, or at the flag.

    `fallen` is when the chequered flag fell, `NEVER` if it has not.
    """
    return tuple(
        (one, min(one.until, time, max(fallen, one.at))) for one in made if one.at <= time and time
    )
