"""The columns of the list of races: how wide each is, and what it says of a race. Pure functions.

Their widths follow from that of the list alone, so that nothing moves while one types.
"""

from typing import NamedTuple

from rich.cells import cell_len

from replay.race.direction import first_rightward
from replay.race.library import basis_of, date_in_words
from replay.race.model import Header, Track
from replay.race.quantity import hours_text
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.glyphs import Glyphs

INDENT = 4
"""The cells before the date: the cursor, and the signs of heads."""

DATE, DISTANCE, BASIS = 11, 6, 11
_AFTER_DATE = 2
_NAME, _LONG_NAME = 22, 36
_TRACK = 13
_NOTE, _SHORT_NOTE = 11, 7
_LEAST_NAME = 4

_WITHOUT_TRACK = 80
"""The cells of a list below which the track leaves."""

_LONG_NOTE = 84
"""The cells from which a note is told in more words."""


class RaceColumns(NamedTuple):
    """The cells of the columns that are not the same in every list; 0 for one that has left."""

    width: int
    name: int
    track: int
    note: int


def race_columns(width: int) -> RaceColumns:
    """Share `width` cells, the last one blank: what is left goes to the name, then to the track."""
    note = _NOTE if width >= _LONG_NOTE else _SHORT_NOTE
    fixed = INDENT + DATE + _AFTER_DATE + 1 + DISTANCE + 1 + BASIS + note + 1
    if width < _WITHOUT_TRACK:
        return RaceColumns(width, max(width - fixed, _LEAST_NAME), 0, note)
    spare = width - fixed - 1 - _NAME - _TRACK
    name = _NAME + min(spare, _LONG_NAME - _NAME)
    return RaceColumns(width, name, width - fixed - 1 - name, note)


def date_cell(header: Header, glyphs: Glyphs) -> str:
    """Write the date, set to the right."""
    return fit(date_in_words(header.date) if header.date else glyphs.none, DATE, "r")


def name_cell(header: Header, file_name: str, width: int, glyphs: Glyphs) -> str:
    """Write the name, or where it has no room or runs leftward the short one, else the file's.

    `Grand Prix` is `GP` in lists that are not wide: all the races of a season have it.
    """
    name, short = header.name, header.short
    if width < _LONG_NAME:
        name, short = (text.replace("Grand Prix", "GP") for text in (name, short))
    name = drawable(first_rightward(name, short, file_name), glyphs)
    short = drawable(first_rightward(short), glyphs)
    if cell_len(name) > width and 0 < cell_len(short) <= width:
        name = short
    return fit(name or glyphs.none, width, cut=glyphs.cut)


def track_cell(track: Track | None, width: int, glyphs: Glyphs) -> str:
    """Write the track in whole words: the short name, or as many of the long one as have room."""
    whole = first_rightward(track.short, track.name) if track else ""
    words = drawable(whole, glyphs).split()
    while len(words) > 1 and (cell_len(" ".join(words)) > width or words[-1].islower()):
        words.pop()
    return fit(" ".join(words) or glyphs.none, width, cut=glyphs.cut)


def distance_cell(header: Header, glyphs: Glyphs) -> str:
    """Write the scheduled distance: laps, or the time; never what was run."""
    text = glyphs.none
    if header.scheduled_laps is not None:
        text = str(header.scheduled_laps)
    elif header.scheduled_time is not None:
        text = hours_text(header.scheduled_time)
    return fit(text, DISTANCE, "r")


def basis_cell(header: Header, glyphs: Glyphs) -> str:
    """Write how the laps are known."""
    basis = basis_of(header)
    return fit(f"{glyphs.rebuilt} {basis}" if basis == "rebuilt" else basis, BASIS)
