"""A screen as text that can be locked: its glyphs, and below them the runs of its styles."""

from collections.abc import Iterable, Sequence

from rich.segment import Segment
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.app import App


class ScreenFile(SingleFileSnapshotExtension):
    """A snapshot is one UTF-8 text file."""

    _write_mode = WriteMode.TEXT
    _file_extension = "txt"


Look = tuple[str, str, bool, bool]


def locked(app: App[None]) -> str:
    """Write the screen of an app: every line, then how many cells of it have which look."""
    return locked_rows(app.screen._compositor.render_strips())


def locked_rows(rows: Iterable[Iterable[Segment]]) -> str:
    """Write some rows of a screen so."""
    lines = [list(row) for row in rows]
    letters: dict[Look, str] = {}
    text = ["".join(segment.text for segment in line).rstrip() for line in lines]
    runs = [_runs(line, letters) for line in lines]
    legend = [f"{letter} {_told(look)}" for look, letter in letters.items()]
    return "\n".join([*text, "", *runs, "", *legend])


def _runs(line: Sequence[Segment], letters: dict[Look, str]) -> str:
    """Write the looks of a line as a letter each and the cells it takes."""
    runs: list[tuple[str, int]] = []
    for segment in line:
        style = segment.style
        look: Look = ("", "", False, False)
        if style is not None:
            ink = style.color.name if style.color else ""
            ground = style.bgcolor.name if style.bgcolor else ""
            look = (ink, ground, bool(style.bold), bool(style.reverse))
        letter = letters.setdefault(look, _letter(len(letters)))
        if runs and runs[-1][0] == letter:
            runs[-1] = (letter, runs[-1][1] + segment.cell_length)
        else:
            runs.append((letter, segment.cell_length))
    return " ".join(f"{letter}{cells}" for letter, cells in runs)


def _letter(number: int) -> str:
    return chr(ord("a") + number) if number < 26 else f"z{_letter(number - 26)}"


def _told(look: Look) -> str:
    ink, ground, bold, reverse = look
    return f"{ink} on {ground}{' bold' if bold else ''}{' reverse' if reverse else ''}"
