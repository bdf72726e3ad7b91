"""The race clock, which stands still under red: the time that a stop took is cut out.

Lap times include it and say nothing of red flags. But under red nobody crosses the line: a time
without any crossing that is several laps of a yellow flag long can be nothing else.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from replay.importers.nascar.lap_chart import LapChart
from replay.race.model import SECOND

LONGER = 3
"""How many laps under yellow a time without crossings must take to be a stop."""

_SURE = 60 * SECOND

SHORTEST = 180 * SECOND
"""The shortest stop that is told so, whatever a lap takes."""


@dataclass(frozen=True)
class RedStop:
    """The field stood from `at` (with stops counted in) for `length` ticks."""

    at: int
    length: int
    timed: bool


@dataclass(frozen=True)
class RaceClock:
    """Turns times with the stops counted in into times of the race clock."""

    stops: tuple[RedStop, ...] = ()

    def of(self, time: int) -> int:
        """Return the time of the race clock, ticks."""
        for stop in reversed(self.stops):
            if time > stop.at:
                time -= min(stop.length, time - stop.at)
        return time


def race_clock(
    chart: LapChart,
    crossings: Mapping[str, Sequence[int]],
    reds: Iterable[tuple[int, int]],
    winners_time: int | None = None,
) -> RaceClock:
    """Return the clock of a race. `reds` are the begin and end of red flags as a feed has them.

    Of a single stop that nothing timed the published time of the winner gives the length.
    """
    times = sorted({time for line in crossings.values() for time in line[1:]})
    stops = []
    flags = sorted(reds)
    leaders = [
        min(line[lap] for line in crossings.values() if len(line) > lap)
        for lap in range(1, chart.laps + 1)
    ]
    for before, after in pairwise([0, *times]):
        usual = max(chart.yellow_lap, 1)
        if after - before < max(LONGER * usual, SHORTEST):
            continue
        if after > leaders[-1]:
            break  # cars that limp home long after the flag
        red = next((one for one in flags if before <= one[0] < one[1] <= after), None)
        if red is not None:
            stops.append(RedStop(red[0], red[1] - red[0], timed=True))
        elif _is_yellow(chart, bisect_right(leaders, before) + 1):
            stops.append(RedStop(before + usual // 2, after - before - usual, timed=False))
    return RaceClock(_as_the_winner_s_time_has_it(stops, leaders[-1], winners_time))


def _as_the_winner_s_time_has_it(
    stops: Sequence[RedStop], finish: int, winners_time: int | None
) -> tuple[RedStop, ...]:
    """Return the stops, one alone as long as brings the finish to the winner's published time.

    A length that is another by more than a minute is that of another stop, and is not believed.
    """
    if len(stops) != 1 or stops[0].timed or winners_time is None:
        return tuple(stops)
    length = finish - winners_time
    if length <= 0 or abs(length - stops[0].length) > _SURE:
        return tuple(stops)
    return (RedStop(stops[0].at, length, timed=True),)


def _is_yellow(chart: LapChart, lap: int) -> bool:
    """Tell whether a yellow or red flag was shown about a lap, or the file has no flags at all."""
    about = {chart.flags.get(at) for at in (lap - 1, lap, lap + 1)}
    return not chart.flags or bool(about & {2, 3})
