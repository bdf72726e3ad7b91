"""The arrows of the house: who may import whom, and what loads when."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "replay"

MAY_IMPORT = {
    "race": set(),
    "clock": set(),
    "racefile": {"race"},
    "foreign": {"race"},
    "reconstruct": {"race", "foreign"},
    "terminal": set(),
    "tui": {"race", "clock", "terminal"},
    "cli": {"race", "racefile", "reconstruct", "clock", "terminal", "tui", ""},
    "__main__": {"cli"},
    "": set(),
}
"""Room -> the rooms it may import; a room may always import itself."""

OUTSIDE = {
    "race": {"msgspec"},
    "clock": set(),
    "racefile": {"msgspec", "platformdirs"},
    "foreign": {"msgspec"},
    "reconstruct": {"msgspec"},
    "terminal": {"textual"},
    "tui": {"textual", "rich", "msgspec"},
    "cli": {"click", "msgspec", "platformdirs", "textual"},
    "__main__": set(),
    "": set(),
}
"""Room -> the libraries outside the standard library it may import."""

OPENS_FILES = {"racefile", "foreign", "cli"}
PRINTS = {"cli"}
KNOWS_THE_TIME = {"clock", "terminal"}
"""The race's clock, and how long a key may take on a slow line."""
ALOFT = {"replay_screen", "clock_screen", "view_screen", "frame", "app", "race_picker"}
"""Modules of the screen that hold the clock or the timeline; all others are handed values."""

MODULES = sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            module = node.module or ""
            yield module
            if module == "replay":
                yield from (f"replay.{name.name}" for name in node.names)


def calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_along_the_arrows(path: Path) -> None:
    here = room(path)
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "replay":
            there = rest.partition(".")[0]
            if not (SOURCE / there).is_dir() and not (SOURCE / f"{there}.py").exists():
                there = ""
            assert there in MAY_IMPORT[here] | {here}, f"{path}: {name}"
        elif top not in sys.stdlib_module_names:
            assert top in OUTSIDE[here], f"{path}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_are_opened_and_lines_printed_only_where_the_table_says(path: Path) -> None:
    found, here = calls(path), room(path)
    if here not in OPENS_FILES:
        assert not found & {"open", "read_text", "read_bytes", "write_text", "write_bytes"}, path
    if here not in PRINTS:
        assert not found & {"print", "echo", "secho"}, path
    if here not in KNOWS_THE_TIME:
        assert not found & {"monotonic", "monotonic_ns", "perf_counter", "now", "today"}, path


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if room(path) == "tui" and path.stem not in ALOFT],
    ids=lambda path: path.stem,
)
def test_a_widget_knows_neither_clock_nor_timeline(path: Path) -> None:
    names = set(imports(path))
    assert "replay.race.timeline" not in names
    assert "replay.race.log" not in names
    source = path.read_text(encoding="utf-8")
    assert "PlaybackClock" not in source


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_a_drawer(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "manager", "core", "common", "misc"}
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 320, f"{path}: {lines} lines"


def dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_module_but_the_screens_loads_textual_or_rich() -> None:
    aside = {room(path): path for path in MODULES}.keys() - {"tui", "terminal", "__main__"}
    names = [dotted(path) for path in MODULES if room(path) in aside]
    assert {"replay.cli.viewer", "replay.reconstruct", "replay.racefile"} <= set(names)
    code = f"import sys, {', '.join(names)}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in done.stdout.split()} & {"textual", "rich"}
