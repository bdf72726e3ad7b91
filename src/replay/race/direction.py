"""Which way a text runs: a terminal that turns right-to-left text round moves what is beside it."""

import unicodedata

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})


def runs_leftward(text: str) -> bool:
    """Tell whether any of a text runs from right to left."""
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT for sign in text)
