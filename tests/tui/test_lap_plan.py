"""Where the lap at the line of a road race stands, at every size."""

from itertools import product
from typing import Any

import pytest
from msgspec import structs
from tests.road_races import class_race, formula_race
from tests.tui.scenes import scene
from tests.tui.test_lap_at_line import standing_at
from tests.tui.test_plan import HEIGHTS, WIDTHS, planned
from textual.geometry import Region

from replay.race.model import Race
from replay.tui.finish_line.viewport import Viewport
from replay.tui.scene import Scene
from replay.tui.view import View

FORMULA, CLASSED = formula_race(), class_race()
GREEN, FINISH = 345, 640


def regions(race: Race, seconds: float, size: tuple[int, int], **more: Any) -> dict[str, Region]:
    found = planned(standing_at(race, seconds, size=size, **more))
    return {pane.name: region for pane, region in found.placed}


def road_scenes() -> list[Scene]:
    """Both races at green and at the finish, closed, open and over all, at every size."""
    made = []
    for race, seconds in product((FORMULA, CLASSED), (GREEN, FINISH)):
        at = standing_at(race, min(seconds, 509.2) if race is FORMULA else seconds)
        for size, view in product(product(WIDTHS, HEIGHTS), (View(), View(line="closed"))):
            made.append(structs.replace(at, size=scene(size=size).size, view=view))
            whole = structs.replace(view, line="full")
            made.append(structs.replace(at, size=scene(size=size).size, view=whole))
    return made


def test_at_every_size_no_pane_overlaps_another_and_all_are_on_the_screen() -> None:
    for of in road_scenes():
        found = planned(of)
        taken = [region for _, region in found.placed] + [rule.region for rule in found.rules]
        taken = [region for region in taken if region]
        assert all(Region(0, 0, *of.size).contains_region(region) for region in taken)
        for at, region in enumerate(taken):
            assert not any(region.overlaps(other) for other in taken[:at]), (of.size, of.view)


def test_neither_field_nor_result_card_stands_in_a_road_race() -> None:
    for of in road_scenes():
        names = {pane.name for pane, region in planned(of).placed if region}
        assert not names & {"field", "result card", "strip"}


@pytest.mark.parametrize(
    ("size", "rows", "by_class"),
    [
        ((80, 24), 6, 6),
        ((100, 30), 8, 8),
        ((120, 40), 10, 11),
        ((160, 50), 11, 12),
        ((200, 60), 13, 13),
        ((200, 24), 6, 6),
    ],
)
def test_at_the_finish_it_spans_the_screen_over_the_order(
    size: tuple[int, int], rows: int, by_class: int
) -> None:
    for race, at, expected in ((FORMULA, 509.2, rows), (CLASSED, FINISH, by_class)):
        shown = regions(race, at, size)
        assert shown["lap"] == Region(0, 2, size[0], expected)
        assert {"order", "log"} <= set(shown)
        assert "lap" not in regions(race, at, size, view=View(line="closed"))


def test_at_other_moments_it_stands_under_the_order_where_nine_rows_are_free() -> None:
    assert regions(FORMULA, GREEN, (120, 40))["lap"] == Region(0, 28, 120, 8)
    for cars, stands in ((24, True), (25, False)):
        race = structs.replace(FORMULA, entries=(FORMULA.entries * 7)[:cars])
        assert ("lap" in regions(race, GREEN, (120, 40))) is stands


def test_in_a_race_of_classes_it_stands_there_for_one_class_alone() -> None:
    assert "lap" not in regions(CLASSED, GREEN, (120, 40))
    assert "lap" not in regions(CLASSED, GREEN, (120, 40), view=View(order_by="overall"))
    assert "lap" in regions(CLASSED, GREEN, (120, 40), view=View(order_by="LMGT3"))


def test_the_strip_takes_its_place_at_the_closest() -> None:
    shown = regions(FORMULA, 509.2, (120, 40), view=View(viewport=Viewport(zoom=4, fine=True)))
    assert "strip" in shown
    assert "lap" not in shown


def test_on_the_whole_screen_there_are_more_levels_and_the_cars_below() -> None:
    shown = regions(CLASSED, FINISH, (120, 40), view=View(line="full"))
    assert shown["lap"] == Region(0, 2, 120, 16)
    assert shown["line details"].y == 19
