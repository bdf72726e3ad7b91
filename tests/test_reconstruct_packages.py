"""The packages of `replay.reconstruct`: each imports itself and those below it."""

import ast
from pathlib import Path

import pytest

RECONSTRUCT = Path(__file__).parents[1] / "src" / "replay" / "reconstruct"

STEPS = ("read", "reckon", "solve", "tell")
"""From the lowest up; `rebuild.py` is above them all."""

WHY = {
    "read": "what is read must not hang on what is made of it: its rows are also read to refuse it",
    "reckon": "what is likely must not hang on what was solved: else the solver runs in a circle",
    "solve": "which facts hold must not hang on how they are told: words would decide a race",
    "tell": "what is told is made once, by `rebuild.py`, of a race that is done",
}
"""Package -> why nothing above it may be imported there."""

MODULES = sorted(path for package in STEPS for path in (RECONSTRUCT / package).glob("*.py"))


def packages_imported(source: str) -> dict[str, str]:
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


def wrong_arrows(package: str, source: str) -> list[str]:
    """What is wrong with the imports of a module that stands in `package`, a line for each."""
    below = STEPS[: STEPS.index(package) + 1]
    return [
        f"{package} -> {there or 'the package itself'} ({name}): {WHY[package]}"
        for there, name in packages_imported(source).items()
        if there not in below
    ]


@pytest.mark.parametrize(
    "path", MODULES, ids=lambda path: str(path.relative_to(RECONSTRUCT).with_suffix(""))
)
def test_a_package_imports_only_itself_and_those_below(path: Path) -> None:
    wrong = wrong_arrows(path.parent.name, path.read_text(encoding="utf-8"))
    assert not wrong, "\n".join([f"{path.name} imports what is above it:", *wrong])


@pytest.mark.parametrize(
    ("package", "line", "there"),
    [
        ("read", "from replay.reconstruct.reckon.pace import Pace", "reckon"),
        ("reckon", "from replay.reconstruct.solve import system", "solve"),
        ("solve", "import replay.reconstruct.tell.totals", "tell"),
        ("tell", "from replay.reconstruct.rebuild import rebuilt", "rebuild"),
    ],
)
def test_an_arrow_that_goes_up_is_named_with_its_reason(
    package: str, line: str, there: str
) -> None:
    (wrong,) = wrong_arrows(package, line)
    assert wrong.startswith(f"{package} -> {there} (replay.reconstruct.{there}")
    assert wrong.endswith(WHY[package])


def test_every_module_stands_in_a_room_and_every_room_says_what_it_is_for() -> None:
    assert {path.name for path in RECONSTRUCT.glob("*.py")} == {"__init__.py", "rebuild.py"}
    assert {path.name for path in RECONSTRUCT.iterdir() if path.is_dir()} - {"__pycache__"} == set(
        STEPS
    )
    for package in STEPS:
        text = (RECONSTRUCT / package / "__init__.py").read_text(encoding="utf-8")
        said = ast.get_docstring(ast.parse(text))
        assert said is not None
        assert "\n" not in said
