"""The whole app: how it opens, plays, fits any terminal, and draws in any theme."""

import asyncio
from fractions import Fraction
from functools import partial

import pytest
from msgspec.structs import astuple
from rich.cells import cell_len
from rich.style import Style
from tests.tui.viewing import (
    END,
    GREEN,
    GRID,
    LAPS,
    YELLOW,
    Viewer,
    chosen,
    kansas,
    renamed,
    tiny,
    view,
)
from textual.theme import BUILTIN_THEMES

from replay.race.timeline import Timeline
from replay.tui.dialogs.go_to import GoTo
from replay.tui.dialogs.help_screen import HelpScreen
from replay.tui.panes.ribbon_width import clock_width, ribbon_width
from replay.tui.theme import NIGHT, THEMES, palette_of

HINT = "Press space for the green flag"
MOMENTS = (GRID, GREEN, YELLOW, 3_480_000, END)
"""The grid, green, yellow, after the flag and before the ruling, the end."""

SIZES = (
    *((1, 1), (2, 1), (3, 40), (40, 3), (59, 40), (60, 15), (60, 16), (79, 23), (80, 24)),
    *((99, 35), (100, 16), (100, 36), (149, 53), (150, 54), (60, 70), (250, 17), (250, 70)),
)


def test_the_race_opens_paused_on_the_grid_with_a_hint() -> None:
    async def check(viewer: Viewer) -> None:
        viewer.wall.go_on(60)
        viewer.screen.refresh_frame()
        await viewer.pilot.pause()
        now = viewer.screen.clock.sample()
        assert (now.time, now.playing) == (0, False)
        assert [row.car for row in viewer.state.order] == ["24", "1", "07", "7", "99"]
        assert HINT in viewer.lines()[-1]
        await viewer.press("space")
        assert HINT not in viewer.text()

    view(tiny(), check)


def test_the_headline_can_be_seen_by_one_key() -> None:
    async def check(viewer: Viewer) -> None:
        assert "Larson wins" not in viewer.text()
        await viewer.press("end")
        assert viewer.state.order[0].car == "5"
        assert "Larson wins by 0.001 s" in viewer.lines()[0]

    view(kansas(), check)


def test_it_opens_at_the_time_and_speed_it_was_asked_for() -> None:
    async def check(viewer: Viewer) -> None:
        now = viewer.screen.clock.sample()
        assert (now.time, now.rate, now.playing) == (LAPS[3], Fraction(8), False)
        assert HINT not in viewer.text()

    view(tiny(), check, start=LAPS[3], speed=Fraction(8))


def test_playing_takes_the_screen_along_with_the_wall_clock() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("space")
        viewer.wall.go_on(62)
        await viewer.until(lambda: viewer.state.time == 620_000)
        assert "0:01:02" in viewer.text()
        viewer.wall.go_on(1)
        await viewer.until(lambda: viewer.state.lap == 2)
        await viewer.press("space")
        viewer.wall.go_on(100)
        assert viewer.time == 630_000

    view(tiny(), check)


async def reads_in_a_while(viewer: Viewer) -> int:
    await viewer.pilot.pause()
    before = viewer.wall.reads
    await asyncio.sleep(0.15)
    return viewer.wall.reads - before


@pytest.mark.parametrize(("reverse", "end"), [(False, END), (True, GRID)])
def test_the_clock_is_read_only_while_it_runs_and_stops_at_either_end(
    reverse: bool, end: int
) -> None:
    async def check(viewer: Viewer) -> None:
        assert await reads_in_a_while(viewer) == 0
        if reverse:
            await viewer.press("r")
        await viewer.press("space")
        assert await reads_in_a_while(viewer) > 0
        await viewer.press("space")
        assert await reads_in_a_while(viewer) == 0
        await viewer.press("space")
        viewer.wall.go_on(10_000)
        await viewer.until(lambda: viewer.state.time == end)
        assert not viewer.screen.clock.sample().playing
        assert await reads_in_a_while(viewer) == 0

    view(tiny(), check, start=YELLOW)


def at(viewer: Viewer, words: str) -> tuple[int, int]:
    """Where some words stand on the screen."""
    lines = viewer.lines()
    row = next(y for y, line in enumerate(lines) if words in line)
    return cell_len(lines[row][: lines[row].index(words)]), row


