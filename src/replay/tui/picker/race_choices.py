"""What can be chosen in the picker: race files by what was public before each start."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from replay.race.model import Header


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
