"""A season of a hundred races, exported by one command and read by DuckDB."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest
from tests.race.small_races import flag, race_of

from replay import racefile
from replay.cli import main
from replay.race.model import Driver, Race

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow")

CARS = ("5", "07", "7", "24", "48")
NAMES = {
    "5": ("Kyle", "Larson"),
    "07": ("Al", "Adams"),
    "7": ("Justin", "Haley"),
    "24": ("William", "Byron"),
    "48": ("Alex", "Bowman"),
}


def drivers_of(number: int) -> dict[str, Driver]:
    """Who drives in a race: in every third a namesake, so that `Larson` is `K. Larson` there."""
    names = NAMES | ({"48": ("Bo", "Larson")} if number % 3 == 0 else {})
    return {car: Driver(first=first, last=last) for car, (first, last) in names.items()}


def race_number(number: int) -> Race:
    """A race of eight to twenty laps in which the lead changes as chance has it."""
    chance = Random(number)
    laps = chance.randint(8, 20)
    lines = {}
    for car in CARS:
        now, crossings = 0, []
        for _ in range(laps):
            now += chance.randint(29_000, 32_000)
            crossings.append(now / 1000)
        lines[car] = crossings
    first = min(line[-1] for line in lines.values())
    return race_of(
        lines,
        [flag(first, laps)],
        entries={car: {"drivers": (driver,)} for car, driver in drivers_of(number).items()},
        season=str(2020 + number // 25),
        date=f"{2020 + number // 25}-05-{1 + number % 25:02}",
    )


@pytest.fixture(name="season", scope="module")
def season_of_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Counter[str]]:
    """The files of the races, and who led how many laps: counted from the crossings alone."""
    folder = tmp_path_factory.mktemp("season")
    led: Counter[str] = Counter()
    for number in range(100):
        race = race_number(number)
        (folder / f"race-{number:03}.json").write_bytes(racefile.encode(race))
        lines = {record.car: record.crossings for record in race.laps}
        for lap in range(len(lines["5"])):
            first = min(CARS, key=lambda car, lap=lap: lines[car][lap])  # type: ignore[misc]
            led[drivers_of(number)[first].name] += 1
    return folder, led


QUESTION = """
    select FullName, count(*) as laps
    from '{}' where Led group by FullName order by laps desc, FullName
"""


def answer(led: Counter[str]) -> list[tuple[str, int]]:
    return sorted(led.items(), key=lambda row: (-row[1], row[0]))


def test_duckdb_says_who_led_most_laps_of_one_file(
    season: tuple[Path, Counter[str]], tmp_path: Path
) -> None:
    folder, led = season
    laps = tmp_path / "laps.parquet"
    races = sorted(map(str, folder.glob("*.json")))
    assert main(["export", *races, "laps", "-o", str(laps)]) == 0
    assert duckdb.sql(QUESTION.format(laps)).fetchall() == answer(led)
    counted = duckdb.sql(f"select count(distinct Race), count(distinct Season) from '{laps}'")
    assert counted.fetchall() == [(100, 4)]


def test_duckdb_says_so_of_a_file_a_race_too(
    season: tuple[Path, Counter[str]], tmp_path: Path
) -> None:
    folder, led = season
    races = sorted(map(str, folder.glob("*.json")))
    assert main(["export", *races, "laps", "--parquet", "-o", f"{tmp_path / 'laps'}/"]) == 0
    assert len(list((tmp_path / "laps").iterdir())) == 100
    assert duckdb.sql(QUESTION.format(tmp_path / "laps" / "*.parquet")).fetchall() == answer(led)


def test_a_driver_told_apart_in_some_races_has_one_full_name_in_all(
    season: tuple[Path, Counter[str]], tmp_path: Path
) -> None:
    folder, _ = season
    races = [str(folder / f"race-{number:03}.json") for number in range(2)]
    for table in ("laps", "events", "results"):
        path = tmp_path / f"{table}.parquet"
        assert main(["export", *races, table, "-o", str(path)]) == 0
        found = duckdb.sql(f"select distinct Driver, FullName from '{path}' where DriverNumber='5'")
        assert set(found.fetchall()) == {("K. Larson", "Kyle Larson"), ("Larson", "Kyle Larson")}
