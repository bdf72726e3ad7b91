"""Colours for cars that have no livery of their own: by make, or to tell a field apart."""

from collections.abc import Iterable
from zlib import crc32

from replay.race.model import Entry

_KNOWN = {
    "acura": "#e8692a",
    "alpine": "#e0559a",
    "aston": "#00756b",
    "audi": "#bb0a30",
    "bentley": "#2f5d34",
    "bmw": "#3f8fd8",
    "cadillac": "#1b4fc4",
    "chevrolet": "#f5d400",
    "corvette": "#f5d400",
    "ferrari": "#c8102e",
    "ford": "#143f8f",
    "glickenhaus": "#8a1c2b",
    "honda": "#e8692a",
    "isotta": "#7a1f3d",
    "lamborghini": "#1f6b3a",
    "lexus": "#606a75",
    "mclaren": "#ff8000",
    "mercedes": "#0fa39b",
    "mercedes-amg": "#0fa39b",
    "nissan": "#a02040",
    "peugeot": "#84b817",
    "porsche": "#c9a227",
    "toyota": "#e8e8e8",
}
"""By the first word of the make, in small letters."""

_OTHERS = (
    "#8e5fb8", "#9a8f3a", "#5a9a4a", "#947a5c", "#4a9a94", "#6f78b8", "#64809c", "#b06a3a",
    "#3f7fb0", "#b05a8a", "#5f8f72", "#b8505a",
)  # fmt: skip


def make_colour(make: str) -> str:
    """Give the colour of a make as `#rrggbb`; one that is not known has always the same."""
    word = make.casefold().split(maxsplit=1)[0] if make.split() else ""
    return _KNOWN.get(word) or _OTHERS[crc32(word.encode()) % len(_OTHERS)]


def unpainted_field(entries: Iterable[Entry]) -> dict[str, str]:
    """Give colours that tell apart the cars of a field of which nobody knows any livery.

    They go by the numbers, in turn. Where some cars have liveries the others stay without.
    """
    entries = tuple(entries)
    if any(entry.livery for entry in entries):
        return {}
    cars = sorted((entry.car for entry in entries), key=lambda car: (len(car), car))
    return {car: _OTHERS[at % len(_OTHERS)] for at, car in enumerate(cars)}
