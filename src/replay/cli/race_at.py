"""`RACE@MOMENT` and `RACE@A..B` on the command line: a race, and when in it."""

import os
from pathlib import Path
from typing import NamedTuple

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.reading import read
from replay.race.model import Race
from replay.race.text import printable
from replay.race.timeline import Timeline

_SPAN = ".."


class RaceAt(NamedTuple):
    """The name or path of a race, and what stands after its `@`; None without one."""

    name: str
    moment: str | None = None

    def title(self) -> str:
        """Give what a picture of it is called, safe to print: without folders."""
        return printable(f"{Path(self.name).stem}@{self.moment or 'grid'}")

    @property
    def ends(self) -> tuple[str, str] | None:
        """The two names of a span, None where it is none."""
        first, dots, last = (self.moment or "").partition(_SPAN)
        return (first, last) if dots else None


def race_at(argument: str) -> RaceAt:
    """Split an argument at its last `@`; a race or a file that is called so as a whole wins."""
    name, at, moment = argument.rpartition("@")
    written_as_path = "/" in moment or os.sep in moment or moment.endswith(".json")
    if not at or not name or written_as_path or _stands(argument):
        return RaceAt(argument)
    return RaceAt(name, moment)


def _stands(name_or_path: str) -> bool:
    """Tell whether there is a race of this name, or a file at this path."""
    try:
        return os.path.lexists(racefile.find(name_or_path))
    except (racefile.RaceFileError, ValueError):  # a path with a NUL in it
        return False


class RecordAt(NamedTuple):
    """A race that has been read, and the time it is meant at in ticks; None where none is named."""

    race: Race
    timeline: Timeline
    time: int | None


class RecordBetween(NamedTuple):
    """A race that has been read, and the two times of a span, in ticks."""

    timeline: Timeline
    since: int
    until: int


def read_at(argument: str) -> RecordAt:
    """Read a race and the time of its moment; Failure where there is either not, or a span."""
    named = race_at(argument)
    if named.ends is not None:
        raise Failure("one moment is wanted: RACE@L150; A..B names a span")
    race = read(named.name)
    timeline = Timeline(race)
    moment = named.moment
    return RecordAt(race, timeline, None if moment is None else time_named(timeline, moment))


def read_between(argument: str) -> RecordBetween:
    """Read a race and a span of it: up to one moment, or between two, the end included.

    Without any it is the whole record. Failure where a moment is not there, or the second is not
    after the first.
    """
    named = race_at(argument)
    timeline = Timeline(read(named.name))
    if named.ends is None:
        until = timeline.end if named.moment is None else time_named(timeline, named.moment)
        return RecordBetween(timeline, 0, until)
    since, until = (time_named(timeline, end) for end in named.ends)
    if until <= since:
        raise Failure("in A..B the second moment is after the first")
    return RecordBetween(timeline, since, until)


def time_named(timeline: Timeline, moment: str) -> int:
    """Give the time of a moment in ticks; Failure in one line where there is none."""
    from replay.race.moment_name import NO_SUCH_MOMENT, moment_time
    from replay.race.moment_words import NoSuchMoment

    try:
        return moment_time(timeline, moment)
    except NoSuchMoment as error:
        if str(error) != NO_SUCH_MOMENT:
            raise Failure(str(error)) from None
        short = timeline.race.header.short
        raise Failure(printable(f"{NO_SUCH_MOMENT}: {short} has no {moment!r}")) from None
