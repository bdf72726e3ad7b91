"""The race log: typed lines derived from the facts.

Only what has happened: an entry appears at its time, and a detail that is published later than
the moment it describes (seconds on pit road, a margin) appears when it is known.
"""

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate

from replay.race.entry_over_time import EntryOverTime
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline


class RaceLog:
    """The log of one race, written at its first use and cut at any time.

    With `whole_names` a car has its number and surname in the middle of a line too.
    """

    def __init__(self, timeline: Timeline, *, whole_names: bool = False) -> None:
        self._timeline = timeline
        self._whole_names = whole_names
        self._last: tuple[int, tuple[LogEntry, ...]] = (0, ())

    @cached_property
    def _lines(self) -> tuple[EntryOverTime, ...]:
        from replay.race.log_writer import LogWriter  # at the start nothing has happened

        return LogWriter(self._timeline, whole_names=self._whole_names).lines()

    @cached_property
    def _entries(self) -> tuple[LogEntry, ...]:
        return tuple(line.entry for line in self._lines)

    @cached_property
    def _late(self) -> list[tuple[int, EntryOverTime]]:
        """The lines whose detail is known later than their entry, by their places."""
        return [(at, line) for at, line in enumerate(self._lines) if line.known > line.entry.at]

    @cached_property
    def _times(self) -> list[int]:
        return [line.entry.at for line in self._lines]

    @cached_property
    def _settled(self) -> list[int]:
        """When every detail of the entries up to each is known."""
        return list(accumulate((line.known for line in self._lines), max))

    def at(self, time: int) -> tuple[LogEntry, ...]:
        """Give the entries up to `time` ticks, oldest first; at time 0, on the grid, none.

        The same tuple again where nothing came to be known in between.
        """
        return self.through(time) if time > 0 else ()

    def through(self, time: int) -> tuple[LogEntry, ...]:
        """Give the entries up to `time` ticks; at time 0 those of the green flag itself."""
        count = bisect_right(self._times, time)
        if not count:
            return ()
        settled = self._settled[count - 1] <= time
        if settled and self._last[0] == count:
            return self._last[1]
        entries = self._entries[:count]
        if not settled:
            late = [(at, line) for at, line in self._late if at < count and line.known > time]
            cut = list(entries)
            for at, line in late:
                cut[at] = line.at(time)
            entries = tuple(cut)
        if settled:
            self._last = (count, entries)
        return entries

    def times(self, wanted: Callable[[LogEntry], bool]) -> list[int]:
        """Give the times of the entries that `wanted` accepts, each once, in order."""
        return sorted({line.entry.at for line in self._lines if wanted(line.entry)})

    def matching(self, wanted: Callable[[LogEntry], bool]) -> list[int]:
        """Give the times from which on lines are as `wanted` has them, each once, in order.

        A line that is so only with its later details is so from when they are known.
        """
        return sorted({at for line in self._lines if (at := line.first(wanted)) is not None})

    def entries(self, kind: LogKind) -> tuple[LogEntry, ...]:
        """Give the entries of a kind as they come, without what is known of them later."""
        return tuple(line.at(line.entry.at) for line in self._lines if line.entry.kind == kind)


def full_log(timeline: Timeline) -> tuple[LogEntry, ...]:
    """Give every entry of the record, with all its details."""
    return RaceLog(timeline).at(timeline.end)
