"""A recording of a terminal as asciinema plays it: asciicast, version 2 or 3.

https://docs.asciinema.org/manual/asciicast/v2/ and https://docs.asciinema.org/manual/asciicast/v3/
"""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, BinaryIO, Literal

if TYPE_CHECKING:
    from textual.strip import Strip

CastVersion = Literal[2, 3]

_MICROSECONDS = 1_000_000
_CLEARED = "\x1b[?25l\x1b[0m\x1b[2J"
"""Hides the cursor, and clears the terminal."""

_TERM = "xterm-256color"


class CastWriter:
    """Writes the screens of a recording; of each but the first only what is other than before."""

    def __init__(
        self, file: BinaryIO, version: CastVersion, size: tuple[int, int], title: str
    ) -> None:
        self._file = file
        self._version = version
        self._rows: Sequence[Strip] | None = None
        self._last = 0
        self._height = size[1]
        columns, rows = size
        if version == 2:
            screen: dict[str, object] = {"width": columns, "height": rows, "title": title}
            head = {"version": 2, **screen, "env": {"TERM": _TERM}}
        else:
            term = {"cols": columns, "rows": rows, "type": _TERM}
            head = {"version": 3, "term": term, "title": title}
        self._line(head)

    def show(self, at: int, rows: "Sequence[Strip]") -> None:
        """Show a screen so many microseconds after the first; screens come in order of time."""
        from replay.tui.drawing.painted_rows import as_codes

        codes = as_codes(rows, self._rows)
        if self._rows is None:
            codes = _CLEARED + codes
        self._rows = rows
        if codes:
            self._event(at, codes)

    def end(self, at: int) -> None:
        """Give the cursor back below the last screen, which stands until then."""
        self._event(at, f"\x1b[{self._height};1H\x1b[?25h")

    def _event(self, at: int, codes: str) -> None:
        since = at if self._version == 2 else at - self._last
        self._last = at
        self._line([since / _MICROSECONDS, "o", codes])

    def _line(self, value: object) -> None:
        self._file.write(json.dumps(value, ensure_ascii=False).encode() + b"\n")
