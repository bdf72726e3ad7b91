"""A project of somebody else in a folder, and pytest run in it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import replay.testing.race_items  # noqa: F401  (what a run loads itself it would load in each test)
from replay.testing.snapshot_place import FOLDER

TINY = Path(__file__).parents[1] / "races" / "tiny.json"
"""A race of five cars and ten laps."""

INI = """
[pytest]
filterwarnings = error
addopts = --color=no -p no:benchmark -p no:hypothesispytest -p no:textual-snapshot -p no:syrupy
    -p no:cacheprovider
"""


class Project:
    """A folder with tests and race files."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.path = pytester.path
        self.ini()

    def ini(self, lines: str = "") -> None:
        """Write its settings, and some lines more."""
        self.write("pytest.ini", INI + lines)

    def write(self, name: str, text: str) -> Path:
        """Write a file in it."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def race(
        self, name: str = "races/tiny.json", change: Callable[[Any], None] | None = None
    ) -> Path:
        """Write the small race, with a change."""
        race = json.loads(TINY.read_text(encoding="utf-8"))
        if change is not None:
            change(race)
        return self.write(name, json.dumps(race))

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in it, in this process."""
        return self.pytester.runpytest_inprocess(*arguments)

    def text(self, *arguments: str) -> str:
        """Give what a run prints."""
        result = self.run(*arguments)
        return result.stdout.str() + result.stderr.str()

    def snapshots(self) -> list[str]:
        """Name its snapshots, in the order of their names."""
        found = (path.relative_to(self.path).as_posix() for path in self.path.rglob("*.txt"))
        return sorted(name for name in found if FOLDER in name)


def later_crossing(race: Any) -> None:
    """Let car 24 come 0.009 s later at the end of lap 3."""
    line = next(line for line in race["laps"] if line["car"] == "24")
    line["crossings"][2] += 90
