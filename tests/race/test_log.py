"""The race log: what happened, in order of time, and never a word too early."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.strategies import races

from replay import racefile
from replay.race.log import RaceLog, full_log
from replay.race.model import Race
from replay.race.seconds import lap_time_words
from replay.race.state import LogEntry
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return Timeline(racefile.load(TINY))


@pytest.fixture(scope="module")
def log(timeline: Timeline) -> RaceLog:
    return RaceLog(timeline)


def lines(entries: tuple[LogEntry, ...]) -> list[str]:
    return [f"{e.lap} {e.kind}: {e.text}" + (f" ({e.detail})" if e.detail else "") for e in entries]


def test_at_the_grid_nothing_has_happened(log: RaceLog) -> None:
    assert log.at(0) == ()
    assert lines(log.at(1)) == ["1 green: Green flag"]


def test_the_line_is_scored_before_the_flag_that_falls_on_it(log: RaceLog) -> None:
    assert lines(log.at(1_218_000))[-3:] == [
        "4 lead change: Nuñez leads",
        "4 stage: Nuñez wins stage 1",
        "5 caution: Caution 1 (Stage 1 conclusion)",
    ]


def test_the_order_at_a_stage_end_is_told_car_by_car(log: RaceLog, timeline: Timeline) -> None:
    def told(time: int) -> str | None:
        return next(e.detail for e in log.at(time) if e.kind == "stage")

    crossed = [crossing.at for crossing in timeline.scoring_at(0).crossings_of(4, timeline.end)]
    assert [told(at) for at in crossed] == [
        None,
        "then 24",
        "then 24 07",
        "then 24 07 7",
        "then 24 07 7 99",
    ]
    assert [told(at - 1) for at in crossed[1:]] == [told(at) for at in crossed[:-1]]


def test_seconds_on_pit_road_are_told_at_its_exit(log: RaceLog, timeline: Timeline) -> None:
    stop = next(stop for stop in timeline.race.stops if stop.car == "24")
    assert stop.entry is not None
    assert stop.exit is not None

    def told(time: int) -> LogEntry:
        return next(e for e in log.at(time) if e.kind == "pit stop" and e.car == "24")

    assert told(stop.entry).detail is None
    assert told(stop.exit - 1).detail is None
    assert told(stop.exit).detail == "30.7 s, two tyres"


def test_the_flag_falls_unofficially_and_a_ruling_makes_the_winner(log: RaceLog) -> None:
    told = lines(log.at(3_600_000))[-3:]
    assert told == [
        "10 chequered flag: Lovell first at the line (0.0005 s ahead of 1, unofficial)",
        "10 lead change: Nuñez leads (by the camera)",
        "10 ruling: Nuñez wins (0.001 s ahead of 24, by the camera)",
    ]


def test_what_was_done_at_a_stop_that_has_no_end_waits_for_it(timeline: Timeline) -> None:
    stop = next(stop for stop in timeline.race.stops if stop.car == "24")
    others = [
        replace(other, exit=None, left=False) if other == stop else other
        for other in timeline.race.stops
    ]
    assert stop.entry is not None
    bare = RaceLog(Timeline(replace(timeline.race, stops=tuple(others))))

    def told(time: int) -> str | None:
        entries = bare.at(time)
        return next(e.detail for e in entries if e.kind == "pit stop" and e.car == "24")

    assert told(stop.entry) is None
    assert told(timeline.end - 1) is None
    assert told(timeline.end) == "two tyres"


@given(races())
def test_the_log_is_in_order_of_time_and_grows_only_at_its_end(race: Race) -> None:
    timeline = Timeline(race)
    log = RaceLog(timeline)
    entries = full_log(timeline)
    assert [e.at for e in entries] == sorted(e.at for e in entries)
    for time in timeline.changes:
        told = log.at(time)
        assert [(e.at, e.kind, e.car) for e in told] == [
            (e.at, e.kind, e.car) for e in entries if e.at <= time and time
        ]


@given(races(), st.lists(st.integers(0, 8_000_000), max_size=8))
def test_the_log_at_a_time_is_the_same_by_any_path(race: Race, times: list[int]) -> None:
    timeline = Timeline(race)
    log = RaceLog(timeline)
    walked = {time: log.at(time) for time in times}
    assert walked == {time: RaceLog(timeline).at(time) for time in times}


@given(races())
def test_lead_changes_in_the_log_are_those_of_the_state(race: Race) -> None:
    timeline = Timeline(race)
    told = [e for e in full_log(timeline) if e.kind == "lead change"]
    for time in timeline.changes:
        laps: dict[int, str | None] = {}
        for entry in told:
            if entry.at <= time:
                laps[entry.lap] = entry.car
        if laps:
            assert laps[max(laps)] == timeline.scoring_at(time).stints_at(
                timeline.lap_at(time)
            )[-1].car  # fmt: skip


@pytest.mark.parametrize(
    ("ticks", "words"),
    [
        (300_970, "30.097 s"),
        (861_030, "1:26.103"),
        (6_011_111, "10:01.1111"),
        (36_012_345, "1:00:01.2345"),
    ],
)
def test_a_lap_time_is_told_in_minutes_from_the_first_on(ticks: int, words: str) -> None:
    assert lap_time_words(ticks) == words
