"""The lines of the list of races: heads that fold, and below those that are open their races."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from replay.race.library import Library, LibraryRace, RaceInfo, SeriesRaces
from replay.race.text import printable

MOST_UNFOLDED = 12
"""The races of a series that are listed without heads for its seasons."""

FoldKey = tuple[str, str | None]
"""A series, or a season of it."""

CANNOT_BE_READ: FoldKey = ("", None)
"""The key of the head over files that cannot be read; no series is without a name."""


LEFT_OFF: FoldKey = ("", "left off")
"""The key of the head over the races that were left last."""


def words_of(key: FoldKey) -> str:
    """Give the words of a head that is of no series."""
    return "Where you left off" if key == LEFT_OFF else "Cannot be read"


@dataclass(frozen=True)
class StoppedRace(LibraryRace):
    """A race in the list of those that were left last: it stands in its series as well."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head over `races` of a series, or of one season of it; `open` shows them below it."""

    series: str
    season: str | None
    races: int
    span: str
    open: bool

    @property
    def key(self) -> FoldKey:
        """What it is a head of."""
        return self.series, self.season


@dataclass(frozen=True, slots=True)
class UnreadableFile:
    """A file that cannot be read."""

    info: RaceInfo

    @property
    def reason(self) -> str:
        """Why, without the path that the whole line begins with and the place that may end it."""
        reason = (self.info.error or "").removeprefix(printable(str(self.info.path)))
        return _PLACE.sub("", reason).partition(" (at $")[0]


_PLACE = re.compile(r"^(?::[0-9]+:[0-9]+)?: ")
"""What stands between the path of a file and what is wrong with it."""

Line = Head | LibraryRace | UnreadableFile


def library_lines(library: Library, opened: Mapping[FoldKey, bool], found: bool) -> list[Line]:
    """Lay out a library; `opened` says which heads the viewer has opened or shut.

    What is `found` by a search stands below the heads of its series, with no heads of seasons: of
    many there is one race each. Else a series of many races shows its seasons, and these are shut.
    """
    lines: list[Line] = []
    for series in library.series:
        lines += _series_lines(series, opened, found)
    if library.unreadable:
        is_open = opened.get(CANNOT_BE_READ, True)
        lines.append(Head(*CANNOT_BE_READ, len(library.unreadable), "", is_open))
        lines += map(UnreadableFile, library.unreadable if is_open else ())
    return lines


def stopped_lines(stopped: Sequence[StoppedRace], opened: Mapping[FoldKey, bool]) -> list[Line]:
    """Lay out the races that were left last, below a head of their own; nothing without any."""
    if not stopped:
        return []
    is_open = opened.get(LEFT_OFF, True)
    return [Head(*LEFT_OFF, len(stopped), "", is_open), *(stopped if is_open else ())]


def _series_lines(series: SeriesRaces, opened: Mapping[FoldKey, bool], found: bool) -> list[Line]:
    races = series.races
    is_open = opened.get((series.name, None), True)
    lines: list[Line] = [Head(series.name, None, len(races), series.span, is_open)]
    if not is_open:
        return lines
    if found or len(races) <= MOST_UNFOLDED:
        return [*lines, *races]
    for season in series.seasons:
        is_open = opened.get((series.name, season.name), False)
        lines.append(Head(series.name, season.name, len(season.races), "", is_open))
        lines += season.races if is_open else ()
    return lines


def head_above(lines: Sequence[Line], at: int) -> int:
    """Give the line of the head over a line: of a season that of its series; itself if none."""
    line = lines[at] if at < len(lines) else None
    if isinstance(line, Head) and line.season is None:
        return at
    for above in range(at - 1, -1, -1):
        head = lines[above]
        if isinstance(head, Head) and (head.season is None or not isinstance(line, Head)):
            return above
    return at
