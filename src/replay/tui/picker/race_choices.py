"""What can be chosen in the picker: race files by what was public before each start."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from replay.race.model import Header


class RaceInfo(Protocol):
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

    listing: RaceInfo
    note: str = ""


def newest_first(listings: Sequence[RaceInfo]) -> list[RaceInfo]:
    """Sort by date, the newest first; then those of no known date and unreadable files, by name."""
    by_name = sorted(listings, key=lambda listing: listing.name)
    dated = [(x.header.date, x) for x in by_name if x.header and x.header.date is not None]
    dated.sort(key=lambda of: of[0])
    undated = (x for x in by_name if x.header and x.header.date is None)
    return [*(x for _, x in reversed(dated)), *undated, *(x for x in by_name if not x.header)]


def matches(listing: RaceInfo, words: str) -> bool:
    """Tell whether every word of the filter stands in what the list shows of a race."""
    header = listing.header
    text = listing.name
    if header:
        track = header.track.name if header.track else ""
        text += f" {header.name} {header.series} {track} {header.date or ''} {header.short}"
    text = text.casefold()
    return all(word in text for word in words.casefold().split())
