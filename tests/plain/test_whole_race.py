"""A race told whole: in order, in three levels, and no line of what is yet to come."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.futures import TwoFutures, two_futures
from tests.laws import examples
from tests.plain.readers import reader_of, shipped_timeline, tiny_timeline
from tests.series_strategies import series_races
from tests.strategies import finish_only_races, races, with_unknowns

from replay.plain.car_words import CarWords
from replay.plain.summary_lines import summary_lines
from replay.plain.tellings import DETAILS, Detail, Telling, Tellings, told_once
from replay.plain.whole_race import spoken_race
from replay.race.log import RaceLog
from replay.race.model import Race
from replay.race.text import is_text
from replay.race.timeline import Timeline


def told(timeline: Timeline, detail: Detail, until: int | None = None) -> list[str]:
    lines = Tellings(timeline, CarWords(timeline), detail)
    end = timeline.end if until is None else until
    return [line.text for line in lines.between(-1, end)]


def test_a_race_is_told_from_what_was_known_before_it_to_its_result() -> None:
    assert [line.text for line in spoken_race(tiny_timeline())] == [
        "Race: Tiny 10, race 1 of 3",
        "Series: Short Track Series",
        "Date: Thursday 29 February 2024",
        "Track: Hill Oval, 0.5 mi paved oval",
        "Distance: 10 laps, 5 mi",
        "Cars: 5",
        "Stages: end at laps 4 and 10",
        "Pole: car 24, 29.512 s",
        "Weather: dry",
        "Known: grid official, laps timed, leaders timed, flags official, stops timed, "
        "finish official",
        "Not known: tyres, drivers, incidents, penalties, retirements",
        "",
        "Grid: 1, Car: 24 Ada Lovell, Make: Sedan, Qualifying: 29.512 s",
        "Grid: 2, Car: 1 Rémy Nuñez, Make: Sedan, Qualifying: 29.612 s",
        "Grid: 3, Car: 07 Joe Field, Make: Sedan, Qualifying: 29.712 s",
        "Grid: 4, Car: 7 Kim Field, Make: Sedan, Qualifying: 29.812 s",
        "Grid: 5, Car: 99 Max Okafor-Brandt, Make: Sedan, Qualifying: 29.912 s",
        "",
        *told(tiny_timeline(), "middle"),
        "",
        "Place: 1, Car: 1 Nuñez, Laps: 10, Led: 3, Stops: 1, Points: 50",
        "Place: 2, Car: 24 Lovell, Gap: 0.001 s, Laps: 10, Led: 4, Stops: 1, Points: 44",
        "Place: 3, Car: 7 K. Field, Gap: 3.950 s, To the car ahead: 3.949 s, Laps: 10, Stops: 1, "
        "Points: 41",
        "Place: 4, Car: 07 J. Field, Gap: 1 lap down, Laps: 9, Led: 3, Stops: 1, Points: 41",
        "Place: 5, Car: 99 Okafor-Brandt, Gap: 5 laps down, Laps: 4, Stops: 1, Out: yes, Points: 0",
        "Race time: 0:05:47",
        "Distance: 10 laps, 5 miles",
        "Average speed: 51.873 mph",
        "Margin: 0.001 s, by the camera",
        "Cautions: 1",
        "Caution laps: 2",
        "Lead changes: 6, published 5",
        "Leaders: 3",
        "On the lead lap: 3",
        "Winner: 1 Rémy Nuñez",
        "Winner started: 2",
        "Winner's lowest place: 3 on lap 6",
        "Winner led: 3 laps, in 3 stints",
        "Winner's best lap: 29.950 s, lap 2, fastest of all",
        "Winner's stops: 1",
        "Led for good from: lap 10, over 24 Lovell",
        "Most laps led: 24 Lovell, 4 laps",
        "Most places won: 1 Nuñez, 7 K. Field, 1",
        "Most places lost: 24 Lovell, 07 J. Field, 1",
        "Longest lead: 07 J. Field, laps 5 to 7",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("abu-dhabi-2021", "1 VSC, 1 safety car"),
        ("canada-2011", "6 safety cars, 1 red flag"),
        ("lime-rock-2023", "2 FCY"),
        ("le-mans-2024", "5 FCY, 3 safety cars"),
        ("kansas-2024", "7"),
    ],
)
def test_the_summary_counts_each_kind_of_neutralisation(name: str, words: str) -> None:
    timeline = shipped_timeline(name)
    lines = summary_lines(timeline, timeline.end, CarWords(timeline))
    assert [line for line in lines if line.startswith("Cautions")] == [f"Cautions: {words}"]
    assert any(line.startswith("Caution laps") for line in lines) == (name == "kansas-2024")


def summary(name: str) -> list[str]:
    timeline = shipped_timeline(name)
    return summary_lines(timeline, timeline.end, CarWords(timeline))


def test_the_figures_of_a_race_of_classes_are_those_of_the_class_of_the_winner() -> None:
    lines = summary("lime-rock-2023")
    assert "Class: GTDPRO, Place in class: 1, Laps: 168, Led in class: 146" in lines[0]
    assert {
        "Figures of the class: GTDPRO",
        "Margin: 0.336 s, timed",
        "Lead changes: 6",
        "Leaders: 4",
        "Winner led: 146 laps, in 3 stints",
        "Most laps led: 23 Riberas, 146 laps",
    } <= set(lines)


def test_the_published_laps_that_the_winner_led_stand_beside_ours_where_they_differ() -> None:
    assert "Winner led: 8 laps, published 9, in 3 stints" in summary("atlanta-2024")


def test_of_a_finish_alone_the_cars_are_those_on_record() -> None:
    timeline = shipped_timeline("freedom-100-2013")
    lines = [line.text for line in spoken_race(timeline)]
    assert "Cars on record: 4" in lines
    assert not any(line.startswith("Average speed") for line in lines)


def test_the_turns_of_a_race_are_told_each_on_a_line() -> None:
    assert told(tiny_timeline(), "middle") == [
        "Lap 1: Green flag",
        "Lap 2: 1 Nuñez leads, passes 24 Lovell",
        "Lap 3: 24 Lovell leads, passes 1 Nuñez",
        "Lap 4: 1 Nuñez leads",
        "Lap 5: Caution 1, Stage 1 conclusion. 1 Nuñez leads, 24 Lovell second",
        "Lap 4: 1 Nuñez wins stage 1, then 24 Lovell, 07 J. Field, 7 K. Field, 99 Okafor-Brandt",
        "Lap 5: 07 J. Field leads, stays out",
        "Lap 6: 99 Okafor-Brandt out, engine, 4 laps",
        "Lap 7: Restart. 07 J. Field leads, 1 Nuñez second",
        "Lap 8: 24 Lovell leads, 07 J. Field pits",
        "Lap 9: 07 J. Field penalty, too fast on pit road",
        "Lap 9: White flag, 24 Lovell leads 1 Nuñez by 0.100 s",
        "Lap 10: 24 Lovell first at the line, 0.0005 s ahead of 1 Nuñez, unofficial",
        "Lap 10: 1 Nuñez leads, by the camera",
        "Lap 10: 1 Nuñez wins, 0.001 s ahead of 24, by the camera",
    ]
    assert told(tiny_timeline(), "low")[1] == "Lap 5: Caution 1, Stage 1 conclusion"


def test_the_middle_level_tells_stages_cautions_leaders_and_the_margin() -> None:
    lines = told(shipped_timeline("kansas-2024"), "middle")
    assert {
        "Lap 2: 1 Chastain leads, passes 20",
        "Lap 50 done: 1 Chastain leads 5 Larson by ~0.1 s",
        "Lap 80: 11 Hamlin wins stage 1, then 1 Chastain, 5 Larson, 20 Bell, 17 Buescher, 54 "
        "Gibbs, 19 Truex Jr, 8 Ky. Busch, 10 Gragson, 9 Elliott",
        "Lap 176: Caution 3, #7, 31, 33, 84 incident, turn 2. 5 Larson leads, 8 Ky. Busch second",
        "Lap 177: 84 Johnson out, accident, 175 laps",
        "Lap 266: Restart, overtime. 11 Hamlin leads, 17 Buescher second",
        "Lap 267: White flag, 17 Buescher leads 5 Larson by 0.138 s",
        "Lap 268: 17 Buescher first at the line, 0.001 s ahead of 5 Larson, unofficial",
        "Lap 268: 5 Larson wins, 0.001 s, by the camera",
    } <= set(lines)
    assert not any(" pits, " in line and " leads" not in line for line in lines[:-2])


@pytest.mark.parametrize("name", ["kansas-2024", "atlanta-2024"])
def test_a_restart_is_told_with_the_order_at_the_green(name: str) -> None:
    timeline = shipped_timeline(name)
    names = CarWords(timeline)
    lines = Tellings(timeline, names).between(-1, timeline.end)
    restarts = [line.text for line in lines if line.kind == "restart"]
    greens = [entry for entry in RaceLog(timeline).at(timeline.end) if entry.kind == "restart"]
    assert len(restarts) == len(greens) > 5
    for text, green in zip(restarts, greens, strict=True):
        first, second = timeline.at(green.at).order[:2]
        leader = f"{names.of(first.car, green.at)} leads, {names.of(second.car, green.at)} second"
        assert text.endswith(f". {leader}")


def test_each_level_tells_all_that_the_lower_one_tells() -> None:
    timeline = shipped_timeline("kansas-2024")

    def kinds(detail: Detail) -> list[tuple[str, str | None]]:
        lines = Tellings(timeline, CarWords(timeline), detail).between(-1, timeline.end)
        return [(line.kind, line.car) for line in lines if line.kind != "lap"]

    low, middle, high = (kinds(detail) for detail in DETAILS)
    assert set(low) < set(middle) < set(high)
    assert len(low) < len(middle) < len(high)
    assert sum(kind == "pit stop" for kind, _ in high) == 2 * 254  # each as it begins and ends


def test_a_stop_is_told_as_it_begins_and_again_with_what_is_known_as_it_ends() -> None:
    lines = told(tiny_timeline(), "high")
    begun, ended = (line for line in lines if "24 Lovell pits" in line)
    assert begun == "Lap 5, 0:02:40: 24 Lovell pits"
    assert ended == "Lap 5, 0:02:40: 24 Lovell pits, 30.7 s, two tyres"


def test_a_race_told_from_a_later_start_begins_with_where_it_stands() -> None:
    timeline = tiny_timeline()
    first, *_ = spoken_race(timeline, timeline.instant(6))
    assert (first.at, first.text) == (timeline.instant(6), "Lap 6 of 10, green, 0:03:43")


def test_the_highest_level_ends_with_every_car_and_all_that_was_published() -> None:
    timeline = tiny_timeline()
    lines = [line.text for line in spoken_race(timeline, detail="high")]
    cards = [line for line in lines if line.startswith("Car: ")]
    assert len(cards) == 5
    assert "Official laps: 10" in lines
    assert lines[-1] == "Everything: made up for tests"


def test_what_becomes_known_later_is_told_in_one_line_unless_time_runs() -> None:
    timeline = shipped_timeline("abu-dhabi-2021")
    at_once = [line.text for line in spoken_race(timeline)]
    in_time = [line.text for line in spoken_race(timeline, in_time=True)]
    whole = "Lap 58: 33 Verstappen wins, 58 laps, 2.256 s ahead of 44 Hamilton"
    assert [line for line in in_time if whole.startswith(line) and line] == [
        "Lap 58: 33 Verstappen wins, 58 laps",
        whole,
    ]
    assert [line for line in at_once if whole.startswith(line) and line] == [whole]


def test_a_line_is_told_again_where_it_no_longer_says_what_it_said() -> None:
    first = Telling(1, "lead change", "5", "5 leads", 0)
    more = Telling(3, "lead change", "5", "5 leads, passes 17", 0, again=True)
    other = Telling(4, "lead change", "5", "5 leads, 17 pits", 0)
    between = Telling(2, "lap", None, "Lap 1 done: 5 leads")
    assert told_once([first, between, more, other]) == [more._replace(at=1), between, other]
    assert told_once([more]) == [more]


@pytest.mark.parametrize("name", ["monza-1971", "abu-dhabi-2021", "le-mans-2024"])
def test_every_kind_of_race_is_told_in_the_order_of_time(name: str) -> None:
    timeline = shipped_timeline(name)
    for detail in DETAILS:
        lines = list(spoken_race(timeline, detail=detail))
        assert [line.at for line in lines] == sorted(line.at for line in lines)
        assert any("wins" in line.text or "first at the line" in line.text for line in lines)
        assert all(is_text(line.text) for line in lines)


@examples(30)
@given(with_unknowns(races()) | series_races() | finish_only_races(), st.sampled_from(DETAILS))
def test_whatever_a_race_knows_and_does_not_it_is_told_to_its_end(
    race: Race, detail: Detail
) -> None:
    timeline = Timeline(race)
    lines = list(spoken_race(timeline, detail=detail))
    assert lines[-1].at == timeline.end
    assert [line.at for line in lines] == sorted(line.at for line in lines)
    assert all(is_text(line.text) for line in lines)
    reader = reader_of(timeline, detail=detail)
    assert reader.answer("read all") == told(timeline, detail)


@examples(20)
@given(two_futures())
def test_no_line_tells_of_what_comes_after_it(futures: TwoFutures) -> None:
    time, ours, theirs = futures
    for detail in DETAILS:
        assert told(ours, detail, time) == told(theirs, detail, time)


@pytest.mark.parametrize("name", ["abu-dhabi-2021", "canada-2011", "kansas-2025", "le-mans-2024"])
@pytest.mark.parametrize("detail", DETAILS)
def test_a_car_has_its_number_and_a_name_wherever_it_stands_in_a_line(
    name: str, detail: Detail
) -> None:
    timeline = shipped_timeline(name)
    codes = {driver.code for entry in timeline.race.entries for driver in entry.drivers}
    cars = {entry.car for entry in timeline.race.entries}
    lines = told(timeline, detail)
    for line in lines:
        words = re.split(r"[ ,.]+", line)
        assert not codes & set(words), line
        named = [after for before, after in pairwise(words) if before in ("passes", "of", "then")]
        numbers = [word for word in named if word in cars]
        assert all(re.search(rf"{number} [^ ,]*[^\d ,]", line) for number in numbers), line
    assert any(" pits" in line or "passes" in line or "wins" in line for line in lines)


@pytest.mark.parametrize("name", ["kansas-2024", "kansas-2025", "martinsville-2020"])
@pytest.mark.parametrize("detail", ["middle", "high"])
def test_the_end_of_a_stage_is_told_before_its_last_lap_is_done(name: str, detail: Detail) -> None:
    timeline = shipped_timeline(name)
    lines = Tellings(timeline, CarWords(timeline), detail).between(-1, timeline.end)
    laps = [line.text.split()[1] for line in lines if line.kind == "lap"]
    assert laps == sorted(laps, key=int)
    ends = [str(stage.ends) for stage in timeline.race.header.stages[:-1]]
    assert any(end in laps for end in ends)
    for end in ends:
        stage = next(at for at, line in enumerate(lines) if line.kind == "stage"
                     and line.text.startswith(f"Lap {end}"))  # fmt: skip
        done = [at for at, line in enumerate(lines) if line.text.startswith(f"Lap {end} done")]
        assert all(at > stage for at in done)
