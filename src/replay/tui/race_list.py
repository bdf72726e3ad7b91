"""The list of races, grouped by year: only what was public before each start."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from rich.cells import cell_len
from textual.events import Click
from textual.message import Message
from textual.reactive import var

from replay.race.model import MEASURED, Header
from replay.tui.drawing.cells import clean, fit, plain
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Line, Row, Run, blank, length


class Listing(Protocol):
    """A race file as the list knows it: by its header, or why that cannot be read."""

    @property
    def name(self) -> str:
        """The name that opens it."""

    @property
    def path(self) -> Path:
        """Where it lies."""

    @property
    def header(self) -> Header | None:
        """The header, None if unreadable."""

    @property
    def error(self) -> str | None:
        """One line that says why it is unreadable."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the list that can be chosen; `note` says where the viewer stopped."""

    listing: Listing
    note: str = ""


def newest_first(listings: Sequence[Listing]) -> list[Listing]:
    """Sort by date, the newest first; unreadable files come last, by name."""
    readable = [listing for listing in listings if listing.header]
    readable.sort(key=lambda listing: (listing.header.date if listing.header else "", listing.name))
    broken = sorted((x for x in listings if not x.header), key=lambda listing: listing.name)
    return [*reversed(readable), *broken]


def matches(listing: Listing, words: str) -> bool:
    """Tell whether every word of the filter stands in what the list shows of a race."""
    header = listing.header
    text = listing.name
    if header:
        text += f" {header.name} {header.series} {header.track.name} {header.date} {header.short}"
    text = text.casefold()
    return all(word in text for word in words.casefold().split())


class RaceList(RowWidget, can_focus=True):
    """Shows `choices` by year, the one at `cursor` marked; posts `Chosen` on click."""

    @dataclass
    class Chosen(Message):
        """A race was clicked."""

        choice: Choice

    choices: var[tuple[Choice, ...]] = var(())
    cursor: var[int] = var(0)

    def __init__(self, glyphs: Glyphs = UNICODE, id: str | None = None) -> None:
        super().__init__(glyphs=glyphs, id=id)
        self._rows: list[tuple[int | None, str]] = []

    def watch_choices(self) -> None:
        """Group anew and repaint."""
        self._rows = []
        year = ""
        for index, choice in enumerate(self.choices):
            header = choice.listing.header
            of = header.date[:4] if header else "unreadable"
            if of != year:
                year = of
                if self._rows:
                    self._rows.append((None, ""))
                self._rows.append((None, year))
            self._rows.append((index, ""))
        self.sync()

    def watch_cursor(self) -> None:
        """Repaint the two rows concerned."""
        self.sync()

    def line(self, y: int) -> Line:
        """Give the row at `y`, scrolled so that the cursor stays in sight."""
        y += self._top()
        if y >= len(self._rows):
            return Line(())
        index, year = self._rows[y]
        if index is None:
            return Line((blank(2), (year, "mute")))
        chosen = index == self.cursor
        row = race_row(self.choices[index], self.outer_size.width, chosen, self.glyphs)
        return Line(row, "row_cursor" if chosen else "background")

    def _top(self) -> int:
        at = next((y for y, (index, _) in enumerate(self._rows) if index == self.cursor), 0)
        return max(
            min(at - self.outer_size.height // 2, len(self._rows) - self.outer_size.height), 0
        )

    def on_click(self, event: Click) -> None:
        """Choose the race under the mouse."""
        y = event.y + self._top()
        if y < len(self._rows) and (index := self._rows[y][0]) is not None:
            self.post_message(self.Chosen(self.choices[index]))


def race_row(choice: Choice, width: int, chosen: bool, glyphs: Glyphs) -> Row:
    """Draw date, race, track, scheduled laps, how the laps are known.

    Where there is not room the track leaves first, then a long name for the short one.
    """
    header = choice.listing.header
    said = plain if glyphs.ascii else clean
    mark: Run = (glyphs.cursor if chosen else " ", "accent_bold" if chosen else "full")
    if header is None:
        name = fit(said(choice.listing.name), max(width - 18, 8), cut=glyphs.cut)
        return (mark, blank(1), (name, "soft"), ("  cannot be read", "loss"))
    right: list[Run] = [blank(2), (f"{_distance(header):>5}", "soft"), blank(2)]
    how = _how(header, glyphs)
    right.append((f"{how:<12}", "mute"))
    if choice.note:
        right += [blank(2), (choice.note, "accent")]
    day = f"{_day(header):>6}  "
    room = width - length(right) - len(day) - 2
    race, short = said(header.name), said(header.short)
    track = said(header.track.short or header.track.name)
    left: list[Run] = [mark, blank(1), (day, "mute")]
    if room >= cell_len(race) + cell_len(track) + 3:
        left.append((race, "bold" if chosen else "full"))
        left.append((f"  {track}", "mute"))
    else:
        name = race if cell_len(race) <= room or cell_len(short) > room else short
        name = fit(name, max(room, 1), cut=glyphs.cut).rstrip()
        left.append((name, "bold" if chosen else "full"))
    return (*left, blank(width - length(left) - length(right)), *right)


def _day(header: Header) -> str:
    try:
        day = date.fromisoformat(header.date)
    except ValueError:
        return header.date[5:]
    return f"{day.day} {day:%b}"


def _distance(header: Header) -> str:
    if header.scheduled_laps is None:
        return "timed" if header.scheduled_time else ""
    return str(header.scheduled_laps)


def _how(header: Header, glyphs: Glyphs) -> str:
    laps = header.known.laps
    if laps is None:
        return "finish only"
    return "timed" if laps in MEASURED else f"{glyphs.rebuilt} rebuilt"
