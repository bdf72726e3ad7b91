"""Every key of the replay, pressed."""

from collections.abc import Awaitable, Callable
from fractions import Fraction

import pytest
from tests.tui.viewing import (
    END,
    GRID,
    LAPS,
    Viewer,
    chosen,
    closed,
    focused,
    opened,
    playing,
    rate,
    tiny,
    view,
    viewport,
)
from textual.command import CommandPalette

from replay.tui import keys
from replay.tui.dialogs.bookmark_list import BookmarkList
from replay.tui.dialogs.go_to import GoTo
from replay.tui.dialogs.help_screen import HelpScreen
from replay.tui.dialogs.note_line import NoteLine
from replay.tui.dialogs.pause_dialog import PauseDialog
from replay.tui.finish_line.window import WIDER, zoom_steps
from replay.tui.order.running_order import order_heading
from replay.tui.view import View

CAUTION = STAGE = 1_218_000
RESTART = 2_210_000
FLAG = 3_470_495
AMID = 1_720_000
"""Under the caution, after the lead change of 1_715_000."""

SEEKS: dict[str, tuple[int, int]] = {
    "previous_lap": (LAPS[3], LAPS[2]),
    "next_lap": (LAPS[3], LAPS[4]),
    "back_ten": (FLAG, GRID),
    "forward_ten": (GRID, FLAG),
    "previous_change": (LAPS[1], 319_000),
    "next_change": (LAPS[1], 611_500),
    "previous_mark": (AMID, 1_715_000),
    "next_mark": (AMID, RESTART),
    "next_caution": (GRID, CAUTION),
    "previous_caution": (END, CAUTION),
    "next_lead": (GRID, 611_500),
    "previous_lead": (915_003, 611_500),
    "next_stage": (GRID, STAGE),
    "previous_stage": (FLAG, STAGE),
    "next_stop": (AMID, 2_820_000),
    "previous_stop": (AMID, 1_610_000),
    "next_event": (GRID, 310_000),
    "previous_event": (END, 1_600_000),
    "grid": (AMID, GRID),
    "finish": (AMID, END),
    "white_flag": (END, 3_167_000),
    **{f"tenth_{n}": (AMID, LAPS[n]) for n in range(10)},
}
"""Where the keys that move in time start in the tiny race, and where they come to."""

Press = Callable[[Viewer, str], Awaitable[None]]
OTHERS: dict[str, Press] = {}
"""What the other keys do: each test presses the key it is given."""


def of(name: str) -> Callable[[Press], Press]:
    def register(test: Press) -> Press:
        OTHERS[name] = test
        return test

    return register


