"""The side view of an open-wheel car: wings, wheels in the open, a helmet, an engine cover.

One outline stands for all of them, from cigar to single-seater with a tub: it is no car's own.
"""

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

# Nose, cockpit side, roll hoop, engine cover. The tip of the nose is what breaks the line.
BODY_LINE = (
    (0, 0.235), (0.0012, 0.25), (0.004, 0.27), (0.012, 0.29), (0.04, 0.32), (0.10, 0.36),
    (0.20, 0.42), (0.30, 0.48), (0.36, 0.53), (0.40, 0.555), (0.492, 0.60), (0.498, 0.86),
    (0.51, 0.96), (0.525, 1), (0.555, 1), (0.60, 0.92), (0.70, 0.72), (0.80, 0.57),
    (0.90, 0.45), (0.935, 0.42),
)  # fmt: skip
SCREEN_LINE = ((0.352, 0.5), (0.385, 0.66), (0.402, 0.66), (0.412, 0.5))

ENGINE_COVER = Spot(0.60, 0.45, 0.24, 0.45)
COCKPIT = Spot(0.33, 0.34, 0.09, 0.20)

_FLOOR = 0.12
_SILL = 0.22
_EDGE = 0.06
_HELMET = (0.452, 0.66), (0.027, 0.16)
_HELMET_RIM = (0.452, 0.66), (0.031, 0.19)
_FRONT_WHEEL = (0.205, 0.255), (0.060, 0.265)
_REAR_WHEEL = (0.825, 0.32), (0.074, 0.33)


def layers(v: float, detail: Detail) -> Iterator[PartSpan]:
    """Give the spans of an open-wheel car at height v, far ones first."""
    yield from box(Part.SHADOW, v, (0.0, 1.0), (-0.03, 0.10))
    yield from _driver(v, detail)
    if v > _FLOOR:
        yield from _body(v, detail)
    yield from _front_wing(v, detail)
    yield from _rear_wing(v)
    for centre, radii in (_FRONT_WHEEL, _REAR_WHEEL):
        yield from _wheel(v, centre, radii)


def _driver(v: float, detail: Detail) -> Iterator[PartSpan]:
    yield from ellipse(Part.ARCH, v, *_HELMET_RIM)
    yield from ellipse(Part.HELMET, v, *_HELMET)
    if not detail.plain:
        for span in ellipse(Part.GLASS, v, *_HELMET):
            if 0.64 < v < 0.735:
                yield from span_if_any(Part.GLASS, span.start, 0.452)
    if v > SCREEN_LINE[0][1]:
        for start, end in under(SCREEN_LINE, v):
            yield PartSpan(Part.PILLAR, start, end)


def _body(v: float, detail: Detail) -> Iterator[PartSpan]:
    for start, end in under(BODY_LINE, v):
        yield PartSpan(Part.PAINT, start, end)
        if v < _SILL:
            yield from span_if_any(Part.SECOND, max(start, 0.28), end)
        yield from span_if_any(Part.SECOND, max(start, 0.84 - 0.16 * v), end)
    if not detail.plain:
        for start, end in lit_edge(BODY_LINE, v, _EDGE):
            yield PartSpan(Part.EDGE, start, end)
    yield from box(Part.GLASS, v, (0.500, 0.517), (0.80, 0.92))
    if detail.fine:
        yield from box(Part.WHITE, v, (0.088, 0.104), (0.24, 0.30))
        yield from box(Part.YELLOW, v, (0.108, 0.120), (0.24, 0.30))


def _front_wing(v: float, detail: Detail) -> Iterator[PartSpan]:
    """Give the end plate, which hides the wing; close up, the edges of its two flaps."""
    yield from box(Part.SECOND, v, (0.018, 0.084), (0.05, 0.205))
    if detail.fine:
        yield from box(Part.PAINT, v, (0.018, 0.084), (0.05, 0.075))
    if detail.close:
        yield from box(Part.PAINT, v, (0.030, 0.052), (0.110, 0.130))
        yield from box(Part.PAINT, v, (0.056, 0.078), (0.140, 0.160))


def _rear_wing(v: float) -> Iterator[PartSpan]:
    """Give the end plate on its stay, with a rim in the car's paint."""
    yield from box(Part.DARK, v, (0.925, 0.945), (0.30, 0.64))
    yield from box(Part.SECOND, v, (0.900, 1.0), (0.62, 0.93))
    yield from box(Part.PAINT, v, (0.900, 1.0), (0.84, 0.93))


def _wheel(v: float, centre: tuple[float, float], radii: tuple[float, float]) -> Iterator[PartSpan]:
    """Give a wheel; light on the tread keeps its top apart from a dark background."""
    length, height = radii
    low = centre[0], centre[1] - 0.10 * height
    yield from ellipse(Part.TREAD, v, centre, radii)
    yield from ellipse(Part.TYRE, v, low, (0.90 * length, 0.90 * height))
    yield from ellipse(Part.HUB, v, centre, (0.50 * length, 0.48 * height))
