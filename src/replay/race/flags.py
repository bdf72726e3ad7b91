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


class FlagTrack:
    """The flags of a race over time.

    A red flag takes no time on the race clock: it shows at its own tick, then what stood before.
    """

    def __init__(self, race: Race) -> None:
        self._since: list[int] = [0]
        self._shown: list[tuple[str, int | None]] = [("grid", None)]
        for event in race.events:
            self._show(event)
        self._cautions = [event for event in race.events if isinstance(event, Caution)]
        self._distances = [event for event in race.events if isinstance(event, Distance)]
        self._whites = [event for event in race.events if isinstance(event, White)]
        self._chequered = next((e for e in race.events if isinstance(e, Chequered)), None)
        self._lapless = not any(record.crossings for record in race.laps)
        self._header: Header = race.header
        self._ends = [self._end_of(caution, race) for caution in self._cautions]

    def _show(self, event: Event) -> None:
        at = max(event.at, 1)
        if isinstance(event, Red):
            before = self._shown[-1]
            self._append(at, ("red", before[1]))
            self._append(at + 1, before)
            return
        word = event.flag if isinstance(event, Flag) else _SHOWN.get(type(event))
        if word:
            number = event.number if isinstance(event, Caution) else None
            self._append(at, (word, number))

    def _append(self, at: int, shown: tuple[str, int | None]) -> None:
        self._since.append(at)
        self._shown.append(shown)

    def _end_of(self, caution: Caution, race: Race) -> tuple[int, int]:
        """Give when the green ended a caution, and on which lap."""
        later = race.events[race.events.index(caution) + 1 :]
        green = next((event for event in later if isinstance(event, Green)), None)
        return (green.at, green.lap) if green else (NEVER, 0)

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
        if self._lapless and self._chequered and time >= self._chequered.at:
            return self._chequered.lap
        known = self._header.scheduled_laps
        for event in self._distances:
            if event.at <= time:
                known = event.laps
        return known

    def last_lap_at(self, time: int, lap: int) -> bool:
        """Tell whether, with `lap` laps done, the next one is known at `time` to be the last.

        The white flag says so, or the distance. Of a race that is cut short nothing does.
        """
        shown = any(event.at <= time and event.lap == lap for event in self._whites)
        return shown or self.distance_at(time) == lap + 1

    def over_at(self, time: int, lap: int) -> bool:
        """Tell whether `lap`, just completed, is known at `time` to be the last of the race."""
        return self.finished_at(time) or self.distance_at(time) == lap

    def finished_at(self, time: int) -> bool:
        """Tell whether the chequered flag has fallen."""
        return self._chequered is not None and time >= self._chequered.at

    def yellows_at(self, time: int, lap: int) -> tuple[YellowSpan, ...]:
        """Give the cautions so far; the last lap of one still out is the lap being run."""
        spans = []
        for caution, (ended, last) in zip(self._cautions, self._ends, strict=True):
            if caution.at > time or time == 0:
                break
            if ended > time:
                last = lap + 1
            spans.append(YellowSpan(caution.number, caution.lap + 1, max(last, caution.lap + 1)))
        return tuple(spans)

    def caution_laps_at(self, time: int, lap: int) -> int:
        """Count the yellow laps the leader has completed."""
        return sum(
            min(span.last, lap) - span.first + 1
            for span in self.yellows_at(time, lap)
            if lap >= span.first
        )
