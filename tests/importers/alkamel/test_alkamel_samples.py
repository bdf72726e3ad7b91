"""Real sheets, where they lie beside the checkout: what they say of each lap holds."""

import csv
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.importers import Imported, candidates, selected
from replay.race.check import check
from replay.race.model import Chequered, Flag, Green, Race
from replay.race.timeline import Timeline

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT.parent / "shared" / "samples" / "alkamel"
RESULTS = ROOT.parent / "shared" / "results"
RACES = {"le-mans-2024": "wec-le-mans-2024", "lime-rock-2023": "imsa-lime-rock-2023"}
"""Race that comes with the program -> the folder of its sheets."""

_WORDS = {"FCY": "FCY", "SF": "safety car"}

Row = dict[str, str]


def sample(name: str) -> Path:
    folder = SAMPLES / RACES[name]
    if not folder.is_dir():
        pytest.skip(f"no sample {folder.name} beside the checkout")
    return folder


def imported(name: str) -> Imported:
    return selected(candidates("alkamel", [sample(name)]), "").read()


def rows(name: str) -> dict[str, list[Row]]:
    """The rows of the analysis by car, read in another way than the importer's."""
    file = next(path for path in sample(name).iterdir() if "ELAPSED" in path.read_text()[:600])
    with file.open(encoding="utf-8-sig", newline="") as stream:
        separator = ";" if ";" in stream.readline() else ","
        stream.seek(0)
        found: dict[str, list[Row]] = defaultdict(list)
        for row in csv.DictReader(stream, delimiter=separator, skipinitialspace=True):
            found[row["NUMBER"]].append(row)
    return found


def ms(written: str) -> int:
    total = 0.0
    for part in written.split(":"):
        total = total * 60 + float(part)
    return round(total * 1000)


def flags_by_clock(name: str) -> list[tuple[str, int, int]]:
    """The flags of a race: word, last crossing before and first under it, in milliseconds."""
    every = [row for car in rows(name).values() for row in car]
    found: list[tuple[str, int, int]] = []
    before = 0
    for at, word in sorted((ms(row["ELAPSED"]), row["FLAG_AT_FL"]) for row in every):
        if not found or found[-1][0] != word:
            found.append((word, before, at))
        before = at
    return found


@pytest.mark.parametrize("name", RACES)
def test_every_crossing_lap_time_and_place_is_the_sheet_s_own(name: str) -> None:
    race, sheet = imported(name).race, rows(name)
    lines = {line.car: line.crossings for line in race.laps}
    assert lines.keys() == sheet.keys()
    for car, laps in sheet.items():
        assert [at / 10 for at in lines[car]] == [ms(row["ELAPSED"]) for row in laps]
        times = [then - one for one, then in pairwise((0, *lines[car]))]
        assert [time / 10 for time in times] == [ms(row["LAP_TIME"]) for row in laps]
    timeline = Timeline(race)
    for lap in range(1, timeline.laps + 1):
        crossed = timeline.crossings_of(lap, timeline.end)
        ranked = sorted(
            (ms(laps[lap - 1]["ELAPSED"]), car) for car, laps in sheet.items() if len(laps) >= lap
        )
        assert [one.car for one in crossed] == [car for _, car in ranked]


