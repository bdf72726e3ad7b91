import asyncio
from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from tests.tui.emulated import Emulated
from tests.tui.states import resize
from tests.tui.viewing import tiny
from textual._compositor import LayoutUpdate
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Region
from textual.pilot import Pilot
from textual.strip import Strip

from replay.tui.app import ReplayApp
from replay.tui.drawing.changed_spans import _NARROW, CellSpan, changed_spans
from replay.tui.drawing.span_compositor import SpanWriter
from replay.tui.theme import PAPER

CONSOLE = Console(force_terminal=True, color_system="truecolor")
PLAIN, BOLD = Style.parse("#e8ebf0 on #0d1117"), Style.parse("bold #e8ebf0 on #0d1117")
MUTE, BAND = Style.parse("#8994a3 on #0d1117"), Style.parse("#e8ebf0 on #11161e")
NEWS = Style.parse("reverse #e8ebf0 on #0d1117")
WIDTH = 24

signs = st.text(st.sampled_from("  017ab·▌━é"), min_size=0, max_size=8)
wide = st.text(st.sampled_from("  017a日e\u0301▌"), min_size=0, max_size=8)
styles = st.sampled_from([PLAIN, BOLD, MUTE, BAND, NEWS])


def strips(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Strip]:
    """Rows of one width, in any segments."""
    segments = st.lists(st.tuples(texts, styles), max_size=8)
    return segments.map(lambda parts: Strip([Segment(*part) for part in parts])).map(
        lambda strip: strip.adjust_cell_length(WIDTH, PLAIN)
    )


def strip(*parts: tuple[str, Style]) -> Strip:
    return Strip([Segment(*part) for part in parts])


def sent(new: Strip, spans: list[CellSpan]) -> str:
    pen = SpanWriter(CONSOLE.color_system)
    pen.write(new, spans, 3, 5)
    return pen.text()


def whole(row: Strip) -> str:
    return LayoutUpdate([[row]], Region(3, 5, WIDTH, 1)).render_segments(CONSOLE)


@given(strips(signs), strips(signs))
def test_the_changed_cells_turn_one_row_into_the_other(old: Strip, new: Strip) -> None:
    screen, wanted = Emulated(), Emulated()
    screen.feed(whole(old))
    screen.feed(sent(new, changed_spans(old, new)))
    wanted.feed(whole(new))
    assert screen.cells == wanted.cells


@given(strips(wide), strips(wide))
def test_a_row_of_wide_characters_is_sent_whole(old: Strip, new: Strip) -> None:
    spans = changed_spans(old, new)
    if not all(ord(sign) < 0x300 or sign == "▌" for sign in old.text + new.text):
        assert spans == [CellSpan(0, WIDTH)]
        screen, wanted = Emulated(), Emulated()
        screen.feed(sent(new, spans))
        wanted.feed(whole(new))
        assert screen.cells == wanted.cells


@given(strips(signs))
def test_a_row_that_stayed_the_same_sends_nothing(row: Strip) -> None:
    assert changed_spans(row, Strip(list(row), row.cell_length)) == []


def test_only_the_cells_that_differ_are_sent() -> None:
    old = strip((" 17  Buescher     ", PLAIN), ("30.105", MUTE))
    new = strip((" 17  Buescher     ", PLAIN), ("30.117", MUTE))
    assert changed_spans(old, new) == [CellSpan(22, 24)]


def test_another_ink_of_a_blank_is_not_seen_but_another_ground_is() -> None:
    old = strip(("a", PLAIN), ("   ", PLAIN), ("b", PLAIN))
    assert changed_spans(old, strip(("a", PLAIN), ("   ", MUTE), ("b", PLAIN))) == []
    assert changed_spans(old, strip(("a", PLAIN), ("   ", BAND), ("b", PLAIN))) == [CellSpan(1, 4)]
    assert changed_spans(old, strip(("a", PLAIN), ("   ", NEWS), ("b", PLAIN))) == [CellSpan(1, 4)]


def test_the_signs_known_to_take_one_cell_take_one() -> None:
    signs = [chr(code) for code in range(0x20, 0x3000) if _NARROW(chr(code))]
    assert [sign for sign in signs if cell_len(sign) != 1] == []


def test_spans_that_are_nearer_than_a_move_of_the_cursor_are_one() -> None:
    old = strip(("1      2        3", PLAIN))
    assert changed_spans(old, strip(("4      5        6", PLAIN))) == [
        CellSpan(0, 8),
        CellSpan(16, 17),
    ]


def test_a_style_is_named_once_for_all_that_is_written_in_it() -> None:
    row = strip(("one", PLAIN), ("two", MUTE), ("three", PLAIN), ("four", PLAIN))
    assert sent(row, [CellSpan(0, row.cell_length)]).count("38;2;232;235;240") == 2


@pytest.fixture(autouse=True)
def true_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have colours sent as most terminals take them."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


class Written(HeadlessDriver):
    """Keeps what the app writes."""

    codes = ""

    @property
    def is_headless(self) -> bool:
        return False

    def write(self, data: str) -> None:
        self.codes += data


class Screens:
    """Compares what a terminal shows with what the screen has composed, step by step."""

    def __init__(self, app: App[None]) -> None:
        self.app = app
        self.terminal = Emulated()

    async def shows_it_all(self, pilot: Pilot[None]) -> int:
        """Assert that the terminal shows the screen; give how much was written for it."""
        await pilot.pause(0.02)
        driver = self.app._driver
        assert isinstance(driver, Written)
        codes, driver.codes = driver.codes, ""
        self.terminal.feed(codes)
        composed = Emulated()
        compositor = self.app.screen._compositor
        rows: list[Iterable[Strip]] = [[row] for row in compositor.render_strips()]
        region = compositor.size.region
        composed.feed(LayoutUpdate(rows, region).render_segments(self.app.console))
        shown = {at: look for at, look in self.terminal.cells.items() if at in composed.cells}
        assert shown == composed.cells
        return len(codes)


def test_the_terminal_shows_what_the_screen_has_composed() -> None:
    app = ReplayApp(tiny(), speed=Fraction(8))
    app.driver_class = Written
    app.animation_level = "none"
    keys = "right down f v right ? escape tab down right g 3 enter e z left"

    async def main() -> None:
        screens = Screens(app)
        async with app.run_test(headless=False, size=(120, 40)) as pilot:
            await screens.shows_it_all(pilot)
            for key in keys.split():
                await pilot.press(key)
                await screens.shows_it_all(pilot)
            app.theme = PAPER.name
            await screens.shows_it_all(pilot)
            await resize(pilot, 80, 24)
            await screens.shows_it_all(pilot)
            await pilot.press("left")
            await screens.shows_it_all(pilot)

    asyncio.run(main())


def test_a_cursor_that_moves_sends_two_rows_not_the_screen() -> None:
    app = ReplayApp(tiny())
    app.driver_class = Written
    app.animation_level = "none"

    async def main() -> None:
        screens = Screens(app)
        async with app.run_test(headless=False, size=(120, 40)) as pilot:
            whole = await screens.shows_it_all(pilot)
            await pilot.press("down")
            assert 0 < await screens.shows_it_all(pilot) < whole / 10

    asyncio.run(main())
