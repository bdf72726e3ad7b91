"""Which way a text runs.

A terminal that turns right-to-left text round also moves what stands beside it in the row: where
there is more in a row, a name that runs rightward is told instead.
"""

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


def runs_leftward(text: str) -> bool:
    """Tell whether any of a text runs from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)


def first_rightward(*texts: str | None) -> str:
    """Give the first of several names that runs from left to right; empty if none does."""
    return next((text for text in texts if text and not runs_leftward(text)), "")
