"""Flags by the clock: the rows of all cars in order of time say what was shown, and since when.

The leader's rows alone will not do: a period shorter than his lap stands on none of them. A flag
changed between the last crossing under the one and the first under the other, so the leader's lap
is certain and the moment estimated: in the middle, but where a field that stood or was bunched is
let go at its first crossing, for it gets the green at the line or right before it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from replay.importers.alkamel.analysis import Analysis
from replay.race.model import Basis, Chequered, Event, Flag, Green, Neutralises, Red

GREEN: Final = "GF"
FINISH: Final = "FF"
RED: Final = "RF"
FULL_COURSE_YELLOW: Final = "FCY"
SAFETY_CAR: Final = "SF"

_SHOWN: dict[str, tuple[str, Neutralises]] = {
    FULL_COURSE_YELLOW: ("FCY", "slow"),
    SAFETY_CAR: ("safety car", "bunch"),
}
"""Word of a sheet -> the flag, and how far it neutralises."""

_KNOWN = {GREEN, FINISH, RED, FULL_COURSE_YELLOW, SAFETY_CAR}

_MOST_PERIODS = 2_000
_BUNCHED = 1, 2
"""The part of a lap in which nobody crosses the line that tells a bunched field. In the samples it
is at least 0.65 of a lap after a safety car, at most 0.10 after cars went slow in their gaps."""

_SLOW_START = 13, 10
"""The first lap against the usual one from which the field went round behind the safety car."""


@dataclass(frozen=True)
class Period:
    """One flag: its word in the sheet, the last crossing before it, the first and last under it."""

    flag: str
    before: int
    first: int
    last: int


def flag_periods(analysis: Analysis) -> list[Period]:
    """Return the periods of one flag each, in order of time, up to the chequered flag.

    Crossings of which the flag is not known tell nothing.
    """
    rows = sorted(
        (row.elapsed, row.flag) for car in analysis.cars.values() for row in car.laps if row.flag
    )
    periods: list[Period] = []
    for at, flag in _ties_together(rows):
        if periods and periods[-1].flag == flag:
            periods[-1] = Period(flag, periods[-1].before, periods[-1].first, at)
        else:
            periods.append(Period(flag, periods[-1].last if periods else 0, at, at))
        if flag == FINISH:
            break
    return periods


def _ties_together(rows: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Return rows in order of time, those of one tick with the flag that was shown before first."""
    ordered: list[tuple[int, str]] = []
    at = 0
    while at < len(rows):
        end = at + 1
        while end < len(rows) and rows[end][0] == rows[at][0]:
            end += 1
        shown = ordered[-1][1] if ordered else ""
        # The chequered flag is shown after any other.
        ordered += sorted(rows[at:end], key=lambda row: (row[1] == FINISH, row[1] != shown, row))
        at = end
    return ordered


