"""Asks at the terminal, one by one, whether what changed is meant to be so."""

import sys
from collections.abc import Callable

from replay.testing.screen_match import Difference

_ANSWERS = """  y  yes: the screen as it is now becomes the snapshot
  n  no: the snapshot stays, and the test fails
  q  quit: as n for this one, and nothing more is asked or accepted
"""


class Review:
    """Asks for each difference; after `q` nothing more is asked, and nothing more accepted.

    `lift_capture` runs a function while what pytest captures is let through.
    """

    def __init__(self, lift_capture: Callable[[Callable[[], str]], str]) -> None:
        self._lift_capture = lift_capture
        self._over = False

    def accepts(self, told: str, difference: Difference) -> bool | None:
        """Tell whether a difference is accepted; None where it is not asked, and not shown."""
        if self._over:
            return None
        answer = self._lift_capture(lambda: _ask(told, difference))
        self._over = answer == "q"
        return answer == "y"


def _ask(told: str, difference: Difference) -> str:
    """Ask until the answer is one of y, n and q; where nothing more comes it is q."""
    sys.stdout.write(f"\n\n{told}\n")
    question = "keep it as its snapshot" if difference.is_new else "is it meant to be so"
    while True:
        sys.stdout.write(f"{question}? [y]es, [n]o, [q]uit: ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        answer = line.strip().lower()[:1] if line else "q"
        if answer in ("y", "n", "q"):
            return answer
        sys.stdout.write(_ANSWERS)
