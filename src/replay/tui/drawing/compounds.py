"""The letters of tyre compounds: the letter is the shape of one, its ink only repeats it."""

from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Run

_COMPOUNDS = {
    "soft": ("S", "text tyre_soft"),
    "supersoft": ("S", "text tyre_soft"),
    "ultrasoft": ("S", "text tyre_soft"),
    "hypersoft": ("S", "text tyre_soft"),
    "medium": ("M", "text tyre_medium"),
    "hard": ("H", "full"),
    "superhard": ("H", "full"),
    "intermediate": ("I", "text tyre_intermediate"),
    "wet": ("W", "text tyre_wet"),
}


def compound_sign(compound: str | None, glyphs: Glyphs) -> Run:
    """Give the letter of a compound and the role of its ink; `·` where it is unknown."""
    return _COMPOUNDS.get((compound or "").casefold().replace(" ", ""), (glyphs.none, "mute"))
