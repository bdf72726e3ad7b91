"""The race that a table is of: read from its file, with what tells it from others."""

import hashlib
import os
from pathlib import Path

from msgspec import Struct

from replay import racefile
from replay.race.model import Header, Race
from replay.race.text import printable
from replay.race.timeline import Timeline

RaceSource = str | os.PathLike[str] | Race
"""A race by the name that `replay list` prints, by the path of its file, or in memory."""


class ReadRace(Struct, frozen=True):
    """A race, the name it is called by in a table, and the SHA-256 of its file.

    `sha256` is None of a race that came from no file.
    """

    name: str
    timeline: Timeline
    sha256: str | None

    @property
    def header(self) -> Header:
        """The header of the race."""
        return self.timeline.race.header


def read_source(race: RaceSource) -> ReadRace:
    """Read a race; raises `RaceFileError` where that cannot be done."""
    if isinstance(race, Race):
        return ReadRace(race.header.name, Timeline(race), None)
    path = _path_of(race)
    data = racefile.contents(path)
    decoded = racefile.decode(data, str(path))
    return ReadRace(printable(path.stem), Timeline(decoded), hashlib.sha256(data).hexdigest())


def load(race: str | os.PathLike[str]) -> Race:
    """Read a race, to ask for several of its tables: `race` is a name or the path of a race file.

    Raises `RaceFileError` where it cannot be read. Of a race in memory `Columns.race` has no
    SHA-256, and as its name the title.

    >>> import replay
    >>> race = replay.load("kansas-2024")
    >>> len(replay.laps(race)["Time"]), len(replay.stops(race)["Time"])
    (9995, 254)
    """
    return racefile.load(_path_of(race))


def _path_of(race: str | os.PathLike[str]) -> Path:
    """Find the file of a race; RaceFileError of one with an `@` says how a moment is told."""
    if not isinstance(race, str | os.PathLike):
        raise TypeError(f"a race is a name, a path or a Race, not {type(race).__name__}")
    moment = os.fspath(race).rpartition("@")[2]
    try:
        path = racefile.find(race) if isinstance(race, str) else Path(race)
        if moment == os.fspath(race) or os.path.lexists(path):
            return path
    except racefile.RaceFileError:
        if moment == race:
            raise
    message = f"no race is called so; a moment of one is told by until={moment!r}"
    raise racefile.RaceFileError(os.fspath(race), message)


def told_of(read: ReadRace, until: str | float | None, time: int) -> dict[str, object]:
    """Give what a table carries of its race beside the columns: plain values that JSON can hold.

    Of a table that ends before the record does, at `time` (ticks), that is what may be told then:
    the texts of sources tell of the result.
    """
    header = read.header
    sources = header.sources if time >= read.timeline.end else ()
    return {
        "name": read.name,
        "title": header.name,
        "series": header.series,
        "season": header.season,
        "date": header.date,
        "until": until,
        "sha256": read.sha256,
        "sources": [{"of": source.of, "text": source.text} for source in sources],
    }
