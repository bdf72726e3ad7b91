"""What the lines of the log say in each series, and when each part of one is known."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.race.small_races import CLASSES, at, flag, race_of, timeline_of

from replay.race.log import RaceLog, full_log
from replay.race.model import (
    Added,
    Caution,
    Driver,
    Event,
    Flag,
    Green,
    Penalty,
    Red,
    Retirement,
    Ruling,
    Stop,
)
from replay.race.state import LogEntry
from replay.race.timeline import Timeline

LINES = {"6": (100, 200, 300, 400), "8": (101, 201, 301, 402), "50": (102, 202, 303, 405)}
FLAG = flag(400, 4)
NAMES: dict[str, dict[str, Any]] = {
    "6": {"drivers": (Driver(first="Laurens", last="Vanthoor", code="VAN"),)},
    "8": {"drivers": (Driver(first="Ryo", last="Hirakawa", code="HIR"),)},
    "50": {
        "drivers": (Driver(first="Nicklas", last="Nielsen"), Driver(first="", last="Fuoco")),
        "starts": 0,
    },
}


def raced(
    *events: Event,
    lines: Mapping[str, Sequence[float]] = LINES,
    stops: Sequence[Stop] = (),
    entries: Mapping[str, Mapping[str, Any]] = NAMES,
    **header: Any,
) -> Timeline:
    known = {"stops": "timed", "tyres": "timed", "drivers": "timed", "penalties": "timed"}
    known |= {"retirements": "timed"}
    return timeline_of(lines, (*events, FLAG), stops=stops, entries=entries, known=known, **header)


def told(timeline: Timeline, *kinds: str, time: float | None = None) -> list[str]:
    """The lines of some kinds as they stand at a time, words and detail."""
    entries = full_log(timeline) if time is None else RaceLog(timeline).at(at(time))
    return [words(entry) for entry in entries if entry.kind in kinds]


def words(entry: LogEntry) -> str:
    return entry.text if entry.detail is None else f"{entry.text} | {entry.detail}"


def shown(seconds: float, lap: int, word: str, how: Any, number: int | None = 1) -> Flag:
    return Flag(at=at(seconds), lap=lap, basis="timed", flag=word, neutralises=how, number=number)


def green(seconds: float, lap: int) -> Green:
    return Green(at=at(seconds), lap=lap, basis="timed")


# -- flags ------------------------------------------------------------------------------------


def test_every_neutralisation_has_its_own_words_and_its_own_end() -> None:
    timeline = raced(
        shown(20, 0, "safety car", "bunch"), green(50, 0),
        shown(110, 1, "VSC", "slow"), green(150, 1),
        shown(160, 1, "FCY", "slow", 3), green(250, 2),
        shown(260, 2, "code 60", "slow"), green(290, 2),
        shown(310, 3, "FCY", "bunch", 4), green(350, 3),
    )  # fmt: skip
    assert told(timeline, "caution", "restart") == [
        "Safety car 1", "Safety car in",
        "VSC 1", "VSC ends",
        "FCY 3", "Green | after 2 min",
        "Code 60 1", "Green | after 30 s",
        "FCY 4", "Green",
    ]  # fmt: skip


def test_a_slow_zone_is_told_and_a_yellow_of_one_place_is_not() -> None:
    timeline = raced(
        shown(20, 0, "slow zone", "part", 3), green(50, 0),
        shown(110, 1, "yellow", "part", None), green(150, 1),
    )  # fmt: skip
    assert told(timeline, "caution", "flag", "restart") == ["Slow zone 3"]


def test_a_caution_without_a_cause_names_the_cars() -> None:
    caution = Caution(at=at(150), lap=1, basis="timed", number=1, reason="", cars=("50", "8"))
    assert told(raced(caution, discipline="indycar"), "caution") == ["Caution 1 | 50 8"]


def test_how_long_a_red_flag_stopped_the_race_is_told_by_the_restart_alone() -> None:
    red = Red(at=at(150), lap=1, basis="timed", reason="rain", stopped=at(7_330))
    timeline = raced(red, shown(150, 1, "safety car", "bunch", 4), green(250, 2))
    assert told(timeline, "red flag", "restart", "caution", time=150) == ["Red flag | rain"]
    assert told(timeline, "red flag", "restart", "caution") == [
        "Red flag | rain",
        "Restart | stopped 2:02 h",
        "Safety car 4",
        "Safety car in",
    ]
    running = raced(Red(at=at(150), lap=1, basis="timed", clock="runs"), green(270, 2))
    assert told(running, "red flag", "restart") == ["Red flag", "Restart | stopped 2 min"]


def test_the_last_lap_is_told_as_the_time_is_up() -> None:
    timeline = raced(scheduled_time=at(310), discipline="endurance")
    assert told(timeline, "white flag", time=309.9) == []
    assert told(timeline, "white flag", time=310) == ["Last lap | time is up"]


# -- stops ------------------------------------------------------------------------------------


def stop(car: str, entry: float, exit_: float, **more: Any) -> Stop:
    return Stop(car=car, lap=1, entry=at(entry), exit=at(exit_), **more)


def test_a_stop_in_formula_1_tells_tyres_and_time_in_the_pit_lane() -> None:
    stops = (
        stop("6", 190, 211.2, compound="HARD", tyre_age=0),
        stop("8", 190, 212, compound="SOFT", tyre_age=3),
    )
    timeline = raced(stops=stops, discipline="formula 1")
    assert told(timeline, "pit stop", time=211) == ["Vanthoor pits", "Hirakawa pits"]
    assert told(timeline, "pit stop") == [
        "Vanthoor pits | new hard, 21.2 s",
        "Hirakawa pits | used soft, 22.0 s",
    ]
    assert [one.brief for one in full_log(timeline) if one.kind == "pit stop"] == [
        "new hard",
        "used soft",
    ]


def test_a_stop_of_an_endurance_race_tells_its_number_and_who_took_over() -> None:
    stops = (stop("8", 190, 264), stop("50", 190, 263, driver=1))
    timeline = raced(stops=stops, discipline="endurance")
    assert told(timeline, "pit stop", time=262) == [
        "Hirakawa pits | stop 1",
        "Nielsen pits | stop 1",
    ]
    assert told(timeline, "pit stop") == [
        "Hirakawa stops | 1:14, stop 1",
        "Fuoco in for Nielsen | 1:13",
    ]
    assert [one.brief_text for one in full_log(timeline) if one.car == "50"][-1] == "Fuoco in"


# -- leads, the finish, retirements, penalties --------------------------------------------------


def test_a_lead_taken_while_the_leader_pits_says_so() -> None:
    lines = {"6": (100, 210, 310, 410), "8": (101, 201, 301, 400), "50": (102, 202, 303, 405)}
    timeline = raced(lines=lines, stops=(stop("6", 190, 240),), discipline="formula 1")
    assert told(timeline, "lead change") == ["Hirakawa leads | VAN pits"]


def test_that_the_leader_pits_is_told_when_his_stop_is_seen() -> None:
    lines = {"6": (100, 210, 310, 410), "8": (101, 201, 301, 400), "50": (102, 202, 303, 405)}
    only_its_lap = Stop(car="6", lap=1)
    timeline = raced(lines=lines, stops=(only_its_lap,), discipline="indycar")
    assert told(timeline, "lead change", time=209.9) == ["Hirakawa leads"]
    assert told(timeline, "lead change", time=210) == ["Hirakawa leads | 6 pits"]


def in_classes() -> Timeline:
    """Car 91 leads its class from the first lap on, 31 from the second; it wins at 520 s."""
    lines = {"50": (100, 200, 300, 400), "91": (130, 265, 395, 525), "31": (131, 260, 390, 520)}
    of = {"50": "HYPERCAR", "91": "LMGT3", "31": "LMGT3"}
    entries = {car: {"race_class": name} for car, name in of.items()}
    return raced(lines=lines, entries=entries, classes=CLASSES, discipline="endurance")


def test_who_leads_and_who_wins_a_class_is_told_by_its_name() -> None:
    timeline = in_classes()
    assert told(timeline, "lead change", time=264.9) == ["D31 leads GT3"]
    assert told(timeline, "lead change") == ["D31 leads GT3 | passes 91"]
    assert told(timeline, "chequered flag", time=519.9) == ["D50 wins | 4 laps"]
    assert told(timeline, "chequered flag") == [
        "D50 wins | 4 laps, 120.000 s ahead of 31",
        "D31 wins GT3 | 4 laps",
    ]


def test_the_margin_joins_once_the_second_has_crossed() -> None:
    timeline = raced(discipline="formula 1")
    assert told(timeline, "chequered flag", time=401) == ["Vanthoor wins | 4 laps"]
    assert told(timeline, "chequered flag") == ["Vanthoor wins | 4 laps, 2.000 s ahead of HIR"]


def test_a_stop_holds_the_place_in_its_class_then() -> None:
    timeline = in_classes()
    race = race_of(
        {"50": (100, 200, 300, 400), "91": (130, 265, 395, 525), "31": (131, 260, 390, 520)},
        (FLAG,),
        entries={e.car: {"race_class": e.race_class} for e in timeline.race.entries},
        classes=CLASSES,
        stops=(stop("91", 262, 264), Stop(car="91", lap=2, entry=at(270), exit=at(300))),
        known={"stops": "timed"},
    )
    found = [one.class_place for one in full_log(Timeline(race)) if one.kind == "pit stop"]
    assert found == [2, 2]


def test_a_retirement_gives_its_reason_and_a_penalty_what_it_is_for() -> None:
    out = Retirement(at=at(250), lap=2, basis="timed", car="50", reason="gearbox")
    late = Penalty(at=at(120), lap=1, basis="timed", car="8", text="5 s, track limits")
    lines = {**LINES, "50": (102, 202)}
    timeline = raced(late, out, lines=lines, discipline="formula 1")
    assert told(timeline, "retirement", "penalty") == [
        "Hirakawa 5 s | track limits",
        "Nielsen out | gearbox",
    ]


def test_rulings_tell_from_which_place_to_which_and_who_is_excluded() -> None:
    ruling = Ruling(
        at=at(900), lap=4, basis="official", by="stewards", text="fuel sample", of_lap=4,
        added=(Added(car="8", time=at(5)),), excluded=("6",),
    )  # fmt: skip
    timeline = timeline_of(
        {**LINES, "4": (103, 203, 304, 410)},
        (FLAG, ruling),
        entries=NAMES,
        discipline="formula 1",
        known={"drivers": "timed"},
    )
    assert told(timeline, "ruling", "time added", "exclusion") == [
        "Nielsen wins | fuel sample, by stewards",
        "Hirakawa +5 s",
        "Vanthoor excluded | fuel sample",
    ]


def test_a_car_that_is_long_unseen_is_told_of_and_never_called_out() -> None:
    lines = {str(n): [300 * k + n for k in range(1, 11)] for n in (1, 2, 3)} | {"54": [304]}
    race = race_of(
        lines, (flag(3_001, 10),), entries={"54": {"drivers": (Driver(first="", last="Flohr"),)}}
    )
    timeline = Timeline(race)
    assert told(timeline, "unseen", time=304 + 899) == []
    assert told(timeline, "unseen", time=304 + 900) == ["Flohr unseen | for 15 min"]
    assert told(timeline, "unseen") == ["Flohr unseen | for 15 min"]
