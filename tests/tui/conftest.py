"""Tests of the screen wait no longer than it takes."""

from collections.abc import Iterator

import pytest
from textual import _wait, screen

REPAINTS_A_SECOND = 300
WAIT_SECONDS = 1 / 100


@pytest.fixture(scope="session", autouse=True)
def _short_waits() -> Iterator[None]:
    """Let Textual repaint five times as often as in a terminal, and its pilot wait half as long.

    The pilot sleeps 20 ms at a time until the program has been idle for that long, a little more
    than the 17 ms until the next repaint. What comes by another timer, such as a frame of a race
    that plays or a terminal that was resized, is to be waited for by its test.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screen, "UPDATE_PERIOD", 1 / REPAINTS_A_SECOND)
        patch.setattr(_wait, "SLEEP_GRANULARITY", WAIT_SECONDS)
        patch.setattr(_wait, "SLEEP_IDLE", WAIT_SECONDS / 20)
        yield
