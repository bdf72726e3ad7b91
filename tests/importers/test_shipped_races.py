"""The races of other people's lap data that come with the program are rebuilt, byte for byte."""

from pathlib import Path

import pytest

from replay import racefile
from replay.cli import main
from replay.importers.facts_table import read_facts
from replay.race.check import check

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = SHARED / "samples"
BOX_SCORES = SHARED / "boxscores"
TABLES = ("race.json", "results.csv", "lead_segments.csv", "cautions.csv")

FASTF1_2021 = SAMPLES / "f1" / "fastf1" / "transformed_grand_prix_laps_2021.csv"
ERGAST = SAMPLES / "f1" / "ergast"

MADE_OF = {
    "atlanta-2024": [
        SAMPLES / "nascar" / "atlanta-2024",
        *(BOX_SCORES / "atlanta-2024" / name for name in (*TABLES, "pit_stops.csv")),
    ],
    "kansas-2025": [
        SAMPLES / "nascar" / "kansas-2025",
        *(BOX_SCORES / "kansas-2025" / name for name in TABLES),
    ],
    "martinsville-2020": [SAMPLES / "nascar" / "martinsville-2020"],
    "indianapolis-500-2017": [SAMPLES / "indycar" / "indy500-2017"],
    "abu-dhabi-2021": [ERGAST, FASTF1_2021],
    "canada-2011": [ERGAST],
    "brazil-2012": [ERGAST],
    "le-mans-2024": [SAMPLES / "alkamel" / "wec-le-mans-2024"],
    "lime-rock-2023": [SAMPLES / "alkamel" / "imsa-lime-rock-2023"],
}
"""Race -> the files and folders it is imported from, together with its facts."""

SELECTED = {
    "abu-dhabi-2021": "2021 Abu Dhabi",
    "canada-2011": "2011 Canadian",
    "brazil-2012": "2012 Brazilian",
}
"""Race -> the words that choose it of those its sources hold."""

MOST = {"le-mans-2024": 400_000}
"""Race -> the bytes it may have; others have 350,000."""


@pytest.mark.parametrize("name", MADE_OF)
def test_a_shipped_race_is_what_its_sources_and_facts_give(name: str, tmp_path: Path) -> None:
    missing = [path for path in MADE_OF[name] if not path.exists()]
    if missing:
        pytest.skip(f"no {missing[0].name} beside the checkout")
    made = tmp_path / "race.json"
    facts = ROOT / "races" / "facts" / f"{name}.toml"
    options = ["--with", str(facts), "--select", SELECTED.get(name, ""), "-o", str(made)]
    assert main(["import", *map(str, MADE_OF[name]), *options]) == 0
    assert made.read_bytes() == (ROOT / "races" / f"{name}.json").read_bytes()


@pytest.mark.parametrize("name", MADE_OF)
def test_a_shipped_race_is_small_passes_its_check_and_names_the_source_of_each_group(
    name: str,
) -> None:
    path = ROOT / "races" / f"{name}.json"
    race = racefile.load(path)
    assert path.stat().st_size < MOST.get(name, 350_000)
    assert "failed" not in {finding.outcome for finding in check(race)}
    table = read_facts(ROOT / "races" / "facts" / f"{name}.toml").table
    groups = {group for group in table.__struct_fields__ if getattr(table, group) is not None}
    assert groups <= {source.of for source in race.header.sources}


def test_every_race_with_facts_is_held_against_its_sources_here() -> None:
    assert {path.stem for path in (ROOT / "races" / "facts").glob("*.toml")} == MADE_OF.keys()
