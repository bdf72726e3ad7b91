"""Names as the feeds decorate them: `* Jesse Love(i)`, `Riley Herbst #`, `Joey Logano (P)`."""

import re
import unicodedata

from replay.race.model import Driver
from replay.race.text import clean

_MARKS = re.compile(r"\s*(\((?:i|P|C)\)|#|\*)\s*")
_SMALL = {"da", "de", "del", "den", "der", "di", "la", "le", "ten", "van", "von"}
_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}

MAKES = {"Chv": "Chevrolet", "Frd": "Ford", "Tyt": "Toyota", "Dge": "Dodge", "Rnm": "Ram"}
"""How the feeds shorten the makes of cars."""


def plain_name(written: str) -> str:
    """Return a name without the marks of rookies, open cars and playoffs."""
    return " ".join(_MARKS.sub(" ", clean(written)).split())[:160]


def accented(written: str, published: str) -> str:
    """Return the published form of a name that differs in nothing but accents."""
    same = without_accents(plain_name(written)) == without_accents(plain_name(published))
    return published if same else written


def without_accents(name: str) -> str:
    """Return a name in its bare letters."""
    letters = unicodedata.normalize("NFD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def scores_no_points(written: str) -> bool:
    """Tell whether the name is marked `(i)`: its driver scores no points in this series."""
    return "(i)" in written


def driver_of(written: str) -> Driver | None:
    """Return the driver of a name, None where it is empty.

    The surname is the last word, with `Jr.` after it and `van` or `De La` before it.
    """
    words = plain_name(written).split()
    if not words:
        return None
    at = len(words) - 1
    if at and words[at].casefold() in _SUFFIXES:
        at -= 1
    while at > 1 and (words[at - 1].islower() or words[at - 1].casefold() in _SMALL):
        at -= 1
    return Driver(first=" ".join(words[:at]), last=" ".join(words[at:])[:80])
