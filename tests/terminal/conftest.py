"""A race in a real terminal, for every test of the terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal.session import HINT, TINY, Terminal


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    """The tiny race in a terminal, its first screen painted."""
    shown = Terminal(tmp_path, "-m", "replay", str(TINY))
    try:
        shown.until_shown(HINT)
        yield shown
    finally:
        shown.close()
