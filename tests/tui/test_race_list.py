"""The list as a widget: what is drawn of a thousand races, and the mouse."""

from collections.abc import Sequence
from typing import Any

from tests.tui.libraries import thousand
from tests.tui.states import lines, run
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from replay.race.library import LibraryRace, library_of
from replay.tui.drawing.runs import RowContent
from replay.tui.picker.library_lines import Line, library_lines
from replay.tui.picker.race_list import RaceList

THOUSAND = library_of(thousand())
MANY: Sequence[Line] = library_lines(THOUSAND, {}, True)
"""A thousand races and the heads of two series."""


class Watched(RaceList):
    """The list, with the rows it has drawn and the lines that were clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn: list[int] = []
        self.clicked: list[Line] = []

    def row(self, index: int) -> RowContent:
        self.drawn.append(index)
        return super().row(index)

    def on_race_list_clicked(self, message: RaceList.Clicked) -> None:
        self.clicked.append(message.line)


def shown(check: Any, height: int = 12) -> None:
    widget = Watched()

    async def then(pilot: Pilot[None]) -> None:
        widget.show_lines(MANY, 1)
        await pilot.pause()
        await check(widget, pilot)

    run(widget, 84, height, then)


def test_the_cursor_is_seen_wherever_it_is_in_a_thousand_races_with_what_is_around_it() -> None:
    async def check(widget: Watched, pilot: Pilot[None]) -> None:
        for at in (600, 1_001, 3, 900, 0):
            widget.move_to(at)
            await pilot.pause()
            rows = lines(widget)
            (y,) = (y for y, row in enumerate(rows) if row.startswith("▌"))
            assert at == 0 or y > 0
            assert at == 1_001 or y < 11

    shown(check)


def test_only_the_rows_that_are_seen_are_drawn() -> None:
    async def check(widget: Watched, pilot: Pilot[None]) -> None:
        widget.drawn.clear()
        widget.move_to(600)
        await pilot.pause()
        assert len(set(widget.drawn)) <= 2 * 12
        widget.drawn.clear()
        widget.show_lines(MANY[:500], 300, words=("monza",))
        await pilot.pause()
        assert len(set(widget.drawn)) <= 2 * 12

    shown(check)


def test_a_cursor_past_the_ends_stops_there() -> None:
    async def check(widget: Watched, pilot: Pilot[None]) -> None:
        widget.move_to(5_000)
        assert widget.cursor == len(MANY) - 1
        widget.move_to(-3)
        assert widget.cursor == 0
        widget.show_lines((), 7)
        assert (widget.cursor, widget.chosen) == (0, None)

    shown(check)


def test_the_wheel_goes_through_the_list_and_leaves_the_cursor() -> None:
    async def check(widget: Watched, pilot: Pilot[None]) -> None:
        before = lines(widget)
        await pilot._post_mouse_events([MouseScrollDown], widget, offset=(3, 3))
        await pilot.pause()
        assert lines(widget)[:9] == before[3:]
        assert widget.cursor == 1
        await pilot._post_mouse_events([MouseScrollUp], widget, offset=(3, 3))
        await pilot.pause()
        assert lines(widget) == before
        widget.move_to(2)
        await pilot.pause()
        assert "▌" in "".join(lines(widget))

    shown(check)


def test_a_click_tells_the_line_under_the_mouse_also_after_scrolling() -> None:
    async def check(widget: Watched, pilot: Pilot[None]) -> None:
        for y in (0, 3):
            await pilot.click(widget, offset=(10, y))
        widget.move_to(800)
        await pilot.pause()
        await pilot.click(widget, offset=(10, 5))
        await pilot.pause()
        assert widget.clicked == [MANY[0], MANY[3], MANY[widget.scroll_offset.y + 5]]

    shown(check)


def test_a_click_below_the_last_line_is_none() -> None:
    async def check(widget: Watched, pilot: Pilot[None]) -> None:
        widget.show_lines(MANY[:3], 0)
        await pilot.pause()
        await pilot.click(widget, offset=(10, 7))
        await pilot.pause()
        assert widget.clicked == []

    shown(check)


def test_what_is_told_instead_of_lines_has_whole_words() -> None:
    async def check(widget: Watched, pilot: Pilot[None]) -> None:
        widget.show_lines((), 0, instead="No race matches “xyz”. " + "Escape clears it. " * 5)
        await pilot.pause()
        assert lines(widget)[0].strip().startswith("No race matches “xyz”.")
        assert lines(widget)[1].strip().endswith("Escape clears it.")

    shown(check)


def test_a_note_is_told_in_few_words_where_there_is_little_room() -> None:
    race = next(line for line in MANY if isinstance(line, LibraryRace))

    for width, note in ((84, "‖ lap 178"), (80, "‖ 178")):
        widget = RaceList()

        async def check(pilot: Pilot[None], widget: RaceList = widget, note: str = note) -> None:
            widget.show_lines(MANY, 1, notes={race.info.name: ("‖ lap 178", "‖ 178")})
            await pilot.pause()
            assert lines(widget)[1].rstrip().endswith(f" {note}")

        run(widget, width, 12, check)
