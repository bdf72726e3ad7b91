"""The rows of the list of races: heads, races and files that cannot be read. Pure functions."""

from collections.abc import Sequence

from rich.cells import cell_len

from replay.race.direction import first_rightward
from replay.race.library import LibraryRace
from replay.race.quantity import quantity
from replay.race.search import hits
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.picker.library_lines import CANNOT_BE_READ, LEFT_OFF, Head, UnreadableFile, words_of
from replay.tui.picker.race_columns import (
    INDENT,
    RaceColumns,
    basis_cell,
    date_cell,
    distance_cell,
    name_cell,
    track_cell,
)

_SERIES, _SEASON = 2, 4
"""The columns where the signs of heads stand."""

_LEAST_REASON = 12


def _mark(chosen: bool, glyphs: Glyphs) -> Run:
    return (glyphs.cursor, "accent_bold") if chosen else (" ", "full")


def with_hits(text: str, role: str, words: Sequence[str]) -> Row:
    """Draw a text with what was searched for in bold accent."""
    runs: list[Run] = []
    used = 0
    for start, end in hits(text, words):
        runs += [(text[used:start], role), (text[start:end], "accent_bold")]
        used = end
    return tuple(run for run in (*runs, (text[used:], role)) if run[0])


def head_row(head: Head, width: int, chosen: bool, words: Sequence[str], glyphs: Glyphs) -> Row:
    """Draw the head of a series with the seasons it spans, or of a season."""
    sign = glyphs.minus if head.open else "+"
    stops = head.key == LEFT_OFF
    column = _SERIES if head.season is None or stops else _SEASON
    name, role = head.season, "full"
    count = quantity(head.races, "race")
    if name is None:
        role, count = "bold", f"{head.races:,}"
        unreadable = head.key == CANNOT_BE_READ
        name = words_of(head.key) if unreadable else first_rightward(head.series)
    elif stops:
        name, role = words_of(head.key), "bold"
    room = max(width - column - 2 - cell_len(count) - 3, 1)
    name = drawable(name or glyphs.none, glyphs)
    if cell_len(name) > room:
        name = fit(name, room, cut=glyphs.cut)
    row: list[Run] = [_mark(chosen, glyphs), blank(column - 1), (f"{sign} ", "mute")]
    row += [*with_hits(name, role, words), (f"  {count}", "mute")]
    span = drawable(head.span, glyphs)
    gap = width - 1 - length(row) - cell_len(span)
    if span and gap > 1:
        row += [blank(gap), *with_hits(span, "mute", words)]
    return tuple(row)


def race_row(
    race: LibraryRace,
    note: str,
    columns: RaceColumns,
    chosen: bool,
    words: Sequence[str],
    glyphs: Glyphs,
) -> Row:
    """Draw the row of a race; `note` says where the viewer left it."""
    header = race.header
    name = name_cell(header, race.info.name, columns.name, glyphs)
    row = [_mark(chosen, glyphs), blank(INDENT - 1)]
    row += with_hits(date_cell(header, glyphs), "mute", words)
    row += [blank(2), *with_hits(name, "bold" if chosen else "full", words)]
    if columns.track:
        track = track_cell(header.track, columns.track, glyphs)
        row += [blank(1), *with_hits(track, "soft", words)]
    row += [blank(1), (distance_cell(header, glyphs), "soft"), blank(1)]
    row += with_hits(basis_cell(header, glyphs), "mute", words)
    row.append((fit(drawable(note, glyphs), columns.note, "r", glyphs.cut), "accent"))
    return tuple(row)


def unreadable_row(
    file: UnreadableFile, width: int, chosen: bool, words: Sequence[str], glyphs: Glyphs
) -> Row:
    """Draw a file that cannot be read: its name, and why in as many words as have room."""
    name, reason = (drawable(text, glyphs) for text in (file.info.name, file.reason))
    room = max(width - INDENT - 1, 1)
    most = max(room - 2 - max(min(cell_len(reason) + 2, room // 2), _LEAST_REASON), 1)
    if cell_len(name) > most:
        name = fit(name, most, cut=glyphs.cut)
    row = [_mark(chosen, glyphs), blank(INDENT - 1), *with_hits(name, "soft", words), blank(2)]
    row.append((f"{glyphs.out} ", "loss"))
    row.append((fit(reason, max(width - 1 - length(row), 0), cut=glyphs.cut), "mute"))
    return tuple(row)
