"""Tests of the screen wait no longer than it takes."""

from collections.abc import Iterator

import pytest
from textual import _wait, screen

REPAINTS_A_SECOND = 600
WAIT_SECONDS = 1 / 200


@pytest.fixture(scope="session", autouse=True)
def _short_waits() -> Iterator[None]:
    """Let Textual repaint ten times as often as in a terminal, and its pilot wait for less.

    The pilot sleeps 20 ms at a time, twice a key, until the program has been idle for that long:
    a little more than the 17 ms until the next repaint. Both a quarter and less as long, the same
    tests see the same screens, and most of the time they took was sleep.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screen, "UPDATE_PERIOD", 1 / REPAINTS_A_SECOND)
        patch.setattr(_wait, "SLEEP_GRANULARITY", WAIT_SECONDS)
        patch.setattr(_wait, "SLEEP_IDLE", WAIT_SECONDS / 20)
        yield
