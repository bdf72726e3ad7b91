"""The arrows of the architecture: who may import whom, and what loads when."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from tests.each_module import in_each
from tests.tui.scenes import scene

from replay.tui.pane import SceneWidget
from replay.tui.pane_entry import Pane
from replay.tui.registry import PANES, RINGS

SOURCE = Path(__file__).parents[1] / "src" / "replay"

MAY_IMPORT = {
    "race": set(),
    "clock": set(),
    "json_place": set(),
    "schema": {"race", "json_place"},
    "racefile": {"race", "schema"},
    "foreign": {"race", "json_place"},
    "reconstruct": {"race", "foreign", "json_place"},
    "importers": {"race", "foreign", "schema", "json_place"},
    "terminal": set(),
    "pattern": set(),
    "plain": {"race"},
    "tables": {"race", "racefile", ""},
    "state": {"race"},
    "tui": {"race", "clock", "terminal", "pattern", "state"},
    "web": set(),
    "testing": {"race", "racefile", "tui", ""},
    "cli": {
        "race",
        "plain",
        "racefile",
        "reconstruct",
        "importers",
        "foreign",
        "schema",
        "json_place",
        "clock",
        "terminal",
        "state",
        "tui",
        "web",
        "tables",
        "",
    },
    "__main__": {"cli"},
    "": {"tables"},
}
"""Room -> the rooms it may import; a room may always import itself."""

WHY = {
    "race": "what happened is a pure function of the record: it must hold for every reader of it",
    "clock": "the clock knows no racing, so that its tests can be its specification",
    "json_place": "a place in a text is lines and columns, whatever the text tells",
    "schema": "what a race file may hold follows from the model: it is told without any file",
    "racefile": "a file is bytes and a race: it can be read where there is no screen",
    "foreign": "a foreign file is cells with their lines: what they mean is the reader's",
    "reconstruct": "a race is rebuilt without a screen, in the plain installation",
    "importers": "lap data is made a race without a screen, in the plain installation; what is "
    "wrong with a file of facts is told in the words of race files",
    "pattern": "what a search may cost is bounded whatever it searches in",
    "terminal": "bytes of a terminal mean nothing of racing",
    "plain": "a race is told without a screen; who prints the lines waits for their times",
    "tables": "a notebook has races without a screen, a terminal or a command line",
    "web": "the page runs the program as whoever types its name would, and shows what it draws",
    "state": "what is kept of a race is times and words: it needs the rule of text, and no screen",
    "tui": "the screen is handed races and what is kept of them, and never opens a file",
    "testing": "screens are held against what they were: the program hangs on no test",
    "cli": "the command line starts everything and is started by nothing",
    "__main__": "it only runs the command line",
    "": "the package itself loads nothing; it names the tables, and loads them when asked for one",
}
"""Room -> why it may import no more."""

OUTSIDE = {
    "race": {"msgspec"},
    "clock": set(),
    "json_place": set(),
    "schema": {"msgspec"},
    "racefile": {"msgspec", "platformdirs"},
    "foreign": {"msgspec"},
    "reconstruct": {"msgspec"},
    "importers": {"msgspec"},
    "terminal": {"textual"},
    "plain": {"msgspec"},
    "tables": {"msgspec", "pyarrow"},
    "pattern": {"regex"},
    "state": {"msgspec", "platformdirs"},
    "tui": {"textual", "rich", "msgspec"},
    "web": {"aiohttp", "textual_serve"},
    "testing": {"pytest", "textual", "rich", "msgspec"},
    "cli": {"click", "msgspec", "platformdirs", "textual"},
    "__main__": set(),
    "": set(),
}
"""Room -> the libraries outside the standard library it may import."""

OPENS_FILES = {"racefile", "foreign", "state", "testing", "cli"}
PRINTS = {"cli"}
KNOWS_THE_TIME = {"clock", "terminal"}
"""The race's clock, and how long a key may take on a slow line."""
HOLDS_THE_CLOCK = {
    *("replay_screen", "log_screen", "keep_screen", "view_screen", "paced_screen"),
    *("clock_screen", "frame", "app", "race_picker"),
}
"""Modules of the screen that hold the clock or the timeline; all others are handed values."""

