"""The table of a car's stops: its cells, what goes first, and what is not known yet."""

from typing import Any

import pytest
from msgspec import structs
from tests.race.small_races import at, race_of
from tests.tui.card_scenes import lines, recorded

from replay.race.model import Driver, Flag, Race, Remark, Retirement, Stop
from replay.tui.cards.stop_table import stop_rows

LINE = tuple(100.0 * lap for lap in range(1, 13))
STOPS = tuple(Stop(car="1", lap=lap, length=at(30.04 + lap)) for lap in (1, 3, 5, 7))


def small(stops: tuple[Stop, ...] = STOPS, events: Any = (), **more: Any) -> Race:
    return race_of(
        {"2": [one - 1 for one in LINE], "1": LINE}, events, stops=stops,
        known={"stops": "timed", **more.pop("known", {})}, **more,
    )  # fmt: skip


def test_at_lap_200_of_kansas_it_tells_the_five_stops_of_buescher() -> None:
    of = recorded("kansas-2024", None, "17", lap=200)
    assert lines(stop_rows(of, 48, 20))[1:] == [
        "lap  run  pit s  in out  under",
        " 33   33   38.0   5  14  ▶ green",
        " 84   51   38.3   5   5  ▲ 1",
        "118   34   37.3   2  10  ▶ green",
        "169   51   37.8   1   2  ▲ 2",
        "195   26   39.2  18  27  ▲ 5",
    ]
    # What was published of a stop stands beside it where all of it has room.
    assert lines(stop_rows(of, 79, 20))[5] == (
        "169   51   37.8   1   2  ▲ 2     crew over the wall too soon"
    )


def test_the_oldest_stops_go_first_and_are_counted() -> None:
    of = recorded(small(), at(1_150), "1")
    assert [line[:9] for line in lines(stop_rows(of, 40, 6))] == [
        "Stops  4 ", "lap  run ", "  2    2 ", "  4    2 ", "  6    2 ", "  8    2 ",
    ]  # fmt: skip
    assert [line[:9] for line in lines(stop_rows(of, 40, 5))[2:]] == [
        "2 earlier", "  6    2 ", "  8    2 ",
    ]  # fmt: skip
    assert [line[:9] for line in lines(stop_rows(of, 40, 3))[2:]] == ["  8    2 "]
    assert stop_rows(of, 40, 2) == []


def test_a_car_on_pit_road_has_IN_for_seconds_and_no_place_out_until_two_laps_later() -> None:
    stop = Stop(car="1", lap=3, entry=at(350), exit=at(390))
    told = [
        lines(stop_rows(recorded(small((stop,)), time, "1"), 40, 9))[-1]
        for time in (at(389), at(390), at(500))
    ]
    assert told == [
        "  4    4     IN   2   ·  ▶ green",
        "  4    4   40.0   2   ·  ▶ green",
        "  4    4   40.0   2   2  ▶ green",
    ]


def test_of_a_car_that_stays_there_no_seconds_are_told() -> None:
    stop = Stop(car="1", lap=3, entry=at(350), left=False)
    out = Retirement(at=at(450), lap=4, basis="official", car="1", reason="engine")
    race = race_of(
        {"2": LINE, "1": LINE[:3]}, (out,), stops=(stop,),
        known={"stops": "timed", "retirements": "official"},
    )  # fmt: skip
    told = [
        lines(stop_rows(recorded(race, time, "1"), 40, 9))[-1].split()[2]
        for time in (at(449), at(450))
    ]
    assert told == ["IN", "·"]


def test_without_a_stop_it_says_so_and_without_knowledge_of_stops_nothing() -> None:
    assert lines(stop_rows(recorded(small(()), at(500), "1"), 30, 9)) == [
        "Stops  none so far ───────────"
    ]
    unknown = race_of({"1": LINE})
    assert stop_rows(recorded(unknown, at(500), "1"), 30, 9) == []


@pytest.mark.parametrize(
    ("flag", "told"),
    [
        (Flag(at=at(150), lap=1, basis="timed", flag="safety car", neutralises="bunch", number=2),
         "▲ SC 2"),
        (Flag(at=at(150), lap=1, basis="timed", flag="VSC", neutralises="slow"), "△ VSC"),
    ],
)  # fmt: skip
def test_what_neutralises_the_race_is_told_by_its_sign_and_a_short_word(
    flag: Flag, told: str
) -> None:
    stop = Stop(car="1", lap=1, entry=at(180), exit=at(199))
    of = recorded(small((stop,), (flag,)), at(500), "1")
    assert lines(stop_rows(of, 40, 9))[-1].endswith(told)


def test_new_tyres_have_a_column_where_they_are_known_and_a_new_driver_is_named() -> None:
    stop = Stop(car="1", lap=1, entry=at(150), exit=at(190), compound="HARD", driver=1, tyres=4)
    crew = (Driver(first="A", last="Fuoco"), Driver(first="N", last="Nielsen"))
    race = small(
        (stop,), entries={"1": {"drivers": crew, "starts": 0}},
        known={"tyres": "timed", "drivers": "timed"}, discipline="endurance",
    )  # fmt: skip
    assert lines(stop_rows(recorded(race, at(189), "1"), 60, 9))[1:] == [
        "lap  run  pit s  in out  under",
        "  2    2     IN   2   ·  ▶ green",
    ]
    assert lines(stop_rows(recorded(race, at(300), "1"), 60, 9))[1:] == [
        "lap  run  pit s  in out  ty under",
        "  2    2   40.0   2   2   H ▶ green Nielsen in",
    ]


def test_beside_the_column_of_tyres_a_narrow_table_tells_the_flag_by_its_sign_and_number() -> None:
    of = recorded("abu-dhabi-2021", None, "33", lap=56)
    assert lines(stop_rows(of, 32, 9))[1:] == [
        "lap  run  pit s  in out  ty flag",
        " 13   13   21.2   2   4   H ▶",
        " 36   23   21.9   2   2   H △1",
        " 53   17   21.5   2   2   S ▲1",
    ]


def test_words_that_say_how_many_tires_are_not_said_twice() -> None:
    stop = Stop(car="1", lap=1, entry=at(150), exit=at(190), tyres=2)
    race = small((stop,))
    of = recorded(race, at(300), "1")
    assert lines(stop_rows(of, 60, 9))[-1].endswith("▶ green two tires")
    remarks = (Remark(on="stop", car="1", lap=1, text="two tires, first off pit road"),)
    of = recorded(structs.replace(race, remarks=remarks), at(300), "1")
    assert lines(stop_rows(of, 70, 9))[-1].endswith("▶ green two tires, first off pit road")
