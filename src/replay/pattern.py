"""A regular expression as it is typed: told what is wrong with it, and bounded in all it may cost.

`regex` is loaded by the first search: unlike `re` it can be stopped while it matches.
"""

import re
import warnings
from collections.abc import Iterator
from functools import lru_cache
from time import process_time
from typing import Any

MOST_SIGNS = 100
"""The longest pattern, in characters."""

MOST_SECONDS = 0.05
"""The processor time that a search may take; what needs more is refused."""

_SECONDS_A_TEXT = 0.000_01
"""The processor time it may take beyond that for each text of very many."""

_MOST_REPEATS = 1_000
"""The product of all counts of repetitions in a pattern: each multiplies what has to be kept."""

_COUNTS = re.compile(r"\{(\d*),?(\d*)\}")
_WHOLE = r"(?!(?<=[0-9])(?=[0-9]))"
"""No match begins or ends within a number."""


class BadPattern(ValueError):
    """What is typed cannot be searched for; the message says why in two or three words."""


class TypedPattern:
    """A pattern as it is typed; BadPattern if it is none. Case does not matter."""

    def __init__(self, typed: str) -> None:
        self._pattern = _compiled(typed)
        self._left = MOST_SECONDS

    def grant(self, texts: int = 0) -> None:
        """Give it the processor time of a search in so many texts anew."""
        self._left = MOST_SECONDS + texts * _SECONDS_A_TEXT

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where in a text it stands, never amid a number; BadPattern if it is too slow."""
        begun = process_time()
        try:
            if self._left <= 0:
                raise TimeoutError
            found = [match.span() for match in self._pattern.finditer(text, timeout=self._left)]
        except (TimeoutError, MemoryError, RecursionError):
            raise BadPattern("too slow") from None
        finally:
            self._left -= process_time() - begun
        return (span for span in found if span[1] > span[0])


def fault_of(typed: str) -> str:
    """Say what is wrong with a pattern; empty where nothing is."""
    try:
        _compiled(typed)
    except BadPattern as bad:
        return str(bad)
    return ""


@lru_cache(8)
def _compiled(typed: str) -> Any:
    import regex

    if len(typed) > MOST_SIGNS:
        raise BadPattern("too long")
    repeats = 1
    for least, most in _COUNTS.findall(typed):
        repeats *= max(int(least or 0), int(most or 0), 1)
    if repeats > _MOST_REPEATS:
        raise BadPattern("too many repeats")
    flags = regex.VERSION1 | regex.IGNORECASE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            regex.compile(typed, flags)  # by itself: what closes too many brackets is none
            return regex.compile(f"{_WHOLE}(?:{typed}){_WHOLE}", flags)
    except regex.error as error:
        raise BadPattern(_complaint(str(error))) from None
    except (OverflowError, MemoryError, RecursionError, ValueError):
        raise BadPattern("no pattern") from None


def _complaint(message: str) -> str:
    """Say in few words what is wrong with a pattern."""
    message = message.partition(" at position")[0]
    words = {"missing )": "unclosed (", "unterminated character set": "unclosed ["}
    return words.get(message, message)
