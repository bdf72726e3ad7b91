"""Classes in order of their pace, and the three letters that the board has for each."""

import re
from collections.abc import Iterable, Mapping
from math import inf
from statistics import median

from replay.importers.alkamel.analysis import CarSheet
from replay.race.model import RaceClass

_WORDS = re.compile(r"[A-Z0-9]+")
_ENDS = ("PRO", "AM")
"""What tells two classes of the same cars apart stands at the end of their names."""

_LONGEST = 3
_MOST = 20


def race_classes(cars: Mapping[str, CarSheet], of_cars: Mapping[str, str]) -> tuple[RaceClass, ...]:
    """Return the classes, the fastest first; none where all cars are of one, or of none.

    `of_cars` is the class of each car, of those too that completed no lap: theirs comes last.

    The pace of a car is the median of its lap times, that of a class the median of its cars': a
    best lap says little of a class, for a car of a slower one may have had the better tow.
    """
    pace: dict[str, list[float]] = {}
    for number, name in of_cars.items():
        laps = [row.time for row in cars[number].laps] if number in cars else []
        pace.setdefault(name, []).extend([median(laps)] if laps else [])
    if len(pace) < 2:
        return ()
    names = sorted(pace, key=lambda name: (median(pace[name] or [inf]), name))[:_MOST]
    return tuple(RaceClass(name=name, short=mark) for name, mark in class_marks(names).items())


def class_marks(names: Iterable[str]) -> dict[str, str]:
    """Return a mark of at most three letters or digits for each class, no two the same."""
    marks: dict[str, str] = {}
    for name in names:
        wishes = [*_wishes(name), *(f"{number}" for number in range(1, 1000))]
        marks[name] = next(wish for wish in wishes if wish not in marks.values())
    return marks


def _wishes(name: str) -> list[str]:
    """Return marks for a class, the best first: HYPERCAR HYP, LMP2 P2, LMGT3 GT3, GTDPRO PRO."""
    words = _WORDS.findall(name.upper()) or ["CLA"]
    plain = "".join(words)
    short = plain.removeprefix("LM") if len(plain) > _LONGEST else plain
    wishes = []
    if len(short) <= _LONGEST:
        wishes.append(short)
    wishes += [end for end in _ENDS if plain.endswith(end)]
    wishes += [short[:_LONGEST], plain[:_LONGEST], plain[:2] + plain[-1], plain[0] + plain[-2:]]
    return [wish for wish in wishes if 0 < len(wish) <= _LONGEST]
