"""The published result against the laps: which gaps hold at the flag, penalties, exclusions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median_high

from msgspec.structs import replace

from replay.foreign.foreign_file import ForeignFileError
from replay.importers.f1.lap_chart import GrandPrixChart
from replay.importers.f1.published import Finisher, Published
from replay.importers.f1.race_clock import StandingClock, laps_at
from replay.race.check import differences
from replay.race.model import (
    MAX_CARS,
    SECOND,
    Added,
    Event,
    Explanation,
    Figures,
    Official,
    Race,
    Result,
    Retirement,
    Ruling,
)
from replay.race.text import clean

CLOCK_ERROR = 60 * SECOND // 1000
"""How far the clock of a timing feed may be from the published time of a car at the flag. Beyond
that the two tell of different things, such as a penalty."""

MOST_LACKING = 1
"""How many laps of its result a car may lack: that on which it fell out is counted here or there.
"""

LARGEST_PENALTY = 300 * SECOND

_BEST_LAP = (
    "The result and the laps are of two systems: a quicker lap was taken from the one, or the last "
    "lap of the other ends as the published gaps have it."
)
_RETIRED = "A car that had stopped was timed on another lap by the one source than by the other."


@dataclass
class AtTheFlag:
    """What the result makes of the last crossings: `moved` by car, in ticks, and `added` time."""

    moved: dict[str, int] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=dict)


def hold_result(chart: GrandPrixChart, published: Published) -> AtTheFlag:
    """Give the cars that took the flag on the lead lap the published times there, and return what
    that changed.

    A time that differs by whole seconds has a penalty in it: the car was at the line without it.
    """
    found = AtTheFlag()
    base = _base(chart, published)
    for row in published.result:
        car = chart.cars.get(row.car)
        if car is None or row.elapsed is None or car.laps != chart.laps or not car.laps:
            continue
        at = base + row.elapsed
        penalty = round((at - car.ends[-1]) / SECOND) * SECOND
        if not 0 < penalty <= LARGEST_PENALTY:
            penalty = 0
        off = at - penalty - car.ends[-1]
        if abs(off) > CLOCK_ERROR or (car.laps > 1 and at - penalty <= car.ends[-2]):
            chart.told.append(
                f"car {row.car}: the published time is {off / SECOND:+.3f} s from its laps"
            )
            continue
        if off:
            car.ends[-1] += off
            found.moved[row.car] = off
        if penalty:
            found.added[row.car] = penalty
    return found


def _base(chart: GrandPrixChart, published: Published) -> int:
    """Return when the clock of the result begins on that of the chart: at its 0 where both agree.

    Else most of the cars tell, for of some the published time has a penalty in it.
    """
    off = [
        chart.cars[row.car].ends[-1] - row.elapsed
        for row in published.result
        if row.elapsed is not None and row.car in chart.cars
        if 0 < chart.laps == chart.cars[row.car].laps
    ]
    if not off:
        return 0
    usual = median_high(off)
    if chart.start_known:
        return 0 if min(map(abs, off)) <= CLOCK_ERROR else usual
    if usual < min(car.ends[0] for car in chart.cars.values() if car.ends):
        chart.shift(-usual)
        chart.start_known = True
        return 0
    return usual


def trim(chart: GrandPrixChart, published: Published) -> None:
    """Take laps from cars that the result lacks: it may be counted back to an earlier lap.

    Raises `ForeignFileError` where it has laps that are missing: a file may end inside a race.
    """
    for row in published.result:
        car = chart.cars.get(row.car)
        laps = car.laps if car else 0
        if row.laps - laps > MOST_LACKING:
            message = f"laps are missing: car {row.car} has {laps} of the {row.laps} of its result"
            raise ForeignFileError(chart.file, message)
        if car is not None and laps > row.laps > 0:
            text = f"car {row.car}: {laps} laps, of which the result counts {row.laps}"
            chart.told.append(text)
            car.cut(row.laps)


def official(published: Published, cars: Sequence[str], clock: StandingClock) -> Official | None:
    """Return the published result of the cars of a race; None where there is none.

    Points that are not whole are left out (`half_points`).
    """
    rows = [row for row in published.result if row.car in cars]
    if not rows:
        return None
    winner = rows[0]
    gaps = {
        row.car: row.elapsed - winner.elapsed
        for row in rows
        if row.elapsed is not None and winner.elapsed is not None and row.elapsed >= winner.elapsed
    }
    second = gaps.get(rows[1].car) if len(rows) > 1 else None
    return Official(
        laps=winner.laps,
        results=tuple(
            Result(
                position=place,
                car=row.car,
                laps=row.laps,
                status=" ".join(clean(row.status).split())[:80] or None,
                elapsed=row.elapsed if not clock.stops else None,
                gap=gaps.get(row.car),
                points=_whole(row.points),
                best_lap=row.best_lap,
                best_lap_number=row.best_lap_number,
            )
            for place, row in enumerate(rows, 1)
        ),
        margin=second,
        race_time=winner.elapsed,
        stopped=clock.stopped or None,
    )


def half_points(published: Published, cars: Sequence[str]) -> list[str]:
    """Tell of points that are left out in lines for people: a race file counts whole ones."""
    left = [
        f"{row.points:g} of car {row.car}"
        for row in published.result
        if row.car in cars and row.points is not None and row.points % 1 > 0
    ]
    return [f"points are whole in a race file: left out are {', '.join(left)}"] if left else []


def _whole(points: float | None) -> int | None:
    return int(points) if points is not None and points == points and points % 1 == 0 else None


def rulings(
    chart: GrandPrixChart,
    published: Published,
    flag: AtTheFlag,
    events: Sequence[Event],
    clock: StandingClock,
) -> list[Ruling]:
    """Return what makes the order on the road the published one: penalties, exclusions, places.

    Places are dealt only to cars that are level on laps behind the lead lap, of which no time is
    published. It is told after all else, for when it was decided is in no source.
    """
    out = [row.car for row in published.result if row.excluded and row.car in chart.cars]
    excluded = tuple(car for car in out if chart.cars[car].laps)
    added = tuple(Added(car=car, time=time) for car, time in flag.added.items())
    order = _dealt(chart, published)
    if not (excluded or added or order):
        return []
    leaders = [clock.of(time) for time in chart.leaders()]
    ends = [clock.of(car.ends[-1]) for car in chart.cars.values() if car.ends]
    at = max([*ends, *(event.at for event in events)])
    texts = [f"car {one.car} +{one.time // SECOND} s" for one in added]
    texts += [f"car {car} disqualified" for car in excluded]
    if order:
        texts.append(f"cars {', '.join(order)} placed in this order")
    return [
        Ruling(
            at=at,
            lap=laps_at(leaders, at),
            basis="estimated",
            by="FIA",
            text=", ".join(texts)[:300],
            of_lap=chart.laps,
            order=order,
            added=added,
            excluded=excluded,
        )
    ]


def _dealt(chart: GrandPrixChart, published: Published) -> tuple[str, ...]:
    """Return the cars, in their published order, that came to the line in another one."""
    level: dict[int, list[Finisher]] = {}
    for row in published.result:
        car = chart.cars.get(row.car)
        laps = car.laps if car else 0
        if row.started and not row.excluded and laps < chart.laps:
            level.setdefault(laps, []).append(row)
    order: list[str] = []
    for laps, rows in sorted(level.items(), reverse=True):
        came = sorted(rows, key=lambda row: _came(chart, row, laps))
        order += [row.car for row, other in zip(rows, came, strict=True) if row is not other]
    return tuple(order)


def _came(chart: GrandPrixChart, row: Finisher, laps: int) -> tuple[int, int]:
    """Return what orders cars that have completed as many laps: the line, before it the grid."""
    if not laps:
        return 0, row.grid or MAX_CARS + 1
    return chart.cars[row.car].ends[-1], 0


def with_reasons(race: Race) -> Race:
    """Return a race with the reason of each published figure that its laps may have otherwise.

    So may a best lap that is quicker than the published, or as near to it as the last crossings
    were moved, and the laps of a car that fell out. Order and gaps are never excused.
    """
    if race.official is None:
        return race
    found = differences(race)
    out = {event.car for event in race.events if isinstance(event, Retirement)}
    best = found.get("best lap", ())
    near = [pair for pair in best if _quicker(pair)]
    slower = {pair.of for pair in best} - {pair.of for pair in near}
    pairs = {
        "best lap": (_BEST_LAP, near),
        "number of the best lap": (
            _BEST_LAP,
            [pair for pair in found.get("number of the best lap", ()) if pair.of not in slower],
        ),
        "laps completed": (
            _RETIRED,
            [pair for pair in found.get("laps completed", ()) if pair.of in out],
        ),
    }
    reasons = tuple(
        Explanation(rule=rule, reason=reason, pairs=tuple(those))
        for rule, (reason, those) in pairs.items()
        if those
    )
    return replace(race, official=replace(race.official, explanations=reasons))


def _quicker(pair: Figures) -> bool:
    """Tell whether our lap is quicker than the published, or slower by no more than a crossing
    was moved; the figures are seconds."""
    try:
        return float(pair.ours) * SECOND <= float(pair.published) * SECOND + CLOCK_ERROR
    except ValueError:
        return False
