"""The records of a real race, where they lie beside the checkout: what they say holds."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from replay.cli import main
from replay.importers import candidates, selected
from replay.race.model import SECOND, Caution, Race
from replay.race.timeline import Timeline

ROOT = Path(__file__).parents[3]
SHARED = ROOT.parent / "shared"
SAMPLE = SHARED / "samples" / "indycar" / "indy500-2017"
NAME = "indianapolis-500-2017"

pytestmark = pytest.mark.skipif(
    not SAMPLE.is_dir(), reason="no sample indy500-2017 beside the checkout"
)

Row = dict[str, str]


@pytest.fixture(name="race", scope="module")
def imported_race() -> Race:
    return selected(candidates(None, [SAMPLE]), "").read().race


@pytest.fixture(name="first", scope="module")
def first_records() -> dict[tuple[str, int], Row]:
    found: dict[tuple[str, int], Row] = {}
    for row in _rows():
        found.setdefault((row["car_number"], int(row["completed_laps"])), row)
    return found


def _rows() -> Iterator[Row]:
    path = next(SAMPLE.glob("C_*.csv"))
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _last() -> dict[str, Row]:
    return {row["car_number"]: row for row in _rows()}


def test_every_crossing_is_exact(race: Race, first: dict[tuple[str, int], Row]) -> None:
    count = 0
    for line in race.laps:
        for lap, at in enumerate(line.crossings, 1):
            assert at == round(float(first[line.car, lap]["elapsed_time"]) * SECOND)
            count += 1
    assert count == sum(lap > 0 for _, lap in first) == 5_617


def test_every_place_at_the_line_is_the_rank(race: Race, first: dict[tuple[str, int], Row]) -> None:
    """The two cars that are level on lap 80 stand by the grid, which is their rank."""
    timeline = Timeline(race)
    wrong = [
        (crossing.car, lap)
        for lap in range(1, timeline.laps + 1)
        for place, crossing in enumerate(timeline.crossings_of(lap, timeline.end), 1)
        if int(first[crossing.car, lap]["rank"]) != place
    ]
    assert wrong == []


def test_the_flag_of_every_lap_is_that_of_the_table(race: Race) -> None:
    with next(SAMPLE.glob("*flagstatus.csv")).open(newline="") as stream:
        table = {int(row["completed_laps"]): row["track_status"] for row in csv.DictReader(stream)}
    begins = [lap for lap in range(1, 200) if table[lap] == "Y" and table[lap - 1] == "G"]
    cautions = [event for event in race.events if isinstance(event, Caution)]
    assert [caution.lap + 1 for caution in cautions] == begins
    yellow = Timeline(race).flags.caution_laps_at(race.events[-1].at, 200)
    assert yellow == sum(flag == "Y" for flag in table.values()) == 50


def test_stops_laps_led_and_places_are_those_of_the_last_records(race: Race) -> None:
    timeline = Timeline(race)
    rows = {row.car: row for row in timeline.at(timeline.end).order}
    for car, last in _last().items():
        row = rows[car]
        assert row.position == int(last["rank"])
        assert row.laps == int(last["completed_laps"])
        assert row.stops == int(last["pit_stop_count"], 16)
        assert row.led == int(last["laps_led"], 16)
    for stop in race.stops:
        assert (stop.entry, stop.exit, stop.length) == (None, None, None)
    assert len(race.stops) == 248


def test_the_finish_is_the_official_one(race: Race) -> None:
    with (SHARED / "results" / f"{NAME}.csv").open(encoding="utf-8", newline="") as stream:
        order = [row["car"] for row in csv.DictReader(stream)]
    timeline = Timeline(race)
    final = timeline.at(timeline.end)
    assert [row.car for row in final.order] == order
    assert (final.order[1].gap, final.lead_changes, final.leaders) == (2011, 35, 15)


def test_the_red_flag_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["import", "indycar", str(SAMPLE), "-o", str(tmp_path / "race.json")]) == 0
    said = capsys.readouterr().err
    assert "1,119.7444 s, by the lap times of 31 cars on their laps 53 to 56" in said
