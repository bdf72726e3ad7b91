"""Analysts' figures: what each counts, by small races, and NASCAR's own of real ones."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.race.small_races import CLASSES, at, flag, race_of
from tests.series_strategies import series_races
from tests.strategies import races

from replay import racefile
from replay.race.check import check
from replay.race.events import Event
from replay.race.figures import CarFigures, car_figures, settled_laps
from replay.race.model import Caution, Confidence, Green, Official, Race, Result, Retirement, Stop
from replay.race.series import places
from replay.race.timeline import Timeline

LINES = {
    "1": [40, 70, 100, 131, 161],
    "2": [41, 72, 101, 130, 160],
    "3": [42, 71, 103, 133],
}
"""Car 2 takes the lead on lap 4, car 3 is second on lap 2 and out after its lap 4."""


def race(
    events: Sequence[Event] = (),
    lines: Mapping[str, Sequence[float]] = LINES,
    place: Confidence = "sure",
    known: Mapping[str, Any] | None = None,
    **more: Any,
) -> Race:
    made = race_of(lines, events, known={"stops": "timed", **(known or {})}, **more)
    laps = tuple(
        replace(record, known=tuple(replace(span, place=place) for span in record.known))
        for record in made.laps
    )
    return replace(made, laps=laps)


def figures(made: Race, car: str, seconds: float | None = None) -> CarFigures:
    timeline = Timeline(made)
    found = car_figures(timeline, timeline.end if seconds is None else at(seconds), car)
    assert found is not None
    return found


OUT = Retirement(at=at(135), lap=4, basis="timed", car="3", reason="engine")


def test_the_average_is_of_the_places_at_the_end_of_every_lap_so_far() -> None:
    made = race([OUT])
    assert [figures(made, car).average for car in "123"] == [1400, 1800, 2800]
    assert figures(made, "1").laps == 5


def test_a_lap_counts_once_the_leader_is_a_lap_on() -> None:
    made = race([OUT])
    before, after = figures(made, "3", 99.9), figures(made, "3", 100)
    assert (before.laps, before.average) == (1, 3000)
    assert (after.laps, after.average) == (2, 2500)
    none = figures(made, "3", 50)
    assert (none.laps, none.average, none.weighted, none.average_within) == (0, None, None, None)


def test_the_weighted_average_counts_a_lap_as_often_as_cars_were_running_on_it() -> None:
    # Car 1 is first on three laps of 3 cars, second on one of 3 and on one of 2.
    assert figures(race([OUT]), "1").weighted == round(1000 * (9 + 6 + 4) / (12 + 2))


def test_a_range_follows_from_how_far_the_places_can_be_trusted() -> None:
    within = {
        place: figures(race([OUT], place=place), "1").average_within
        for place in ("sure", "near", "rough", "unknown")
    }
    assert within == {"sure": 0, "near": 1000, "rough": 3000, "unknown": None}


def test_green_flag_speed_is_of_the_laps_beside_the_best_lap_of_each() -> None:
    # The best of laps 2 to 5 are 29, 29, 29 and 30 s; car 1 takes 30, 30, 31 and 30.
    of_1 = figures(race([OUT]), "1")
    assert (of_1.speed, of_1.speed_laps, of_1.speed_exact) == (1_000_000, 4, True)
    of_3 = figures(race([OUT]), "3")
    assert (of_3.speed, of_3.speed_laps) == (1_000_000, 3)
    assert figures(race([OUT]), "2", 105).speed == 29_000_000 // 31


def test_laps_under_yellow_of_a_restart_and_of_a_stop_are_no_green_flag_speed() -> None:
    yellow = (
        Caution(at=at(75), lap=2, basis="timed", number=1, reason=""),
        Green(at=at(99), lap=2, basis="timed"),
    )
    assert figures(race([*yellow, OUT]), "1").speed_laps == 2
    stop = Stop(car="1", lap=2, entry=at(95), exit=at(105), basis="timed")
    assert figures(race([OUT], stops=[stop]), "1").speed_laps == 2


def test_passes_are_places_gained_and_lost_between_the_ends_of_green_laps() -> None:
    made = race([OUT])
    assert [(figures(made, car).gained, figures(made, car).lost) for car in "123"] == [
        (0, 1),
        (2, 1),
        (1, 1),
    ]
    assert figures(race([OUT], place="near"), "1").passes_within == 8
    assert figures(race([OUT], place="unknown"), "1").passes_within is None


def test_a_place_that_changes_under_yellow_or_by_a_stop_is_no_pass() -> None:
    yellow = (
        Caution(at=at(102), lap=3, basis="timed", number=1, reason=""),
        Green(at=at(128), lap=3, basis="timed"),
    )
    assert figures(race([*yellow, OUT]), "2").gained == 1
    stop = Stop(car="1", lap=3, entry=at(128), exit=at(140), basis="timed")
    assert figures(race([OUT], stops=[stop]), "1").lost == 0


def test_laps_led_are_a_share_of_the_green_laps_of_the_leader() -> None:
    led = figures(race([OUT]), "2")
    assert (led.green, led.led, led.led_share, led.led_within) == (5, 2, 400, 0)
    yellow = (
        Caution(at=at(75), lap=2, basis="timed", number=1, reason=""),
        Green(at=at(99), lap=2, basis="timed"),
    )
    assert figures(race([*yellow, OUT]), "2").led_share == 500
    assert figures(race(), "1", 0).led_share is None


def test_who_led_is_in_doubt_where_the_place_is_and_nobody_published_the_leaders() -> None:
    assert figures(race([OUT], place="near"), "1").led_within == 5
    told = race([OUT], place="near", known={"leaders": "official"})
    assert figures(told, "1").led_within == 0


def test_what_follows_from_flags_or_stops_is_unknown_where_those_are() -> None:
    made = race()
    header = replace(made.header, known=replace(made.header.known, flags=None))
    no_flags = figures(replace(made, header=header, events=()), "1")
    assert (no_flags.speed, no_flags.gained, no_flags.green, no_flags.led_share) == (None,) * 4
    no_stops = figures(race(known={"stops": None}), "1")
    assert (no_stops.speed, no_stops.gained, no_stops.green) == (None, None, 5)
    assert no_stops.average == 1400


def test_in_a_race_of_classes_all_is_of_the_cars_class() -> None:
    entries = {car: {"race_class": CLASSES[car == "3"].name} for car in LINES}
    made = race([OUT], classes=CLASSES, entries=entries)
    alone = figures(made, "3")
    assert (alone.average, alone.speed, alone.gained, alone.lost) == (1000, 1_000_000, 0, 0)
    assert (alone.green, alone.led) == (4, 4)
    assert figures(made, "1").average == 1400


def test_the_published_average_stands_once_the_result_does() -> None:
    results = tuple(
        Result(position=place, car=car, laps=len(LINES[car]), average_place=average)
        for place, (car, average) in enumerate((("2", 1812), ("1", 1390), ("3", 2800)), 1)
    )
    made = replace(race([OUT]), official=Official(laps=5, results=results))
    made = replace(made, events=(*made.events, flag(160, 5)))
    ended = figures(made, "1")
    assert (ended.average, ended.average_within, ended.official) == (1390, 0, True)
    before = figures(made, "1", 160.9)
    assert (before.average, before.official) == (1250, False)


def test_published_averages_are_held_against_those_of_the_record() -> None:
    def outcome(average: int, place: Confidence = "sure") -> str:
        order = (("2", 1800), ("1", average), ("3", 2800))
        results = tuple(
            Result(position=at, car=car, laps=len(LINES[car]), average_place=mean)
            for at, (car, mean) in enumerate(order, 1)
        )
        made = race([OUT, flag(160, 5)], place=place)
        findings = check(replace(made, official=Official(laps=5, results=results)))
        (found,) = (one for one in findings if one.rule == "average running position")
        return f"{found.outcome}: {found.ours}"

    assert outcome(1500) == "explained: 0.033 of a place apart in the mean, 0.100 at most"
    assert outcome(1700) == "failed: 1: 1.400"
    assert outcome(3600, "near").startswith("explained")
    assert outcome(3700, "near").startswith("failed")
    assert outcome(3000, "unknown").startswith("explained")


def test_a_race_without_laps_has_none() -> None:
    timeline = Timeline(racefile.load(racefile.find("monza-1971")))
    assert car_figures(timeline, timeline.end, timeline.race.entries[0].car) is None


@pytest.mark.parametrize(("name", "mean"), [("kansas-2025", 0.04), ("atlanta-2024", 0.045)])
def test_on_measured_laps_the_average_is_that_of_nascars_loops_but_for_a_few_hundredths(
    name: str, mean: float
) -> None:
    made = racefile.load(racefile.find(name))
    assert made.official is not None
    untold = replace(
        made,
        official=replace(
            made.official,
            results=tuple(replace(r, average_place=None) for r in made.official.results),
        ),
    )
    apart = [
        abs((figures(untold, r.car).average or 0) - r.average_place)
        for r in made.official.results
        if r.average_place is not None
    ]
    assert len(apart) == len(made.official.results)
    assert sum(apart) / len(apart) <= 1000 * mean


@given(races() | series_races(), st.integers(-1_000, 8_000_000))
def test_figures_are_those_of_places_counted_one_by_one(made: Race, time: int) -> None:
    timeline = Timeline(made)
    laps = settled_laps(timeline, time)
    for entry in made.entries:
        found = car_figures(timeline, time, entry.car)
        assert found is not None
        assert found.laps == laps
        if entry.race_class is None:
            instant = timeline.instant(laps)
            there = [place for place in places(timeline, instant, entry.car)[1:] if place]
            expected = (2000 * sum(there) + len(there)) // (2 * len(there)) if there else None
            assert found.average == expected or found.official
        assert found.average is None or found.average >= 1000
        assert found.speed is None or 0 < found.speed <= 1_000_000
        assert (found.led or 0) <= (found.green or 0) <= laps or entry.race_class is not None
