"""A library of races: by series and season, the newest first, from what their headers say alone.

So neither the order of a list nor what is found in it can tell of a race what was not public
before its start.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol

from replay.race.model import MEASURED, Header
from replay.race.search import folded

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class RaceInfo(Protocol):
    """A race file as a list knows it: by its header, or why that cannot be read."""

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


@dataclass(frozen=True)
class LibraryRace:
    """A race that can be read; `series` is the name under which it is listed."""

    info: RaceInfo
    header: Header
    series: str

    @cached_property
    def searched(self) -> str:
        """All that a search looks at, folded: series, season, date, name, track and basis."""
        header, track = self.header, self.header.track
        parts = (
            *(self.series, header.series, season_of(header), *_dates(header.date)),
            *(header.name, header.short, basis_of(header)),
            *((track.name, track.short or "") if track else ()),
        )
        return folded(" ".join(parts))


@dataclass(frozen=True, slots=True)
class SeasonRaces:
    """The races of one season, the newest first; `name` is empty where nobody knows the season."""

    name: str
    races: tuple[LibraryRace, ...]


@dataclass(frozen=True, slots=True)
class SeriesRaces:
    """The races of one series by season, the newest first, those of unknown seasons last."""

    name: str
    seasons: tuple[SeasonRaces, ...]

    @property
    def races(self) -> tuple[LibraryRace, ...]:
        """All of its races, the newest first."""
        return tuple(race for season in self.seasons for race in season.races)

    @property
    def span(self) -> str:
        """The seasons from the first to the last: `2003 to 2017`; empty where none is known."""
        known = [season.name for season in self.seasons if season.name]
        return " to ".join(dict.fromkeys((known[-1], known[0]))) if known else ""


@dataclass(frozen=True, slots=True)
class Library:
    """Races by series, in the order of their names, and the files that cannot be read."""

    series: tuple[SeriesRaces, ...] = ()
    unreadable: tuple[RaceInfo, ...] = ()

    @property
    def races(self) -> tuple[LibraryRace, ...]:
        """All races in the order of the list."""
        return tuple(race for series in self.series for race in series.races)

    def found(self, words: Sequence[str]) -> "Library":
        """Keep the races in which every word of a search stands, and files by their names."""
        if not words:
            return self
        series = (SeriesRaces(it.name, _found(it.seasons, words)) for it in self.series)
        return Library(
            tuple(it for it in series if it.seasons),
            tuple(it for it in self.unreadable if _stand_in(words, folded(it.name))),
        )


def _found(seasons: Iterable[SeasonRaces], words: Sequence[str]) -> tuple[SeasonRaces, ...]:
    kept = (
        SeasonRaces(it.name, tuple(race for race in it.races if _stand_in(words, race.searched)))
        for it in seasons
    )
    return tuple(it for it in kept if it.races)


def _stand_in(words: Sequence[str], text: str) -> bool:
    return all(word in text for word in words)


def library_of(files: Iterable[RaceInfo]) -> Library:
    """Put race files in the order of a list."""
    files = sorted(files, key=lambda file: file.name)
    names = _series_names(file.header for file in files if file.header)
    groups: dict[str, list[LibraryRace]] = {}
    for file in files:
        if file.header is not None:
            name = names[file.header.series]
            groups.setdefault(name, []).append(LibraryRace(file, file.header, name))
    return Library(
        tuple(
            SeriesRaces(name, _by_season(groups[name]))
            for name in sorted(groups, key=lambda name: (folded(name), name))
        ),
        tuple(file for file in files if file.header is None),
    )


def _series_names(headers: Iterable[Header]) -> dict[str, str]:
    """Name each series by the short name that most of its races have, or in full."""
    shorts: dict[str, Counter[str]] = {}
    for header in headers:
        of_it = shorts.setdefault(header.series, Counter())
        if header.series_short:
            of_it[header.series_short] += 1
    return {
        series: min(of_it, key=lambda short: (-of_it[short], short)) if of_it else series
        for series, of_it in shorts.items()
    }


def _by_season(races: Sequence[LibraryRace]) -> tuple[SeasonRaces, ...]:
    """Part the races of a series, which come by name, into seasons."""
    seasons: dict[str, list[LibraryRace]] = {}
    for race in sorted(races, key=lambda race: race.header.date or "", reverse=True):
        seasons.setdefault(season_of(race.header), []).append(race)
    newest = sorted(
        seasons, key=lambda name: (name[:4], seasons[name][0].header.date or "", name), reverse=True
    )
    return tuple(SeasonRaces(name, tuple(seasons[name])) for name in newest)


def season_of(header: Header) -> str:
    """Name the season: as its series does, else by the year of the race; empty where unknown."""
    return header.season or (header.date or "")[:4]


def basis_of(header: Header) -> str:
    """Tell in a word how the laps are known: `measured`, `rebuilt`, `finish only`."""
    if header.known.laps is None:
        return "finish only"
    return "measured" if header.known.laps in MEASURED else "rebuilt"


def day_of(iso: str) -> date | None:
    """Read a date; None for one that no calendar has."""
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def date_in_words(iso: str) -> str:
    """Write `2024-05-05` as `5 May 2024`; a date that no calendar has stands as it is."""
    day = day_of(iso)
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {iso[:4]}" if day else iso


def _dates(iso: str | None) -> tuple[str, ...]:
    """Give a date in all the words that may be typed for it."""
    if iso is None:
        return ()
    day = day_of(iso)
    if day is None:
        return (iso,)
    month = _MONTHS[day.month - 1]
    return iso, f"{day.day} {month[:3]} {iso[:4]}", month
