"""Pictures are kept for what text does not say, and each is that of a test."""

import ast
from pathlib import Path

FOLDER = Path(__file__).parent / "__snapshots__"
MOST = 45


def test_pictures_are_few() -> None:
    assert 0 < len([*FOLDER.rglob("*.svg")]) <= MOST


def test_each_snapshot_is_that_of_a_test() -> None:
    for kept in [*FOLDER.glob("*/*.svg"), *FOLDER.glob("*/*.txt")]:
        module = ast.parse((FOLDER.parent / f"{kept.parent.name}.py").read_text())
        tests = {part.name for part in module.body if isinstance(part, ast.FunctionDef)}
        assert kept.stem.partition("[")[0] in tests, kept.name
