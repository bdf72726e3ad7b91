"""Colour arithmetic on `#rrggbb` text: mixing, luminance, contrast and its repair.

Ratios and luminance are those of WCAG 2.
"""

from functools import lru_cache

BLACK = "#000000"
WHITE = "#ffffff"
LEGIBLE = 4.5
"""The least contrast of text that is to be read."""


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def hex_text(red: float, green: float, blue: float) -> str:
    """The text `#rrggbb` of three channels, rounded."""
    return f"#{round(red):02x}{round(green):02x}{round(blue):02x}"


@lru_cache(512)
def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0 to 1) of `other` mixed in."""
    pairs = zip(channels(colour), channels(other), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return hex_text(red, green, blue)


@lru_cache(512)
def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""

    def linear(channel: int) -> float:
        c = channel / 255
        return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(c) for c in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def black_or_white(ground: str) -> str:
    """Black or white, whichever stands out more on `ground` (never under 4.58)."""
    return max(WHITE, BLACK, key=lambda ink: contrast(ink, ground))


@lru_cache(512)
def legible(colour: str, ground: str, ratio: float = LEGIBLE) -> str:
    """`colour`, moved towards black or white only as far as it needs to be read on `ground`."""
    target = black_or_white(ground)
    for step in range(26):
        moved = mix(colour, target, step / 25)
        if contrast(moved, ground) >= ratio:
            return moved
    return target


def grey(colour: str) -> str:
    """The grey that Textual's `NO_COLOR` filter turns `colour` into."""
    red, green, blue = channels(colour)
    level = red * 0.2126 + green * 0.7152 + blue * 0.0722
    return hex_text(level, level, level)
