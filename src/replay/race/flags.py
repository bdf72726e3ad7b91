"""The flag shown at any time, and what it counts: cautions, yellow laps, the known distance."""

from bisect import bisect_right
from itertools import chain
from typing import Literal, NamedTuple

from replay.race.model import (
    Caution,
    Chequered,
    Distance,
    Event,
    Flag,
    Green,
    Header,
    Race,
    Red,
    White,
)
from replay.race.neutralisation import (
    Neutralisation,
    neutral_laps,
    neutral_times,
    neutralisations,
    stands,
)
from replay.race.state import NEVER, Height, NeutralSpan

_CLEAR = ("grid", "green")
"""What the white flag takes the place of: beside any other state of the course it is shown too."""


class Shown(NamedTuple):
    """The flag shown: its word, a caution's number, its own number, and what it neutralises."""

    word: str
    caution: int | None = None
    number: int | None = None
    neutralises: Literal["nothing"] | Height = "nothing"


class FlagHistory:
    """The flags of a race over time.

    A red flag under a standing clock shows at its own tick, then what stood before. On the last
    lap a yellow stays shown, and the white flag is told beside it. Once the time of a race over a
    time is up, its leader is on his last lap, whether or not a white flag is on record.
    """

    def __init__(self, race: Race) -> None:
        self._header: Header = race.header
        self._distances = [event for event in race.events if isinstance(event, Distance)]
        self._has_laps = race.has_laps
        self._chequered = next((e for e in race.events if isinstance(e, Chequered)), None)
        whites = [event.at for event in race.events if isinstance(event, White)]
        self._time_up = self._time_limit()
        self._white = min([*whites[:1], self._time_up])
        self._since: list[int] = [0]
        self._shown: list[Shown] = [Shown("grid")]
        self._standing = self._shown[0]
        self._show_all(race)
        self._made = tuple(neutralisations(race))
        self._cautions = [one for one in self._made if isinstance(one.event, Caution)]

    def _time_limit(self) -> int:
        """Give when the time of a race over a time is up; `NEVER` of one that goes over laps."""
        limit = self._header.scheduled_time
        if not self._has_laps or limit is None or self._header.scheduled_laps is not None:
            return NEVER
        return NEVER if any(event.at <= limit for event in self._distances) else limit

    def _show_all(self, race: Race) -> None:
        up = self._time_up
        before = (event for event in race.events if event.at < up)
        time_up = [White(at=up, lap=0, basis="official")] if up < NEVER else []
        for event in chain(before, time_up, (event for event in race.events if event.at >= up)):
            self._show(event)
        if self._header.known.flags is None:
            # Nobody knows that the course is clear: of all else somebody said that it is shown.
            clear = {Shown("green"): Shown("race")}
            self._shown = [clear.get(shown, shown) for shown in self._shown]
            if self._has_laps and (len(self._since) == 1 or self._since[1] > 1):
                self._since.insert(1, 1)
                self._shown.insert(1, Shown("race"))

    def _show(self, event: Event) -> None:
        at, under_red = max(event.at, 1), self._since[-1] > max(event.at, 1)
        if stands(event):
            if not under_red:
                self._append(at, Shown("red", self._standing.caution, None, "stop"))
                self._append(at + 1, self._standing)
            return
        shown = self._shown_after(event)
        if shown is None:
            return
        self._standing = shown
        if under_red:
            # The last entry lifts the red of this very tick; a race that is called is over at once.
            self._since[-1] = at if isinstance(event, Chequered) else at + 1
            self._shown[-1] = shown
        else:
            self._append(at, shown)

    def _shown_after(self, event: Event) -> Shown | None:
        """Give what an event makes the flag, None if it leaves it."""
        match event:
            case Caution(number=number):
                return Shown("yellow", number, number, "bunch")
            case Flag():
                return Shown(event.flag, None, event.number, event.neutralises)
            case Red():
                return Shown("red", None, None, "stop")
            case Chequered():
                return Shown("chequered")
            case White():
                return Shown("white") if self._standing.word in _CLEAR else None
            case Green():
                return Shown("white" if self.white_at(event.at) else "green")
        return None

    def _append(self, at: int, shown: Shown) -> None:
        self._since.append(at)
        self._shown.append(shown)

    @property
    def times(self) -> tuple[int, ...]:
        """Every time at which the flag shown changes."""
        return tuple(self._since)

    def at(self, time: int) -> Shown:
        """Give the flag shown; at time 0 the grid."""
        return self._shown[bisect_right(self._since, time) - 1] if time > 0 else self._shown[0]

    def distance_at(self, time: int) -> int | None:
        """Give the length of the race in laps as known at `time`; None for a timed race.

        Without laps the flag that falls says on which it does.
        """
        if not self._has_laps and self._chequered and time >= self._chequered.at:
            return self._chequered.lap
        place = bisect_right(self._distances, time, key=lambda event: event.at)
        return self._distances[place - 1].laps if place else self._header.scheduled_laps

    def duration_at(self, time: int) -> int | None:
        """Give the time (ticks) the race goes over as known at `time`; None for one over laps."""
        return self._header.scheduled_time if self.distance_at(time) is None else None

    def finished_at(self, time: int) -> bool:
        """Tell whether the chequered flag has fallen."""
        return self._chequered is not None and time >= self._chequered.at

    def white_at(self, time: int) -> bool:
        """Tell whether the leader is on the last lap: by the white flag, or as the time is up."""
        return max(self._white, 1) <= time and not self.finished_at(time)

    @property
    def fallen(self) -> int:
        """When the chequered flag fell; `NEVER` if it did not."""
        return self._chequered.at if self._chequered else NEVER

    @property
    def time_up(self) -> int:
        """When the time of a race over a time is up; `NEVER` of one that goes over laps."""
        return self._time_up

    def neutralised_laps(self, time: int, lap: int) -> tuple[NeutralSpan, ...]:
        """Give the neutralisations so far over laps; `lap` is that of the leader."""
        return neutral_laps(self._made, time, lap + (not self.finished_at(time)))

    def neutralised_times(self, time: int) -> tuple[tuple[Neutralisation, int], ...]:
        """Give the neutralisations so far, and when each was over (ticks), or `time`."""
        return neutral_times(self._made, time, self.fallen)

    def cautions_at(self, time: int) -> int:
        """Count the cautions so far."""
        return sum(one.at <= time for one in self._cautions) if time else 0

    def caution_laps_at(self, time: int, lap: int) -> int:
        """Count the yellow laps the leader has completed, none that ended under green."""
        spans = neutral_laps(tuple(self._cautions), time, lap + (not self.finished_at(time)))
        count = done = 0
        for span, one in zip(spans, self._cautions, strict=False):
            counted = min(max(one.counted, span.first) if one.until <= time else span.last, lap)
            count += max(counted - max(span.first - 1, done), 0)
            done = max(counted, done)
        return count
