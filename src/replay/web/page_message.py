"""What a page sends to its session: checked, for a page need not be ours."""

import json
from typing import Any, NamedTuple

MOST_COLUMNS, MOST_ROWS = 400, 150
"""The largest screen that a page may ask for, as `replay frame --size` has it."""

_KINDS = ("stdin", "resize", "ping", "blur", "focus")


class PageMessage(NamedTuple):
    """One message: what is `typed`, in bytes, the `size` of the screen, or a ping to `answer`."""

    kind: str
    typed: bytes = b""
    size: tuple[int, int] = (0, 0)
    answer: str | int | float | None = None


def page_message(data: str) -> PageMessage | None:
    """Read a message of the protocol of textual-serve; None for what is not one."""
    try:
        envelope: Any = json.loads(data)
        kind: Any = envelope[0]
        about: Any = envelope[1] if len(envelope) > 1 else None
        if kind == "stdin":
            return PageMessage(kind, typed=about.encode())
        if kind == "resize":
            columns, rows = int(about["width"]), int(about["height"])
            size = min(max(columns, 1), MOST_COLUMNS), min(max(rows, 1), MOST_ROWS)
            return PageMessage(kind, size=size)
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError, RecursionError):
        return None
    if kind not in _KINDS:
        return None
    return PageMessage(kind, answer=about if isinstance(about, str | int | float) else None)
