"""The columns of the list of races: which fit, their heads, and the row of a race. Pure functions.

Each is as wide as the widest cell in it. Where there is not room for all some leave, and then
the short names of all races take the place of the long ones: nothing is cut but a short name that
is wider than the list.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len

from replay.race.model import MEASURED, Header
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, blank
from replay.tui.panes.race_facts import stage_ends
from replay.tui.picker.race_choices import Choice

_BEFORE_RACE = 10
"""The cells of the cursor and the day."""

_GAP = 2
_LEAST_RACE = 4


class RaceColumns(NamedTuple):
    """The cells of each column in a list of `width` cells; 0 for one that has left.

    `short`: races are told by their short names, which name the track or the year.
    `laps` are those that were scheduled, `known` is how they are known, `stages` the laps that
    end them, `note` where the viewer stopped.
    """

    width: int
    short: bool
    race: int
    track: int
    laps: int
    known: int
    stages: int
    note: int


_LEAVING = (
    ("stages", "whole"),
    ("track", "whole"),
    ("known", "short"),
    ("note", "short"),
    ("laps", "short"),
)
"""Which column leaves next, and until what of the names of races has room."""

_MAY_BE_UNKNOWN = ("track", "laps")
"""The columns whose cell says so where a race has nothing in them; every race has laps to run."""

_HEADS = {"track": "track", "laps": "laps", "known": "laps are", "stages": "stages end"}


def race_columns(choices: Sequence[Choice], width: int, glyphs: Glyphs) -> RaceColumns:
    """Fit the columns of some races to `width` cells.

    Stages and track leave before a name is told short, the rest so that short names stay whole.
    """
    headers = [choice.listing.header for choice in choices]
    cells = [_cells(header, glyphs) for header in headers if header is not None]
    notes = [choice.note for choice in choices]
    wanted = {name: _widest([of[name] for of in cells], head) for name, head in _HEADS.items()}
    wanted["note"] = _widest(notes, "")
    whole = _widest([of["race"] for of in cells], "race")
    short = _widest([of["short"] for of in cells], "race")
    race = _room(wanted, width)
    for name, least in _LEAVING:
        if race >= (whole if least == "whole" else short):
            break
        wanted[name] = 0
        race = _room(wanted, width)
    longest = short if race < whole else whole
    return RaceColumns(width, race < whole, max(min(race, longest), _LEAST_RACE), **wanted)


def _room(columns: Mapping[str, int], width: int) -> int:
    """Give the cells that are left for the race; one stays blank at the right end."""
    return width - _BEFORE_RACE - 1 - sum(cells + _GAP for cells in columns.values() if cells)


def _widest(texts: Sequence[str], head: str) -> int:
    widest = max((cell_len(text) for text in texts), default=0)
    return max(widest, cell_len(head)) if widest else 0


def _cells(header: Header, glyphs: Glyphs) -> dict[str, str]:
    """Write what a race has in each column: nothing where that is unknown."""
    track = header.track
    return {
        "race": drawable(header.name, glyphs),
        "short": drawable(header.short, glyphs),
        "track": drawable(track.short or track.name, glyphs) if track else "",
        "laps": _distance(header),
        "known": _known(header, glyphs),
        "stages": stage_ends(header, narrow=True),
    }


def heads_row(columns: RaceColumns) -> Row:
    """Draw the heads of the columns."""
    text = " " * _BEFORE_RACE + fit("race", columns.race)
    for name, head in _HEADS.items():
        cells = getattr(columns, name)
        if cells:
            text += " " * _GAP + fit(head, cells, "r" if name == "laps" else "l")
    return ((text, "mute"),)


def race_row(choice: Choice, columns: RaceColumns, chosen: bool, glyphs: Glyphs) -> Row:
    """Draw the row of a race; of a file that cannot be read, its name."""
    header = choice.listing.header
    mark: Run = (glyphs.cursor if chosen else " ", "accent_bold" if chosen else "full")
    if header is None:
        room = max(columns.width - 18, 8)
        name = fit(drawable(choice.listing.name, glyphs), room, cut=glyphs.cut)
        return (mark, blank(1), (name, "soft"), ("  cannot be read", "loss"))
    cells = _cells(header, glyphs)
    name = cells["short" if columns.short else "race"]
    runs: list[Run] = [
        mark,
        (f" {_day(header, glyphs):>6}  ", "mute"),
        (fit(name, columns.race, cut=glyphs.cut), "bold" if chosen else "full"),
    ]
    used = _BEFORE_RACE + columns.race
    for column, tone in (
        ("track", "mute"),
        ("laps", "soft"),
        ("known", "mute"),
        ("stages", "mute"),
    ):
        width = getattr(columns, column)
        if width:
            unknown = column in _MAY_BE_UNKNOWN and not cells[column]
            cell = glyphs.none if unknown else cells[column]
            text = fit(cell, width, "r" if column == "laps" else "l", glyphs.cut)
            runs += [blank(_GAP), (text, "mute" if unknown else tone)]
            used += _GAP + width
    if columns.note:
        runs.append((fit(choice.note, columns.width - used - 1, "r", glyphs.cut), "accent"))
    return tuple(runs)


def _day(header: Header, glyphs: Glyphs) -> str:
    if header.date is None:
        return glyphs.none
    try:
        day = date.fromisoformat(header.date)
    except ValueError:
        return header.date[5:]
    return f"{day.day} {day:%b}"


def _distance(header: Header) -> str:
    if header.scheduled_laps is None:
        return "timed" if header.scheduled_time else ""
    return str(header.scheduled_laps)


def _known(header: Header, glyphs: Glyphs) -> str:
    laps = header.known.laps
    if laps is None:
        return "finish only"
    return "timed" if laps in MEASURED else f"{glyphs.rebuilt} rebuilt"
