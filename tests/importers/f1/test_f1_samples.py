"""Real files, where they lie beside the checkout: what the source says of each lap holds."""

import csv
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from replay import racefile
from replay.cli import main
from replay.foreign.foreign_file import ForeignFileError
from replay.importers import Candidate, Imported, candidates, selected
from replay.race.check import check
from replay.race.model import Flag, Green, Race, Red, Retirement

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "f1"
RACES = Path(__file__).parents[3] / "races"

SEASONS = {"2024": "all_grand_prix_laps_2024.csv", "2021": "transformed_grand_prix_laps_2021.csv"}
ROUNDS = [
    (year, number) for year, last in (("2024", 11), ("2021", 22)) for number in range(1, last + 1)
]
ERGAST = {"2011 Canadian": "847", "2012 Brazilian": "879", "2014 Bahrain": "902"}

MILLISECOND = 10

Laps = dict[str, dict[int, dict[str, str]]]


def sample(*names: str) -> list[Path]:
    paths = [SAMPLES / name for name in names]
    if not all(path.exists() for path in paths):
        pytest.skip(f"no sample {' '.join(names)} beside the checkout")
    return paths


@cache
def season(year: str) -> list[Candidate]:
    return list(candidates("f1", sample(f"fastf1/{SEASONS[year]}")))


@cache
def rows_of(year: str) -> dict[str, Laps]:
    """Round -> car -> lap -> row, of all that the file has."""
    found: dict[str, Laps] = defaultdict(lambda: defaultdict(dict))
    (path,) = sample(f"fastf1/{SEASONS[year]}")
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            lap = int(float(row["LapNumber"]))
            found[row["RoundNumber"]][row["DriverNumber"]][lap] = row
    return found


def completed(laps: Laps) -> Laps:
    """The laps that the rule of the format counts."""
    return {
        car: {
            lap: row
            for lap, row in own.items()
            if lap >= 1 and row["Position"] and row.get("FastF1Generated") != "True"
        }
        for car, own in laps.items()
    }


def ticks(written: str) -> int:
    match = re.match(r"0 days (\d\d):(\d\d):(\d\d)(?:\.(\d{6}))?$", written)
    assert match, written
    hours, minutes, seconds, part = match.groups()
    whole = (int(hours) * 60 + int(minutes)) * 60 + int(seconds)
    return whole * 10_000 + int(part or 0) // 100


@cache
def imported(year: str, number: int) -> Imported:
    words = f"round {number}:"
    return next(one for one in season(year) if words in one.line).read()


def misplaced(race: Race, place: Callable[[str, int], int]) -> tuple[int, int]:
    """Count the cars that stand elsewhere on a lap than the places of the source rank them."""
    wrong = total = 0
    for lap in range(1, max(len(line.crossings) for line in race.laps) + 1):
        ends = {
            line.car: line.crossings[lap - 1] for line in race.laps if len(line.crossings) >= lap
        }
        ours = sorted(ends, key=lambda car: ends[car])
        theirs = sorted(ends, key=lambda car: place(car, lap))
        total += len(ours)
        wrong += sum(a != b for a, b in zip(ours, theirs, strict=True))
    return wrong, total


@pytest.mark.parametrize(("year", "number"), ROUNDS)
def test_laps_places_and_times_of_fastf1_hold(year: str, number: int) -> None:
    found = imported(year, number)
    source = completed(rows_of(year)[str(number)])
    race = found.race
    assert {line.car: len(line.crossings) for line in race.laps} == {
        car: len(laps) for car, laps in source.items() if laps
    }
    wrong, total = misplaced(race, lambda car, lap: int(float(source[car][lap]["Position"])))
    assert wrong * 1000 <= total
    assert wrong == sum(line.startswith("place not held") for line in found.told)
    # One clock: the differences of the crossings are those of the source, but over a red flag.
    steps = set()
    for line in race.laps:
        for lap, at in enumerate(line.crossings, 1):
            steps.add(round((ticks(source[line.car][lap]["Time"]) - at) / MILLISECOND))
    reds = [event for event in race.events if isinstance(event, Red) and event.stopped]
    assert max(steps) - min(steps) <= sum(red.stopped or 0 for red in reds) // MILLISECOND + 1
    clusters = [
        step for at, step in enumerate(sorted(steps)) if not at or step - sorted(steps)[at - 1] > 1
    ]
    assert len(clusters) == len(reds) + 1 or len(clusters) == len(reds)


