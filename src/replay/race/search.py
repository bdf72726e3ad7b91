"""Words that are typed to find races: whatever their case and accents, in any order."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_PLAIN = str.maketrans(
    dict(
        zip(
            "øłđðıœæ’‘–—−",
            ["o", "l", "d", "d", "i", "oe", "ae", "'", "'", "-", "-", "-"],
            strict=True,
        )
    )
)
"""Letters and signs that Unicode does not take apart, as they are typed without looking them up."""


def folded(text: str) -> str:
    """Return `text` without case and accents: `São Paulo` as `sao paulo`."""
    return text.lower() if text.isascii() else "".join(map(_folded_sign, text))


@lru_cache(4096)
def _folded_sign(sign: str) -> str:
    """Fold one character, to several letters (`ß`) or to none (an accent of its own)."""
    spread = unicodedata.normalize("NFKD", sign.casefold().translate(_PLAIN))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).casefold()


def search_words(typed: str) -> tuple[str, ...]:
    """Take apart what was typed: the words that all have to stand in what is found."""
    return tuple(folded(typed).split())


def hits(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Say where words of a search stand in `text`: from a character to the one before another."""
    if not words:
        return []
    letters: list[str] = []
    signs: list[int] = []
    for at, sign in enumerate(text):
        for letter in folded(sign):
            letters.append(letter)
            signs.append(at)
    whole = "".join(letters)
    marked = [False] * len(text)
    for word in words:
        at = whole.find(word)
        while at >= 0:
            last = signs[at + len(word) - 1]
            marked[signs[at] : last + 1] = [True] * (last + 1 - signs[at])
            at = whole.find(word, at + 1)
    return _stretches(text, marked)


def _stretches(text: str, marked: Sequence[bool]) -> list[tuple[int, int]]:
    """Join marked neighbours; an accent that is a character of its own belongs to its letter."""
    found: list[tuple[int, int]] = []
    for at, hit in enumerate(marked):
        follows = bool(found) and found[-1][1] == at
        if follows and (hit or not folded(text[at])):
            found[-1] = (found[-1][0], at + 1)
        elif hit:
            found.append((at, at + 1))
    return found
