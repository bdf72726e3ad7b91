"""The floors of `replay.reconstruct`: every import goes down, none sideways into an upper room."""

import ast
from pathlib import Path

import pytest

RECONSTRUCT = Path(__file__).parents[1] / "src" / "replay" / "reconstruct"

FLOORS = ("read", "reckon", "solve", "tell")
"""From the lowest up. The spine, `rebuild.py`, stands above them all."""

WHY = {
    "read": "what is read must not hang on what is made of it: its rows are also read to refuse it",
    "reckon": "what is likely must not hang on what was solved: else the solver runs in a circle",
    "solve": "which facts hold must not hang on how they are told: words would decide a race",
    "tell": "what is told is made once, by the spine, of a race that is done",
}
"""Room -> why nothing above it may be imported there."""

MODULES = sorted(path for room in FLOORS for path in (RECONSTRUCT / room).glob("*.py"))


def rooms_imported(source: str) -> dict[str, str]:
    """The parts of `reconstruct` that a module imports, each with the import that says so."""
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [name.name for name in node.names]
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            names = [f"{module}.{name.name}" for name in node.names]
        for name in names:
            parts = name.split(".")
            if parts[:2] == ["replay", "reconstruct"]:
                found.setdefault(parts[2] if len(parts) > 2 else "", name)
    return found


def wrong_arrows(room: str, source: str) -> list[str]:
    """What is wrong with the imports of a module that stands in `room`, a line for each."""
    below = FLOORS[: FLOORS.index(room) + 1]
    return [
        f"{room} -> {there or 'the package itself'} ({name}): {WHY[room]}"
        for there, name in rooms_imported(source).items()
        if there not in below
    ]


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: str(path.relative_to(RECONSTRUCT).with_suffix(""))
)
def test_a_room_imports_only_itself_and_the_rooms_below(path: Path) -> None:
    wrong = wrong_arrows(path.parent.name, path.read_text(encoding="utf-8"))
    assert not wrong, "\n".join([f"{path.name} has an arrow that goes up:", *wrong])


@pytest.mark.parametrize(
    ("room", "line", "there"),
    [
        ("read", "from replay.reconstruct.reckon.pace import Pace", "reckon"),
        ("reckon", "from replay.reconstruct.solve import system", "solve"),
        ("solve", "import replay.reconstruct.tell.totals", "tell"),
        ("tell", "from replay.reconstruct.rebuild import rebuilt", "rebuild"),
    ],
)
def test_an_arrow_that_goes_up_is_named_with_its_reason(room: str, line: str, there: str) -> None:
    (wrong,) = wrong_arrows(room, line)
    assert wrong.startswith(f"{room} -> {there} (replay.reconstruct.{there}")
    assert wrong.endswith(WHY[room])


def test_every_module_stands_in_a_room_and_every_room_says_what_it_is_for() -> None:
    assert {path.name for path in RECONSTRUCT.glob("*.py")} == {"__init__.py", "rebuild.py"}
    assert {path.name for path in RECONSTRUCT.iterdir() if path.is_dir()} - {"__pycache__"} == set(
        FLOORS
    )
    for room in FLOORS:
        text = (RECONSTRUCT / room / "__init__.py").read_text(encoding="utf-8")
        said = ast.get_docstring(ast.parse(text))
        assert said is not None
        assert "\n" not in said
