"""Where typed words lead from a time: to a named moment, or to the next or last of a kind."""

from bisect import bisect_left, bisect_right

from replay.race.car_named import car_named
from replay.race.destination import nearest_lap, resolve
from replay.race.log import RaceLog
from replay.race.marks import next_mark, previous_mark, white_flag_time
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline

_KINDS: dict[str, LogKind | None] = {
    "mark": None,
    "caution": "caution",
    "lead": "lead change",
    "stop": "pit stop",
    "stage": "stage",
    "restart": "restart",
    "penalty": "penalty",
    "retirement": "retirement",
    "free pass": "free pass",
    "red flag": "red flag",
    "ruling": "ruling",
}


class Steps:
    """Finds moments of one race; all times are in ticks."""

    def __init__(self, timeline: Timeline, log: RaceLog) -> None:
        self._timeline = timeline
        self._log = log

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of moment one can go on to, `lap` among them."""
        return ("lap", *_KINDS)

    def named(self, words: str, time: int) -> int:
        """Give the time that words name, seen from `time`; NoSuchMoment where they do not."""
        return resolve(words, self._timeline, self._log, time)

    def step(self, kind: str, time: int, *, forward: bool) -> int | None:
        """Give the next or the last moment of a kind, or of a car; None for what is neither.

        Where none lies ahead that is the white flag, or `time` where that is past; where none lies
        behind the grid: it is never said what is not to come.
        """
        kind = kind.casefold()
        if kind == "lap":
            if not self._timeline.race.has_laps:
                return self._timeline.end if forward else 0
            lap = self._timeline.lap_at(time)
            if forward:
                return self._lap(lap + 1, time)
            return self._lap(lap - 1 if time <= self._timeline.instant(lap) else lap, time)
        if kind in _KINDS:
            find = next_mark if forward else previous_mark
            return self._found(find(self._timeline, self._log, time, _KINDS[kind]), time, forward)
        car = car_named(kind, self._timeline.race.entries)
        return None if car is None else self._found(self._of_car(car, time, forward), time, forward)

    def _lap(self, lap: int, time: int) -> int:
        """Go to a lap: in a race whose distance nobody knows as far as it goes."""
        if self._timeline.flags.distance_at(time) is None:
            return self._timeline.instant(min(max(lap, 0), self._timeline.laps))
        return nearest_lap(self._timeline, lap, time)

    def _of_car(self, car: str, time: int, forward: bool) -> int | None:
        def about(entry: LogEntry) -> bool:
            return entry.car == car or car in entry.cars

        times = self._log.times(about)
        if forward:
            place = bisect_right(times, time)
            return times[place] if place < len(times) else None
        place = bisect_left(times, time)
        return times[place - 1] if place else None

    def _found(self, at: int | None, time: int, forward: bool) -> int:
        if at is not None:
            return at
        return max(white_flag_time(self._timeline), time) if forward else 0
