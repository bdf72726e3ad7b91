"""The facts of the card of a car, each from a race made by hand: what they say, and when."""

from typing import Any

import pytest
from msgspec import structs
from tests.race.small_races import CLASSES, at, flag, race_of
from tests.tui.card_scenes import lines, recorded, widest

from replay.race.model import Caution, Driver, Race, Retirement, Span, Stage, Stop
from replay.tui.cards.car_facts import CERTAINTY, NEIGHBOURS, CarFact, car_facts, facts_for
from replay.tui.scene import Scene

LINE = tuple(100.0 * lap for lap in range(1, 9))


def facts(of: Scene, width: int = 60) -> dict[str, str]:
    """The facts by their labels; the first row, which has none, is `who`."""
    told: dict[str, str] = {}
    label = "who"
    for row in lines([row for fact in car_facts(of, width) for row in fact.rows]):
        if label == "who" and not told:
            told["who"] = row
            label = ""
            continue
        label = row[: 9 if width >= 44 else 8].strip() or label
        rest = row[9 if width >= 44 else 8 :]
        told[label] = f"{told[label]} / {rest}" if label in told else rest
    return told


def three(events: Any = (), **more: Any) -> Race:
    """Three cars: 2 starts last and takes the lead on lap 3."""
    return race_of(
        {
            "1": LINE,
            "3": [one + 2 for one in LINE[:6]],
            "2": [105.0, 204.0, 299.0, 398.0, 497.5, 597.0, 697.0, 797.0],
        },
        events,
        known={"stops": "timed", **more.pop("known", {})},
        **more,
    )


def test_the_place_is_told_with_that_at_the_start_and_the_best_and_the_worst() -> None:
    assert facts(recorded(three(), at(500), "2"))["place"] == ("1  from 3, +2   best 1, worst 3")
    assert facts(recorded(three(), at(500), "1"))["place"] == ("2  from 1, −1   best 1, worst 2")
    assert facts(recorded(three(), 0, "1"))["place"] == "1  from 1, as started"


def test_a_narrow_card_sets_pairs_one_under_another() -> None:
    told = facts(recorded(three(), at(500), "1"), 34)
    assert (told["place"], told["so far"]) == ("2  from 1, −1", "best 1, worst 2")
    assert (told["best"], told["last"]) == ("100.000  lap 1", "100.000")


def test_a_leader_leads_since_a_lap_and_others_are_seconds_behind() -> None:
    race = three()
    assert facts(recorded(race, at(250), "1"))["gap"] == "leads since the start"
    assert facts(recorded(race, at(500), "2"))["gap"] == "leads since lap 3"
    assert facts(recorded(race, at(500), "1"))["gap"] == "2.500 to the leader"
    assert facts(recorded(race, at(500), "2"))["behind"] == "  1  D1  2.500"
    assert facts(recorded(race, at(500), "2"))["ahead"] == "·"
    assert facts(recorded(race, at(500), "1"))["ahead"] == "  2  D2  2.500"


def test_under_a_yellow_gaps_mean_nothing_but_the_lead_does() -> None:
    race = three((Caution(at=at(450), lap=4, basis="official", number=1, reason="debris"),))
    told = facts(recorded(race, at(502), "1"))
    assert told["gap"] == "· ▲ gaps mean nothing now"
    assert told["ahead"] == "  2  D2"
    assert facts(recorded(race, at(502), "2"))["gap"] == "leads since lap 3"


def test_a_car_that_is_out_or_laps_down_has_no_gap_in_seconds() -> None:
    out = Retirement(at=at(799), lap=8, basis="official", car="3", reason="engine")
    race = three((out,), known={"retirements": "official"})
    assert facts(recorded(race, at(798), "3"))["gap"] == "−1 lap"
    told = facts(recorded(race, at(800), "3"))
    assert told["gap"] == "× out  after 6 laps"
    assert not {"ahead", "behind", "stint"} & told.keys()
    assert facts(recorded(race, at(800), "1"))["behind"] == "  3  D3  × out"


def test_at_the_finish_it_tells_the_winner_and_who_is_yet_to_take_the_flag() -> None:
    race = three((flag(797, 8),))
    end = max(one.crossings[-1] for one in race.laps)
    assert facts(recorded(race, at(798), "2"))["gap"] == "first at the line"
    assert facts(recorded(race, at(798), "1"))["gap"] == "· yet to take the flag"
    assert facts(recorded(race, end, "2"))["gap"] == "won"
    assert facts(recorded(race, end, "1"))["gap"] == "3.000 to the winner"


def test_rebuilt_laps_have_one_decimal_and_no_number() -> None:
    race = three()
    rebuilt = (Span(lap=1, crossing="reconstructed", lap_time="reconstructed", place="near"),)
    laps = tuple(structs.replace(record, known=rebuilt) for record in race.laps)
    told = facts(recorded(structs.replace(race, laps=laps), at(500), "2"))
    assert (told["best"], told["places"]) == ("~95.0           last ~99.5", "5 within 1")
    measured = facts(recorded(race, at(500), "2"))
    assert measured["best"] == "95.000  lap 3   last 99.500"
    assert "places" not in measured


def test_spans_of_laps_led_go_oldest_first_where_they_have_no_room() -> None:
    lines_of: dict[str, list[float]] = {
        "1": [100 * lap + (lap % 2) for lap in range(1, 12)],
        "2": [100 * lap + 0.5 for lap in range(1, 12)],
    }
    race = race_of(lines_of)
    of = recorded(race, at(1_101), "1")
    assert facts(of)["led"] == "5 laps  10  8  6  4  2"
    assert facts(of, 29)["led"] == "5 laps  10  4 earlier"
    assert facts(of, 22)["led"] == "5 laps"
    assert facts(recorded(race, 0, "1"))["led"] == "·"


