from collections.abc import Awaitable, Callable

from tests.tui.states import lines, run
from textual.events import MouseScrollDown, MouseScrollUp
from textual.pilot import Pilot

from replay.tui.drawing.row_list import RowList
from replay.tui.drawing.runs import RowContent

MOST = 1_159


class Numbered(RowList):
    """A list of so many numbered rows, of which every tenth is blank."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[int] = []

    def on_mount(self) -> None:
        self.set_count(MOST)

    def row(self, index: int) -> RowContent:
        self.made.append(index)
        return RowContent(((str(index) if index % 10 else "", "full"),))


def shown(check: Callable[[Numbered, Pilot[None]], Awaitable[None]]) -> None:
    """Look at the list in twelve rows."""
    widget = Numbered()

    async def looked_at(pilot: Pilot[None]) -> None:
        await check(widget, pilot)

    run(widget, 20, 12, looked_at)


def test_only_the_rows_that_are_seen_are_made() -> None:
    async def check(widget: Numbered, pilot: Pilot[None]) -> None:
        assert lines(widget)[:3] == ["", "1", "2"]
        assert max(widget.made) == 11
        widget.made.clear()
        widget.show_row(600)
        await pilot.pause()
        assert lines(widget)[-1] == ""
        assert lines(widget)[0] == "589"
        assert set(widget.made) == set(range(589, 601))

    shown(check)


def test_the_wheel_goes_three_rows_and_stops_at_both_ends() -> None:
    async def check(widget: Numbered, pilot: Pilot[None]) -> None:
        for kind, first in ((MouseScrollUp, ""), (MouseScrollDown, "3"), (MouseScrollDown, "6")):
            await pilot._post_mouse_events([kind], widget, offset=(2, 2))
            await pilot.pause()
            assert lines(widget)[0] == first
        widget.show_row(MOST - 1)
        await pilot._post_mouse_events([MouseScrollDown], widget, offset=(2, 2))
        await pilot.pause()
        assert lines(widget)[-1] == str(MOST - 1)

    shown(check)


def test_a_list_that_gets_shorter_stays_within_its_rows_and_lays_nothing_out() -> None:
    async def check(widget: Numbered, pilot: Pilot[None]) -> None:
        laid_out = widget._layout_updates
        widget.show_row(MOST - 1)
        widget.set_count(20)
        widget.sync()
        await pilot.pause()
        assert lines(widget)[-1] == "19"
        assert widget._layout_updates == laid_out

    shown(check)
