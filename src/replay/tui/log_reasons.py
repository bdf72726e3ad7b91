"""The race log in a width: below a line too short for its published reason stands the reason."""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import overload

from rich.cells import cell_len

from replay.race.state import LogEntry, LogKind
from replay.tui.drawing.cells import clean, plain
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.wrapping import wrapped
from replay.tui.log_lines import FoldedLog, Key, LogLine, line_row, room_below

_TOLD: frozenset[LogKind] = frozenset(("caution", "penalty", "red flag", "flag", "ruling"))
"""The kinds of entry whose detail is a reason that somebody published."""

_FROM = 40
"""The width from which reasons stand below their lines: a narrow log keeps its few rows."""

_MOST = 400
"""How many reasons stand below, the latest: more than any race has had."""


class ReasonedLog(Sequence[LogLine]):
    """The lines of a log as they stand in `width` cells, newest first, reasons among them.

    `names` gives each car's surname, with which an entry's text may begin.
    """

    def __init__(
        self,
        log: Sequence[LogEntry] = (),
        width: int = 0,
        glyphs: Glyphs = UNICODE,
        names: Mapping[str, str] | None = None,
    ) -> None:
        self._folded = FoldedLog(log)
        self._over: list[int] = []  # the lines that have a reason below them
        self._parts: list[tuple[str, ...]] = []
        for at in reversed(range(len(log))) if width >= _FROM else ():
            if log[at].kind not in _TOLD or not log[at].detail:
                continue
            if parts := _below(log[at], width, glyphs, names or {}):
                self._over.append(self._folded.line_of(at))
                self._parts.append(parts)
            if len(self._parts) == _MOST:
                break
        self._more = (0, *accumulate(map(len, self._parts)))
        self._heads = [line + more for line, more in zip(self._over, self._more, strict=False)]

    def __len__(self) -> int:
        return len(self._folded) + self._more[-1]

    @overload
    def __getitem__(self, index: int) -> LogLine: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[LogLine, ...]: ...

    def __getitem__(self, index: int | slice) -> LogLine | tuple[LogLine, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        index = range(len(self))[index]
        before = bisect_left(self._heads, index)
        if before:
            row = index - self._heads[before - 1] - 1
            if row < len(self._parts[before - 1]):
                entry = self._folded[self._over[before - 1]].entry
                return LogLine(entry, part=self._parts[before - 1][row])
        return self._folded[index - self._more[before]]

    def index_of(self, keys: Collection[Key]) -> int:
        """Give the newest line that tells any of these entries; the newest of all where none does.

        A reason below a line is not asked for: it has the key of that line.
        """
        line = self._folded.index_of(keys)
        return line + self._more[bisect_left(self._over, line)]


def _below(
    entry: LogEntry, width: int, glyphs: Glyphs, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Give the rows of an entry's detail that its line has no room for; none where it has."""
    detail = (plain if glyphs.ascii else clean)(entry.detail or "")
    if cell_len(detail) < width:
        *_, (last, _) = line_row(LogLine(entry), width, glyphs, names)
        if last == f"  {detail}":
            return ()
    return wrapped(detail, room_below(width, glyphs))