def test_a_click_chooses_a_car_an_entry_of_the_log_and_a_lap_of_the_ribbon() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.pilot.click(offset=at(viewer, "Kim Field"))
        assert chosen(viewer) == "7"
        await viewer.pilot.click(offset=at(viewer, "Caution 1  Stage 1 conclusion"))
        assert viewer.time == 1_218_000
        ribbon, start = viewer.screen.page["transport"], clock_width(120)
        await viewer.pilot.click(ribbon, offset=(start, 1))
        assert viewer.time == GRID
        await viewer.pilot.click(ribbon, offset=(start + ribbon_width(120) - 1, 1))
        assert viewer.time == END

    view(tiny(), check, start=LAPS[7])


def test_on_the_ribbon_of_a_race_over_a_time_a_press_and_a_drag_go_to_their_seconds() -> None:
    timed = renamed(tiny(), scheduled_laps=None, scheduled_time=4_000_000, stages=())

    async def check(viewer: Viewer) -> None:
        ribbon = viewer.screen.page["transport"]
        start, width = clock_width(120), ribbon_width(120)

        def playhead() -> int:
            line: str = viewer.lines()[ribbon.region.y]
            return line.index("┃") - start

        await viewer.pilot.mouse_down(ribbon, offset=(start + width // 4, 1))
        await viewer.pilot.pause()
        assert viewer.time == viewer.state.time == -(-400 * (width // 4) // width) * 10_000
        assert playhead() == width // 4
        assert "to go" in viewer.lines()[0]
        for cell in (width // 2, 3 * width // 4, width // 3):
            await viewer.pilot.hover(ribbon, offset=(start + cell, 0))
            await viewer.pilot.pause()
            assert viewer.time == -(-400 * cell // width) * 10_000
            assert playhead() == cell
        await viewer.pilot.hover(ribbon, offset=(start - 3, 0))
        await viewer.pilot.pause()
        assert viewer.time == GRID
        await viewer.pilot.hover(ribbon, offset=(start + width - 1, 0))
        await viewer.pilot.mouse_up(ribbon, offset=(start + width - 1, 0))
        await viewer.pilot.pause()
        assert viewer.time == END

    view(timed, check, start=LAPS[3])


# -- sizes


def test_no_size_crashes_it_or_breaks_a_line_while_stepping() -> None:
    async def check(viewer: Viewer) -> None:
        for place, size in enumerate(SIZES):
            await viewer.resize(*size)
            assert viewer.odd_lines() == [], size
            await viewer.seek(MOMENTS[place % 5])
            assert viewer.odd_lines() == [], size
            await viewer.press(("v", "tab", "right", "escape", "left", "down")[place % 6])
            assert viewer.odd_lines() == [], size

    view(tiny(), check)


def test_a_full_field_fits_every_size() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("8")
        for size in ((60, 16), (80, 24), (120, 40), (150, 54), (250, 70)):
            await viewer.resize(*size)
            for key in ("C", "end"):
                await viewer.press(key)
                assert viewer.odd_lines() == [], (size, key)

    view(kansas(), check)


@pytest.mark.parametrize("size", [(1, 1), (60, 15), (59, 16), (30, 8)])
def test_too_small_a_terminal_has_one_plain_line(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        first, *rest = viewer.lines()
        assert first == f"Needs 60 x 16, has {size[0]} x {size[1]}"[: size[0]].ljust(size[0])
        assert not any(line.strip() for line in rest)
        await viewer.resize(60, 16)
        assert "Needs" not in viewer.text()
        assert "Lap 0 of 10" in viewer.text()

    view(tiny(), check, size)


@pytest.mark.parametrize("size", [(1, 1), (60, 15)])
def test_palette_and_dialogs_close_with_a_terminal_too_small_and_none_opens(
    size: tuple[int, int],
) -> None:
    async def check(viewer: Viewer) -> None:
        for opening in ("question_mark", "g", "ctrl+p"):
            await viewer.press(opening, "ctrl+p")
            assert len(viewer.app.screen_stack) > 1
            await viewer.resize(*size)
            assert viewer.app.screen is viewer.screen
            await viewer.press(opening, "pageup")
            assert viewer.app.screen is viewer.screen
            await viewer.resize(80, 24)

    view(tiny(), check, (80, 24))


def test_dialogs_fit_every_size_that_has_them() -> None:
    async def check(viewer: Viewer) -> None:
        for size in ((60, 16), (250, 70)):
            await viewer.resize(*size)
            for opening, dialog in (("question_mark", HelpScreen), ("g", GoTo)):
                await viewer.press(opening)
                assert isinstance(viewer.app.screen, dialog)
                assert viewer.odd_lines() == [], (size, opening)
                await viewer.press("escape")

    view(tiny(), check)


def stands_at(viewer: Viewer, time: int) -> bool:
    return viewer.state.time == time


def test_a_terminal_may_change_its_size_while_the_race_plays() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("space")
        for second, size in enumerate(((120, 40), (60, 16), (20, 5), (200, 60), (80, 24)), 1):
            viewer.wall.go_on(50)
            await viewer.resize(*size)
            await viewer.until(partial(stands_at, viewer, second * 500_000))
            assert viewer.odd_lines() == [], size
        assert viewer.screen.clock.sample().playing
        assert "0:04:10" in viewer.text()

    view(tiny(), check, (100, 30))


# -- colours


def styles(viewer: Viewer) -> list[Style | None]:
    strips = viewer.app.screen._compositor.render_strips()
    return [segment.style for strip in strips for segment in strip]


@pytest.mark.parametrize("start", [GREEN, END])
def test_every_theme_repaints_the_whole_screen_in_its_own_colours(start: int) -> None:
    async def check(viewer: Viewer) -> None:
        assert viewer.app.theme == NIGHT.name
        for name in (*BUILTIN_THEMES, *(theme.name for theme in THEMES)):
            viewer.app.theme = name
            await viewer.pilot.pause()
            grounds = {style.bgcolor.name for style in styles(viewer) if style and style.bgcolor}
            palette = palette_of(viewer.app)
            assert palette.name == name
            assert {palette.background, palette.surface, palette.row_cursor} <= grounds, name
            others = {ours.background for ours in THEMES} - set(astuple(palette))
            assert not others & grounds, name

    view(tiny(), check, start=start)


def test_without_colour_every_word_and_sign_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def shown() -> list[list[str]]:
        found = []

        async def check(viewer: Viewer) -> None:
            for time in MOMENTS:
                await viewer.seek(time)
                # The strip is a picture: without colour it is drawn in greys of its own.
                await viewer.press("escape")
                found.append(viewer.lines())

        view(tiny(), check, (80, 24))  # too narrow for the strip at a stage's end
        return found

    coloured = shown()
    monkeypatch.setenv("NO_COLOR", "1")
    assert shown() == coloured


def test_without_colour_nothing_but_greys_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    async def check(viewer: Viewer) -> None:
        for time in MOMENTS:
            await viewer.seek(time)
            for style in styles(viewer):
                for colour in (style.color, style.bgcolor) if style else ():
                    red, green, blue = colour.get_truecolor() if colour else (0, 0, 0)
                    assert red == green == blue

    view(tiny(), check)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_every_pane_stands_where_the_plan_has_it_lap_by_lap(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        page = viewer.screen.page
        for _ in range(24):
            await viewer.press("right")
            await viewer.settle()
            for pane, region in page.plan.placed:
                assert page[pane.name].region == region, (viewer.state.lap, pane.name)

    view(kansas(), check, size, start=Timeline(kansas()).instant(172))


@pytest.mark.parametrize("key", ["question_mark", "g", "ctrl+p"])
def test_a_page_resized_under_a_dialog_is_whole_when_that_closes(key: str) -> None:
    async def check(viewer: Viewer) -> None:
        before = viewer.lines()
        await viewer.press(key)
        for size in ((101, 30), (80, 24), (110, 35), (120, 40)):
            await viewer.pilot.resize_terminal(*size)
            await viewer.pilot.pause()
        await viewer.press("escape")
        await viewer.until(lambda: viewer.app.screen is viewer.screen)
        await viewer.settle()
        assert viewer.lines() == before

    view(kansas(), check, start=Timeline(kansas()).instant(178))
