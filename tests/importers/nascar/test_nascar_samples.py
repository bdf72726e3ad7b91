"""Real feeds, where they lie beside the checkout: what the source says of each lap holds."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.foreign.foreign_file import ForeignFileError
from replay.importers import Imported, candidates, selected
from replay.race.check import check
from replay.race.model import SECOND, Caution, Race, Red

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "nascar"
RACES = (
    "atlanta-2024",
    "daytona-2025",
    "kansas-2025",
    "martinsville-2020",
    "phoenix-2025",
    "xfinity-atlanta-2023",
)


def sample(name: str) -> Path:
    if not (SAMPLES / name).is_dir():
        pytest.skip(f"no sample {name} beside the checkout")
    return SAMPLES / name


def imported(name: str) -> Imported:
    return selected(candidates("nascar", [sample(name)]), "").read()


def feed(name: str) -> Any:
    text = (sample(name) / "lap-times.json").read_text(encoding="utf-8-sig")
    return json.loads(text[text.index("{") :])


def own_ranks(race: Race, lap: int) -> list[str]:
    times = {line.car: line.crossings[lap - 1] for line in race.laps if len(line.crossings) >= lap}
    return sorted(times, key=lambda car: times[car])


@pytest.mark.parametrize("name", RACES)
def test_every_place_of_every_lap_is_the_source_s_own(name: str) -> None:
    found = imported(name)
    cars = {car["Number"]: {row["Lap"]: row for row in car["Laps"]} for car in feed(name)["laps"]}
    run = max(len(line.crossings) for line in found.race.laps)
    wrong, total = [], 0
    for lap in range(1, run + 1):
        order = own_ranks(found.race, lap)
        total += len(order)
        places = [cars[car][lap]["RunningPos"] for car in order]
        # Two cars in one place may stand either way round; a place never goes before a better one.
        best = sorted(places)
        wrong += [(car, lap) for car, a, b in zip(order, places, best, strict=True) if a != b]
    told = [line for line in found.told if line.startswith("place not held")]
    print(name, f"{total - len(wrong)} of {total} places", wrong, told)
    assert len(wrong) <= total // 1000
    for car, lap in wrong:
        assert any(f"car {car}, lap {lap}:" in line for line in told), (car, lap)


@pytest.mark.parametrize("name", RACES)
def test_most_lap_times_stay_as_they_are_given(name: str) -> None:
    race = imported(name).race
    exact = near = total = 0
    given = {car["Number"]: {row["Lap"]: row for row in car["Laps"]} for car in feed(name)["laps"]}
    for line in race.laps:
        for lap, (before, at) in enumerate(pairwise(line.crossings), 2):
            time = given[line.car][lap]["LapTime"]
            if time < 400:  # longer ones hold a red flag, which is cut out
                off = abs(at - before - round(time * SECOND))
                exact, near, total = exact + (off <= 10), near + (off <= SECOND), total + 1
    print(name, f"{exact / total:.1%} exact, {near / total:.1%} within 1 s")
    assert exact >= 0.70 * total
    assert near >= 0.95 * total


@pytest.mark.parametrize("name", RACES)
def test_an_imported_race_is_a_race_file_and_passes_the_check(name: str, tmp_path: Path) -> None:
    race = imported(name).race
    path = tmp_path / "race.json"
    path.write_bytes(racefile.encode(race))
    assert racefile.load(path) == race
    assert path.stat().st_size < 350_000
    assert [finding for finding in check(race) if finding.outcome == "failed"] == []


def test_the_result_of_martinsville_is_met() -> None:
    found = {finding.rule: finding.outcome for finding in check(imported("martinsville-2020").race)}
    for rule in ("finishing order", "gap to the winner", "laps completed", "points", "winner"):
        assert found[rule] == "met"


def test_the_finish_of_atlanta_has_its_published_gaps() -> None:
    race = imported("atlanta-2024").race
    last = {line.car: line.crossings[-1] for line in race.laps}
    assert last["12"] - last["99"] == 30
    assert last["8"] - last["99"] == 70


def test_a_red_flag_too_long_for_the_feed_is_told_at_daytona() -> None:
    race = imported("daytona-2025").race
    reds = [event.lap for event in race.events if isinstance(event, Red)]
    assert reds == [11, 20, 196]


def test_stops_and_flags_of_atlanta_2023_are_those_of_the_feeds() -> None:
    race = imported("xfinity-atlanta-2023").race
    rows = feed("xfinity-atlanta-2023")["flags"]
    lap_flags = {row["LapsCompleted"]: row["FlagState"] for row in rows}
    begins = [lap for lap, flag in lap_flags.items() if flag == 2 and lap_flags[lap - 1] != 2]
    cautions = [event for event in race.events if isinstance(event, Caution)]
    assert [event.lap + 1 for event in cautions] == begins
    assert len(race.stops) == 143
    assert sum(stop.exit is None and stop.left for stop in race.stops) == 7


def test_a_race_without_laps_is_refused_with_that_reason() -> None:
    with pytest.raises(ForeignFileError, match="no laps of any car: there is live-flag-data"):
        imported("chicagoland-xfinity-2026")


@pytest.mark.parametrize("name", ["daytona-2025", "xfinity-atlanta-2023"])
def test_an_imported_race_opens_and_steps(name: str) -> None:
    race = imported(name).race

    async def check(viewer: Viewer) -> None:
        for key in ("right", "right", "f", "escape", "i", "end"):
            await viewer.press(key)
        assert race.entries[0].surname in viewer.text() or len(viewer.lines()) > 20

    view(race, check, (120, 40))
