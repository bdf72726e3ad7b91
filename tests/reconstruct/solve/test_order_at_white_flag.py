"""The table of the white flag says nothing of a car of which nobody knows whether it went on."""

from pathlib import Path

from tests.reconstruct.small import RACE, write

from replay.race.check import check
from replay.reconstruct import rebuilt

RESULTS = "pos,car,driver,laps\n" + "".join(
    f"{place},{car},A Driver {car},{laps}\n"
    for place, (car, laps) in enumerate(
        [("6", 9), ("2", 9), ("8", 9), ("7", 9), ("1", 9), ("3", 9), ("4", 8), ("5", 6)], 1
    )
)
WHITE = """\
position,car,gap_s,last_lap_s
1,6,0.0000,30.4240
2,2,0.8330,30.4020
3,8,1.0960,30.5710
4,7,2.0670,30.6300
5,1,9.2370,30.8260
6,3,25.8290,32.4340
"""
STOPS = """\
car,laps_completed_at_pit_in,pit_in_race_time_s,pit_out_race_time_s
1,1,53.7610,71.7720
"""
GRID = "lap,basis,position,car\n" + "".join(f"0,exact,{car},{car}\n" for car in range(1, 8))


def test_a_car_without_a_status_may_have_been_before_any_car_of_the_table(tmp_path: Path) -> None:
    """Car 4 has all laps but the last: lapped, or fallen out on it in any place."""
    race = RACE | {"laps": 9, "scheduled_laps": 9, "cautions": 0, "margin_of_victory_s": "0.8110"}
    tables = {"white_flag": WHITE, "pit_stops": STOPS, "checkpoints": GRID}
    lead = "start_lap,end_lap,car\n0,1,1\n"
    found = rebuilt(write(tmp_path, RESULTS, race=race, lead_segments=lead, **tables))
    assert found.given_up == ()
    assert [one for one in check(found.race) if one.outcome == "failed"] == []
