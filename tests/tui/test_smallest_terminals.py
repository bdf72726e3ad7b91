"""Whatever is open paints on a terminal of any size, down to a single cell."""

from functools import cache

import pytest
from tests.tui.painted import Gallery, views

from replay import racefile
from replay.race.timeline import Timeline

SIZES = (
    *((1, 1), (2, 1), (3, 9), (8, 60), (11, 4), (17, 6), (24, 2), (31, 9), (44, 12), (59, 15)),
    *((200, 4), (400, 120)),
)


@cache
def gallery(name: str) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(
    ("name", "lap"),
    [("kansas-2024", 0), ("kansas-2024", 263), ("kansas-2024", 268), ("le-mans-2024", 150)],
)
def test_every_pane_paints_on_a_terminal_of_any_size(
    name: str, lap: int, size: tuple[int, int]
) -> None:
    shown = gallery(name)
    timeline = Timeline(shown.race)
    time = timeline.end if lap >= timeline.laps else timeline.instant(lap) + 12_345
    cars = tuple(row.car for row in timeline.at(time).order)
    width, height = size
    for view in views(shown.race, cars):
        for pane, (_, rows) in shown.paint(time, view, size).items():
            assert len(rows) <= height, pane
            assert all(sum(part.cell_length for part in row) <= width for row in rows), pane
