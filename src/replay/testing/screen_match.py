"""Holds a screen against its snapshot: they are the same, or it is told what changed, and then?"""

import shlex
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from replay import __version__
from replay.race.text import printable
from replay.testing.changes import screen_changes
from replay.testing.painted_screen import PaintedScreen
from replay.testing.screen_look import PALETTE, SIZE, palette_of_look, theme_name
from replay.testing.snapshot import SnapshotError, SnapshotHead, read_snapshot, written
from replay.testing.snapshot_file import snapshot_bytes, write_file
from replay.testing.style_names import StyleNames


class ScreenChanged(AssertionError):
    """A screen is not as its snapshot has it, or has none. `str()` tells what changed."""


class Difference(NamedTuple):
    """What of a screen is not as accepted, a line each, and the first of it in few words.

    Of one that has no snapshot, and where that cannot be read, there is no first.
    """

    lines: tuple[str, ...]
    first: str = ""
    is_new: bool = False


class Accepting(NamedTuple):
    """Who accepts a screen as it is now: `accepts` says so of each difference.

    It gives False where the difference was shown and refused, None where nobody was asked.
    """

    accepts: Callable[[str, Difference], bool | None]
    wrote: Callable[[Path], None]


def screen_difference(screen: PaintedScreen, path: Path) -> Difference | None:
    """Compare a screen with its snapshot; None where they look the same."""
    try:
        data = snapshot_bytes(path)
        if data is None:
            return Difference(("there is no snapshot of it yet",), is_new=True)
        before = read_snapshot(data)
    except SnapshotError as error:
        return Difference((f"its snapshot cannot be read: {printable(str(error))}",))
    changes = screen_changes(before, screen.grid, screen.map, _names(screen))
    if changes is None:
        return None
    cells = f"{changes.cells:,} cell{'s' * (changes.cells != 1)}"
    lines = f"{cells} changed", *(f"  {line}" for line in changes.lines())
    return Difference(lines, changes.first)


def match_screen(
    screen: PaintedScreen, path: Path, told: str, arguments: str, accepting: Accepting
) -> None:
    """Raise ScreenChanged where a screen is not as its snapshot at `path` has it.

    One that is accepted is written. `told` is the path as it is told, `arguments` those with which
    pytest runs this test alone.
    """
    __tracebackhide__ = True
    found = screen_difference(screen, path)
    if found is None:
        return
    title = f"{screen.record.name} at {printable(screen.wish.at)}"
    also = f", {screen.wish.also}" if screen.wish.also else ""
    title += f" ({screen.wish.size_text}, {screen.wish.palette}{printable(also)})"
    accepted = accepting.accepts("\n".join([title, *found.lines]), found)
    if accepted:
        write_screen(screen, path, told)
        accepting.wrote(path)
        return
    lines = [f"{title}: {found.lines[0]}"]
    if found.first:
        lines.insert(0, found.first)
    if accepted is None:
        lines += found.lines[1:]
    else:
        lines[-1] += ", shown above and not accepted"
    if (opens := opening(screen)) is not None:
        lines.append(f"open it:   {opens}")
    lines.append(f"accept it: pytest {printable(arguments)} --replay-update")
    lines.append(f"snapshot:  {told}")
    raise ScreenChanged("\n".join(lines))


def opening(screen: PaintedScreen) -> str | None:
    """Give the command that shows a screen, and what to press then; None of a race in no file.

    One that looks as usual is opened, another printed in its size and colours; keys are pressed in
    the viewer.
    """
    wish, opens = screen.wish, screen.record.opens
    if opens is None:
        return None
    keys = f", then press {printable(wish.keys)}" if wish.keys else ""
    look: list[str] = []
    if wish.palette == "ascii":
        look.append("--ascii")
    elif wish.palette not in (PALETTE, "none"):
        look += ["--theme", theme_name(wish.palette)]
    size = ["--size", wish.size_text] if wish.size != SIZE else []
    pane = ["--pane", wish.pane] if wish.pane else []
    race = f"{opens}@{wish.at}"
    if keys or not (size or pane):
        also = f" in {wish.size_text}" if size else ""
        opened = f" (pane {wish.pane}{also})" if pane else f" ({also.strip()})" if also else ""
        return printable(shlex.join(["replay", race, *look])) + printable(opened) + keys
    return printable(shlex.join(["replay", "frame", race, *size, *pane, *look]))


def write_screen(screen: PaintedScreen, path: Path, told: str) -> None:
    """Write the snapshot of a screen; ScreenChanged where it cannot be written."""
    wish, record = screen.wish, screen.record
    head = SnapshotHead(
        record.name,
        record.sha256,
        printable(wish.at),
        wish.size_text,
        printable(wish.palette),
        __version__,
        printable(wish.also),
    )
    try:
        write_file(path, written(head, screen.grid, _names(screen)))
    except SnapshotError as error:
        raise ScreenChanged(f"{told}: {error}") from None


def _names(screen: PaintedScreen) -> StyleNames:
    return StyleNames(palette_of_look(screen.wish.palette))