MODULES = sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def imports(path: Path) -> Iterator[str]:
    """Name what a module imports; of `from package import module` the module, too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            module = node.module or ""
            inside = [f"{module}.{name.name}" for name in node.names]
            found = [name for name in inside if module.startswith("replay") and is_module(name)]
            yield from found
            if module != "replay" or not found:
                yield module


def is_module(name: str) -> bool:
    path = SOURCE.parent / name.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").exists()


def calls(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute)
    }


@in_each(MODULES, SOURCE)
def test_a_module_imports_only_along_the_arrows(path: Path) -> None:
    here = room(path)
    assert here in MAY_IMPORT, f"{here} is a new room: give it arrows in MAY_IMPORT, and a reason"
    for name in imports(path):
        top, _, rest = name.partition(".")
        if top == "replay":
            there = rest.partition(".")[0]
            if not (SOURCE / there).is_dir() and not (SOURCE / f"{there}.py").exists():
                there = ""
            allowed = there in MAY_IMPORT[here] | {here}
            assert allowed, wrong_arrow(path, name, here, there)
        elif top not in sys.stdlib_module_names:
            assert top in OUTSIDE[here], wrong_arrow(path, name, here, top)


def wrong_arrow(path: Path, name: str, here: str, there: str) -> str:
    """Say which arrow is wrong and why that matters."""
    module = path.relative_to(SOURCE)
    return f"{module} imports {name}: no arrow from {here} to {there}, for {WHY[here]}"


@in_each(MODULES, SOURCE)
def test_files_are_opened_and_lines_printed_only_where_the_table_says(path: Path) -> None:
    found, here = calls(path), room(path)
    if here not in OPENS_FILES:
        assert not found & {"open", "read_text", "read_bytes", "write_text", "write_bytes"}, path
    if here not in PRINTS:
        assert not found & {"print", "echo", "secho"}, path
    if here not in KNOWS_THE_TIME:
        assert not found & {"monotonic", "monotonic_ns", "perf_counter", "now", "today"}, path


@in_each(
    [path for path in MODULES if room(path) == "tui" and path.stem not in HOLDS_THE_CLOCK],
    SOURCE,
)
def test_a_widget_knows_neither_clock_nor_timeline(path: Path) -> None:
    """A pane is handed a scene: what could look past the clock is the screens' alone."""
    why = "a pane that holds it could look past the clock; ask a question of replay.race.series"
    names = set(imports(path))
    for module in ("timeline", "log", "flags", "scoring", "car_index"):
        assert f"replay.race.{module}" not in names, f"{path.name} imports {module}: {why}"
    source = path.read_text(encoding="utf-8")
    for name in ("PlaybackClock", "Recording"):
        assert name not in source, f"{path.name} names {name}: {why}"
    assert "time" not in names, f"{path.name} imports time: only the clock knows what time it is"


@in_each(MODULES, SOURCE)
def test_no_module_has_a_name_that_fits_anything(path: Path) -> None:
    assert path.stem not in {"utils", "util", "helpers", "manager", "core", "common", "misc"}
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 320, f"{path}: {lines} lines"


def dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_module_but_the_screens_loads_textual_or_rich() -> None:
    screens = {"tui", "terminal", "web", "testing", "__main__"}
    others = {room(path): path for path in MODULES}.keys() - screens
    names = [dotted(path) for path in MODULES if room(path) in others]
    assert {"replay.cli.viewer", "replay.reconstruct", "replay.racefile"} <= set(names)
    code = f"import sys, {', '.join(names)}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {name.partition(".")[0] for name in done.stdout.split()} & {"textual", "rich"}


def test_the_plug_in_for_pytest_loads_nothing_before_it_is_asked() -> None:
    """pytest loads it in every project beside which the program is installed."""
    code = "import sys, replay.testing.plugin\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert not {name.partition(".")[0] for name in loaded} & {"textual", "rich", "msgspec"}
    rooms = {name.split(".")[1] for name in loaded if name.startswith("replay.")}
    assert rooms == {"testing"}


# -- what the registry names, which no import shows


@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.name)
def test_every_pane_of_the_registry_is_a_pane_of_the_screen(pane: Pane) -> None:
    module, _, name = pane.widget.partition(":")
    assert module.startswith("replay.tui."), f"{pane.name}: {module} is outside the screen's room"
    widget = getattr(import_module(module), name, None)
    assert isinstance(widget, type), f"{pane.name}: {module} has no class {name}"
    assert issubclass(widget, SceneWidget), f"{pane.name}: {name} is no SceneWidget"
    for method in ("of", "show", "heading", "count", "rows", "facts"):
        abstract = getattr(getattr(widget, method, None), "__isabstractmethod__", False)
        assert not abstract, f"{pane.name}: {name} lacks {method}()"
    assert widget.can_focus == pane.focus, f"{pane.name}: say in the registry if it takes the keys"


def test_no_two_panes_have_one_name_and_no_two_rings_one_key() -> None:
    names = Counter(pane.name for pane in PANES)
    assert not [name for name, times in names.items() if times > 1]
    keys = Counter(name.strip() for r in RINGS for key in r.keys for name in key.keys.split(","))
    assert not [key for key, times in keys.items() if times > 1]


def test_a_pane_opened_by_key_is_a_card_at_the_right_or_a_chart_at_the_top() -> None:
    for pane in (pane for pane in PANES if pane.ring):
        slot = pane.slot_in(scene())
        assert slot is None or slot.area in ("right", "top"), f"{pane.name}: {slot}"


