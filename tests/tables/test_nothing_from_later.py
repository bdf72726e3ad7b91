"""The law of every table: nothing in it comes from later than the moment it ends at."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.futures import TwoFutures, later_finish, two_futures
from tests.laws import examples
from tests.strategies import finish_only_races
from tests.tables.shipped import NAMES, WITH_LAPS, race_named, timeline_named

import replay
from replay.cli import main
from replay.race.model import Race
from replay.race.timeline import Timeline
from replay.tables.race_tables import TABLES

SURFACE = (replay.laps, replay.stops, replay.events, replay.results)


@given(two_futures())
def test_two_futures_that_are_one_until_a_moment_have_one_table_until_then(
    futures: TwoFutures,
) -> None:
    until = min(futures.time, futures.ours.end) / 10_000
    for table in SURFACE:
        ours, theirs = table(futures.ours.race, until), table(futures.theirs.race, until)
        assert ours == theirs, table.__name__


@given(finish_only_races(), st.integers(-100, 12_000), st.integers(1, 5_000))
def test_a_finish_tells_nothing_of_the_cars_still_to_come(
    race: Race, after: int, later: int
) -> None:
    time = max(race.events[0].at + after, 0)
    other = later_finish(race, time, later)
    if time < min(Timeline(race).end, Timeline(other).end):
        for table in SURFACE:
            assert table(race, time / 10_000) == table(other, time / 10_000), table.__name__


@pytest.mark.parametrize("name", WITH_LAPS)
def test_no_time_of_a_shipped_race_is_later_than_the_moment(name: str) -> None:
    timeline = timeline_named(name)
    for share in (3, 2, 1):
        until = timeline.end // share
        for table in TABLES.values():
            for row in table.rows(timeline, until):
                times = [
                    getattr(row, field)
                    for field in ("time", "pit_in_time", "pit_out_time")
                    if hasattr(row, field) and not getattr(row, "official", False)
                ]
                assert all(at is None or at <= until / 10_000 for at in times), row


@examples(20)
@given(st.sampled_from(WITH_LAPS), st.data())
def test_a_moment_in_seconds_is_the_tick_it_names(name: str, data: Any) -> None:
    race, end = race_named(name), timeline_named(name).end
    at = data.draw(st.integers(0, end))
    times = replay.stops(race, at / 10_000)["Time"]
    assert times == [time for time in replay.stops(race)["Time"] if time <= at / 10_000]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_told_of_the_race_tells_nothing_of_its_result(name: str) -> None:
    race = race_named(name)
    end = timeline_named(name).end
    for table in SURFACE:
        for until in ("grid", (end - 1) / 10_000):
            assert table(race, until).race["sources"] == []
        for whole in (None, "finish", end / 10_000):
            told = table(race, whole).race["sources"]
            assert told == [{"of": one.of, "text": one.text} for one in race.header.sources]


def test_parquet_until_a_moment_tells_no_sources_either(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "laps.parquet"
    assert main(["export", "kansas-2024@L100", "laps", "-o", str(path)]) == 0
    told = json.loads(parquet.read_metadata(path).metadata[b"replay"])
    assert told["races"][0]["until"] == "L100"
    assert told["races"][0]["sources"] == []
