"""What the race log tells the screen of keys and mouse."""

from textual.message import Message

from replay.race.state import LogEntry
from replay.tui.log_filter import EntryId


class LineOpened(Message):
    """The user wants a line opened, or shut: that which tells an `entry`."""

    def __init__(self, entry: LogEntry) -> None:
        super().__init__()
        self.entry = entry


class LineMoved(Message):
    """The cursor has gone to the line that tells an entry."""

    def __init__(self, line: EntryId) -> None:
        super().__init__()
        self.line = line


class KindChosen(Message):
    """The user wants the lines of a `kind`; empty: those of all cars again."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind


class LogPasted(Message):
    """Text has been pasted into the log."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class EntryChosen(Message):
    """The user asks for the time (`at`, ticks) at which what a line tells began."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.at = at