def test_the_registry_loads_no_pane() -> None:
    """A start loads the panes it shows: the others are named as text."""
    panes = {pane.widget.partition(":")[0] for pane in PANES}
    assert not panes & set(imports(SOURCE / "tui" / "registry.py"))


@pytest.mark.parametrize("pane", PANES, ids=lambda pane: pane.name)
def test_a_pane_imports_no_other_pane(pane: Pane) -> None:
    """What a pane tells follows from its scene alone; what two share stands in a module below."""
    module = pane.widget.partition(":")[0]
    others = {other.widget.partition(":")[0] for other in PANES} - {module}
    path = SOURCE.parent / (module.replace(".", "/") + ".py")
    found = sorted(set(imports(path)) & others)
    why = "a pane tells what follows from its scene; what two share stands in a module below"
    assert not found, f"{module} imports {found}: {why}"


def test_only_the_plan_and_the_registry_say_how_large_a_pane_is() -> None:
    said = [
        f"{path.relative_to(SOURCE)}: {line.strip()}"
        for path in [*SOURCE.rglob("*.tcss")]
        for line in path.read_text(encoding="utf-8").splitlines()
        if path.name == "app.tcss" and any(word in line for word in ("width:", "padding:", "dock:"))
    ]
    assert not said, f"app.tcss colours; plan.py and registry.py lay out: {said}"


def test_no_class_of_the_style_sheet_is_read_back() -> None:
    """What is chosen lives in the view; a class that is asked for would be a second place."""
    asking = [path.name for path in MODULES if room(path) == "tui" and "has_class" in calls(path)]
    assert asking == []


# -- names


ONE_NAME: dict[str, str] = {}
"""Class -> why two modules may each have one of that name; so far none has to."""

ONE_MEANING = {
    "layers": "each outline of a car has its parts drawn by a function of its module",
    "load": "a race file is read by its path; a notebook's, `replay.load`, by its name too",
    "stops": "those of a car are a question of the record, those of all a table, `replay.stops`",
}
"""Function -> why several modules may each have one of that name."""


def source_of(path: str) -> str:
    """Name the importer's package that a module is in; empty for all others."""
    parts = Path(path).parts
    return parts[1] if parts[0] == "importers" and len(parts) > 2 else ""


def clash(where: list[str]) -> bool:
    """Tell whether one name in several modules may be taken for another.

    Each importer has its own laps, flags and files, and none sees another's.
    """
    sources = [source_of(path) for path in where]
    return len(where) > 1 and ("" in sources or len(set(sources)) < len(sources))


@in_each(
    [path for path in MODULES if source_of(str(path.relative_to(SOURCE)))],
    SOURCE,
)
def test_no_importer_imports_another(path: Path) -> None:
    here = source_of(str(path.relative_to(SOURCE)))
    for name in imports(path):
        parts = name.split(".")
        if parts[:2] == ["replay", "importers"] and len(parts) > 3:
            why = "a source can be added and taken away without the others"
            assert parts[2] == here, f"{here} imports {name}: {why}"


def test_no_two_classes_have_one_name() -> None:
    """Whoever reads a name, or searches for it, knows which class is meant."""
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(str(path.relative_to(SOURCE)))
    shared = {name: where for name, where in homes.items() if clash(where)}
    assert shared.keys() == ONE_NAME.keys(), f"one name for several classes: {shared}"


def test_functions_that_share_a_name_mean_the_same() -> None:
    homes: dict[str, list[str]] = {}
    for path in MODULES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(str(path.relative_to(SOURCE)))
    shared = {name: where for name, where in homes.items() if clash(where)}
    assert shared.keys() == ONE_MEANING.keys(), f"one name for several functions: {shared}"


# -- inside the screen's room

SCREEN_ROOMS = {
    "drawing": set(),
    "charts": {"drawing"},
    "panes": {"drawing", "charts"},
    "cards": {"drawing", "charts", "panes"},
    "summary": {"drawing", "charts", "panes", "cards"},
    "order": {"drawing"},
    "finish_line": {"drawing", "panes", "cards"},
    "dialogs": {"drawing", "panes"},
    "picker": {"drawing", "panes", "cards", "dialogs"},
}
"""Folder of `tui` -> the folders it may import; modules beside them may import all."""


@in_each(
    [path for path in MODULES if path.parent.parent == SOURCE / "tui" or "cars" in path.parts],
    SOURCE,
)
def test_a_folder_of_the_screen_imports_only_what_lies_below(path: Path) -> None:
    here = path.relative_to(SOURCE / "tui").parts[0]
    for name in imports(path):
        parts = name.split(".")
        there = parts[2] if parts[:2] == ["replay", "tui"] and len(parts) > 3 else ""
        why = "what draws must not hang on what is drawn, nor a pane on the screens around it"
        if there in SCREEN_ROOMS:
            assert there in SCREEN_ROOMS[here] | {here}, f"{here} -> {there} ({name}): {why}"
