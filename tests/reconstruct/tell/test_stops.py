"""Stops of a box score as a race has them."""

from pathlib import Path

from tests.reconstruct.small import write

from replay.reconstruct import rebuilt

STOPS = """\
car,laps_completed_at_pit_in,pit_in_race_time_s,pit_out_race_time_s
5,3,100.000,115.000
42,4,135.000,
"""


def test_a_car_that_retired_in_its_pit_never_left_it(tmp_path: Path) -> None:
    race = rebuilt(write(tmp_path, pit_stops=STOPS)).race
    stop = next(stop for stop in race.stops if stop.car == "42")
    assert (stop.left, stop.exit) == (False, None)
    assert all(other.left for other in race.stops if other is not stop)
