"""The result as the last record of each car has it: what `replay check` holds the laps against."""

from replay.importers.indycar.records import CarRecord, RaceRecords
from replay.race.model import Official, Result


def record_official(records: RaceRecords, told: list[str]) -> Official | None:
    """Return the final ranks and counts; None, which is told, where the ranks are no order."""
    cars = sorted(records.cars.values(), key=lambda car: car.rank)
    if [car.rank for car in cars] != list(range(1, len(cars) + 1)):
        told.append("no result: the last ranks of the cars are not 1 to the last without gaps")
        return None
    winner = cars[0]
    return Official(
        laps=records.laps,
        results=tuple(_result(car, winner) for car in cars),
        race_time=winner.laps[-1].at if winner.laps else None,
    )


def _result(car: CarRecord, winner: CarRecord) -> Result:
    # A race file counts lap 1 from the green flag, the records from the car's own start.
    has_best = car.best > 0 and (car.best_lap != 1 or car.start == 0)
    on_lead_lap = len(car.laps) == len(winner.laps) and car.took_the_flag
    return Result(
        position=car.rank,
        car=car.car,
        laps=len(car.laps),
        status=car.status,
        elapsed=car.laps[-1].at if car.laps else None,
        gap=(car.behind if car is not winner else 0) if on_lead_lap else None,
        stops=car.stops,
        led=car.led,
        best_lap=car.best if has_best else None,
        best_lap_number=car.best_lap if has_best else None,
    )
