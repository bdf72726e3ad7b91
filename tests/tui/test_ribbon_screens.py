"""The ribbon with every mark on, cell by cell: each was looked at before it was kept.

Text says which cell changed, its looks below tell inks and weights.
"""

from functools import cache

import pytest
from msgspec import structs
from syrupy.assertion import SnapshotAssertion
from tests.tui.locked import ScreenFile, locked, locked_rows
from tests.tui.painted import Gallery
from tests.tui.viewing import LAPS, Viewer, tiny, view

from replay import racefile
from replay.state.race_keeps import Bookmark, bookmarked
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.plates import Plates
from replay.tui.drawing.runs import Painter
from replay.tui.panes.transport import Transport
from replay.tui.theme import NIGHT, Palette, palette
from replay.tui.view import View


@cache
def gallery(name: str, glyphs: Glyphs = UNICODE) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)), glyphs=glyphs)


def transport(
    size: tuple[int, int],
    *,
    name: str = "kansas-2024",
    lap: int = 210,
    glyphs: Glyphs = UNICODE,
    colours: Palette | None = None,
    ahead: bool = False,
) -> str:
    """Paint the transport of a race in which 17, or the second car, is followed."""
    of = gallery(name, glyphs)
    recording = of.recording
    instant, race = recording.timeline.instant, of.race
    share = recording.timeline.laps / 267
    marks = (instant(int(mark * share)) for mark in (43, 103, 150, 240))
    chosen = View(
        followed="17" if name == "kansas-2024" else race.entries[1].car,
        bookmarks=tuple(Bookmark(at, "a moment", "a note") for at in marks),
        loop=(instant(int(114 * share)), instant(int(124 * share))),
        revealed=ahead,
    )
    scene = of.scene(instant(lap), chosen, size)
    if ahead:
        ribbon = structs.replace(scene.frame.ribbon, scheduled=recording.ahead.ribbon.scheduled)
        frame = structs.replace(scene.frame, ribbon=ribbon)
        scene = structs.replace(scene, frame=frame, ahead=recording.ahead)
    widget = Transport(race, glyphs=glyphs)
    colours = colours or palette(NIGHT)
    painter = Painter(colours, Plates(race.entries, colours, race.header.classes))
    rows = widget.rows(scene, size[0], 3 + scene.size.largest)
    return locked_rows((painter.strip(widget.draw(row), size[0]) for row in rows), colours)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=lambda size: f"{size[0]}")
def test_the_marks_are_those_that_were_looked_at(
    size: tuple[int, int], snapshot: SnapshotAssertion
) -> None:
    assert transport(size) == snapshot.use_extension(ScreenFile)


def test_the_marks_of_a_race_over_a_time(snapshot: SnapshotAssertion) -> None:
    painted = transport((120, 40), name="le-mans-2024", lap=215)
    assert painted == snapshot.use_extension(ScreenFile)


def test_the_marks_in_ascii_without_colour(snapshot: SnapshotAssertion) -> None:
    grey = transport((80, 24), glyphs=ASCII, colours=palette(NIGHT, nocolor=True))
    assert grey.isascii()
    assert grey == snapshot.use_extension(ScreenFile)


def test_what_lies_ahead_once_it_is_revealed(snapshot: SnapshotAssertion) -> None:
    painted = transport((120, 40), lap=137, ahead=True)
    assert painted == snapshot.use_extension(ScreenFile)


def test_the_list_of_bookmarks(snapshot: SnapshotAssertion) -> None:
    async def check(viewer: Viewer) -> None:
        for lap, note in ((2, "the first pass"), (5, "words " * 20), (8, "")):
            one = Bookmark(LAPS[lap], f"lap {lap}", note.strip())
            viewer.screen.change_keeps(bookmarked(one))
        await viewer.press("6", "apostrophe")
        await viewer.until(lambda: "6 lap" not in viewer.text())
        await viewer.settle()
        rows = locked(viewer.app)
        assert rows == snapshot.use_extension(ScreenFile)

    view(tiny(), check, (80, 24))
