"""The flag shown at any time, and what it counts: cautions, yellow laps, the known distance."""

from bisect import bisect_right

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
from replay.race.state import NEVER, YellowSpan

_SHOWN: dict[type[Event], str] = {
    Green: "green",
    Caution: "yellow",
    White: "white",
    Chequered: "chequered",
}


_CLEAR = ("grid", "green")
"""What the white flag takes the place of: beside any other state of the course it is shown too."""


class FlagHistory:
    """The flags of a race over time.

    A red flag takes no time on the race clock: it shows at its own tick, then what stood before.
    On the last lap a yellow stays shown, and the white flag is told beside it.
    """

    def __init__(self, race: Race) -> None:
        self._since: list[int] = [0]
        self._shown: list[tuple[str, int | None]] = [("grid", None)]
        self._standing = self._shown[0]
        self._white = next((e for e in race.events if isinstance(e, White)), None)
        self._chequered = next((e for e in race.events if isinstance(e, Chequered)), None)
        for event in race.events:
            self._show(event)
        self._cautions = [event for event in race.events if isinstance(event, Caution)]
        self._distances = [event for event in race.events if isinstance(event, Distance)]
        self._has_laps = race.has_laps
        self._header: Header = race.header
        self._ends = [self._end_of(caution, race) for caution in self._cautions]

    def _show(self, event: Event) -> None:
        at, under_red = max(event.at, 1), self._since[-1] > max(event.at, 1)
        if isinstance(event, Red):
            if not under_red:
                self._append(at, ("red", self._standing[1]))
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

    def _shown_after(self, event: Event) -> tuple[str, int | None] | None:
        """Give what an event makes the flag and the caution's number, None if it leaves them."""
        word = event.flag if isinstance(event, Flag) else _SHOWN.get(type(event))
        if word == "white" and self._standing[0] not in _CLEAR:
            return None
        if word == "green" and self.white_at(event.at):
            word = "white"
        number = event.number if isinstance(event, Caution) else None
        return (word, number) if word else None

    def _append(self, at: int, shown: tuple[str, int | None]) -> None:
        self._since.append(at)
        self._shown.append(shown)

    def _end_of(self, caution: Caution, race: Race) -> tuple[int, int, int]:
        """Give when a caution ended, its last full yellow lap and its last in part.

        It ends at the green, or as the next one follows. Where the green flew within a lap, that
        lap is not counted, but was slow.
        """
        later = race.events[race.events.index(caution) + 1 :]
        end = next((event for event in later if isinstance(event, Green | Caution)), None)
        if end is None:
            return NEVER, 0, 0
        lines = [r.crossings[end.lap - 1] for r in race.laps if len(r.crossings) >= end.lap > 0]
        within = isinstance(end, Green) and bool(lines) and end.at > min(lines)
        return end.at, end.lap, end.lap + within

    @property
    def times(self) -> tuple[int, ...]:
        """Every time at which the flag shown changes."""
        return tuple(self._since)

    def at(self, time: int) -> tuple[str, int | None]:
        """Give the flag and the caution's number; at time 0 the grid."""
        return self._shown[bisect_right(self._since, time) - 1] if time > 0 else self._shown[0]

    def distance_at(self, time: int) -> int | None:
        """Give the length of the race in laps as known at `time`; None for a timed race.

        Without laps the flag that falls says on which it does.
        """
        if not self._has_laps and self._chequered and time >= self._chequered.at:
            return self._chequered.lap
        known = self._header.scheduled_laps
        for event in self._distances:
            if event.at <= time:
                known = event.laps
        return known

    def duration_at(self, time: int) -> int | None:
        """Give the time (ticks) the race goes over as known at `time`; None for one over laps."""
        return self._header.scheduled_time if self.distance_at(time) is None else None

    def finished_at(self, time: int) -> bool:
        """Tell whether the chequered flag has fallen."""
        return self._chequered is not None and time >= self._chequered.at

    def white_at(self, time: int) -> bool:
        """Tell whether the white flag is out: it has been shown, the chequered flag has not."""
        white = self._white
        return white is not None and max(white.at, 1) <= time and not self.finished_at(time)

    def yellows_at(self, time: int, lap: int) -> tuple[YellowSpan, ...]:
        """Give the cautions so far; the last lap of one still out is the lap being run."""
        running = lap + (not self.finished_at(time))
        spans = []
        for caution, (ended, _, last) in zip(self._cautions, self._ends, strict=True):
            if caution.at > time or time == 0:
                break
            if ended > time:
                last = running
            spans.append(YellowSpan(caution.number, caution.lap + 1, max(last, caution.lap + 1)))
        return tuple(spans)

    def yellow_times_at(self, time: int) -> tuple[tuple[int, int, int], ...]:
        """Give the cautions so far: number, beginning, and end (ticks), of one still out `time`."""
        latest = self._chequered.at if self._chequered else time
        return tuple(
            (caution.number, caution.at, min(ended, time, max(latest, caution.at)))
            for caution, (ended, _, _) in zip(self._cautions, self._ends, strict=True)
            if caution.at <= time and time
        )

    def caution_laps_at(self, time: int, lap: int) -> int:
        """Count the yellow laps the leader has completed, none that ended under green."""
        count = done = 0
        for span, (ended, last, _) in zip(self.yellows_at(time, lap), self._ends, strict=False):
            counted = min(max(last, span.first) if ended <= time else span.last, lap)
            count += max(counted - max(span.first - 1, done), 0)
            done = max(counted, done)
        return count
