"""Read the field of a box score: results, names, colours."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from replay.foreign.box_score_race import RaceFacts
from replay.foreign.box_score_tables import (
    CarTableRow,
    DriverRow,
    LiveryRow,
    ResultRow,
    results_with_stages,
    stage_column,
)
from replay.foreign.csv_table import CSVRow, read_table
from replay.foreign.foreign_file import ForeignFileError
from replay.race.model import MAX_CROSSINGS, Driver, Livery
from replay.reconstruct.read.car_status import StatusFacts, status_of
from replay.reconstruct.read.drivers import drivers_of
from replay.reconstruct.read.facts import CarFacts


def read_cars(folder: Path, race: RaceFacts) -> tuple[tuple[CarFacts, ...], tuple[str, ...]]:
    """Return the cars in the official order, and what was assumed; raises `ForeignFileError`."""
    rows = read_table(folder, results_with_stages(len(race.stage_end_laps)))
    if rows is None:
        raise ForeignFileError("results.csv", "not found in the box score")
    drivers = read_table(folder, DriverRow) or ()
    paints = read_table(folder, LiveryRow) or ()
    _refuse_doubles(paints)
    _refuse_doubles(rows)
    liveries = {row.cells.car: _livery(row.cells) for row in paints}
    by_car = {row.cells.car: row for row in rows}
    for place, row in enumerate(rows, 1):
        if row.cells.pos != place:
            raise row.error(f"`pos` is {row.cells.pos}, expected {place}")
    if not by_car:
        raise ForeignFileError("results.csv", "no car in it", 1)
    refuse_unknown(drivers, set(by_car))
    refuse_unknown(paints, set(by_car))
    lines: dict[str, list[CSVRow[DriverRow]]] = {car: [] for car in by_car}
    for line in drivers:
        lines[line.cells.car].append(line)
    flag = rows[0].cells.elapsed_s or None
    statuses = {car: status_of(row, race.laps, flag) for car, row in by_car.items()}
    cars = tuple(
        _car(row, race, drivers_of(row, lines[car]), statuses[car], liveries.get(car))
        for car, row in by_car.items()
    )
    if max(car.laps for car in cars) < race.laps:
        raise rows[0].error(f"the race had {race.laps} laps, nobody completed as many")
    if cars[0].gap:
        raise rows[0].error("`gap_s` of the winner must be 0")
    if cars[0].standing != "running":
        was = cars[0].standing
        raise rows[0].error(f"the winner cannot be one {was if was == 'disqualified' else 'out'}")
    if sum(car.laps for car in cars) > MAX_CROSSINGS:
        raise ForeignFileError("results.csv", f"more than {MAX_CROSSINGS:,} laps in all")
    for column in ("start", *(stage_column(n) for n, _ in enumerate(race.stage_end_laps, 1))):
        _refuse_shared(rows, column)
    assumptions = (one.assumption for one in statuses.values())
    return cars, tuple(one for one in assumptions if one is not None)


def _refuse_doubles(rows: Iterable[CSVRow[CarTableRow]]) -> None:
    """Raise `ForeignFileError` for the second row of a car."""
    found: set[str] = set()
    for row in rows:
        if row.cells.car in found:
            raise row.error(f"car {row.cells.car} stands twice")
        found.add(row.cells.car)


def _refuse_shared(rows: Sequence[CSVRow[ResultRow]], column: str) -> None:
    """Raise `ForeignFileError` for the second of two cars in one place; 0 says there is none."""
    holders: dict[int, str] = {}
    for row in rows:
        place, car = getattr(row.cells, column), row.cells.car
        if place and holders.setdefault(place, car) != car:
            raise row.error(f"`{column}` {place} is already that of car {holders[place]}")


def _car(
    row: CSVRow[ResultRow],
    race: RaceFacts,
    drivers: tuple[Driver, ...],
    status: StatusFacts,
    livery: Livery | None,
) -> CarFacts:
    cells, laps = row.cells, row.within("laps", 0, race.laps)
    best, worst = _best_and_worst(row)
    best_number = cells.best_lap_no or None
    if best_number is not None and best_number > laps:
        raise row.error(f"`best_lap_no` is {best_number}, the car completed {laps} laps")
    stages = range(1, len(race.stage_end_laps) + 1)
    return CarFacts(
        position=cells.pos,
        car=cells.car,
        drivers=drivers,
        laps=laps,
        status=status.text,
        standing=status.standing,
        assumed=status.assumed,
        grid=cells.start or None,
        team=cells.team,
        make=cells.make,
        crew_chief=cells.crew_chief,
        sponsor=cells.sponsor,
        led=cells.laps_led,
        times_led=cells.times_led,
        points=cells.points,
        gap=cells.gap_s,
        elapsed=cells.elapsed_s or None,
        best_lap=cells.best_lap_s or None,
        best_lap_number=best_number,
        last_lap=cells.last_lap_s or None,
        qualifying=cells.qualifying_s or None,
        qualifying_speed=cells.qualifying_mph or None,
        stage_places=tuple(getattr(cells, stage_column(n)) or None for n in stages),
        livery=livery,
        average=cells.avg_pos,
        best=best,
        worst=worst,
    )


def _best_and_worst(row: CSVRow[ResultRow]) -> tuple[int | None, int | None]:
    """Return the best and the worst position of a car; raises `ForeignFileError`."""
    best, worst = row.cells.best_pos or None, row.cells.worst_pos or None
    if best is not None and worst is not None and best > worst:
        raise row.error(f"`best_pos` is {best}, but `worst_pos` {worst}")
    return best, worst


def _livery(cells: LiveryRow) -> Livery:
    return Livery(paint=cells.paint, ink=cells.ink, second=cells.second)


def refuse_unknown(rows: Iterable[CSVRow[CarTableRow]], known: set[str]) -> None:
    """Raise `ForeignFileError` for the first row whose car is not among the known ones."""
    for row in rows:
        if row.cells.car not in known:
            raise row.error(f"car {row.cells.car} is not in results.csv")
