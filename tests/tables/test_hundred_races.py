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
NAMES = {"5": "Larson", "07": "Adams", "7": "Haley", "24": "Byron", "48": "Bowman"}


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
        entries={car: {"drivers": (Driver(first="A", last=name),)} for car, name in NAMES.items()},
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
            led[min(CARS, key=lambda car, lap=lap: lines[car][lap])] += 1  # type: ignore[misc]
    return folder, led


QUESTION = """
    select DriverNumber, Driver, count(*) as laps
    from '{}' where Led group by DriverNumber, Driver order by laps desc, DriverNumber
"""


def answer(led: Counter[str]) -> list[tuple[str, str, int]]:
    return sorted(
        ((car, NAMES[car], laps) for car, laps in led.items()), key=lambda row: (-row[2], row[0])
    )


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