NASCAR: dict[str, Any] = {
    "series": "NASCAR Cup Series",
    "date": "2024-05-05",
    "stages": (Stage(number=1, ends=2), Stage(number=2, ends=5), Stage(number=3, ends=8)),
    "scheduled_laps": 8,
}


def in_series(race: Race, **header: Any) -> Race:
    return structs.replace(race, header=structs.replace(race.header, **header))


def test_stages_tell_places_and_points_and_points_run_with_the_place() -> None:
    race = in_series(three(), **NASCAR)
    assert "stages" not in facts(recorded(race, at(202), "2"))
    told = facts(recorded(race, at(650), "2"))
    assert told["stages"] == "S1 3rd +8   S2 1st +10   18 pts"
    assert told["points"] == "58 as they run, 40 for 1st"
    narrow = facts(recorded(race, at(650), "2"), 24)
    assert narrow["stages"] == "S1 3rd +8 / S2 1st +10 / 18 pts"
    assert narrow["points"] == "58 as they run"


def test_a_driver_who_is_not_eligible_has_no_points_and_the_words() -> None:
    race = in_series(three(entries={"2": {"eligible": False}}), **NASCAR)
    told = facts(recorded(race, at(650), "2"))
    assert told["stages"] == "S1 3rd   S2 1st"
    assert told["points"] == "· not eligible for points"


def test_without_a_rule_there_are_no_points() -> None:
    assert "points" not in facts(recorded(three(), at(650), "2"))


def test_the_stint_counts_from_the_stop_and_tells_the_tires() -> None:
    race = three(stops=(Stop(car="1", lap=3, entry=at(320), exit=at(350), tyres=2),))
    assert facts(recorded(race, at(300), "1"))["stint"] == "3 laps since the start"
    assert facts(recorded(race, at(330), "1"))["stint"] == "on pit road"
    told = facts(recorded(race, at(650), "1"))["stint"]
    assert told == "2 laps since the stop on 4, two tires"
    assert facts(recorded(race, at(650), "1"), 36)["stint"] == "2 laps since the stop on 4"
    assert facts(recorded(race, at(650), "1"), 32)["stint"] == "2 laps since lap 4"


def test_where_compounds_are_known_the_set_is_told_with_its_age() -> None:
    stop = Stop(car="1", lap=3, entry=at(320), exit=at(350), compound="HARD", tyre_age=0)
    race = three(stops=(stop,), known={"tyres": "timed"}, discipline="formula 1")
    assert "tyres" not in facts(recorded(race, at(330), "1"))
    assert facts(recorded(race, at(650), "1"))["tyres"] == "hard, 2 laps old"


CREW = (Driver(first="A", last="Fuoco"), Driver(first="N", last="Nielsen"))


def test_in_a_shared_car_it_tells_who_drives_and_never_who_will() -> None:
    stop = Stop(car="1", lap=3, entry=at(320), exit=at(350), driver=1)
    race = three(
        stops=(stop,), entries={"1": {"drivers": CREW, "starts": 0}}, known={"drivers": "timed"}
    )
    before, after = (recorded(race, time, "1") for time in (at(349), at(350)))
    assert facts(before)["who"] == "  1  A Fuoco"
    assert (facts(before)["driver"], facts(before)["others"]) == ("0:05 h in the car", "Nielsen ·")
    assert facts(after)["who"] == "  1  N Nielsen"
    assert (facts(after)["driver"], facts(after)["others"]) == ("0:00 h in the car", "Fuoco 0:05")


def test_in_a_race_of_classes_places_gaps_and_laps_led_are_those_of_the_class() -> None:
    race = race_of(
        {"7": LINE, "46": [100 + one for one in LINE], "92": [99.5 + one for one in LINE]},
        entries={car: {"race_class": CLASSES[car != "7"].name} for car in ("7", "46", "92")},
        classes=CLASSES,
        discipline="endurance",
    )
    told = facts(recorded(race, at(701), "46"))
    assert told["place"] == "2 in GT3  3 overall  from 1, −1   best 1, worst 2"
    assert told["gap"] == "0.500 to the leader"
    assert told["ahead"] == " 92  D92  0.500"
    assert told["behind"] == "·"
    leader = facts(recorded(race, at(701), "92"))
    assert leader["gap"] == "leads since lap 1"
    assert leader["led"] == "6 laps of GT3  1–6"


def test_what_goes_first_is_left_out_first() -> None:
    kept, neighbours, sure = (
        CarFact([((text, "full"),)] * 2, goes)
        for text, goes in (("kept", 0), ("beside", NEIGHBOURS), ("sure", CERTAINTY))
    )
    all_of = [kept, neighbours, sure]
    assert lines(facts_for(all_of, 6)) == ["kept", "kept", "beside", "beside", "sure", "sure"]
    assert lines(facts_for(all_of, 5)) == ["kept", "kept", "beside", "beside"]
    assert lines(facts_for(all_of, 3)) == ["kept", "kept"]
    assert lines(facts_for(all_of, 1)) == ["kept", "kept"]


@pytest.mark.parametrize("width", range(36, 90, 3))
@pytest.mark.parametrize(
    ("race", "lap", "car"),
    [("kansas-2024", 250, "5"), ("le-mans-2024", 150, "92"), ("abu-dhabi-2021", 56, "33")],
)
def test_no_fact_is_longer_than_the_card(race: str, lap: int, car: str, width: int) -> None:
    of = recorded(race, None, car, lap=lap)
    rows = [row for fact in car_facts(of, width) for row in fact.rows]
    assert widest(rows) <= width
