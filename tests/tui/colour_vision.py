"""Colours as eyes without one kind of cone see them, and how far two colours are apart."""

from functools import cache

from replay.tui.drawing.colour import channels

VISIONS = ("protan", "deutan", "tritan")

_MACHADO = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""On linear light, the whole cone missing: Machado, Oliveira and Fernandes, A Physiologically-based
Model for Simulation of Color Vision Deficiency, IEEE TVCG 15 (6), 2009."""

Linear = tuple[float, float, float]


@cache
def seen_by(vision: str, colour: str) -> Linear:
    """Give a colour (`#rrggbb`) as linear light, as an eye of that vision sees it."""
    light = [_linear(channel / 255) for channel in channels(colour)]
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0.0), 1.0)
        for row in _MACHADO[vision]
    )
    return red, green, blue


@cache
def difference(one: Linear, other: Linear) -> float:
    """Give how far two colours are apart: CIE 1976 in L*a*b* of daylight D65."""
    pairs = zip(_lab(one), _lab(other), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _lab(light: Linear) -> tuple[float, float, float]:
    red, green, blue = light
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    a, b, c = (v ** (1 / 3) if v > 216 / 24389 else (841 / 108) * v + 4 / 29 for v in (x, y, z))
    return 116 * b - 16, 500 * (a - b), 200 * (b - c)
