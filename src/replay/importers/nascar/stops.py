"""Visits to pit road, from the pit feed: on the race clock, within the car's own lap."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from replay.foreign.foreign_file import ForeignFileError
from replay.importers.nascar.feed_set import FeedSet
from replay.importers.nascar.feeds import PitRow
from replay.importers.nascar.lap_chart import FINISH, WARM_UP, ticks
from replay.importers.nascar.race_clock import RaceClock
from replay.race.model import SECOND, Stop
from replay.race.quantity import quantity

_TYRES = {
    "FOUR_WHEEL_CHANGE": 4,
    "TWO_WHEEL_CHANGE_RIGHT": 2,
    "TWO_WHEEL_CHANGE_LEFT": 2,
    "ONE_WHEEL_CHANGE": 1,
}
_FEW = 3
"""How many stops may be left out whatever their share: a few errors are no other race."""

_MOST = 2 * SECOND
"""How far a stop may be off the car's lap: crossings may have been moved for the places."""


def feed_stops(
    feeds: FeedSet, crossings: Mapping[str, Sequence[int]], clock: RaceClock, told: list[str]
) -> tuple[Stop, ...]:
    """Return the stops in order of entry. `crossings[car][n - 1]` is when lap n ended.

    Rows before the start and after the flag are none. One that does not fit the laps of its car is
    left out and told; one of which the end is unknown is told where the car went on. Where most
    are left out they are of another race, which raises `ForeignFileError`.
    """
    if not feeds.pits:
        clock = RaceClock()  # a box score has its stops on the race clock
    by_car: dict[str, list[Stop]] = {}
    left_out = 0
    for row in sorted(feeds.pits or feeds.stops, key=lambda row: row.pit_in_race_time):
        car = row.vehicle_number.strip().upper()
        if car not in crossings or _outside_the_race(row, feeds.chart.laps):
            continue
        visits = by_car.setdefault(car, [])
        stop = _stop(row, car, crossings[car], clock)
        if isinstance(stop, Stop) and visits and _still_there(visits[-1], _entry(stop)):
            stop = "it begins before the one before it has ended"
        if isinstance(stop, Stop):
            visits.append(stop)
            if stop.exit is None and stop.left:
                given = ticks(row.pit_out_race_time) is not None
                why = "its end is left out, two laps on" if given else "no end is known"
                told.append(f"stop of car {car} on lap {row.lap_count + 1}: {why}")
        else:
            left_out += 1
            told.append(f"stop of car {car} on lap {row.lap_count + 1} left out: {stop}")
    taken = sorted((stop for visits in by_car.values() for stop in visits), key=_entry)
    if left_out > max(len(taken), _FEW):
        message = f"of another race than {feeds.chart.file}: {left_out} of "
        message += f"{quantity(left_out + len(taken), 'stop')} do not fit the laps of their cars"
        raise ForeignFileError(feeds.stop_file, message)
    return tuple(taken)


def _entry(stop: Stop) -> int:
    return stop.entry or 0


def _still_there(stop: Stop, time: int) -> bool:
    """Tell whether a stop goes on at a later entry of its car."""
    return not stop.left or _entry(stop) >= time or (stop.exit or 0) > time


def _outside_the_race(row: PitRow, laps: int) -> bool:
    """Tell whether a row is of pit road before the green or after the flag.

    With no lap completed that are those on their way to the grid, which have no time of the race;
    one that has comes in on its first lap, such as to serve a penalty.
    """
    before = row.lap_count == 0 and (
        row.pit_in_flag_status == WARM_UP or not ticks(row.pit_in_race_time)
    )
    return before or row.pit_in_flag_status == FINISH or row.leader_lap >= laps


def _stop(row: PitRow, car: str, line: Sequence[int], clock: RaceClock) -> Stop | str:
    """Return a stop, or why there is none."""
    raw = ticks(row.pit_in_race_time)
    if raw is None:
        return "when it began is not known"
    at = clock.of(raw)
    if row.lap_count > len(line):
        return f"the car completed {len(line)} laps"
    first = line[row.lap_count - 1] if row.lap_count else 0
    last = line[row.lap_count] - 1 if row.lap_count < len(line) else at
    entry = min(max(at, first), max(last, first))
    if abs(entry - at) > _MOST:
        return "the car was on another lap then"
    left = ticks(row.pit_out_race_time)
    leaves = None if left is None else max(clock.of(left), entry)
    if leaves is not None and bisect_left(line, leaves) - bisect_right(line, entry) > 1:
        leaves = None  # it came back from a garage unseen: that was the end of another visit
    laps_after = len(line) - bisect_right(line, entry)
    return Stop(
        car=car,
        lap=row.lap_count,
        entry=entry,
        exit=leaves,
        left=leaves is not None or laps_after > 1,
        tyres=_tyres(row),
    )


def _tyres(row: PitRow) -> int | None:
    """Return how many tyres were changed, None where the feed does not say."""
    changed = (
        row.left_front_tire_changed,
        row.left_rear_tire_changed,
        row.right_front_tire_changed,
        row.right_rear_tire_changed,
    )
    if None not in changed:
        return sum(map(bool, changed))
    return _TYRES.get(row.pit_stop_type or "")
