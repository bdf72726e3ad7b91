"""The closest, the longest and the most of a race, derived from its record."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from replay.race.class_order import class_places
from replay.race.laps_led import laps_led, lead_stints
from replay.race.model import MEASURED, SECOND
from replay.race.published_gaps import published_gaps
from replay.race.state import RaceState, Stint
from replay.race.timeline import Timeline

_WITHIN = (SECOND // 10, SECOND // 4, SECOND // 2, SECOND)
"""How close a finish of several cars is: within 0.1 s, or else within the least of the others."""

_SEVERAL = 3
"""So many cars and more are several."""


class Covered(Struct, frozen=True):
    """So many cars were covered by some ticks at the finish; `exact` if both ends were measured."""

    ticks: int
    cars: int
    exact: bool = True


class Gained(Struct, frozen=True):
    """The cars that gained most places on the grid, or lost most where `places` are under 0."""

    places: int
    cars: tuple[str, ...]


class MostLed(Struct, frozen=True):
    """The car that led most laps at the line, and its place in the order."""

    car: str
    laps: int
    place: int


class Extremes(Struct, frozen=True):
    """The closest, longest and most of a race so far, or of one of its classes.

    `covered` stands once the result is official, where three cars or more are within a second of
    the first. `lost` is the most of cars that are not out. `longest` is the longest stint in the
    lead, the first of those as long. Each is None where there is none, or nobody knows it.
    """

    covered: Covered | None
    most_led: MostLed | None
    gained: Gained | None
    lost: Gained | None
    longest: Stint | None


def extremes(timeline: Timeline, time: int, race_class: str | None = None) -> Extremes:
    """Give the closest, longest and most of the race up to `time`, or of a class."""
    time = min(max(time, 0), timeline.end)
    state = timeline.at(time)
    rows = _order(timeline, state, race_class)
    going = {row.car for row in state.order if row.status != "out"}
    gained = _gained(timeline, rows)
    led = laps_led(timeline, time, race_class)
    official = state.finished and not state.provisional
    places = {car: place for place, (car, _) in enumerate(rows.items(), 1)}
    return Extremes(
        covered=_covered(timeline, state, rows) if official else None,
        most_led=MostLed(*led[0], places[led[0][0]]) if led else None,
        gained=_won(gained, 1),
        lost=_won({car: won for car, won in gained.items() if car in going}, -1),
        longest=max(
            lead_stints(timeline, time, race_class),
            key=lambda stint: stint.last - stint.first,
            default=None,
        ),
    )


def _order(timeline: Timeline, state: RaceState, race_class: str | None) -> dict[str, int | None]:
    """Give the cars in order with their gaps to the first; those not placed are left out."""
    if race_class is None:
        return {row.car: row.gap for row in state.order if row.placed}
    found = class_places(timeline, state.time)
    return {car: place.gap for car, place in found.items() if place.race_class == race_class}


def _covered(
    timeline: Timeline, state: RaceState, rows: Mapping[str, int | None]
) -> Covered | None:
    """Count the cars within the least round time that has several of them."""
    published = published_gaps(timeline, state.time)
    measured = {row.car: row.basis in MEASURED or row.car in published for row in state.order}
    gaps = [(gap, car) for car, gap in rows.items() if gap is not None]
    for within in _WITHIN:
        close = [(gap, car) for gap, car in gaps if gap <= within]
        if len(close) >= _SEVERAL:
            ticks, last = close[-1]
            return Covered(ticks, len(close), measured[close[0][1]] and measured[last])
    return None


def _gained(timeline: Timeline, rows: Iterable[str]) -> dict[str, int]:
    """Give the places each car has gained on the grid, in the order that is asked about."""
    cars = list(rows)
    grid = {entry.car: entry.grid for entry in timeline.race.entries}
    if not timeline.scoring_at(0).grid_known:
        return {}
    ranked = sorted(cars, key=lambda car: grid[car] or len(grid) + 1)
    return {
        car: ranked.index(car) + 1 - place
        for place, car in enumerate(cars, 1)
        if grid[car] is not None
    }


def _won(gained: Mapping[str, int], sign: int) -> Gained | None:
    """Give who gained most, or with a `sign` of -1 lost most; None where nobody did."""
    most = max((places * sign for places in gained.values()), default=0)
    if most <= 0:
        return None
    return Gained(most * sign, tuple(car for car, won in gained.items() if won == most * sign))