class FlagEvents:
    """What the periods of an analysis are as events, `lead[n]` being when lap n + 1 was led.

    `chequered` is when the flag fell and how that is known, None where it did not; nothing is told
    after it.
    `known_bunching` says what a full course yellow does, where it is known from elsewhere.
    """

    def __init__(
        self,
        analysis: Analysis,
        lead: Sequence[int],
        chequered: tuple[int, Basis] | None,
        known_bunching: bool | None = None,
    ) -> None:
        self.periods = flag_periods(analysis)
        self.lead = lead
        self.chequered = chequered[0] if chequered else None
        self._chequered_basis: Basis = chequered[1] if chequered else "timed"
        self._times = sorted(row.elapsed for car in analysis.cars.values() for row in car.laps)
        self._lap = int(median(row.time for car in analysis.cars.values() for row in car.laps))
        shown = {period.flag for period in self.periods}
        self.unknown = sorted(shown - _KNOWN)
        self.why = ""
        self.yellow_bunches = False
        if FULL_COURSE_YELLOW in shown:
            self.yellow_bunches, self.why = self._bunching(known_bunching)

    def laps_at(self, time: int) -> int:
        """Count the laps the leader has completed at a time."""
        return bisect_right(self.lead, time)

    def events(self) -> tuple[Event, ...]:
        """Return the flags in order of time, from the start on."""
        events: list[Event] = []
        counts: dict[str, int] = {}
        held = False
        for period in self.periods[:_MOST_PERIODS]:
            if period.flag == FINISH or self._is_over(period.first):
                break
            at = self._begin(period, held=held)
            if not events and at > 0:
                events.append(Green(at=0, lap=0, basis="timed"))
            counts[period.flag] = counts.get(period.flag, 0) + 1
            events.append(self._event(period.flag, at, counts[period.flag]))
            held = period.flag == RED or self._neutralises(period.flag) == "bunch"
        if self.chequered is not None:
            lap = self.laps_at(self.chequered)
            basis = self._chequered_basis
            events.append(Chequered(at=self.chequered, lap=lap, basis=basis))
        return tuple(events)

    def _is_over(self, first: int) -> bool:
        return self.chequered is not None and first >= self.chequered

    def _event(self, flag: str, at: int, number: int) -> Event:
        lap = self.laps_at(at)
        if flag == GREEN:
            return Green(at=at, lap=lap, basis="timed" if at == 0 else "estimated")
        if flag == RED:
            return Red(at=at, lap=lap, basis="estimated", clock="runs")
        word = _SHOWN.get(flag, (flag, "nothing"))[0]
        return Flag(
            at=at,
            lap=lap,
            basis="estimated",
            flag=word,
            neutralises=self._neutralises(flag),
            number=number if number <= 100 else None,
        )

    def _neutralises(self, flag: str) -> Neutralises:
        if flag == FULL_COURSE_YELLOW and self.yellow_bunches:
            return "bunch"
        return _SHOWN.get(flag, (flag, "nothing"))[1]

    def _begin(self, period: Period, *, held: bool) -> int:
        """Estimate when a flag was first shown, after the crossing before and by the first one."""
        if not period.before:
            return self._first_begin(period)
        if held:
            return max(period.first - 1, period.before)
        return (period.before + period.first) // 2

    def _first_begin(self, period: Period) -> int:
        """Return 0 for the flag the race began under, else the middle of the first lap.

        A field that needs much longer for its first lap than usual went round behind the safety
        car from the start on.
        """
        part, whole = _SLOW_START
        if period.flag == GREEN or period.first * whole >= self._lap * part:
            return 0
        return period.first // 2

    def _bunching(self, known: bool | None) -> tuple[bool, str]:
        """Tell whether a full course yellow bunches the field, and by what.

        A series that also shows the safety car does not bunch it under yellow. Else the laps tell:
        in the lap that follows a yellow nobody crosses the line for long, but did before it.
        """
        if any(period.flag == SAFETY_CAR for period in self.periods):
            return False, "the safety car is a flag of its own"
        if known is not None:
            return known, "by the rules of the series"
        yellow = [one for one in self.periods if one.flag == FULL_COURSE_YELLOW and one.before]
        bunches = any(self._bunched(one) for one in yellow)
        return bunches, "measured in the gaps after it"

    def _bunched(self, period: Period) -> bool:
        part, whole = _BUNCHED
        after = self._hole(period.last, first=True)
        before = self._hole(period.before - self._lap, first=False)
        return after * whole >= self._lap * part and after > before

    def _hole(self, since: int, *, first: bool) -> int:
        """Return the longest time between crossings in the lap from a time on, in ticks.

        With `first` it begins at the first crossing after that time.
        """
        times, at = self._times, bisect_right(self._times, since)
        if first:
            since = times[at] if at < len(times) else since
        within = times[at : bisect_left(times, since + self._lap)]
        ends = [since, *within, since + self._lap]
        return max(then - one for one, then in pairwise(ends))
