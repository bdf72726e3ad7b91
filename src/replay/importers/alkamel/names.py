"""Names of drivers as timing sheets write them: `Sheldon VAN DER LINDE`, `Roman De Angelis`."""

import re
from collections.abc import Sequence

from replay.race.model import Driver
from replay.race.text import clean

_PARTICLES = {
    "af", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "le",
    "ten", "ter", "van", "vom", "von", "zu", "zur",
}  # fmt: skip
"""Words that stand before a surname and belong to it; in capitals they are written small."""

_SUFFIXES = {"JR": "Jr.", "JR.": "Jr.", "SR": "Sr.", "SR.": "Sr."}
_ROMAN = re.compile(r"I{1,3}|IV|V")
_LETTERS = re.compile(r"[^\W\d_]+")
_VOWELS = set("AEIOUYÀÁÂÃÄÅÆÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÝ")


def driver_of(written: str) -> Driver | None:
    """Return the driver of a name, None where it is empty.

    Words in capitals at the end, or at the beginning, are the surname; where none or all are, it
    is the last word, with the particles before it and a suffix after it.
    """
    words = clean(written).split()
    if not words:
        return None
    capitals = [_in_capitals(word) for word in words]
    begin = next((at for at in range(len(words)) if all(capitals[at:])), len(words))
    end = next((at for at, capital in enumerate(capitals) if not capital), len(words))
    if all(map(_is_suffix, words[begin:])):
        begin = len(words)
    if 0 < begin < len(words):
        begin = _with_particles(words, begin)
    elif 0 < end < len(words) and not _is_initials(words[0]):
        words, begin = [*words[end:], *words[:end]], len(words) - end
    elif begin == 0 and len(words) > 1:
        begin = 1
    else:
        at = len(words) - 1
        begin = _with_particles(words, at - (at > 0 and _is_suffix(words[at])))
    return named(" ".join(words[:begin]), " ".join(words[begin:]))


def named(first: str, last: str, code: str | None = None) -> Driver:
    """Return the driver of a first name and a surname, either of them perhaps in capitals."""
    first, last = " ".join(clean(first).split()), " ".join(clean(last).split())
    if not last:
        first, last = "", first
    whole = first and _in_capitals(first) and not _is_initials(first)
    marked = [word for word in last.split() if word not in _PARTICLES]
    surname = _small(last) if _in_capitals(" ".join(marked)) else _plain(last)
    return Driver(first=(_small(first) if whole else first)[:300], last=surname[:80], code=code)


def _with_particles(words: Sequence[str], at: int) -> int:
    """Return where a surname begins that is at `at` but for its particles; some name is left."""
    while at > 1 and words[at - 1].casefold() in _PARTICLES:
        at -= 1
    return at


def _is_suffix(word: str) -> bool:
    return word.upper() in _SUFFIXES or _ROMAN.fullmatch(word) is not None


def _in_capitals(text: str) -> bool:
    return text.removeprefix("Mc").removeprefix("Mac").isupper()


def _is_initials(word: str) -> bool:
    """Tell whether capitals are initials, `PJ`, `AJ` or `J.R.`, and no name: `YE` and `JO` are."""
    letters = "".join(_LETTERS.findall(word))
    if "." in word or len(letters) < 2:
        return True
    return len(letters) == 2 and (letters[1] == "J" or not _VOWELS & set(letters))


def _small(text: str) -> str:
    """Return a name in capitals as it is written: `van der Linde`, `McLaughlin`, `O'Ward`."""
    words = text.split()
    return " ".join(
        _SUFFIXES.get(word)
        or (word if at and _ROMAN.fullmatch(word) else None)
        or (word.lower() if at + 1 < len(words) and word.lower() in _PARTICLES else None)
        or _capitalised(word)
        for at, word in enumerate(words)
    )


def _plain(text: str) -> str:
    """Return a name that is written small already, its suffix as it is usual: `Paul Jr.`."""
    name, blank, suffix = text.rpartition(" ")
    return f"{name} {_SUFFIXES[suffix]}" if blank and suffix in _SUFFIXES else text


def _capitalised(word: str) -> str:
    """Return a word with a capital at each of its parts; `D'` before a name is written small."""
    small = _LETTERS.sub(lambda part: part[0].capitalize(), word)
    if small.startswith(("D'", "D’")) and len(small) > 2:
        small = "d" + small[1:]
    if small.startswith("Mc") and len(small) > 3:
        small = "Mc" + small[2:].capitalize()
    return small
