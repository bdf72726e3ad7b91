"""Analysts' figures of a car as they stood at the clock, each with how sure it is.

They are of settled laps: those of the leader up to the last but one that he has completed, all of
them at the end of the record. In a race of classes places, best laps and leaders are those of the
car's class. In a race over a time the laps are those that were run.
"""

from collections.abc import Sequence
from weakref import WeakKeyDictionary

from msgspec import Struct

from replay.race.field_figures import FieldFigures
from replay.race.model import MEASURED
from replay.race.place_sums import PlaceSums
from replay.race.timeline import Timeline

_PERCENTILE = 95

_MOST_PERIODS = 2
"""Periods between rulings of which the sums are kept: a viewer goes to and fro over one."""

_kept: WeakKeyDictionary[Timeline, dict[int, FieldFigures]] = WeakKeyDictionary()


class CarFigures(Struct, frozen=True):
    """What analysts count of a car up to a time; places and speed in thousandths.

    `laps` of the leader are settled, the car's place is known at the end of them.

    `average` is NASCAR's average running position: the sum of a car's places at the end of each
    lap of the race by those laps (loop data, as fantasyracingcheatsheet.com/nascar-loop-data has
    it; a car that is out counts on, at the place it has). It may be off by `average_within`.
    NASCAR's loops see places all round a lap, so that on measured laps theirs is other by 0.05 of
    a place in the mean; `official` tells that it is theirs, which the file has and which stands
    once the result does. `weighted` counts each lap as often as cars were still running on it, so
    that laps that are left to the survivors weigh less; Lap Raptor weighs laps otherwise, by how
    well each tells the finish (lapraptor.com/glossary, wARP).

    `speed` is the green-flag speed: 1000 times the 95th percentile (nearest rank) of the ratio of
    the best lap of a lap to the car's own, so that 1000 is as fast as anybody. The best is that of
    the cars that came to the line during one lap of the leader. Only clean laps count (none under
    yellow, the lap of the restart, or into and out of the pits): `speed_laps` of them. Lap Raptor's
    speed score (lapraptor.com/glossary, SS) takes the 95th percentile of a driver's laps and that
    of the race instead. `speed_exact`: all of these laps were measured.

    `gained` and `lost` are green-flag passes: places between the ends of two laps of the car in a
    row, the later one all under green and without a stop in it or just before. Two passes within a
    lap that undo each other are none here, and a place falls to a car when the one ahead stops.
    Each may be off by `passes_within`.

    `green` laps of the leader were all under green, and the car was first at the end of `led` of
    them; of `led_within` that may be otherwise, where nobody published the leaders.

    None is what nobody knows: places where no lap is settled, a range where a place was not rated,
    what is under green where the file does not know flags, and what leaves out stops where it does
    not know those.
    """

    laps: int
    average: int | None
    average_within: int | None
    weighted: int | None
    weighted_within: int | None
    official: bool
    speed: int | None
    speed_laps: int
    speed_exact: bool
    gained: int | None
    lost: int | None
    passes_within: int | None
    green: int | None
    led: int | None
    led_within: int

    @property
    def led_share(self) -> int | None:
        """The share of green laps led, in thousandths; None before any."""
        if self.led is None or not self.green:
            return None
        return _rounded(1000 * self.led, self.green)


def car_figures(timeline: Timeline, time: int, car: str) -> CarFigures | None:
    """Give the figures of a car at `time`; None of a race without laps."""
    if not timeline.race.has_laps:
        return None
    time = min(max(time, 0), timeline.end)
    laps = settled_laps(timeline, time)
    field = _field(timeline, time)
    places = field.places(timeline, car, laps)
    average, within = _average(places)
    published = _published(timeline, car) if time >= timeline.end else None
    known = timeline.race.header.known
    green_known = known.flags is not None
    stops_known = known.stops is not None or known.stop_lengths is not None
    ratios, measured = (
        field.ratios(timeline, car, laps) if green_known and stops_known else ((), False)
    )
    gained, lost, off, unrated = field.passes(timeline, car, laps)
    racing = laps > 0 and green_known and stops_known
    green, led = field.led(car, laps)
    return CarFigures(
        laps=laps,
        average=average if published is None else published,
        average_within=within if published is None else 0,
        weighted=_mean(places.weighted, places.field),
        weighted_within=None if within is None else _mean(places.weighted_spread, places.field),
        official=published is not None,
        speed=_percentile(ratios) if ratios else None,
        speed_laps=len(ratios),
        speed_exact=measured and len(ratios) > 0,
        gained=gained if racing else None,
        lost=lost if racing else None,
        passes_within=off if racing and not unrated else None,
        green=green if green_known else None,
        led=led if green_known else None,
        led_within=places.doubted if green_known and known.leaders not in MEASURED else 0,
    )


def average_place(timeline: Timeline, time: int, car: str) -> tuple[int | None, int | None]:
    """Give a car's average running position of the record, whatever was published; thousandths.

    And by how much it may be off; None where it has none, or where a place was not rated.
    """
    time = min(max(time, 0), timeline.end)
    laps = settled_laps(timeline, time)
    return _average(_field(timeline, time).places(timeline, car, laps))


def _average(places: PlaceSums) -> tuple[int | None, int | None]:
    within = None if places.unrated else _mean(places.spread, places.laps)
    return _mean(places.places, places.laps), within


def settled_laps(timeline: Timeline, time: int) -> int:
    """Count the laps that nobody changes any more: the leader is a lap on, or the record ends."""
    time = min(max(time, 0), timeline.end)
    if time >= timeline.end:
        return timeline.laps
    return max(timeline.lap_at(time) - 1, 0)


def _field(timeline: Timeline, time: int) -> FieldFigures:
    """Give the sums as the race is scored at `time`, which are kept with the timeline."""
    ruled = [ruling.at for ruling in timeline.rulings]
    period = sum(at <= time for at in ruled)
    kept = _kept.setdefault(timeline, {})
    if period not in kept:
        while len(kept) >= _MOST_PERIODS:
            del kept[next(iter(kept))]
        horizon = ruled[period] - 1 if period < len(ruled) else timeline.end
        kept[period] = FieldFigures(timeline, horizon)
    return kept[period]


def _published(timeline: Timeline, car: str) -> int | None:
    """Give the published average running position of a car in thousandths, None where none is."""
    official = timeline.race.official
    results = official.results if official is not None else ()
    return next((one.average_place for one in results if one.car == car), None)


def _percentile(ratios: Sequence[int]) -> int:
    """Give the ratio that 95 of 100 laps do not surpass."""
    return sorted(ratios)[-(-_PERCENTILE * len(ratios) // 100) - 1]


def _mean(total: int, count: int) -> int | None:
    return _rounded(1000 * total, count) if count else None


def _rounded(total: int, count: int) -> int:
    return (2 * total + count) // (2 * count)
