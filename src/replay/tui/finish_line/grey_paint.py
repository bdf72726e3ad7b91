"""Cars where there is no colour: tones of grey by the order of finish, far from their next."""

from replay.tui.drawing.colour import mix, plainest
from replay.tui.drawing.plates import PlateColours
from replay.tui.theme import Palette

_DARK = ("#d0d0d0", "#6c6c6c", "#a0a0a0", "#4c4c4c")
_LIGHT = ("#464646", "#929292", "#666666", "#a8a8a8")


def grey_colours(place: int, palette: Palette) -> PlateColours:
    """Give the colours of the car at a place in the order of finish, 0 for the first."""
    tones = _DARK if palette.dark else _LIGHT
    paint = tones[place % len(tones)]
    ink = plainest(paint)
    return PlateColours(paint, ink, mix(paint, ink, 0.45))
