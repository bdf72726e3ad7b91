"""How a race was won, by how much, and what was closest, longest and most in it."""

import pytest
from msgspec import structs
from tests.race.small_races import CLASSES, at, flag, race_of, timeline_of

from replay import racefile
from replay.race.extremes import Covered, Gained, MostLed, extremes
from replay.race.how_won import how_won
from replay.race.laps_led import lead_stints
from replay.race.model import Official, Retirement, Ruling, Stop
from replay.race.state import Stint
from replay.race.timeline import Timeline
from replay.race.winning_margin import WinningMargin, winning_margin


@pytest.fixture(scope="module")
def kansas() -> Timeline:
    return Timeline(racefile.load(racefile.find("kansas-2024")))


@pytest.fixture(scope="module")
def two_classes() -> Timeline:
    """7 and 50 are prototypes, 91, 92 and 93 GT cars; 91 wins by a lap in its class."""
    of = {"7": "HYPERCAR", "50": "HYPERCAR", "91": "LMGT3", "92": "LMGT3", "93": "LMGT3"}
    return timeline_of(
        {
            "50": (100, 200, 300, 400),
            "7": (101, 199, 301, 402),
            "93": (129, 262, 402),
            "91": (130, 260, 390, 405),
            "92": (131, 261, 403),
        },
        (flag(400, 4),),
        entries={car: {"race_class": name} for car, name in of.items()},
        classes=CLASSES,
    )


# -- how it was won


def test_larson_won_at_kansas_by_the_last_lap_of_seven_stints(kansas: Timeline) -> None:
    won = how_won(kansas, kansas.end, "5")
    assert (won.started, won.led, won.stints, won.first_led) == (4, 64, 7, 44)
    assert (won.since, won.over) == (268, "17")
    assert (won.best_lap, won.best_lap_number, won.fastest) == (300_970, 175, True)
    assert won.stops == 6
    assert won.last_stop is not None
    assert (won.last_stop.stop.lap, won.last_stop.length) == (262, 334_280)


def test_before_the_ruling_the_other_leads_for_good(kansas: Timeline) -> None:
    won = how_won(kansas, kansas.end - 1, "17")
    assert (won.led, won.since, won.over) == (54, 266, "11")
    assert how_won(kansas, kansas.end - 1, "5").since is None


def test_the_lowest_place_is_told_with_the_first_lap_it_was_held_on() -> None:
    timeline = timeline_of({"1": (30, 62, 95), "2": (31, 60, 94), "3": (32, 61, 96)})
    won = how_won(timeline, at(96), "1")
    assert (won.started, won.lowest, won.lowest_lap) == (1, 3, 2)
    assert how_won(timeline, at(50), "1").lowest == 1  # what comes later is not told


def test_a_car_that_led_from_the_start_passed_nobody() -> None:
    won = how_won(timeline_of({"1": (30, 60), "2": (31, 61)}), at(61), "1")
    assert (won.since, won.over, won.led, won.stints) == (1, None, 2, 1)


def test_a_rebuilt_best_lap_is_nobodys_fastest(kansas: Timeline) -> None:
    won = how_won(kansas, kansas.instant(60), "17")
    assert (won.best_lap_exact, won.fastest) == (False, False)


def test_a_stop_that_is_still_made_has_no_length() -> None:
    stop = Stop(car="1", lap=1, entry=at(40), exit=at(70))
    timeline = timeline_of({"1": (30, 75), "2": (31, 61)}, stops=(stop,), known={"stops": "timed"})
    before, after = how_won(timeline, at(50), "1"), how_won(timeline, at(75), "1")
    assert before.last_stop is not None
    assert before.last_stop.length is None
    assert after.last_stop is not None
    assert after.last_stop.length == at(30)


def test_in_a_race_of_classes_all_is_told_of_the_class(two_classes: Timeline) -> None:
    won = how_won(two_classes, at(405), "91")
    assert (won.started, won.lowest, won.lowest_lap) == (2, 2, 0)
    assert (won.led, won.stints, won.since, won.over) == (3, 1, 2, "93")


