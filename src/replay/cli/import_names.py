"""What the file of an imported race is called: by its season, its round and its name."""

import re
import unicodedata

from replay.race.model import Header

_LONGEST = 60
"""Characters of a name: short enough for every file system, whatever its letters take in bytes."""

_ROUND = re.compile(r"\b([0-9]{1,3})\b")
_NO_WORD = re.compile(r"[^\w]+|_+")


class FileNames:
    """Names of files, no two alike: `2024-05-monaco-grand-prix.json`.

    Small letters, digits and dashes, so that they are safe on every file system and in a shell;
    letters that are not Latin stay. A second race of one name is called `-2`.
    """

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, header: Header) -> str:
        """Return a name that none of the races before has."""
        stem = _stem(header)
        name, number = stem, 2
        while name in self._taken:
            name = f"{stem}-{number}"
            number += 1
        self._taken.add(name)
        return f"{name}.json"


def _stem(header: Header) -> str:
    season = header.season or (header.date or "")[:4]
    number = _ROUND.search(header.round or "")
    parts = [season, number[1].zfill(2) if number else "", header.name]
    words = (_words(part) for part in parts)
    return "-".join(word for word in words if word)[:_LONGEST].strip("-") or "race"


def _words(text: str) -> str:
    """Return a text in small letters without accents, what is no letter or digit a dash."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NO_WORD.sub("-", unicodedata.normalize("NFC", letters)).strip("-")
