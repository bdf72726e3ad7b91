"""The measures themselves, on cases worked out by hand."""

from pathlib import Path

import pytest
from tests.accuracy.baselines import ranked
from tests.accuracy.evaluation import agreement, split
from tests.accuracy.metrics import Places, kendall_tau, places, pooled, pooled_kinds
from tests.accuracy.phases import phases_of
from tests.accuracy.truth import TrueLap, answer_key


def lap(car: str, number: int, position: int) -> TrueLap:
    return TrueLap(car, number, position, None, number)


def test_errors_count_alike_ahead_and_behind() -> None:
    found = places([(1, 1), (2, 3), (3, 2), (4, 8), (5, 2)])
    assert found == Places(count=5, mean_error=1.8, exact=0.2, within_1=0.6, within_3=0.8)


def test_pooled_parts_weigh_by_their_places() -> None:
    one, other = [(1, 1), (2, 2), (3, 4)], [(9, 4)]
    whole, parts = places(one + other), pooled([places(one), places(other)])
    assert parts.count == whole.count == 4
    assert parts.mean_error == pytest.approx(1.5)
    assert (parts.exact, parts.within_1, parts.within_3) == pytest.approx((0.5, 0.75, 0.75))


def test_bands_of_several_races_are_pooled_one_by_one() -> None:
    one = {"sure": places([(1, 1)]), "rough": places([(2, 4)])}
    other = {"rough": places([(3, 3)])}
    found = pooled_kinds(("sure", "near", "rough"), [one, other])
    assert list(found) == ["sure", "rough"]
    assert found["sure"] == one["sure"]
    assert found["rough"] == Places(2, 1.0, 0.5, 0.5, 1.0)


@pytest.mark.parametrize(
    ("ours", "tau"),
    [
        ((1, 2, 3, 4), 1.0),
        ((4, 3, 2, 1), -1.0),
        ((2, 1, 3, 4), 4 / 6),  # one pair of six the other way round
        ((4, 1, 2, 3), 0.0),  # three of six
    ],
)
def test_kendalls_tau_counts_the_pairs_in_order(ours: tuple[int, ...], tau: float) -> None:
    assert kendall_tau(list(zip((1, 2, 3, 4), ours, strict=True))) == pytest.approx(tau)


def test_kendalls_tau_leaves_tied_pairs_out() -> None:
    assert kendall_tau([(1, 1), (2, 3), (2, 2)]) == 1.0
    assert kendall_tau([(1, 1)]) is None


def test_tau_is_the_mean_over_laps_that_have_a_pair() -> None:
    laps = [lap("5", 1, 1), lap("9", 1, 2), lap("5", 2, 1), lap("9", 2, 2), lap("5", 3, 1)]
    found = agreement(laps, [1, 2, 2, 1, 1])
    assert found.tau == 0.0
    assert found.places.mean_error == pytest.approx(0.4)


def test_kinds_are_measured_apart_and_absent_ones_left_out() -> None:
    laps = [lap("5", 1, 1), lap("9", 1, 2), lap("4", 1, 3)]
    found = split(("sure", "near", "rough"), ("sure", "rough", "rough"), laps, [1, 3, 2])
    assert list(found) == ["sure", "rough"]
    assert found["sure"] == Places(1, 0.0, 1.0, 1.0, 1.0)
    assert found["rough"] == Places(2, 1.0, 0.0, 1.0, 1.0)


def test_a_straight_line_ranks_the_cars_of_a_lap_level_ones_by_the_grid() -> None:
    orders = {0: {"5": 1, "9": 2, "4": 3}, 4: {"5": 3, "9": 1}}
    laps = [lap(car, number, 1) for number in (1, 2, 3) for car in ("5", "9", "4")]
    # 5 runs 1.5, 2, 2.5; 9 runs 1.75, 1.5, 1.25; 4 is in no later order and stays third.
    assert ranked(orders, laps) == [1, 2, 3, 2, 1, 3, 2, 1, 3]
    # 5 and 9 are level at lap 2 of these lines.
    assert ranked({0: {"5": 1, "9": 2}, 4: {"5": 2, "9": 1}}, laps[3:5]) == [1, 2]


def a_box_score(folder: Path, **tables: str) -> Path:
    """A box score with the given tables: lines parted by `|`."""
    for name, text in tables.items():
        file = folder / f"{name}.{'json' if name == 'race' else 'csv'}"
        file.write_text("\n".join(text.split("|")) + "\n", encoding="utf-8")
    return folder


def test_the_answer_key_is_on_the_race_clock(tmp_path: Path) -> None:
    folder = a_box_score(
        tmp_path,
        race='{"laps": 4}',
        results="car,laps,status,elapsed_s|5,4,Running,100|9,3,running,102|4,2,accident,777",
        truth="lap,car,position,lap_time_s"
        "|0,5,1,|1,5,1,20|2,5,1,20|3,5,1,20|4,5,1,40"
        "|0,9,2,|1,9,2,21|2,9,2,40|3,9,2,40"
        "|0,4,3,|1,4,3,20|2,4,3,30|3,4,3,900",
    )
    key = answer_key(folder)
    assert key.untimed == ("4",)
    seconds = {(row.car, row.lap): row.crossing and row.crossing / 10_000 for row in key.laps}
    assert seconds["5", 3] == 60
    assert seconds["9", 3] == 102, "102 published, 101 summed: it started a second back"
    assert seconds["4", 2] is None
    assert ("4", 3) not in seconds, "a partial lap is none"
    assert ("5", 4) not in seconds, "the last lap is the result"
    leader = {(row.car, row.lap): row.leader_lap for row in key.laps}
    assert (leader["5", 2], leader["9", 2], leader["4", 1]) == (2, 3, 1)


def test_the_race_clock_stands_under_red_for_every_car_on_its_own_lap(tmp_path: Path) -> None:
    folder = a_box_score(
        tmp_path,
        race='{"laps": 4}',
        results="car,laps,status,elapsed_s|5,4,running,90|9,3,running,95|4,1,accident,21",
        truth="lap,car,position,lap_time_s"
        "|0,5,1,0|1,5,1,20|2,5,1,20|3,5,1,530|4,5,1,20"
        "|0,9,2,1|1,9,2,22|2,9,2,540|3,9,2,32"
        "|0,4,3,2|1,4,3,20",
        red_flags="laps_completed|2",
    )
    seconds = {(row.car, row.lap): (row.crossing or 0) / 10_000 for row in answer_key(folder).laps}
    assert [seconds["5", number] for number in (1, 2, 3)] == [20, 40, 70]
    assert [seconds["9", number] for number in (1, 2, 3)] == [23, 63, 95]
    assert seconds["4", 1] == 22


def test_a_lap_is_of_the_first_phase_that_claims_it(tmp_path: Path) -> None:
    stops = "|".join(f"{car},{at}" for car, at in zip("12345", (19, 20, 20, 23, 24), strict=True))
    folder = a_box_score(
        tmp_path,
        race='{"laps": 40}',
        cautions="first_yellow_lap,last_yellow_lap|5,8|30,31",
        pit_stops=f"car,leader_laps_completed|{stops}|1,34",
    )
    phases = phases_of(folder)
    assert phases[:7] == ("start",) * 7
    assert phases[7:10] == ("yellow", "yellow", "restart")
    assert phases[10:15] == ("after restart",) * 5
    assert phases[15:20] == ("green",) * 5
    assert phases[20:27] == ("pit cycle",) * 7
    assert phases[27:30] == ("green",) * 3
    assert phases[30:41] == (*["yellow"] * 2, "restart", *["after restart"] * 5, *["green"] * 3)
