"""What is seen of a library: what is searched for in it, and which heads are open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from replay.race.library import Library, LibraryRace
from replay.race.search import search_words
from replay.tui.picker.library_lines import (
    LEFT_OFF,
    FoldKey,
    Head,
    Line,
    StoppedRace,
    library_lines,
    stopped_lines,
)

MOST_STOPS = 5
"""So many races that were left stand above all others, the newest first."""

Folds = Mapping[FoldKey, bool]


@dataclass(frozen=True)
class LibraryView:
    """A view of a library; searching and folding make another.

    `opened` are the heads the viewer has opened or shut, `opened_in_search` those since the last
    letter was typed. The races `stopped` in last, the newest first, stand above all others while
    nothing is typed.
    """

    library: Library
    typed: str = ""
    opened: Folds = field(default_factory=dict)
    opened_in_search: Folds = field(default_factory=dict)
    stopped: tuple[StoppedRace, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that all have to stand in what is found."""
        return search_words(self.typed)

    @cached_property
    def found(self) -> Library:
        """What is found, or all while nothing is typed."""
        return self.library.found(self.words)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the list."""
        folds = self.opened_in_search if self.typed else self.opened
        stopped = () if self.typed else stopped_lines(self.stopped, folds)
        return (*stopped, *library_lines(self.found, folds, bool(self.typed)))

    @property
    def instead(self) -> str:
        """What is told where there are no lines."""
        if not (self.library.series or self.library.unreadable):
            return "No races here. Put some into your races folder, or name one: replay FILE"
        return f"No race matches “{self.typed}”. Escape clears the filter."

    def with_stops(self, names: Sequence[str]) -> "LibraryView":
        """Have the first `MOST_STOPS` races of these names above all others."""
        races = {race.info.name: race for race in self.library.races}
        wanted = [races[name] for name in names if name in races][:MOST_STOPS]
        stopped = tuple(StoppedRace(race.info, race.header, race.series) for race in wanted)
        return replace(self, stopped=stopped)

    def search(self, typed: str, chosen: Line | None) -> "LibraryView":
        """Search for other words; with none, the chosen race is not folded away again."""
        typed = typed.lstrip()
        if typed == self.typed:
            return self
        view = replace(self, typed=typed, opened_in_search={})
        if typed or not isinstance(chosen, LibraryRace) or isinstance(chosen, StoppedRace):
            return view
        season = next(
            season.name
            for series in self.library.series
            for season in series.seasons
            if series.name == chosen.series and chosen in season.races
        )
        keys = ((chosen.series, None), (chosen.series, season))
        return replace(view, opened={**self.opened, **dict.fromkeys(keys, True)})

    def turn(self, head: Head, is_open: bool) -> "LibraryView":
        """Open or shut a head."""
        if self.typed:
            return replace(self, opened_in_search={**self.opened_in_search, head.key: is_open})
        return replace(self, opened={**self.opened, head.key: is_open})

    def place_of(self, chosen: Line | None) -> int:
        """Give the line where something stands, or the first race if it does not."""
        for at, line in enumerate(self.lines):
            if line is chosen or (isinstance(line, StoppedRace) and line == chosen):
                return at
            if isinstance(line, Head) and isinstance(chosen, Head) and line.key == chosen.key:
                return at
        races = (at for at, line in enumerate(self.lines) if isinstance(line, LibraryRace))
        return next(races, 0)

    def races_under(self, line: Line | None) -> Sequence[LibraryRace]:
        """Give the races a head stands over, shut or open."""
        if not isinstance(line, Head):
            return ()
        if line.key == LEFT_OFF:
            return self.stopped
        return [
            race
            for series in self.found.series
            for season in series.seasons
            for race in season.races
            if series.name == line.series and line.season in (None, season.name)
        ]
