"""All that a person at the clock can get to see, as values: every screen, refusal, and the exit."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

from rich.segment import Segment
from tests.tui.viewing import Viewer, opened, view
from textual.command import CommandList
from textual.widgets import Input

from replay.race.destination import last_known_lap
from replay.race.model import SECOND, Race
from replay.state.race_keeps import Bookmark, bookmarked
from replay.tui.dialogs.go_to import GoTo
from replay.tui.dialogs.help_screen import HelpScreen
from replay.tui.opened import turns
from replay.tui.registry import PANES, RINGS

Picture = tuple[tuple[Segment, ...], ...]
"""A screen: its lines, each as pieces of text with their colours."""

Seen = dict[str, Picture]
"""What was seen, by what was done to see it."""

BACK = ("C", "A", "S", "P", "O", "left_square_bracket", "comma", "left", "pageup")
"""The keys that go to what the clock has seen."""


def watch(
    race: Race, time: int, size: tuple[int, int], parts: Sequence[str], *, quick: bool = True
) -> Seen:
    """Stand at a time of a race, go through these `PARTS` of all that can be seen, and give it.

    `quick` waits less for the screen to be still than it may take on a busy machine.
    """
    seen: Seen = {}

    async def check(viewer: Viewer) -> None:
        seen["the race"] = await _still(viewer)
        for part in parts:
            async for what in PARTS[part](viewer, time):
                seen[what] = await _still(viewer)
            await _return(viewer, time)
        await viewer.press("q")

    waits = _short_waits() if quick else nullcontext()
    # What is said for a moment stays until the next seek: how long the tour takes must not tell.
    with waits, patch("replay.tui.clock_screen.FLASH_SECONDS", 3_600):
        app = view(race, check, size, start=time)
    left = f"{app.return_value} {app.return_code} {app._exit_renderables}"
    seen["the exit"] = ((Segment(left),),)
    return seen


@contextmanager
def _short_waits() -> Iterator[None]:
    with patch.multiple("textual._wait", SLEEP_GRANULARITY=1 / 200, SLEEP_IDLE=1 / 2_000):
        yield


async def _return(viewer: Viewer, time: int) -> None:
    viewer.screen.seek(time)
    await viewer.pilot.pause()


async def _still(viewer: Viewer) -> Picture:
    """Give the screen once it no longer changes."""
    picture = _picture(viewer)
    for _ in range(20):
        await viewer.pilot.pause()
        before, picture = picture, _picture(viewer)
        if before == picture:
            break
    return picture


def _picture(viewer: Viewer) -> Picture:
    app = viewer.app
    titles = Segment(f"{app.title} {app.sub_title} {app.screen.title} {app.screen.sub_title}")
    lines = (tuple(strip) for strip in app.screen._compositor.render_strips())
    return (titles,), *lines


async def _panes(viewer: Viewer, time: int) -> AsyncIterator[str]:
    """Take every view of the order, and go through the log."""
    for turn in range(1, 5):
        await viewer.press("v")
        yield f"view {turn}"
    if viewer.screen.recording.race.header.classes:
        for turn in range(1, 5):
            await viewer.press("V")
            yield f"by class or of one, {turn}"
    await viewer.press("tab", "d", "down", "down")
    yield "the log, two lines down"
    await viewer.press("enter")
    yield f"the time of a line, {viewer.time}"
    await _return(viewer, time)
    await viewer.press("escape", "down", "enter")
    yield "the second car, followed"
    for ring in RINGS:
        # All that there is, and once more: the last closes, or the first comes again.
        for turn in range(1, len(turns(PANES, viewer.screen.scene(), ring)) + 2):
            await viewer.press(ring.keys[0].keys.partition(",")[0])
            yield f"the key {ring.id}, {turn}"
        while viewer.screen.view.opened:
            await viewer.press("escape")


async def _log(viewer: Viewer, time: int) -> AsyncIterator[str]:
    """Sort and search the log, open its lines, and go back to what was found."""
    for turn in range(1, 6):
        await viewer.press("d")
        yield f"the log by kinds, {turn}"
    await viewer.press("d", "D")
    yield "the log of one car"
    await viewer.press("D", "slash", *"pits", "vertical_line", *"lea")
    yield "the log, searched"
    await viewer.press("left_parenthesis")
    yield "the log, searched for what cannot be"
    await viewer.press("enter", "down", "down", "i")
    yield "a line of the log, opened"
    await viewer.press("w")
    yield "the log on the whole screen"
    for turn in range(1, 4):
        await viewer.press("N")
        yield f"a match before, {turn}: {viewer.time}"
    await _return(viewer, time)
    for _ in range(8):
        await viewer.press("escape")
    yield "the log, closed"


async def _line(viewer: Viewer, time: int) -> AsyncIterator[str]:
    """Give the line the whole screen, and look closer."""
    for key in ("f", "z", "n", "Z", "f"):
        await viewer.press(key)
        yield f"the line on the whole screen, {key}"


async def _answers(viewer: Viewer, time: int) -> AsyncIterator[str]:
    """Name moments in the go-to line: some refused, and some that are past."""
    for words in _words(viewer, time):
        if not isinstance(viewer.app.screen, GoTo):
            await _return(viewer, time)
            await viewer.press("g")
            await viewer.until(lambda: opened(viewer, GoTo))
        line = viewer.app.screen.query_one(Input)
        line.clear()
        line.insert_text_at_cursor(words)
        await viewer.press("enter")
        yield f"g {words}, at {viewer.time}"
    if isinstance(viewer.app.screen, GoTo):
        await viewer.press("escape")


async def _back(viewer: Viewer, time: int) -> AsyncIterator[str]:
    """Press each key that goes back."""
    for key in BACK:
        await _return(viewer, time)
        await viewer.press(key)
        yield f"{key} comes to {viewer.time}"


async def _keeps(viewer: Viewer, time: int) -> AsyncIterator[str]:
    """Mark moments, some of them ahead, list them, set a loop, and point along the ribbon."""
    for at in (time // 3, time, 2 * time + 10 * SECOND):
        viewer.screen.change_keeps(bookmarked(Bookmark(at, "a moment", "a note")))
    await viewer.press("down", "enter")
    yield "bookmarks, and the second car followed"
    await viewer.press("apostrophe")
    yield "the list of them"
    await viewer.press("escape", "comma", "B")
    await _return(viewer, time)
    await viewer.press("B")
    yield "a loop to here"
    width, height = viewer.app.size
    for x in range(21, width - 1, max(width // 5, 12)):
        await viewer.pilot.hover(offset=(x, height - 3))
        yield f"the ribbon at {x}"
    await viewer.press("U", "u", "u", "u")
    yield f"jumps undone, at {viewer.time}"


async def _dialogs(viewer: Viewer, time: int) -> AsyncIterator[str]:
    """Open help and palette, and move the mouse over everything."""
    width, height = viewer.app.size
    for x, y in ((1, 0), (2, 3), (width - 3, 4), (2, height - 3), (width - 4, height - 2)):
        await viewer.pilot.hover(offset=(x, y))
        widget, _ = viewer.app.screen.get_widget_at(x, y)
        yield f"over {widget}: {widget.tooltip}"
    await viewer.press("question_mark")
    await viewer.until(lambda: opened(viewer, HelpScreen) and "Play or pause" in viewer.text())
    yield "help"
    await viewer.press("escape", "H")
    yield "the events to pause at"
    await viewer.press("escape", "ctrl+p")
    palette = viewer.app.screen.query_one(CommandList)
    await viewer.until(lambda: palette.option_count > 5)
    await _still(viewer)
    yield f"palette: {[str(option.prompt) for option in palette.options]}"
    await viewer.press("escape")


Part = Callable[[Viewer, int], AsyncIterator[str]]

PARTS: dict[str, Part] = {
    "panes": _panes,
    "log": _log,
    "line": _line,
    "answers": _answers,
    "back": _back,
    "keeps": _keeps,
    "dialogs": _dialogs,
}
"""What there is to do at a time; each ends where it began, and names what it shows."""


def _words(viewer: Viewer, time: int) -> list[str]:
    """What may be typed that is past, or that nobody has announced."""
    timeline = viewer.screen.recording.timeline
    done, known = timeline.lap_at(time), last_known_lap(timeline, time)
    words = [f"lap {known + 1}", "caution 3", "lead 40", "stage 20", "150.5", "99:59:59"]
    if timeline.race.header.scheduled_time is None:
        minutes, seconds = divmod(time // SECOND + 1, 60)
        words.append(f"{minutes}:{seconds:02d}")
    return [*words, "caution 1", f"lap {max(done - 1, 0)}"]
