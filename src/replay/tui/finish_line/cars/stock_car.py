"""The side view of a stock car: a roof, windows, wheels under arches, a spoiler."""

from collections.abc import Iterator

from replay.tui.finish_line.cars.number import Spot
from replay.tui.finish_line.cars.part import (
    Detail,
    Part,
    PartSpan,
    box,
    ellipse,
    lit_edge,
    span_if_any,
    under,
)

# The first two points are the splitter: it breaks the plane of the line before the bumper.
ROOF_LINE = (
    (0, 0.15), (0.0012, 0.155), (0.0022, 0.30), (0.006, 0.345), (0.013, 0.385), (0.025, 0.425),
    (0.05, 0.46), (0.10, 0.505), (0.27, 0.58), (0.31, 0.66), (0.405, 0.95), (0.46, 1), (0.57, 1),
    (0.65, 0.94), (0.79, 0.72), (0.955, 0.69), (0.958, 0.86), (1, 0.88),
)  # fmt: skip

DOOR = Spot(0.56, 0.40, 0.40, 0.40)
FENDER = Spot(0.30, 0.40, 0.09, 0.28)

_FLOOR = 0.09
_SILL = 0.19
_EDGE = 0.075
_SPOILER = 0.957
_GLASS = (0.315, 0.735, 0.60)
_WHEELS = (0.175, 0.805)
_AXLE = 0.235
_TYRE = (0.074, 0.245)
_ARCH = (0.074 * 1.1, 0.245 * 1.1)
_HUB = (0.038, 0.12)


def layers(v: float, detail: Detail) -> Iterator[PartSpan]:
    """Give the spans of a stock car at height v, far ones first."""
    yield from box(Part.SHADOW, v, (0.0, 1.0), (-0.03, 0.10))
    if v > _FLOOR:
        yield from _body(v, detail)
        yield from _glass(v, detail)
        yield from _nose(v, detail)
    for u in _WHEELS:
        if v > _FLOOR:
            yield from ellipse(Part.ARCH, v, (u, _AXLE), _ARCH)
        yield from ellipse(Part.TYRE, v, (u, _AXLE), _TYRE)
        yield from ellipse(Part.HUB, v, (u, _AXLE), _HUB)


def _body(v: float, detail: Detail) -> Iterator[PartSpan]:
    for start, end in under(ROOF_LINE, v):
        yield PartSpan(Part.PAINT, start, end)
        if v < _SILL:
            yield PartSpan(Part.SECOND, max(start, 0.03), end)
        sweep = max(start, 0.80 - 0.16 * v)
        yield from span_if_any(Part.SECOND, sweep, min(end, _SPOILER))
        if v > 0.70:
            yield from span_if_any(Part.SPOILER, max(start, _SPOILER), end)
    if not detail.plain:
        for start, end in lit_edge(ROOF_LINE, v, _EDGE):
            yield from span_if_any(Part.EDGE, start, min(end, _SPOILER))


def _glass(v: float, detail: Detail) -> Iterator[PartSpan]:
    front, back, sill = _GLASS
    if v <= sill:
        return
    for start, end in under(ROOF_LINE, v + (0.16 if detail.plain else 0.085)):
        yield from span_if_any(Part.GLASS, max(start, front), min(end, back))
        if not detail.plain:
            yield from span_if_any(Part.PILLAR, max(start, 0.366), min(end, 0.384))
        yield from span_if_any(Part.PAINT, max(start, 0.500), min(end, 0.522))


def _nose(v: float, detail: Detail) -> Iterator[PartSpan]:
    yield from box(Part.DARK, v, (0.0, 0.03), (_FLOOR, 0.15))
    if detail.fine:
        yield from _fine_nose(v, detail)
    else:
        yield from box(Part.LAMP, v, (0.016, 0.062), (0.33, 0.40))


def _fine_nose(v: float, detail: Detail) -> Iterator[PartSpan]:
    """Give what only shows close up: grille, a lamp swept back, its dark rim, three decals."""
    yield from box(Part.ARCH, v, (0.0042, 0.0135), (0.19, 0.262))
    if detail.close:
        yield from _swept(v, Part.ARCH, 0.0185, 0.0430, 0.275, 0.360)
    yield from _swept(v, Part.LAMP, 0.0210, 0.0400, 0.290, 0.350)
    if detail.close:
        yield from _swept(v, Part.WHITE, 0.0270, 0.0290, 0.290, 0.350)
    decals = (0.22, 0.28 if detail.close else 0.31)
    yield from box(Part.WHITE, v, (0.0485, 0.0545), decals)
    yield from box(Part.YELLOW, v, (0.0570, 0.0620), decals)
    yield from box(Part.WHITE, v, (0.0645, 0.0705), decals)


def _swept(
    v: float, part: Part, start: float, end: float, low: float, high: float
) -> Iterator[PartSpan]:
    """Give a shape from `low` to `high` at the lamp's front end that rises towards the back."""
    front, rise = 0.0210, 2.2
    left = max(start, front + (v - high) / rise)
    right = min(end, front + (v - low) / rise)
    yield from span_if_any(part, left, right)
