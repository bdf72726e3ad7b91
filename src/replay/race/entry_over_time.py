"""A line of the race log as it is known over time, and the order of lines within one instant."""

from collections.abc import Callable

from msgspec import Struct, structs

from replay.race.state import LogEntry, LogKind

# At one instant the line is scored first, then the flags are shown, those of the lap that ends
# first and else in the order of the file, then what follows from them.
_ORDER: tuple[tuple[LogKind, ...], ...] = (
    ("green",), ("fastest lap",), ("lead change",), ("stage",),
    ("white flag", "chequered flag", "ruling", "time added", "exclusion", "caution", "free pass",
     "red flag", "restart", "flag"),
    ("retirement",), ("unseen",), ("penalty",), ("pit stop",),
)  # fmt: skip
_RANKS = {kind: rank for rank, kinds in enumerate(_ORDER) for kind in kinds}


class EntryOverTime(Struct, frozen=True):
    """An entry whose detail is complete from the time `known`; before it, what `partial` says.

    `partial` holds times and texts in order of time; the detail is the last whose time has come.
    Until `known` an `early_text` stands in place of the text.
    """

    entry: LogEntry
    known: int
    partial: tuple[tuple[int, str], ...] = ()
    early_text: str | None = None

    def at(self, time: int) -> LogEntry:
        """Give the entry as far as it is known at `time`."""
        if self.known <= time:
            return self.entry
        detail = next((text for at, text in reversed(self.partial) if at <= time), None)
        text = self.entry.text if self.early_text is None else self.early_text
        return structs.replace(self.entry, text=text, detail=detail, brief_text=None, brief=None)

    def first(self, wanted: Callable[[LogEntry], bool]) -> int | None:
        """Give the first time at which the entry is as `wanted` has it; None if it never is."""
        times = (self.entry.at, *(at for at, _ in self.partial), self.known)
        return next((at for at in sorted({*times}) if wanted(self.at(at))), None)

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """What orders the lines of a log: the time, and within one instant what follows what."""
        rank = _RANKS[self.entry.kind]
        return self.entry.at, rank, self.entry.lap if rank == _RANKS["white flag"] else 0
