"""The colour a make of cars is known by, for plates of cars that have no livery of their own."""

from zlib import crc32

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
