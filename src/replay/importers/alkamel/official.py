"""The official result, and where it is not the order on the road the ruling that made it so."""

from collections.abc import Mapping, Sequence

from replay.importers.alkamel.analysis import CarSheet
from replay.importers.alkamel.results import Results, SheetRow
from replay.race.classification import classification
from replay.race.model import SECOND, Added, Official, Result, Ruling
from replay.race.seconds import exact_seconds

_SAME = 20


def official_result(results: Results, cars: Mapping[str, CarSheet], told: list[str]) -> Official:
    """Return the result as published; the first car of the sheet won.

    A total that is neither that of the car's last crossing nor seconds added to it is of another
    place than the line: it is left out and told.
    """
    odd = [row.car for row in results.rows if not _is_whole(_more(row, cars))]
    told += [f"car {car}: TOTAL_TIME is not of its last crossing: left out" for car in odd]
    first = results.rows[0]
    behind = [row.gap for row in results.rows[1:2] if row.gap is not None]
    return Official(
        laps=first.laps or 0,
        results=tuple(
            Result(
                position=place,
                car=row.car,
                laps=row.laps,
                status=row.status or None,
                elapsed=None if row.car in odd else row.total,
                gap=0 if place == 1 else row.gap,
                best_lap=row.best_time,
                best_lap_number=row.best_lap,
            )
            for place, row in enumerate(results.rows, 1)
        ),
        margin=behind[0] if behind else None,
        race_time=first.total,
    )


def ruling(results: Results, cars: Mapping[str, CarSheet], at: int, lap: int) -> Ruling | None:
    """Return what the stewards changed after the flag, None where the order is that of the road.

    Added time is what a total has more than the clock, in whole seconds as penalties are given;
    `at` is the end of the record.
    """
    rows = [row for row in results.rows if row.car in cars]
    added = tuple(
        Added(car=row.car, time=more)
        for row in rows
        if (more := _more(row, cars)) > _SAME and _is_whole(more)
    )
    excluded = tuple(
        row.car for row in rows if classification(row.status, row.laps or 0) == "disqualified"
    )
    order = tuple(row.car for row in rows)
    if not added and not excluded and order == tuple(_on_the_road(order, cars)):
        return None
    told = [f"car {one.car} +{exact_seconds(one.time)} s" for one in added]
    told += [f"car {car} excluded" for car in excluded]
    text = ", ".join(told) or "the order of the result"
    return Ruling(
        at=at,
        lap=lap,
        basis="estimated",
        by="the result",
        text=text[:300],
        of_lap=lap,
        order=order,
        added=added,
        excluded=excluded,
    )


def _more(row: SheetRow, cars: Mapping[str, CarSheet]) -> int:
    """Return what a car's total has more than its last crossing, in ticks; 0 if one is unknown."""
    car = cars.get(row.car)
    if car is None or row.total is None or row.laps != len(car.laps):
        return 0
    return max(row.total - car.laps[-1].elapsed, 0)


def _is_whole(time: int) -> bool:
    """Tell whether a time is of whole seconds, as exactly as the sheets are written."""
    return (time + _SAME) % SECOND <= 2 * _SAME


def _on_the_road(order: Sequence[str], cars: Mapping[str, CarSheet]) -> list[str]:
    return sorted(order, key=lambda car: (-len(cars[car].laps), cars[car].laps[-1].elapsed))
