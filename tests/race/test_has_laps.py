"""Whether laps of a race are known is one property, and nothing else finds it out for itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import structs
from tests.each_module import in_each

from replay import racefile
from replay.race.model import CarLaps
from replay.race.timeline import Timeline

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "replay").rglob("*.py"))
TINY = racefile.load(ROOT / "tests" / "races" / "tiny.json")


def conditions(tree: ast.AST) -> Iterator[ast.expr]:
    """Give every expression whose truth alone is asked for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.If | ast.IfExp | ast.While | ast.Assert):
            yield node.test
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            yield node.operand
        elif isinstance(node, ast.BoolOp):
            yield from node.values
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "bool":
            yield from node.args
        elif isinstance(node, ast.Compare) and ast.unparse(node.comparators[0]) == "0":
            yield node.left


@in_each(SOURCES, ROOT)
def test_no_module_asks_whether_there_are_laps_but_by_the_property(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = [ast.unparse(c) for c in conditions(tree) if isinstance(c, ast.Attribute)]
    found = [words for words in asked if words.endswith(("race.laps", "timeline.laps"))]
    assert not found, f"{path}: ask race.has_laps instead of {', '.join(found)}"


def test_a_race_has_laps_if_any_car_crossed_the_line() -> None:
    assert TINY.has_laps
    assert TINY.header.has_laps
    assert Timeline(TINY).at(0).has_laps
    one = structs.replace(TINY, laps=TINY.laps[:1])
    assert one.has_laps


@pytest.mark.parametrize("laps", [(), (CarLaps(car="24", known=(), crossings=()),)])
def test_a_race_without_a_crossing_has_none(laps: tuple[CarLaps, ...]) -> None:
    race = structs.replace(TINY, laps=laps, events=(), stops=(), remarks=())
    assert not race.has_laps
    assert not Timeline(race).at(0).has_laps
