"""A rate of the clock in words."""

import re
from fractions import Fraction

from replay.clock import RATES


def parse_rate(text: str) -> Fraction | None:
    """Read `1/2`, `0.5` or `x8`; None if it is none of the clock's rates."""
    text = text.strip().lower().strip("x×")
    if not re.fullmatch(r"[0-9]{1,3}(?:/[1-9][0-9]{0,2}|\.[0-9]{1,4})?", text, re.ASCII):
        return None
    rate = Fraction(text)
    return rate if rate in RATES else None