# -- closest, longest, most


def test_at_kansas_four_cars_were_within_a_tenth(kansas: Timeline) -> None:
    found = extremes(kansas, kansas.end)
    assert found.covered == Covered(750, 4)
    assert found.most_led == MostLed("11", 71, 5)
    assert found.gained == Gained(19, ("6",))
    assert found.lost == Gained(-26, ("54",))
    assert found.longest == Stint(126, 168, "17")


def test_a_gap_at_the_finish_is_told_once_the_result_is_official(kansas: Timeline) -> None:
    assert extremes(kansas, kansas.end - 1).covered is None


def test_cars_within_a_second_are_covered_by_the_least_round_time_that_has_three() -> None:
    gaps = {"1": (30,), "2": (30.08,), "3": (30.2,), "4": (30.4,), "5": (35,)}
    timeline = timeline_of(gaps, (flag(30, 1),))
    assert extremes(timeline, timeline.end).covered == Covered(at(0.2), 3)
    apart = timeline_of({"1": (30,), "2": (30.1,), "3": (31.1,)}, (flag(30, 1),))
    assert extremes(apart, apart.end).covered is None


def test_who_is_out_has_lost_no_places_and_level_cars_are_both_told() -> None:
    lines = {"1": (30, 64), "2": (31, 63), "3": (32, 61), "4": (33, 62), "5": (34,)}
    out = Retirement(at=at(40), lap=1, car="1", basis="official", reason="engine")
    timeline = timeline_of(lines, known={"retirements": "official"})
    found = extremes(timeline, at(64))
    assert found.gained == Gained(2, ("3", "4"))
    assert found.lost == Gained(-3, ("1",))
    race = structs.replace(timeline.race, events=(*timeline.race.events, out))
    assert extremes(Timeline(race), at(64)).lost == Gained(-1, ("2",))


def test_of_an_unknown_grid_nothing_was_gained(two_classes: Timeline) -> None:
    bare = tuple(structs.replace(entry, grid=None) for entry in two_classes.race.entries)
    race = structs.replace(two_classes.race, entries=bare)
    assert extremes(Timeline(race), at(405)).gained is None


def test_a_class_has_its_own_longest_lead(two_classes: Timeline) -> None:
    found = extremes(two_classes, at(405), "LMGT3")
    assert found.longest == Stint(2, 4, "91")
    assert found.most_led == MostLed("91", 3, 1)
    assert found.gained == Gained(1, ("91",))
    assert lead_stints(two_classes, at(260), "LMGT3") == (Stint(1, 1, "93"), Stint(2, 2, "91"))


# -- the margin


def test_the_margin_at_kansas_is_the_cameras_and_stands_after_its_ruling(kansas: Timeline) -> None:
    assert winning_margin(kansas, kansas.end - 1) is None
    assert winning_margin(kansas, kansas.end) == WinningMargin(10, None, "by the camera")


def test_a_margin_is_timed_or_published_and_may_be_laps(two_classes: Timeline) -> None:
    end = two_classes.end
    assert winning_margin(two_classes, end) == WinningMargin(at(2), None, "timed")
    assert winning_margin(two_classes, end, "LMGT3") == WinningMargin(None, 1, "timed")
    race = structs.replace(two_classes.race, official=Official(laps=4, margin=at(2)))
    assert winning_margin(Timeline(race), end) == WinningMargin(at(2), None, "published")


def test_a_ruling_on_an_earlier_lap_did_not_decide_the_margin() -> None:
    race = race_of({"1": (30, 60), "2": (31, 61)}, (flag(60, 2),))
    ruling = Ruling(
        at=at(90), lap=2, basis="official", of_lap=1, by="the stewards", text="places", order=("1",)
    )
    timeline = Timeline(structs.replace(race, events=(*race.events, ruling)))
    assert winning_margin(timeline, timeline.end) == WinningMargin(at(1), None, "timed")


def test_one_car_alone_wins_by_nothing() -> None:
    timeline = timeline_of({"1": (30,)}, (flag(30, 1),))
    assert winning_margin(timeline, timeline.end) is None
