"""The races of other people's lap data that come with the program are rebuilt, byte for byte."""

from pathlib import Path

import pytest

from replay.cli import main

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
SAMPLES = SHARED / "samples"
BOX_SCORES = SHARED / "boxscores"
TABLES = ("race.json", "results.csv", "lead_segments.csv", "cautions.csv")

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
}
"""Race -> the files and folders it is imported from, together with its facts."""


@pytest.mark.parametrize("name", MADE_OF)
def test_a_shipped_race_is_what_its_sources_and_facts_give(name: str, tmp_path: Path) -> None:
    missing = [path for path in MADE_OF[name] if not path.exists()]
    if missing:
        pytest.skip(f"no {missing[0].name} beside the checkout")
    made = tmp_path / "race.json"
    facts = ROOT / "races" / "facts" / f"{name}.toml"
    words = ["import", "nascar", *map(str, MADE_OF[name]), "--with", str(facts), "-o", str(made)]
    assert main(words) == 0
    assert made.read_bytes() == (ROOT / "races" / f"{name}.json").read_bytes()
