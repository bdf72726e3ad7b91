"""Box scores of real races: that which comes with the program, and those that may lie beside it."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.accuracy.boxscore import ANSWERS, SHARED

from replay import racefile
from replay.race.model import Race
from replay.reconstruct import reconstruct

ROOT = Path(__file__).parents[2]
KANSAS = ROOT / "races" / "boxscores" / "kansas-2024"
OTHERS = ("kansas-2025", "texas-2025", "phoenix-2025", "atlanta-2024")
RACES = ("kansas-2024", *OTHERS)


@cache
def without_answers(folder: Path) -> Race:
    """Rebuild a race, once a session, from a copy of its box score that lacks the answer key."""
    with TemporaryDirectory() as place:
        copy = Path(place) / folder.name
        shutil.copytree(folder, copy, ignore=shutil.ignore_patterns(ANSWERS))
        return reconstruct(copy)


@cache
def rebuilt(name: str) -> Race:
    """A race by its name, as it is stored; the test is skipped where its box score is absent."""
    folder = KANSAS if name == "kansas-2024" else SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the box score of {name} is not beside this tree")
    return racefile.decode(racefile.encode(without_answers(folder)))