@pytest.mark.parametrize("name", RACES)
def test_stops_are_at_the_marked_laps_as_long_as_the_sheet_has_them(name: str) -> None:
    race = imported(name).race
    stops = {(stop.car, stop.lap + 1): stop for stop in race.stops}
    assert len(stops) == len(race.stops)
    expected = {}
    changes = 0
    for car, laps in rows(name).items():
        drivers = {row["DRIVER_NUMBER"]: row["DRIVER_NAME"] for row in laps}
        entry = next(entry for entry in race.entries if entry.car == car)
        for row, after in pairwise((*laps, None)):
            if row is None or row["CROSSING_FINISH_LINE_IN_PIT"] != "B":
                continue
            lap = int(row["LAP_NUMBER"])
            expected[car, lap] = after and after["PIT_TIME"] and ms(after["PIT_TIME"])
            if after and after["DRIVER_NUMBER"] != row["DRIVER_NUMBER"]:
                place = stops[car, lap].driver
                assert place is not None
                name_ = entry.drivers[place].name.casefold()
                assert name_ == drivers[after["DRIVER_NUMBER"]].casefold()
                changes += 1
    lengths = {key: stop.length and stop.length // 10 for key, stop in stops.items()}
    assert lengths == {key: length or None for key, length in expected.items()}
    assert sum(stop.driver is not None for stop in race.stops) == changes


@pytest.mark.parametrize("name", RACES)
def test_flags_are_those_of_the_clock_on_the_leader_s_laps(name: str) -> None:
    race = imported(name).race
    flags = flags_by_clock(name)
    timeline = Timeline(race)
    laps = range(1, timeline.laps + 1)
    times = [timeline.crossings_of(lap, timeline.end)[0].at // 10 for lap in laps]
    events = race.events[: len(flags)]
    for event, (word, before, first) in zip(events, flags, strict=True):
        if word == "GF":
            assert isinstance(event, Green)
        elif word == "FF":
            assert isinstance(event, Chequered)
            assert event.at == first * 10
            continue
        else:
            assert isinstance(event, Flag)
            assert event.flag == _WORDS[word]
        assert before * 10 <= event.at <= first * 10
        assert event.lap == sum(time <= before for time in times)


def test_five_of_le_mans_eight_periods_show_on_no_row_of_the_leader() -> None:
    race = imported("le-mans-2024").race
    periods = [event for event in race.events if isinstance(event, Flag)]
    assert [(event.flag, event.lap + 1) for event in periods] == [
        ("FCY", 56), ("FCY", 58), ("FCY", 99), ("safety car", 105), ("FCY", 163),
        ("safety car", 170), ("safety car", 218), ("FCY", 246),
    ]  # fmt: skip
    assert {event.neutralises for event in periods if event.flag == "FCY"} == {"slow"}


def test_the_gaps_after_it_tell_that_a_yellow_of_imsa_bunches() -> None:
    """By the laps alone, as where no results lie beside them."""
    sheet = next(path for path in sample("lime-rock-2023").iterdir() if "laps" in path.name)
    race = selected(candidates(None, [sheet]), "").read().race
    yellows = [event for event in race.events if isinstance(event, Flag)]
    assert [event.neutralises for event in yellows] == ["bunch", "bunch"]


def test_the_first_ten_of_each_class_at_le_mans_are_the_official_ones() -> None:
    race = imported("le-mans-2024").race
    if not (RESULTS / "le-mans-2024.csv").is_file():
        pytest.skip("no official results beside the checkout")
    published: dict[str, list[str]] = defaultdict(list)
    with (RESULTS / "le-mans-2024.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            published[row["class"]].append(row["car"])
    final = Timeline(race).at(10**12).order
    classes = {entry.car: entry.race_class for entry in race.entries}
    for name, cars in published.items():
        assert [row.car for row in final if classes[row.car] == name][:10] == cars
    shipped = racefile.load(racefile.find("le-mans-2024")).official
    assert shipped is not None
    assert {one.race_class: list(one.order) for one in shipped.classes} == published
    assert (final[0].laps, final[1].gap) == (311, 142_210)


def test_the_result_of_lime_rock_is_met_in_every_figure() -> None:
    found = {finding.rule: finding.outcome for finding in check(imported("lime-rock-2023").race)}
    assert set(found.values()) == {"met"}
    assert {"finishing order", "gap to the winner", "elapsed time", "best lap"} <= found.keys()


def test_the_two_vanthoors_and_a_start_from_the_pit_lane_at_le_mans() -> None:
    entries = {entry.car: entry for entry in imported("le-mans-2024").race.entries}
    shorts = {driver.short for entry in entries.values() for driver in entry.drivers}
    assert {"D. Vanthoor", "L. Vanthoor", "S. van der Linde", "K. van der Linde"} <= shorts
    assert [car for car, entry in entries.items() if entry.begins == "pit lane"] == ["78"]
    assert entries["7"].drivers[2].name == "Nyck de Vries"
    assert entries["14"].drivers[0].name == "PJ Hyett"


MEASURED = """
import sys
from pathlib import Path
from replay.importers import candidates, selected
selected(candidates(None, [Path(sys.argv[1])]), "").read()
status = Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no record of peak memory")
def test_importing_le_mans_takes_less_than_150_mb() -> None:
    command = [sys.executable, "-c", MEASURED, str(sample("le-mans-2024"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 150 * 1024


@pytest.mark.parametrize("name", RACES)
def test_an_imported_race_opens_and_steps(name: str) -> None:
    race: Race = racefile.load(racefile.find(name))

    async def seen(viewer: Viewer) -> None:
        for key in ("right", "right", "f", "escape", "i", "end"):
            await viewer.press(key)
        assert len(viewer.lines()) > 20

    view(race, seen, (120, 40))


@pytest.mark.parametrize("name", RACES)
def test_no_sheet_of_a_whole_race_is_taken_for_a_cut_one(name: str) -> None:
    assert not [line for line in imported(name).told if "cut" in line]
