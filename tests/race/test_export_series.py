"""Rows of the order of other series: columns of what a file knows, and of nothing else."""

from decimal import Decimal

from tests.race.small_races import CLASSES, at, flag, timeline_of

from replay.race.export import OrderRow, event_rows, order_columns, order_rows
from replay.race.model import Added, Driver, Flag, Red, Ruling, Stop
from replay.race.timeline import Timeline

CREW = (Driver(first="Nicklas", last="Nielsen"), Driver(first="Antonio", last="Fuoco"))


def le_mans() -> Timeline:
    return timeline_of(
        {"50": (100, 200, 330), "91": (130, 335), "31": (132, 339)},
        (
            flag(330, 3),
            Ruling(
                at=at(900), lap=3, basis="official", by="stewards", text="speed", of_lap=2,
                added=(Added(car="91", time=at(5)),), excluded=("50",),
            ),
        ),
        entries={
            "50": {"race_class": "HYPERCAR", "drivers": CREW, "starts": 0, "compound": "hard",
                   "tyre_age": 2},
            "91": {"race_class": "LMGT3"},
            "31": {"race_class": "LMGT3"},
        },
        stops=(Stop(car="50", lap=1, entry=at(190), exit=at(220), driver=1, basis="official"),),
        incidents={"50": (2,)},
        classes=CLASSES,
        known={
            "stops": "timed", "drivers": "timed", "tyres": "timed", "incidents": "timed",
        },
    )  # fmt: skip


def row(lap: int, car: str) -> OrderRow:
    return next(one for one in order_rows(le_mans(), lap) if one.car == car)


def test_columns_are_of_what_the_file_knows() -> None:
    assert order_columns(le_mans().race)[10:] == (
        "race_class", "class_position", "class_gap_s", "class_laps_down", "driver_now", "tyre",
        "tyre_age", "incidents", "penalty_s", "excluded",
    )  # fmt: skip
    plain = timeline_of({"1": (100,)}, (flag(100, 1),))
    assert order_columns(plain.race)[10:] == ()


def test_a_row_has_the_class_the_driver_and_the_tyres_of_its_instant() -> None:
    gt3 = row(2, "31")
    assert (gt3.race_class, gt3.class_position, gt3.class_gap_s, gt3.class_laps_down) == (
        "LMGT3", 2, Decimal("2.000"), 0,
    )  # fmt: skip
    before, after = row(1, "50"), row(3, "50")
    assert (before.driver_now, before.tyre_age, before.incidents) == ("Nicklas Nielsen", 3, 0)
    assert (after.driver_now, after.tyre, after.incidents) == ("Antonio Fuoco", "hard", 1)
    assert (before.penalty_s, before.excluded) == (None, False)


def test_what_was_ruled_stands_in_the_last_order() -> None:
    assert [(one.car, one.penalty_s, one.excluded) for one in order_rows(le_mans(), 3)] == [
        ("31", None, False), ("91", Decimal("5.000"), False), ("50", None, True),
    ]  # fmt: skip


def test_a_stop_is_as_well_known_as_it_says_itself() -> None:
    assert [one.basis for one in event_rows(le_mans()) if one.kind == "pit stop"] == ["official"]


def test_flags_that_follow_a_red_one_of_their_own_tick_keep_their_basis() -> None:
    timeline = timeline_of(
        {"1": (100, 200)},
        (
            Red(at=at(50), lap=0, basis="timed", stopped=at(60)),
            Flag(at=at(50), lap=0, basis="timed", flag="safety car", neutralises="bunch"),
            flag(200, 2),
        ),
    )
    found = {one.text: one.basis for one in event_rows(timeline)}
    assert found["Restart, stopped 1 min"] == found["Safety car"] == "timed"
