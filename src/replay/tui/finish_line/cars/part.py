"""What the side view of a car is made of: parts, as spans along its length at a height.

u runs from 0 at the nose to 1 at the tail, v from 0 on the ground to 1 at the highest point. A
car is a flat picture in layers; its spans at v are those that a horizontal line at v meets, in
the order of painting.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise
from math import sqrt
from typing import NamedTuple


class Part(IntEnum):
    """What a point of the car is made of. Those before `SHADOW` have the car's own colours."""

    PAINT = 0
    SECOND = 1
    SPOILER = 2
    EDGE = 3
    ARCH = 4
    NUMBER = 5
    SHADOW = 6
    GLASS = 7
    PILLAR = 8
    TYRE = 9
    TREAD = 10
    HUB = 11
    LAMP = 12
    DARK = 13
    WHITE = 14
    YELLOW = 15
    HELMET = 16


OWN_PARTS = 6
"""How many parts have the car's own colours."""

Profile = Sequence[tuple[float, float]]
"""An upper edge from the side: points (u, v), u rising from the nose to the tail."""


class PartSpan(NamedTuple):
    """A run of one part from u = `start` to u = `end`."""

    part: Part
    start: float
    end: float


class Detail(NamedTuple):
    """How much of the car is drawn.

    `plain` for very low cars, `fine` when zoomed in, `close` when only noses are in view.
    """

    plain: bool = False
    fine: bool = False
    close: bool = False


def height(profile: Profile, u: float) -> float:
    """Give the height of a profile at u; 0 in front of it and behind it."""
    for (u0, v0), (u1, v1) in pairwise(profile):
        if u0 <= u <= u1:
            return v0 + (v1 - v0) * (u - u0) / (u1 - u0)
    return 0.0


def under(profile: Profile, v: float) -> list[tuple[float, float]]:
    """Give the intervals of u in which a profile is above v."""
    found: list[tuple[float, float]] = []
    start: float | None = profile[0][0] if profile[0][1] > v else None
    for (u0, v0), (u1, v1) in pairwise(profile):
        if (v0 > v) == (v1 > v):
            continue
        u = u0 + (u1 - u0) * (v - v0) / (v1 - v0)
        if start is None:
            start = u
        else:
            found.append((start, u))
            start = None
    if start is not None:
        found.append((start, profile[-1][0]))
    return found


def lit_edge(profile: Profile, v: float, depth: float) -> Iterator[tuple[float, float]]:
    """Give where at v less than `depth` is left up to the profile: the light falls from above."""
    inner = under(profile, v + depth)
    for start, end in under(profile, v):
        at = start
        for left, right in inner:
            if right > at and left < end:
                if left > at:
                    yield at, left
                at = right
        if end > at:
            yield at, end


def ellipse(
    part: Part, v: float, centre: tuple[float, float], radii: tuple[float, float]
) -> Iterator[PartSpan]:
    """Give an ellipse's span at v, from its centre and its radii along and up."""
    off = (v - centre[1]) / radii[1]
    if abs(off) < 1:
        half = radii[0] * sqrt(1 - off * off)
        yield PartSpan(part, centre[0] - half, centre[0] + half)


def box(
    part: Part, v: float, along: tuple[float, float], up: tuple[float, float]
) -> Iterator[PartSpan]:
    """Give the span at v of a rectangle from `along[0]` to `along[1]`, `up[0]` to `up[1]`."""
    if up[0] < v < up[1]:
        yield PartSpan(part, *along)


def span_if_any(part: Part, start: float, end: float) -> Iterator[PartSpan]:
    """Give a span, none where it would be empty."""
    if end > start:
        yield PartSpan(part, start, end)
