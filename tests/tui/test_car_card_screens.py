"""The card of a car cell by cell: each was looked at before it was kept."""

from collections.abc import Callable
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.tui.card_scenes import recorded
from tests.tui.locked import ScreenFile, locked_rows

from replay.tui.cards.car_card import CarCard
from replay.tui.drawing.glyphs import ASCII
from replay.tui.drawing.plates import Plates
from replay.tui.drawing.runs import Painter
from replay.tui.scene import Scene
from replay.tui.theme import NIGHT, palette

BESIDE, SHEET = (48, 33), (80, 18)


def at(race: str, lap: int, car: str, size: tuple[int, int] = (120, 40), **more: Any) -> Scene:
    return recorded(race, None, car, size, lap=lap, **more)


SCREENS: dict[str, tuple[Callable[[], Scene], tuple[int, int]]] = {
    "80x24": (lambda: at("kansas-2024", 200, "17", (80, 24)), SHEET),
    "120x40": (lambda: at("kansas-2024", 200, "17"), BESIDE),
    "200x60": (lambda: at("kansas-2024", 200, "17", (200, 60)), (79, 39)),
    "whole": (lambda: at("kansas-2024", 250, "5", whole=True), (120, 34)),
    "60x16": (lambda: at("kansas-2024", 137, "17", (60, 16)), (60, 10)),
    "without-colour": (lambda: at("kansas-2024", 200, "17"), BESIDE),
    "ascii": (lambda: at("kansas-2024", 200, "17", (80, 24), glyphs=ASCII), SHEET),
    "figures": (lambda: at("kansas-2025", 150, "20"), BESIDE),
    "le-mans": (lambda: at("le-mans-2024", 100, "92"), BESIDE),
    "le-mans-sheet": (lambda: at("le-mans-2024", 200, "92", (80, 24)), SHEET),
    "abu-dhabi": (lambda: at("abu-dhabi-2021", 56, "33"), BESIDE),
    "indianapolis": (lambda: at("indianapolis-500-2017", 168, "26"), BESIDE),
}


@pytest.mark.parametrize("name", SCREENS)
def test_the_card_is_the_one_that_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    scene, (width, height) = SCREENS[name]
    of = scene()
    colours = palette(NIGHT, name == "without-colour")
    painter = Painter(colours, Plates(of.race.entries, colours, of.race.header.classes))
    card = CarCard(of.race, glyphs=of.glyphs)
    rows = [painter.strip(card.draw(row), width) for row in card.rows(of, width, height)]
    assert locked_rows(rows, colours) == snapshot.use_extension(ScreenFile)
