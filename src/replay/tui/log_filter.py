"""What is chosen of the race log: kinds of lines, one car, a search, an opened line."""

from msgspec import Struct
from msgspec.structs import replace

from replay.race.state import LogEntry

EntryId = tuple[int, str, str | None, int | None]
"""What makes an entry of the log itself, whatever detail of it is known by now."""


def id_of(entry: LogEntry) -> EntryId:
    """Tell an entry from every other one of its race."""
    return entry.at, entry.kind, entry.car, entry.number


class LogFilter(Struct, frozen=True):
    """What of the log is looked at, as one immutable value: a key makes another one.

    `kind` names one of `log_choice.kinds_of`, empty for the first of them; `car` is the only one
    whose lines are shown, None for all. `typed` stands in the row of the search, and `pattern` is
    the last of what was typed that could be searched for; both are empty without a search.
    `typing`: letters are for that row, and `before` is what was searched for until then. `opened`
    is the line that is open, `line` that under the cursor of the log. `card` tells what an opened
    card is of: a caution by its time (ticks), a stage by its number; None of the last one.
    """

    kind: str = ""
    car: str | None = None
    typed: str = ""
    pattern: str = ""
    typing: bool = False
    before: str = ""
    opened: EntryId | None = None
    line: EntryId | None = None
    card: int | None = None

    @property
    def searching(self) -> bool:
        """Whether the row of the search stands."""
        return self.typing or bool(self.typed)

    @property
    def narrowed(self) -> bool:
        """Whether lines are left out that would else be shown."""
        return bool(self.kind) or self.car is not None

    def of_kind(self, kind: str) -> "LogFilter":
        """Show lines of another kind."""
        return replace(self, kind=kind)

    def of_car(self, car: str | None) -> "LogFilter":
        """Show the lines of one car alone, or of all."""
        return replace(self, car=car)

    def whole(self) -> "LogFilter":
        """Show every line again."""
        return replace(self, kind="", car=None)

    def asked(self) -> "LogFilter":
        """Let letters be for the row of the search, which is empty; what was found stays so far."""
        return replace(self, typing=True, typed="", before=self.pattern)

    def with_typed(self, typed: str, pattern: str | None) -> "LogFilter":
        """Take what is typed now; `pattern` is that if it can be searched for, else None."""
        kept = self.pattern if pattern is None else pattern
        return replace(self, typed=typed, pattern=kept, line=None)

    def settled(self) -> "LogFilter":
        """Let letters be keys again; what can be searched for is, and nothing where none can."""
        if not self.typed:
            return self.ended()
        return replace(self, typing=False, typed=self.pattern, before="")

    def taken_back(self) -> "LogFilter":
        """Give up what is being typed, for what was searched for before it."""
        return replace(self, typing=False, typed=self.before, pattern=self.before, before="")

    def ended(self) -> "LogFilter":
        """Search for nothing."""
        return replace(self, typing=False, typed="", pattern="", before="", line=None)

    def with_opened(self, line: EntryId | None) -> "LogFilter":
        """Open a line in place of another, or none."""
        return replace(self, opened=line)

    def with_card(self, of: int | None) -> "LogFilter":
        """Have a card tell of another caution or stage, or of the last."""
        return self if of == self.card else replace(self, card=of)

    def on_line(self, line: EntryId | None) -> "LogFilter":
        """Have the cursor of the log on another line."""
        return self if line == self.line else replace(self, line=line)