@of("play_pause")
async def _play_pause(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert playing(viewer)
    await viewer.press(key)
    assert not playing(viewer)


@of("slower")
async def _slower(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert rate(viewer) == Fraction(1, 2)
    await viewer.press(*[key] * 5)
    assert rate(viewer) == Fraction(1, 20)


@of("faster")
async def _faster(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert rate(viewer) == 2
    await viewer.press(*[key] * 7)
    assert rate(viewer) == 64


@of("normal_speed")
async def _normal_speed(viewer: Viewer, key: str) -> None:
    viewer.screen.clock.set_rate(Fraction(-8))
    await viewer.press(key)
    assert rate(viewer) == 1


@of("reverse")
async def _reverse(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert rate(viewer) == -1
    await viewer.press(key)
    assert rate(viewer) == 1


@of("pause_at")
async def _pause_at(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert opened(viewer, PauseDialog)
    await viewer.press(key)
    assert closed(viewer)


@of("yellow_laps")
async def _yellow_laps(viewer: Viewer, key: str) -> None:
    for yellow in ("fast", "skip", "play"):
        await viewer.press(key)
        assert viewer.screen.pacing.yellow == yellow


@of("slow_motion")
async def _slow_motion(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert not viewer.screen.clock.slow_motion
    await viewer.press(key)
    assert viewer.screen.clock.slow_motion


@of("go_to")
async def _go_to(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert opened(viewer, GoTo)


@of("copy_moment")
async def _copy_moment(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewer.app.clipboard == "@grid"
    assert "copied grid" in viewer.text()


@of("undo_jump")
async def _undo_jump(viewer: Viewer, key: str) -> None:
    await viewer.press("4", "7", key)
    assert viewer.time == LAPS[4]
    await viewer.press(key)
    assert viewer.time == GRID


@of("redo_jump")
async def _redo_jump(viewer: Viewer, key: str) -> None:
    await viewer.press("4", "7", "u", "u", key)
    assert viewer.time == LAPS[4]
    await viewer.press(key, key)
    assert viewer.time == LAPS[7]


@of("bookmark")
async def _bookmark(viewer: Viewer, key: str) -> None:
    await viewer.press("4", key)
    assert opened(viewer, NoteLine)
    await viewer.press(*"a note", "enter")
    assert [(one.at, one.note) for one in viewer.screen.view.bookmarks] == [(LAPS[4], "a note")]


@of("bookmarks")
async def _bookmarks(viewer: Viewer, key: str) -> None:
    await viewer.press("4", "M", "enter", "home", key)
    assert opened(viewer, BookmarkList)
    await viewer.press("enter")
    assert (closed(viewer), viewer.time) == (True, LAPS[4])


@of("loop")
async def _loop(viewer: Viewer, key: str) -> None:
    for lap, loop in (("4", (LAPS[4], None)), ("6", (LAPS[4], LAPS[6])), ("7", None)):
        await viewer.press(lap, key)
        assert viewer.screen.view.loop == loop


@of("reveal")
async def _reveal(viewer: Viewer, key: str) -> None:
    for shown in (True, False):
        await viewer.press(key)
        assert ("AHEAD SHOWN" in viewer.lines()[0]) is shown


@of("car_up")
async def _car_up(viewer: Viewer, key: str) -> None:
    viewer.screen.look(View(place=3))
    await viewer.press(key)
    assert (chosen(viewer), viewer.time) == ("1", GRID)
    await viewer.press(key, key)
    assert chosen(viewer) == "24"


@of("car_down")
async def _car_down(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert (chosen(viewer), viewer.time) == ("1", GRID)
    await viewer.press(*[key] * 5)
    assert chosen(viewer) == "99"


@of("follow")
async def _follow(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewer.screen.view.followed == "24"
    await viewer.seek(LAPS[2])
    assert (viewer.state.order[0].car, chosen(viewer)) == ("1", "24")
    await viewer.press("up")
    assert (viewer.screen.view.followed, chosen(viewer)) == ("24", "1")
    await viewer.press("down", key)
    assert viewer.screen.view.followed is None
    await viewer.seek(LAPS[3])
    assert (viewer.state.order[1].car, chosen(viewer)) == ("1", "1")


@of("events")
async def _events(viewer: Viewer, key: str) -> None:
    await viewer.seek(LAPS[1])
    await viewer.press(key)
    assert viewer.screen.page.shows("race so far")
    await viewer.press(key)
    assert not viewer.screen.page.shows("race so far")
    await viewer.seek(END)
    await viewer.press(key)
    assert viewer.screen.page.shows("summary")
    assert "by the camera" in viewer.text()
    await viewer.press("escape")
    assert not viewer.screen.page.shows("summary")


@of("car_card")
async def _car_card(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewer.screen.page.shows("car card")
    assert "Car 24  1 of 5" in viewer.text()
    await viewer.press("down")
    assert "Car 1  2 of 5" in viewer.text()
    await viewer.press(key)
    assert not viewer.screen.page.shows("car card")
    await viewer.press(key, "escape")
    assert not viewer.screen.page.shows("car card")


@of("against")
async def _against(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewer.screen.page.shows("head to head")
    assert "1 against 24" in viewer.text()
    await viewer.press("down", "down")
    assert "24 against 07" in viewer.text()
    await viewer.press(key)
    assert not viewer.screen.page.shows("head to head")


@of("fights")
async def _fights(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewer.screen.page.shows("fights")
    assert "After 5 green laps; 0 so far." in viewer.text()
    await viewer.press(key)
    assert not viewer.screen.page.shows("fights")


@of("whole_pane")
async def _whole_pane(viewer: Viewer, key: str) -> None:
    def width() -> int:
        region = viewer.screen.page.plan.region("car card")
        return 0 if region is None else region.width

    await viewer.press(key)
    assert width() == 0
    await viewer.press("i", key)
    assert width() == viewer.app.size.width
    await viewer.press(key)
    assert width() == 48
    await viewer.press(key, "escape")
    assert width() == 48


@of("next_class")
async def _next_class(viewer: Viewer, key: str) -> None:
    before = viewer.lines()
    await viewer.press(key)
    assert viewer.lines() == before  # a race without classes has one order


@of("next_view")
async def _next_view(viewer: Viewer, key: str) -> None:
    shown = [viewer.screen.view.columns]
    for _ in range(4):
        await viewer.press(key)
        shown.append(viewer.screen.view.columns)
    assert shown == ["auto", "intervals", "stops", "auto", "intervals"]


@of("zoom_in")
async def _zoom_in(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewport(viewer).zoom == 0
    await viewer.seek(END)
    await viewer.press(key)
    assert viewport(viewer).zoom == 1
    await viewer.press(*[key] * 9)
    assert viewport(viewer).zoom == len(zoom_steps(viewer.app.size.width)) - 1


@of("zoom_out")
async def _zoom_out(viewer: Viewer, key: str) -> None:
    await viewer.seek(END)
    await viewer.press("z", "z", "z", key)
    assert viewport(viewer).zoom == 2
    await viewer.press(*[key] * 5)
    assert viewport(viewer).zoom == WIDER


@of("next_nose")
async def _next_nose(viewer: Viewer, key: str) -> None:
    await viewer.seek(END)
    photo = viewer.screen.recording.frame(END).photo
    assert photo is not None
    cars = [nose.car for nose in photo.noses]
    for car in (*cars[1:], cars[0]):
        await viewer.press(key)
        assert viewport(viewer).nose == car


@of("finish_line")
async def _finish_line(viewer: Viewer, key: str) -> None:
    page = viewer.screen.page
    await viewer.seek(END)
    await viewer.press(key)
    assert (viewer.time, viewer.screen.view.line) == (END, "full")
    assert focused(viewer, page["strip"])
    assert not page["order"].region
    await viewer.press(key)
    assert (viewer.time, viewer.screen.view.line) == (END, "open")
    assert focused(viewer, page["order"])
    assert viewer.strip_open
    assert page["order"].region


@of("next_pane")
async def _next_pane(viewer: Viewer, key: str) -> None:
    await viewer.seek(END)
    order, log, strip = (viewer.screen.page[name] for name in viewer.screen.page.focus_chain())
    assert focused(viewer, order)
    for pane in (log, strip, order):
        await viewer.press(key)
        assert focused(viewer, pane)


@of("previous_pane")
async def _previous_pane(viewer: Viewer, key: str) -> None:
    await viewer.seek(END)
    order, log, strip = (viewer.screen.page[name] for name in viewer.screen.page.focus_chain())
    for pane in (strip, log, order):
        await viewer.press(key)
        assert focused(viewer, pane)


@of("close")
async def _close(viewer: Viewer, key: str) -> None:
    page = viewer.screen.page
    await viewer.seek(END)
    await viewer.press("tab")
    assert viewer.strip_open
    await viewer.press(key)
    assert not viewer.strip_open
    assert focused(viewer, page["log"])
    await viewer.press(key)
    assert focused(viewer, page["order"])
    await viewer.press(key, key)
    assert not viewer.app._exit
    await viewer.press("end")
    assert viewer.strip_open


@of("palette")
async def _palette(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert opened(viewer, CommandPalette)
    await viewer.press(*"next lead", "enter")
    await viewer.until(lambda: viewer.time == 611_500)
    assert closed(viewer)


@of("help")
async def _help(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert opened(viewer, HelpScreen)
    for closing in (key, "escape", "q"):
        await viewer.press(closing)
        assert closed(viewer)
        await viewer.press(key)
    assert not viewer.app._exit


@of("suspend")
async def _suspend(viewer: Viewer, key: str) -> None:
    asked = []
    viewer.app.action_suspend_process = lambda: asked.append(key)  # type: ignore[method-assign]
    await viewer.press(key)
    assert asked == [key]


@of("quit")
async def _quit(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewer.app._exit


async def _reads_nothing(viewer: Viewer, key: str) -> None:
    before = viewer.lines()
    await viewer.press(key)
    assert viewer.screen.view.reading is None
    assert viewer.lines() == before  # there is a reading cursor in a chart only


OTHERS |= {"read_back": _reads_nothing, "read_on": _reads_nothing}


@of("traces")
async def _traces(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert viewer.screen.view.top == "places"
    assert not viewer.screen.page.shows("order")


@of("traces_back")
async def _traces_back(viewer: Viewer, key: str) -> None:
    await viewer.press(key)
    assert not viewer.screen.page.shows("order")
    await viewer.press("escape")
    assert viewer.screen.page.shows("order")


@of("search")
async def _search(viewer: Viewer, key: str) -> None:
    await viewer.seek(END)
    await viewer.press(key, *"leads", "enter")
    assert viewer.screen.view.filter.pattern == "leads"
    assert focused(viewer, viewer.screen.page["log"])
    assert "/leads" in viewer.text()


@of("previous_match")
async def _previous_match(viewer: Viewer, key: str) -> None:
    await viewer.seek(AMID)
    await viewer.press(key)
    assert viewer.time == AMID
    await viewer.press("slash", *"leads", "enter", key)
    assert viewer.time == 1_715_000
    await viewer.press(key)
    assert viewer.time < 1_715_000
    await viewer.press("n")
    assert viewer.time == 1_715_000


@of("log_kind")
async def _log_kind(viewer: Viewer, key: str) -> None:
    await viewer.seek(AMID)
    assert "[all " in viewer.text()
    await viewer.press(key)
    assert "[story " in viewer.text()
    await viewer.press(*[key] * 5)
    assert "[all " in viewer.text()


@of("log_own")
async def _log_own(viewer: Viewer, key: str) -> None:
    await viewer.seek(AMID)
    await viewer.press("enter", key)
    assert viewer.screen.view.filter.car == viewer.screen.view.followed
    await viewer.press("escape")
    assert viewer.screen.view.filter.car is None


PRESSES = [(key.id, name) for key in keys.KEYS for name in key.keys.split(",")]


def test_every_key_of_the_table_has_a_test_here_and_no_other() -> None:
    assert sorted([*SEEKS, *OTHERS]) == sorted(key.id for key in keys.KEYS)


@pytest.mark.parametrize("group", ["Time", "Marks", "Go"])
def test_every_key_that_moves_in_time_comes_to_its_place(group: str) -> None:
    async def check(viewer: Viewer) -> None:
        for name, key in PRESSES:
            if name in SEEKS and keys.BY_ID[name].group == group:
                start, end = SEEKS[name]
                await viewer.seek(start)
                await viewer.press(key)
                assert (viewer.time, viewer.state.time) == (end, end), (name, key)
                assert not playing(viewer)

    assert {keys.BY_ID[name].group for name in SEEKS} == {"Time", "Marks", "Go"}
    view(tiny(), check, (80, 24))


@pytest.mark.parametrize(("name", "key"), [p for p in PRESSES if p[0] in OTHERS])
def test_a_key_does_what_the_table_says(name: str, key: str) -> None:
    view(tiny(), lambda viewer: OTHERS[name](viewer, key))


def test_no_key_is_given_twice() -> None:
    pressed = [key for _, key in PRESSES]
    assert len(pressed) == len(set(pressed))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)])
@pytest.mark.parametrize(
    ("time", "views"),
    [
        (0, ["intervals", "stops", "auto"]),
        (LAPS[3], ["stops", "grid", "auto"]),
        (1_700_000, ["intervals", "grid", "auto"]),
        (END, ["intervals", "stops", "grid", "auto"]),
    ],
    ids=["grid", "green", "yellow", "finish"],
)
def test_each_press_of_the_view_key_changes_the_columns_and_says_which_view_is_on(
    size: tuple[int, int], time: int, views: list[str]
) -> None:
    async def check(viewer: Viewer) -> None:
        order = viewer.screen.page["order"]
        await viewer.seek(time)
        for name in views:
            heads = order.render_line(0).text
            await viewer.press("v")
            assert viewer.screen.view.columns == name
            assert f"{name} view" in viewer.text()
            title, note, _ = order_heading(viewer.screen.scene(), order.size.width)
            assert note.startswith("" if name == "auto" else f"by {name}")
            assert f" {title}  {note}".rstrip() in viewer.text()
            assert order.render_line(0).text != heads

    view(tiny(), check, size)


def test_the_view_key_does_nothing_where_the_order_is_not_shown() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("f", "v")
        assert viewer.screen.view.columns == "auto"
        assert "view" not in viewer.text()

    view(tiny(), check)
