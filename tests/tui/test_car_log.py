"""The lines of the log about one car: which they are, and how they are told whole."""

from tests.race.small_races import at, race_of
from tests.tui.card_scenes import lines, recorded, widest
from tests.tui.scenes import texts

from replay.race.model import Caution, Driver, Green, Penalty, Race, Stop
from replay.tui.cards.car_card import CarCard
from replay.tui.cards.car_log import log_rows
from replay.tui.drawing.glyphs import ASCII

LINE = tuple(100.0 * lap for lap in range(1, 9))


def small() -> Race:
    events = (
        Caution(at=at(250), lap=2, basis="official", number=1, reason="spin", cars=("1",),
                where="turn 2"),
        Green(at=at(420), lap=4, basis="official"),
        Penalty(at=at(450), lap=4, basis="official", car="1",
                text="crew over the wall too soon, to the tail"),
        Penalty(at=at(460), lap=4, basis="official", car="2", text="speeding"),
    )  # fmt: skip
    return race_of(
        {"1": LINE, "2": [one + 1 for one in LINE]}, events, known={"stops": "timed"},
        stops=(Stop(car="1", lap=2, length=at(30)),),
        entries={"1": {"drivers": (Driver(first="C", last="Buescher"),)}},
    )  # fmt: skip


def test_it_has_what_is_about_the_car_but_its_stops_the_newest_on_top() -> None:
    told = lines(log_rows(recorded(small(), at(500), "1"), 80, 20, above=True))
    assert told[0].startswith("Its race  stops stand above ──")
    assert told[1:] == [
        "  5 ! Buescher penalty  crew over the wall too soon, to the tail",
        "  3 ▲ Caution 1  spin",
        "  1 * Buescher fastest lap  1:40.000",
    ]


def test_a_detail_that_has_no_room_stands_below_its_line_whole() -> None:
    rows = log_rows(recorded(small(), at(500), "1"), 30, 20, above=False)
    assert lines(rows)[1:4] == [
        "  5 ! Buescher penalty",
        "      crew over the wall too",
        "      soon, to the tail",
    ]
    assert lines(rows)[0].startswith("Its race  without stops")
    assert widest(rows) <= 30


def test_short_of_rows_the_oldest_go_and_none_is_torn() -> None:
    of = recorded(small(), at(500), "1")
    whole = lines(log_rows(of, 30, 20, above=True))
    assert lines(log_rows(of, 30, 4, above=True)) == whole[:4]
    assert lines(log_rows(of, 30, 5, above=True)) == whole[:5]
    assert log_rows(of, 30, 3, above=True) == []
    assert log_rows(of, 80, 1, above=True) == []


def test_nothing_is_told_before_its_time() -> None:
    assert len(log_rows(recorded(small(), at(249), "1"), 80, 20, above=True)) == 2
    assert log_rows(recorded(small(), 0, "1"), 80, 20, above=True) == []


def test_at_lap_200_of_kansas_it_tells_the_race_of_buescher() -> None:
    of = recorded("kansas-2024", None, "17", lap=200)
    assert lines(log_rows(of, 48, 20, above=True)) == [
        "Its race  stops stand above ────────────────────",
        "170 ! Buescher penalty",
        "      crew over the wall too soon, to the tail",
        "165 ◆ 1st in stage 2  10 points",
        "126 » Buescher leads  Reddick pits",
        " 80 ◆ 5th in stage 1  6 points",
    ]


def test_the_place_in_a_stage_is_told_once_its_order_is_settled() -> None:
    leader_at_the_line = recorded("kansas-2024", None, "17", lap=80)
    a_lap_on = recorded("kansas-2024", None, "17", lap=81)
    told = [
        any("stage 1" in line for line in lines(log_rows(of, 60, 20, above=True)))
        for of in (leader_at_the_line, a_lap_on)
    ]
    assert told == [False, True]


def test_without_unicode_it_is_ascii() -> None:
    of = recorded("kansas-2024", None, "17", lap=200, glyphs=ASCII)

    assert all(row.isascii() for row in texts(CarCard, of, 48, 40))
