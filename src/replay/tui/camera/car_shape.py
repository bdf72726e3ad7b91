"""The side view of a stock car, as spans along its length at a height.

u runs from 0 at the nose to 1 at the tail, v from 0 on the ground to 1 at the roof. The car is a
flat picture in layers; `spans(v)` gives those that a horizontal line at v meets, in the order
of painting.
"""

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
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
    HUB = 10
    LAMP = 11
    DARK = 12
    WHITE = 13
    YELLOW = 14


OWN_PARTS = 6
"""How many parts have the car's own colours."""


class Span(NamedTuple):
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


# The first two points are the splitter: it breaks the plane of the line before the bumper.
ROOF_LINE = (
    (0, 0.15), (0.0012, 0.155), (0.0022, 0.30), (0.006, 0.345), (0.013, 0.385), (0.025, 0.425),
    (0.05, 0.46), (0.10, 0.505), (0.27, 0.58), (0.31, 0.66), (0.405, 0.95), (0.46, 1), (0.57, 1),
    (0.65, 0.94), (0.79, 0.72), (0.955, 0.69), (0.958, 0.86), (1, 0.88),
)  # fmt: skip

DOOR = (0.56, 0.40)
FENDER = (0.30, 0.40)
"""Where the number stands: on the door, or behind the front wheel when the door is out of view."""

_FLOOR = 0.09
_SILL = 0.19
_EDGE = 0.075
_GLASS = (0.315, 0.735, 0.60)
_WHEELS = (0.175, 0.805)
_AXLE = 0.235
_TYRE = (0.074, 0.245)
_HUB = (0.038, 0.12)


def roof(u: float) -> float:
    """Give the height of the roof line at u; 0 in front of and behind the car."""
    for (u0, v0), (u1, v1) in pairwise(ROOF_LINE):
        if u0 <= u <= u1:
            return v0 + (v1 - v0) * (u - u0) / (u1 - u0)
    return 0.0


def under_roof(v: float) -> list[tuple[float, float]]:
    """Give the intervals of u in which the roof line is above v."""
    found: list[tuple[float, float]] = []
    start: float | None = 0.0 if ROOF_LINE[0][1] > v else None
    for (u0, v0), (u1, v1) in pairwise(ROOF_LINE):
        if (v0 > v) == (v1 > v):
            continue
        u = u0 + (u1 - u0) * (v - v0) / (v1 - v0)
        if start is None:
            start = u
        else:
            found.append((start, u))
            start = None
    if start is not None:
        found.append((start, 1.0))
    return found


@lru_cache(16_384)
def spans(v: float, detail: Detail = Detail()) -> tuple[Span, ...]:  # noqa: B008
    """Give the car's layers at height v, far ones first."""
    return tuple(_layers(v, detail))


def _layers(v: float, detail: Detail) -> Iterator[Span]:
    if -0.03 < v < 0.10:
        yield Span(Part.SHADOW, 0.0, 1.0)
    if v > _FLOOR:
        yield from _body(v, detail)
        yield from _glass(v, detail)
        yield from _nose(v, detail)
    for u in _WHEELS:
        yield from _wheel(v, u)


def _body(v: float, detail: Detail) -> Iterator[Span]:
    for start, end in under_roof(v):
        yield Span(Part.PAINT, start, end)
        if v < _SILL:
            yield Span(Part.SECOND, max(start, 0.03), end)
        sweep = max(start, 0.80 - 0.16 * v)
        yield from _if_any(Part.SECOND, sweep, min(end, 0.957))
        if v > 0.70:
            yield from _if_any(Part.SPOILER, max(start, 0.957), end)
    if not detail.plain:
        yield from _edge(v)


def _edge(v: float) -> Iterator[Span]:
    """Give the lighter edge under the roof line: where the body ends within a little more."""
    inner = under_roof(v + _EDGE)
    for start, end in under_roof(v):
        at = start
        for left, right in inner:
            if right > at and left < end:
                yield from _if_any(Part.EDGE, at, min(left, 0.957))
                at = right
        yield from _if_any(Part.EDGE, at, min(end, 0.957))


def _glass(v: float, detail: Detail) -> Iterator[Span]:
    front, back, sill = _GLASS
    if v <= sill:
        return
    for start, end in under_roof(v + (0.16 if detail.plain else 0.085)):
        yield from _if_any(Part.GLASS, max(start, front), min(end, back))
        if not detail.plain:
            yield from _if_any(Part.PILLAR, max(start, 0.366), min(end, 0.384))
        yield from _if_any(Part.PAINT, max(start, 0.500), min(end, 0.522))


def _nose(v: float, detail: Detail) -> Iterator[Span]:
    if v < 0.15:
        yield Span(Part.DARK, 0.0, 0.03)
    if detail.fine:
        yield from _fine_nose(v, detail)
    elif 0.33 < v < 0.40:
        yield Span(Part.LAMP, 0.016, 0.062)


def _fine_nose(v: float, detail: Detail) -> Iterator[Span]:
    """Give what only shows close up: grille, a lamp swept back, its dark rim, three decals."""
    if 0.19 < v < 0.262:
        yield Span(Part.ARCH, 0.0042, 0.0135)
    if detail.close:
        yield from _swept(v, Part.ARCH, 0.0185, 0.0430, 0.275, 0.360)
    yield from _swept(v, Part.LAMP, 0.0210, 0.0400, 0.290, 0.350)
    if detail.close:
        yield from _swept(v, Part.WHITE, 0.0270, 0.0290, 0.290, 0.350)
    if 0.22 < v < (0.28 if detail.close else 0.31):
        yield Span(Part.WHITE, 0.0485, 0.0545)
        yield Span(Part.YELLOW, 0.0570, 0.0620)
        yield Span(Part.WHITE, 0.0645, 0.0705)


def _swept(
    v: float, part: Part, start: float, end: float, low: float, high: float
) -> Iterator[Span]:
    """Give a shape from `low` to `high` at the lamp's front end that rises towards the back."""
    front, rise = 0.0210, 2.2
    left = max(start, front + (v - high) / rise)
    right = min(end, front + (v - low) / rise)
    yield from _if_any(part, left, right)


def _wheel(v: float, u: float) -> Iterator[Span]:
    if v > _FLOOR:
        yield from _ellipse(v, u, Part.ARCH, _TYRE[0] * 1.1, _TYRE[1] * 1.1)
    yield from _ellipse(v, u, Part.TYRE, *_TYRE)
    yield from _ellipse(v, u, Part.HUB, *_HUB)


def _ellipse(v: float, u: float, part: Part, length: float, height: float) -> Iterator[Span]:
    off = (v - _AXLE) / height
    if abs(off) < 1:
        half = length * sqrt(1 - off * off)
        yield Span(part, u - half, u + half)


def _if_any(part: Part, start: float, end: float) -> Iterator[Span]:
    if end > start:
        yield Span(part, start, end)