@pytest.mark.parametrize(("year", "number"), ROUNDS)
def test_leaders_stops_and_tyres_of_fastf1_hold(year: str, number: int) -> None:
    race = imported(year, number).race
    source = rows_of(year)[str(number)]
    laps = completed(source)
    compounds = {
        (stop.car, stop.lap): stop.compound for stop in race.stops if stop.compound is not None
    }
    for (car, lap), compound in compounds.items():
        after = [source[car][n]["Compound"] for n in (lap + 1, lap + 2) if n in source[car]]
        assert compound in after, (car, lap)
    visits = {(stop.car, stop.lap) for stop in race.stops}
    for car, own in laps.items():
        for lap, row in own.items():
            after_ = source[car].get(lap + 1)
            if row["PitInTime"] and after_ and after_["PitOutTime"]:
                assert {(car, lap - 1), (car, lap)} & visits, (car, lap)
    for entry in race.entries:
        first = source[entry.car].get(1)
        if entry.compound is not None:
            assert first is not None
            assert entry.compound == first["Compound"]


def flags_of(race: Race) -> list[tuple[str, int]]:
    return [
        (event.flag if isinstance(event, Flag) else type(event).__name__.lower(), event.lap + 1)
        for event in race.events
        if isinstance(event, Flag | Red) or (isinstance(event, Green) and event.at)
    ]


def test_flags_stand_on_the_laps_where_they_were_shown() -> None:
    assert flags_of(imported("2021", 22).race) == [
        ("VSC", 36),
        ("green", 38),
        ("safety car", 53),
        ("green", 57),
    ]
    assert flags_of(imported("2021", 2).race) == [
        ("safety car", 2),
        ("green", 6),
        ("safety car", 32),
        ("red", 33),
        ("green", 34),
    ]
    assert flags_of(imported("2024", 4).race) == [("red", 1), ("green", 2)]
    assert flags_of(imported("2021", 12).race) == []


@pytest.mark.parametrize(("year", "number"), ROUNDS)
def test_safety_cars_lie_on_the_laps_on_which_the_leader_saw_them(year: str, number: int) -> None:
    race = imported(year, number).race
    source = completed(rows_of(year)[str(number)])
    leaders = [
        min((line.crossings[lap], line.car) for line in race.laps if len(line.crossings) > lap)[1]
        for lap in range(max(len(line.crossings) for line in race.laps))
    ]
    states = [event for event in race.events if isinstance(event, Green | Flag | Red)]
    laps: dict[str, set[int]] = {"safety car": set(), "VSC": set()}
    for at, event in enumerate(states):
        if isinstance(event, Flag):
            last = states[at + 1].lap + 1 if at + 1 < len(states) else len(leaders)
            laps[event.flag] |= set(range(event.lap + 1, min(last, len(leaders)) + 1))
    for word, digits in (("safety car", "4"), ("VSC", "67")):
        seen = {
            lap
            for lap, car in enumerate(leaders, 1)
            if set(digits) & set(source[car][lap]["TrackStatus"])
        }
        if (year, number) == ("2024", 8):
            seen -= {1}  # seen by some cars alone, after the restart
        assert laps[word] == seen


