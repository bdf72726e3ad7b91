"""What is kept of one race, as values: the place where it was left, and bookmarks with notes.

A change is a function from what is kept to what is kept then. It is applied to whatever the file
holds at that moment, so that two programs that change the same race lose nothing of each other.
"""

from collections.abc import Callable
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from replay.race.text import clean

VERSION = 1
MOST_BOOKMARKS = 500
"""So many bookmarks a race may have; what a file has above that is kept, too."""

MOST_LETTERS = 200
"""The longest note, in characters."""

_MOST_WORDS = 40
_MOST_TICKS = 10**12
"""More than three years."""

Ticks = Annotated[int, Meta(ge=0, le=_MOST_TICKS)]


class Bookmark(Struct, frozen=True, forbid_unknown_fields=True):
    """A moment worth coming back to: its time in ticks of 0.0001 s, in words, and a note."""

    at: Ticks
    moment: str = ""
    note: str = ""


class Place(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a race was left: the time in ticks, in words, and when that was (UTC, ISO 8601)."""

    at: Ticks
    moment: str = ""
    when: str = ""


class RaceKeeps(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All that is kept of the race in a file of this name and content."""

    keeps: int = VERSION
    race: str
    sha256: str
    left: Place | None = None
    bookmarks: tuple[Bookmark, ...] = ()


Change = Callable[[RaceKeeps], RaceKeeps]


def note_text(text: str) -> str:
    """Give a note as it is kept: one line without control characters, at most `MOST_LETTERS`."""
    return clean(" ".join(text.split()))[:MOST_LETTERS].rstrip()


def moment_text(text: str) -> str:
    """Give the words of a moment as they are kept."""
    return clean(" ".join(text.split()))[:_MOST_WORDS]


def bookmarked(bookmark: Bookmark) -> Change:
    """Add a bookmark; one that is there already stands once."""

    def change(keeps: RaceKeeps) -> RaceKeeps:
        return _with(keeps, {*keeps.bookmarks, bookmark})

    return change


def unbookmarked(bookmark: Bookmark) -> Change:
    """Take a bookmark away; one whose note was changed meanwhile stays."""

    def change(keeps: RaceKeeps) -> RaceKeeps:
        return _with(keeps, set(keeps.bookmarks) - {bookmark})

    return change


def renoted(bookmark: Bookmark, note: str) -> Change:
    """Give a bookmark another note; where it has gone meanwhile it comes back with this one."""

    def change(keeps: RaceKeeps) -> RaceKeeps:
        return _with(keeps, set(keeps.bookmarks) - {bookmark} | {replace(bookmark, note=note)})

    return change


def left_at_place(place: Place | None) -> Change:
    """Note where the race was left; None where it is to begin anew."""

    def change(keeps: RaceKeeps) -> RaceKeeps:
        return replace(keeps, left=place)

    return change


def cleaned(keeps: RaceKeeps) -> RaceKeeps:
    """Give what is kept without what could move the cursor of a terminal, in the order of time."""
    left = keeps.left
    if left is not None:
        left = Place(left.at, moment_text(left.moment), moment_text(left.when))
    marks = {
        Bookmark(one.at, moment_text(one.moment), note_text(one.note)) for one in keeps.bookmarks
    }
    return _with(replace(keeps, left=left), marks)


def _with(keeps: RaceKeeps, bookmarks: set[Bookmark]) -> RaceKeeps:
    ordered = sorted(bookmarks, key=lambda one: (one.at, one.note, one.moment))
    return replace(keeps, bookmarks=tuple(ordered))
