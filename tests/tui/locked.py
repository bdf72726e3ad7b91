"""What is no screen of a race as text that can be locked, as the plug-in writes screens.

Parts of one, drawn alone, and the list of races: its signs, how they look, what the names mean.
"""

from collections.abc import Iterable

from rich.segment import Segment
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App

from replay.testing.cell_grid import cell_grid
from replay.testing.snapshot import snapshot_lines
from replay.testing.style_names import StyleNames
from replay.tui.theme import NIGHT, Palette, palette


class ScreenFile(SingleFileSnapshotExtension):
    """A snapshot is one UTF-8 text file."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


def locked(app: App[None], colours: Palette | None = None) -> str:
    """Write the screen of an app."""
    return locked_rows(app.screen._compositor.render_strips(), colours)


def locked_rows(rows: Iterable[Iterable[Segment]], colours: Palette | None = None) -> str:
    """Write some rows of a screen; inks and grounds are named as in a palette, or that of night."""
    return "\n".join(snapshot_lines(cell_grid(rows), StyleNames(colours or palette(NIGHT))))
