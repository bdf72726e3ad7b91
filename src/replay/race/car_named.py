"""Which car a person names: by its number, its driver's code, or a driver's surname."""

import re
import unicodedata
from collections.abc import Sequence

from replay.race.model import Entry

_NUMBER = r"(?a)(?:car |#)? ?([0-9a-z]{1,3})"


def car_named(text: str, entries: Sequence[Entry]) -> str | None:
    """Give the car that `33`, `#33`, `car 33`, `ver` or `verstappen` names; None where none does.

    Accents and capitals do not count. What two cars have in common names neither.
    """
    words = _plain(text)
    if match := re.fullmatch(_NUMBER, words):
        number = match[1].upper()
        if any(entry.car == number for entry in entries):
            return number
    names = {
        entry.car: {_plain(name) for one in entry.drivers for name in (one.code, one.last) if name}
        for entry in entries
    }
    cars = [car for car, known in names.items() if words in known]
    return cars[0] if len(cars) == 1 else None


def _plain(text: str) -> str:
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(bare.split())
