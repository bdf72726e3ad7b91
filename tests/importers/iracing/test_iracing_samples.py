"""Real answers, where they lie beside the checkout: what the lap chart says of each lap holds."""

import json
from pathlib import Path
from typing import Any

import pytest

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import Imported, candidates, selected
from replay.race.model import Penalty
from replay.race.timeline import Timeline

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "iracing"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="no samples of iRacing beside the checkout"
)


def imported(*files: str) -> Imported:
    return selected(candidates(None, [SAMPLES / file for file in files]), "").read()


@pytest.fixture(name="found", scope="module")
def imported_chart() -> Imported:
    return imported("lap_chart", "event_log/2.json", "event_log/3.json")


@pytest.fixture(name="rows", scope="module")
def chart_rows() -> list[dict[str, Any]]:
    text = (SAMPLES / "lap_chart" / "3.json").read_text(encoding="utf-8-sig")
    rows: list[dict[str, Any]] = json.loads(text)["content"]
    return rows


def test_every_time_and_place_is_that_of_the_lap_chart(
    found: Imported, rows: list[dict[str, Any]]
) -> None:
    begin = min(row["session_time"] for row in rows)
    times = {line.car: line.crossings for line in found.race.laps}
    timeline = Timeline(found.race)
    laps = [row for row in rows if row["lap_number"]]
    assert len(laps) == sum(map(len, times.values())) == 389
    places = {
        (crossing.car, lap): place
        for lap in range(1, timeline.laps + 1)
        for place, crossing in enumerate(timeline.crossings_of(lap, timeline.end), 1)
    }
    for row in laps:
        car, lap = row["car_number"], row["lap_number"]
        assert times[car][lap - 1] == row["session_time"] - begin
        assert places[car, lap] == row["lap_position"]


def test_gaps_are_those_of_the_chart_to_the_millisecond(
    found: Imported, rows: list[dict[str, Any]]
) -> None:
    times = {line.car: line.crossings for line in found.race.laps}
    count = 0
    for row in rows:
        if row["interval_units"] == "ms" and row["lap_number"]:
            lap = row["lap_number"] - 1
            first = min(line[lap] for line in times.values() if len(line) > lap)
            assert abs(first - times[row["car_number"]][lap] - 10 * row["interval"]) < 10
            count += 1
    assert count == 325


def test_incidents_and_stops_are_those_of_the_chart(
    found: Imported, rows: list[dict[str, Any]]
) -> None:
    incidents = [(row["car_number"], row["lap_number"]) for row in rows
                 if row["incident"] and row["lap_number"]]  # fmt: skip
    ours = [(line.car, lap) for line in found.race.laps for lap in line.incidents]
    assert sorted(ours) == sorted(incidents)
    pitted = [(row["car_number"], row["lap_number"]) for row in rows
              if row["flags"] & 2 and row["lap_number"]]  # fmt: skip
    stops = [(stop.car, stop.lap + 1) for stop in found.race.stops]
    assert sorted(stops) == sorted(pitted)
    assert len(stops) == 6


def test_who_never_started_and_who_joined_late(found: Imported) -> None:
    begins = {entry.car: entry.begins for entry in found.race.entries}
    assert {car for car, how in begins.items() if how == "not started"} == {"21", "27"}
    assert {car for car, how in begins.items() if how == "pit lane"} == {"2", "15", "17", "25"}
    assert [len(line.crossings) for line in found.race.laps if line.car == "10"] == [0]
    assert "car 2 joined 398.0070 s after the start" in found.told


def test_penalties_are_those_of_the_log(found: Imported) -> None:
    penalties = [event for event in found.race.events if isinstance(event, Penalty)]
    assert [one.car for one in penalties] == ["10", "25", "14", "20", "18", "8", "25"]
    assert {one.text for one in penalties} == {"repairs needed"}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (["lap_chart/1.json"], "an answer with a link"),
        (["event_log/3.json"], "an event log alone"),
        (["event_log"], "an event log alone"),
        (["event_log/2.json", "event_log/3.json"], "an event log alone"),
        (["team_laps"], "laps of one car"),
        (["team_laps/3.json"], "laps of one car"),
        (["lap_chart", "result"], "a result of another race: of subsession 45243121"),
        (["lap_chart", "result_team"], "a result of another race: of subsession 46219719"),
        (["lap_chart/3.json", "result_team/2.json"], "of another race than"),
        (["result"], "there is a result, but no lap chart"),
    ],
)
def test_what_is_no_race_is_refused_with_the_true_reason(files: list[str], said: str) -> None:
    with pytest.raises(ForeignFileError, match=said):
        imported(*files)
