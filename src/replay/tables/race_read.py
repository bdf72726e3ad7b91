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
    if not isinstance(race, str | os.PathLike):
        raise TypeError(f"a race is a name, a path or a Race, not {type(race).__name__}")
    path = racefile.find(race) if isinstance(race, str) else Path(race)
    data = racefile.contents(path)
    decoded = racefile.decode(data, str(path))
    return ReadRace(printable(path.stem), Timeline(decoded), hashlib.sha256(data).hexdigest())


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
