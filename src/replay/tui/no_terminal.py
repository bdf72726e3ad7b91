"""The environment of a screen that nobody sees: without what belongs to a terminal."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_terminal() -> Iterator[None]:
    """Leave out of the environment what Textual would take from it: here is no terminal.

    It might press keys, take pictures, or draw in other colours, and the bytes are to be the same.
    """
    names = [n for n in os.environ if n.startswith("TEXTUAL") or n in ("COLUMNS", "LINES")]
    kept = {name: os.environ.pop(name) for name in names}
    try:
        yield
    finally:
        os.environ.update(kept)
