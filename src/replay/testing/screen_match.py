"""Holds a screen against its snapshot: they are the same, or it is told what changed, and then?"""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from replay import __version__
from replay.race.text import printable
from replay.testing.changes import screen_changes
from replay.testing.painted_screen import PaintedScreen
from replay.testing.screen_look import palette_of_look
from replay.testing.snapshot import SnapshotError, SnapshotHead, read_snapshot, written
from replay.testing.snapshot_file import snapshot_bytes, write_file
from replay.testing.style_names import StyleNames


class ScreenChanged(AssertionError):
    """A screen is not as its snapshot has it, or has none. `str()` tells what changed."""


class Difference(NamedTuple):
    """What of a screen is not as accepted, a line each: nothing of one that has no snapshot."""

    lines: tuple[str, ...]
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
    return Difference((f"{cells} changed", *(f"  {line}" for line in changes.lines())))


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
    if accepted is None:
        lines += found.lines[1:]
    else:
        lines[0] += ", shown above and not accepted"
    if screen.command is not None:
        lines.append(f"open it:   {screen.command}")
    lines.append(f"accept it: pytest {printable(arguments)} --replay-update")
    lines.append(f"snapshot:  {told}")
    raise ScreenChanged("\n".join(lines))


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
