"""What of the log is shown and found: worked out once a log, and grown with it.

The ribbon and the log ask the same of a scene: `matches` and `current_match`.
"""

from collections.abc import Mapping
from itertools import compress, count
from operator import is_not

from msgspec import Struct

from replay.pattern import BadPattern
from replay.race.state import LogEntry
from replay.tui.field_names import field_names
from replay.tui.log_filter import id_of
from replay.tui.panes.log_choice import LogChoice, Sorting, what_is_shown
from replay.tui.panes.log_pattern import LogPattern
from replay.tui.scene import Scene


class LogNow(Struct, frozen=True, eq=False):
    """What is shown of a log: its `entries`, oldest first, and how many there are of each kind.

    `found` holds those in which the pattern was found, None where nothing is searched for;
    `complaint` says why it cannot be.
    """

    entries: tuple[LogEntry, ...]
    counts: Mapping[str, int]
    found: tuple[LogEntry, ...] | None = None
    pattern: LogPattern | None = None
    complaint: str = ""


class LogSearch:
    """The log of one race by one choice and one pattern: every entry is searched once.

    One that has changed, since a detail of it has come to be known, is searched again.
    """

    def __init__(self, scene: Scene, choice: LogChoice, pattern: str) -> None:
        self.race, self.glyphs = scene.race, scene.glyphs
        self.choice, self.typed = choice, pattern
        self.complaint = ""
        self.pattern: LogPattern | None = None
        if pattern:
            try:
                self.pattern = LogPattern(pattern, field_names(scene), scene.entries)
            except BadPattern as bad:
                self.complaint = str(bad)
        self._sorting = Sorting(scene, choice)
        self._log: tuple[LogEntry, ...] | None = None
        self._entries: tuple[LogEntry, ...] = ()
        self._hits: list[bool] = []
        self._now: LogNow | None = None

    def of_log(self, log: tuple[LogEntry, ...]) -> LogNow:
        """Give what is shown and found of a log; the same value again for the same log."""
        if self._now is None or log is not self._log:
            self._log = log
            shown = self._sorting.sorted_out(log)
            whole = len(shown) == len(log)
            entries = log if whole else tuple(map(log.__getitem__, shown))
            counts = dict(self._sorting.counts)
            self._now = LogNow(entries, counts, self._found(entries), self.pattern, self.complaint)
        return self._now

    def wants(self, entry: LogEntry) -> bool:
        """Tell whether an entry is shown and found, in a log that may be longer."""
        if self.pattern is None or not self._sorting.shows(entry):
            return False
        return bool(self.pattern.find(entry))

    def _found(self, entries: tuple[LogEntry, ...]) -> tuple[LogEntry, ...] | None:
        if self.pattern is None:
            return None
        before, hits, find = self._entries, self._hits, self.pattern.find
        self.pattern.grant(len(entries))
        self._entries = entries
        del hits[len(entries) :]
        try:
            for at in compress(count(), map(is_not, before, entries)):
                hits[at] = bool(find(entries[at]))
            for at in range(len(hits), len(entries)):
                hits.append(bool(find(entries[at])))
        except BadPattern as bad:
            self.pattern, self.complaint = None, str(bad)
            return None
        return tuple(compress(entries, hits))


_kept: list[LogSearch] = []
"""The last of two races, or of two choices."""


def log_search(scene: Scene) -> LogSearch:
    """Give what has been sorted and searched of the log of a scene."""
    choice, pattern = what_is_shown(scene), scene.view.filter.pattern
    for one in _kept:
        if (
            one.race is scene.race
            and one.typed == pattern
            and one.choice == choice
            and one.glyphs is scene.glyphs
        ):
            return one
    del _kept[:-1]
    _kept.append(LogSearch(scene, choice, pattern))
    return _kept[-1]


def log_now(scene: Scene) -> LogNow:
    """Give what is shown and found of the log of a scene."""
    return log_search(scene).of_log(scene.frame.log)


def matches(scene: Scene) -> tuple[int, ...]:
    """Give the times (ticks) of the lines that are found, in order; none without a search."""
    found = log_now(scene).found if scene.view.filter.pattern else None
    return tuple([entry.at for entry in found or ()])


def current_match(scene: Scene) -> int | None:
    """Give the time (ticks) of the current match, None without any."""
    entry = current_entry(scene)
    return None if entry is None else entry.at


def current_entry(scene: Scene) -> LogEntry | None:
    """Give the match under the cursor of the log, else the last one the clock has come to."""
    found = log_now(scene).found
    if not found:
        return None
    line = scene.view.filter.line
    if line is not None:
        own = next((one for one in reversed(found) if id_of(one) == line), None)
        if own is not None:
            return own
    return found[-1]
