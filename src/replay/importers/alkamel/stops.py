"""Stops: `B` at the end of the in-lap, the time in the pit lane on the lap that follows.

When in its two laps a car came and went is not in the sheet, only how long it was there.
"""

from collections.abc import Mapping
from itertools import pairwise

from replay.importers.alkamel.analysis import CarSheet, LapRow
from replay.race.model import Stop


def starts_in_pit_lane(car: CarSheet) -> bool:
    """Tell whether a car began the race from the pit lane: time there on its first lap."""
    return car.laps[0].pit_time is not None


def car_stops(car: CarSheet, drivers: Mapping[int, int], told: list[str]) -> list[Stop]:
    """Return the stops of a car; `drivers` is the place in the entry of each driver's number.

    A change of driver needs one, marked or not. A time that does not fit into the two laps about
    the line is left out and told.
    """
    stops = []
    for row, after in pairwise((*car.laps, None)):
        if row is None:
            break
        change = _change(row, after, drivers)
        length = after.pit_time if after else None
        if not row.in_pit and length is None and change is None:
            continue
        if length is not None and after and length > row.time + after.time:
            told.append(
                f"car {car.car}, lap {after.lap}: longer in the pit lane than for both laps about "
                "it: how long is left out"
            )
            length = None
        if not row.in_pit and length is None:
            told.append(f"car {car.car}, lap {row.lap}: a stop told by its change of driver alone")
        stops.append(Stop(car=car.car, lap=row.lap - 1, length=length, driver=change))
    return stops


def _change(row: LapRow, after: LapRow | None, drivers: Mapping[int, int]) -> int | None:
    """Return the place of the driver who took over, None where nobody did or nobody knows."""
    if after is None or after.driver == row.driver:
        return None
    return None if after.driver is None else drivers.get(after.driver)
