"""Read the field of a box score: results, names, colours."""

from collections.abc import Iterable
from pathlib import Path

from replay.race.model import MAX_CARS, MAX_CROSSINGS, MAX_LAPS, Driver, Livery
from replay.reconstruct.read.car_status import StatusFacts, status_of
from replay.reconstruct.read.csv_table import BoxScoreError, Row, read_table
from replay.reconstruct.read.drivers import drivers_of
from replay.reconstruct.read.facts import CarFacts
from replay.reconstruct.read.race_facts import RaceFacts


def read_cars(folder: Path, race: RaceFacts) -> tuple[tuple[CarFacts, ...], tuple[str, ...]]:
    """Return the cars in the official order, and what was assumed; raises `BoxScoreError`."""
    rows = read_table(folder, "results.csv", ("pos", "car", "driver", "laps"))
    if rows is None:
        raise BoxScoreError("results.csv", "not found in the box score")
    drivers = read_table(folder, "drivers.csv", ("car",)) or ()
    paints = _by_car(read_table(folder, "liveries.csv", ("car", "paint", "ink", "second")) or ())
    liveries = {car: _livery(row) for car, row in paints.items()}
    by_car = _by_car(rows)
    for place, row in enumerate(rows, 1):
        if row.integer("pos", 1, MAX_CARS) != place:
            raise row.error(f"`pos` is {row.integer('pos')}, expected {place}")
    if not by_car:
        raise BoxScoreError("results.csv", "no car in it", 1)
    refuse_unknown((*drivers, *paints.values()), set(by_car))
    lines: dict[str, list[Row]] = {car: [] for car in by_car}
    for row in drivers:
        lines[row.car()].append(row)
    flag = rows[0].maybe_decimal("elapsed_s") or None
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
        raise BoxScoreError("results.csv", f"more than {MAX_CROSSINGS:,} laps in all")
    for column in ("start", *(f"stage{n}_pos" for n, _ in enumerate(race.stage_end_laps, 1))):
        _refuse_shared(rows, column)
    assumptions = (one.assumption for one in statuses.values())
    return cars, tuple(one for one in assumptions if one is not None)


def _by_car(rows: tuple[Row, ...]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if row.car() in found:
            raise row.error(f"car {row.car()} stands twice")
        found[row.car()] = row
    return found


def _refuse_shared(rows: tuple[Row, ...], column: str) -> None:
    """Raise `BoxScoreError` for the second of two cars in one place; 0 says that there is none."""
    holders: dict[int, str] = {}
    for row in rows:
        place = row.maybe_integer(column, 0, MAX_CARS)
        if place and holders.setdefault(place, row.car()) != row.car():
            raise row.error(f"`{column}` {place} is already that of car {holders[place]}")


def _car(
    row: Row,
    race: RaceFacts,
    drivers: tuple[Driver, ...],
    status: StatusFacts,
    livery: Livery | None,
) -> CarFacts:
    laps = row.integer("laps", 0, race.laps)
    best, worst = _best_and_worst(row)
    best_number = row.maybe_integer("best_lap_no", 0, MAX_LAPS) or None
    if best_number is not None and best_number > laps:
        raise row.error(f"`best_lap_no` is {best_number}, the car completed {laps} laps")
    stages = range(1, len(race.stage_end_laps) + 1)
    return CarFacts(
        position=row.integer("pos"),
        car=row.car(),
        drivers=drivers,
        laps=laps,
        status=status.text,
        standing=status.standing,
        assumed=status.assumed,
        grid=row.maybe_integer("start", 0, MAX_CARS) or None,
        team=row.maybe_text("team"),
        make=row.maybe_text("make"),
        crew_chief=row.maybe_text("crew_chief"),
        sponsor=row.maybe_text("sponsor"),
        led=row.maybe_integer("laps_led"),
        times_led=row.maybe_integer("times_led"),
        points=row.maybe_signed("points"),
        gap=row.maybe_decimal("gap_s"),
        elapsed=row.maybe_decimal("elapsed_s") or None,
        best_lap=row.maybe_decimal("best_lap_s") or None,
        best_lap_number=best_number,
        last_lap=row.maybe_decimal("last_lap_s") or None,
        qualifying=row.maybe_decimal("qualifying_s") or None,
        qualifying_speed=row.maybe_decimal("qualifying_mph", 1000, 1000) or None,
        stage_places=tuple(row.maybe_integer(f"stage{n}_pos") or None for n in stages),
        livery=livery,
        average=row.maybe_decimal("avg_pos", 1000, MAX_CARS),
        best=best,
        worst=worst,
    )


def _best_and_worst(row: Row) -> tuple[int | None, int | None]:
    """Return the best and the worst position of a car; raises `BoxScoreError`."""
    best = row.maybe_integer("best_pos", 0, MAX_CARS) or None
    worst = row.maybe_integer("worst_pos", 0, MAX_CARS) or None
    if best is not None and worst is not None and best > worst:
        raise row.error(f"`best_pos` is {best}, but `worst_pos` {worst}")
    return best, worst


def _livery(row: Row) -> Livery:
    colours = [row.text(column) for column in ("paint", "ink", "second")]
    for colour in colours:
        digits = set(colour[1:]) <= set("0123456789abcdef")
        if not (len(colour) == 7 and colour[0] == "#" and digits):
            raise row.error(f"no colour: {colour[:20]!r} (write #1d4fc4)")
    return Livery(paint=colours[0], ink=colours[1], second=colours[2])


def refuse_unknown(rows: Iterable[Row], known: set[str]) -> None:
    """Raise `BoxScoreError` for the first row whose car is not among the known ones."""
    for row in rows:
        if row.car() not in known:
            raise row.error(f"car {row.text('car')} is not in results.csv")
