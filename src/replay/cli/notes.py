"""What is told beside the data: lines on the standard error."""

import sys
from collections.abc import Iterable
from contextlib import suppress


def print_notes(lines: Iterable[str]) -> None:
    """Print lines that are safe to print; nobody can be told by one that is closed or full."""
    if sys.stderr is None:  # closed: print would put the lines among the data
        return
    with suppress(OSError):
        for line in lines:
            print(line, file=sys.stderr)
