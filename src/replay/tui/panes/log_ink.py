"""The inks of the lines of the log: in full, or while something is searched for, what was found."""

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct

from replay.pattern import BadPattern
from replay.race.state import LogEntry
from replay.tui.drawing.runs import Row, Run
from replay.tui.panes.log_pattern import Found, LogPattern

_KEPT = ("plate", "quiet", "found")
"""The first words of roles that keep their ink in a line that steps back."""


class LogInk(Struct, frozen=True, eq=False):
    """How a line looks: in full ink, or `dim` where what is searched for is not in it.

    `pattern` is that; what it finds is inverted, in the accent of the `current` match.
    """

    pattern: LogPattern | None = None
    dim: bool = False
    current: bool = False

    @property
    def found(self) -> str:
        """The role of what was found."""
        return "found accent" if self.current else "found ink_soft"

    def of(self, row: Iterable[Run]) -> Row:
        """Give a row its ink."""
        if not self.dim:
            return tuple(row)
        return tuple(
            run if run[1].partition(" ")[0] in _KEPT or run[1] == "rule" else (run[0], "mute")
            for run in row
        )

    def plate(self, entry: LogEntry, run: Run) -> Run:
        """Invert the plate of a car that was searched for by its number or code."""
        if self._seeks and self._find(entry, "", "").car:
            return run[0], self.found
        return run

    def found_cars(self, stops: Sequence[LogEntry]) -> Collection[str]:
        """Give the cars of those stops in which it was found."""
        if not self._seeks or self.pattern is None:
            return ()
        return {stop.car for stop in stops if stop.car and self._find(stop)}

    def words(self, entry: LogEntry, runs: Sequence[Run], text: str, detail: str) -> list[Run]:
        """Invert what was found in the words of a line: its `text`, parted into runs, its detail.

        What was found in what does not stand there is shown by the name.
        """
        runs = [*runs, *([(f"  {detail}", "mute")] if detail else [])]
        if not self._seeks:
            return runs
        found = self._find(entry, text, detail)
        spans = list(found.text)
        before = sum(len(run) for run, _ in runs) - len(detail)
        spans += [(first + before, last + before) for first, last in found.detail]
        if not spans and runs and not self._find(entry, "", "").car:
            spans = [(0, len(runs[0][0]))]
        return _inverted(runs, spans, self.found)

    @property
    def _seeks(self) -> bool:
        return self.pattern is not None and not self.dim

    def _find(self, entry: LogEntry, text: str | None = None, detail: str | None = None) -> Found:
        assert self.pattern is not None
        try:
            return self.pattern.find(entry, text, detail)
        except BadPattern:  # so slow in a line that it is refused: the next frame says so
            return Found()


FULL_INK = LogInk()
"""While nothing is searched for."""


def _inverted(runs: Sequence[Run], spans: Sequence[tuple[int, int]], role: str) -> list[Run]:
    """Give runs of text with some characters of them in another role."""
    found: list[Run] = []
    at = 0
    for text, own in runs:
        pieces = ""
        inside = False
        for place, sign in enumerate(text, at):
            hit = any(first <= place < last for first, last in spans)
            if hit is not inside and pieces:
                found.append((pieces, role if inside else own))
                pieces = ""
            inside = hit
            pieces += sign
        if pieces:
            found.append((pieces, role if inside else own))
        at += len(text)
    return found