def test_red_flags_lie_on_the_laps_that_are_published() -> None:
    (path,) = sample("ergast/red_flags.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["Race"][:4] in SEASONS]
    names = {
        name: (year, number)
        for year, number in ROUNDS
        for name in (f"{year} {imported(year, number).race.header.name}",)
    }
    told = [(names[row["Race"]], int(row["Lap"])) for row in rows if row["Race"] in names]
    ours = [
        (key, event.lap + 1)
        for key in names.values()
        for event in imported(*key).race.events
        if isinstance(event, Red)
    ]
    # Of Belgium 2021, stopped for good after three laps behind the safety car, no lap saw it.
    assert sorted(ours) == sorted(one for one in told if one[0] != ("2021", 12))


def test_cars_of_a_stopped_race_changed_under_red() -> None:
    under = {
        number: sum(one.under_red for one in imported("2021", number).race.stops)
        for number in (2, 6, 10, 11, 21)
    }
    assert under == {2: 17, 6: 16, 10: 19, 11: 15, 21: 35}


def test_cars_that_started_from_the_pit_lane_made_no_stop_then() -> None:
    """Of some nothing else is written of it than when they left the pits, seconds after it."""
    lane = {
        (year, number, entry.car)
        for year, number in ROUNDS
        for entry in imported(year, number).race.entries
        if entry.begins == "pit lane"
    }
    left_late = {
        ("2021", 11, "99"),
        ("2021", 19, "7"),
        ("2024", 3, "24"),
        ("2024", 5, "2"),
        ("2024", 7, "14"),
        ("2024", 9, "24"),
        ("2024", 9, "77"),
        ("2024", 10, "23"),
        ("2024", 11, "24"),
    }
    assert left_late <= lane
    assert sum(year == "2021" for year, _, _ in lane - left_late) == 7
    stops = {
        (year, number, stop.car)
        for year, number, _ in lane
        for stop in imported(year, number).race.stops
        if stop.lap == 0 and not stop.under_red and stop.entry is None
    }
    assert stops.isdisjoint(lane)


@pytest.mark.parametrize("words", ERGAST)
def test_laps_places_and_result_of_the_tables_hold(words: str) -> None:
    found = selected(candidates("f1", sample("ergast")), words).read()
    (folder,) = sample("ergast")
    with (folder / "lap_times.csv").open() as stream:
        rows = [row for row in csv.DictReader(stream) if row["raceId"] == ERGAST[words]]
    with (folder / "results.csv").open() as stream:
        results = {r["driverId"]: r for r in csv.DictReader(stream) if r["raceId"] == ERGAST[words]}
    places: dict[str, dict[int, int]] = defaultdict(dict)
    sums: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        car = results[row["driverId"]]["number"]
        places[car][int(row["lap"])] = int(row["position"])
        before = sums[car][-1] if sums[car] else 0
        sums[car].append(before + int(row["milliseconds"]))
    assert misplaced(found.race, lambda car, lap: places[car][lap]) == (0, len(rows))
    cut = sum(red.stopped or 0 for red in found.race.events if isinstance(red, Red)) // MILLISECOND
    for line in found.race.laps:
        own = sums[line.car]
        assert len(own) == len(line.crossings)
        for ours, theirs in zip(line.crossings, own, strict=True):
            assert min(abs(theirs - ours / 10), abs(theirs - cut - ours / 10)) <= 1
    findings = check(found.race)
    assert {finding.outcome for finding in findings} == {"met"}
    assert not [line for line in found.told if "place not held" in line]


def test_the_red_flag_of_canada_takes_no_race_time() -> None:
    race = selected(candidates("f1", sample("ergast")), "2011 Canadian").read().race
    (red,) = [event for event in race.events if isinstance(event, Red)]
    assert (red.lap, red.stopped, red.reason) == (24, 73_300_000, "rain")
    assert [lap for word, lap in flags_of(race) if word == "safety car"] == [1, 9, 20, 25, 37, 56]
    assert race.official is not None
    assert (race.official.race_time, race.official.stopped) == (146_795_370, 73_300_000)
    leader = min(line.crossings[24] for line in race.laps if len(line.crossings) > 24)
    assert leader < 2900 * 10_000


def test_abu_dhabi_has_the_laps_of_one_source_and_the_result_of_the_other() -> None:
    found = selected(
        candidates("f1", sample("ergast", f"fastf1/{SEASONS['2021']}")), "2021 Abu Dhabi"
    ).read()
    race = found.race
    assert race.official is not None
    assert [one.gap for one in race.official.results[:4]] == [0, 22_560, 51_730, 56_920]
    ends = {line.car: line.crossings[-1] for line in race.laps}
    assert ends["33"] == 54_173_450
    assert ends["44"] - ends["33"] == 22_560
    clock = {line.car: line.crossings for line in imported("2021", 22).race.laps}
    for line in race.laps:
        assert line.crossings[:-1] == clock[line.car][:-1]
        assert abs(line.crossings[-1] - clock[line.car][-1]) <= 600
    assert {entry.car for entry in race.entries if entry.begins == "not started"} == {"9"}
    reasons = {event.car: event.reason for event in race.events if isinstance(event, Retirement)}
    assert reasons == {
        "7": "brakes",
        "63": "gearbox",
        "99": "gearbox",
        "6": "accident",
        "11": "engine",
    }
    assert not any(finding.outcome == "failed" for finding in check(race))


def test_fragments_of_the_api_are_refused_with_what_is_missing() -> None:
    paths = sample(
        "jolpica/laps-2023-1.json", "jolpica/laps-2023-18-offset-45.json",
        "jolpica/results-2023-9.json",
    )  # fmt: skip
    said = []
    for path in paths:
        with pytest.raises(ForeignFileError) as caught:
            selected(candidates(None, [path]), "").read()
        said.append(str(caught.value))
    assert "of 1,055 timings of 2023 Bahrain Grand Prix 30 are there, not 31 to 1,055" in said[0]
    assert "30 are there, not 1 to 45, 76 to 1,014" in said[1]
    assert said[2].endswith("there are only results")


SHIPPED = {
    "abu-dhabi-2021": ("2021 Abu Dhabi", ("ergast", f"fastf1/{SEASONS['2021']}")),
    "canada-2011": ("2011 Canadian", ("ergast",)),
    "brazil-2012": ("2012 Brazilian", ("ergast",)),
}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_race_is_what_its_sources_and_its_facts_make(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words, names = SHIPPED[name]
    facts, output = RACES / "facts" / f"{name}.toml", tmp_path / "race.json"
    paths = map(str, sample(*names))
    options = ["--select", words, "--with", str(facts), "-o", str(output)]
    assert main(["import", "f1", *paths, *options]) == 0
    capsys.readouterr()
    assert output.read_bytes() == (RACES / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_race_passes_check_and_names_its_sources(name: str) -> None:
    path = RACES / f"{name}.json"
    assert path.stat().st_size < 350_000
    race = racefile.load(path)
    assert not any(finding.outcome == "failed" for finding in check(race))
    named = {source.of for source in race.header.sources}
    assert {"laps", "result", "grid", "drivers and teams", "flags", "track", "distance"} <= named
