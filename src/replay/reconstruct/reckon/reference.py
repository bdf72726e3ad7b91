"""A clock for one green run: when a leader who never stops would complete each of its laps."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from replay.race.model import SECOND

_FIRST_SPREAD = SECOND * 65 // 1000
_SPREAD = SECOND * 35 // 1000
"""From car to car after a run's first lap, and what every further lap adds: medians of the
lead-lap cars at three quarters of their number, in four races whose laps are known."""

USUAL_SPREAD = 420
"""How far a field is expected to spread, in thousandths of that, until its stops tell; fitted.
A pack in the draft spreads by a tenth."""

_LEAST_SPREAD, _MOST_SPREAD = 100, 1000
"""A few stops of cars that fell back would have a field spread the wrong way round."""

_OFFSET = 11 * SECOND
_DRIFT = SECOND * 3 // 10
_SPREAD_VARIES = 2000
_STRAY = 3 * SECOND
"""What is expected before the stops speak: the clock off by so much at the start and by so
much a lap, the spread by so many thousandths; and how far a single stop strays. Fitted."""

_BEGUN = SECOND
"""How far off the clock is expected as a run begins whose beginning is known."""

_ROUNDS = 4
"""Rounds in which stops that stray far count less and less."""


@dataclass(frozen=True)
class Sighting:
    """A car seen at pit entry: at `lap` of the run, `late` ticks after the nominal clock, and
    `spread` ticks behind its leader by its place, were the field spread in full."""

    lap: int
    late: int
    spread: int


def spread(lap: int, share: int = USUAL_SPREAD) -> int:
    """Return the ticks from car to car after `lap` laps of a run; `share` in thousandths."""
    return share * (_FIRST_SPREAD + _SPREAD * max(lap - 1, 0)) // 1000


def reference(nominal: Sequence[int], seen: Sequence[Sighting], begun: bool = False) -> list[int]:
    """Return the nominal times after 0, 1, 2, ... laps, moved to agree with the stops seen.

    A robust straight line through what the stops say, with the field's spread as a third
    unknown: least squares, in which what strays beyond `_STRAY` counts in proportion less.
    """
    offset = drift = 0
    off = _BEGUN if begun else _OFFSET
    share = USUAL_SPREAD
    weights = [1000] * len(seen)
    for _ in range(_ROUNDS if seen else 0):
        offset, drift, share = _least_squares(seen, weights, off)
        if not _LEAST_SPREAD <= share <= _MOST_SPREAD:
            share = min(max(share, _LEAST_SPREAD), _MOST_SPREAD)
            level = [replace(s, late=s.late - share * s.spread // 1000, spread=0) for s in seen]
            offset, drift, _ = _least_squares(level, weights, off)
        for at, one in enumerate(seen):
            left = abs(one.late - offset - drift * one.lap - share * one.spread // 1000)
            weights[at] = 1000 * _STRAY // max(_STRAY, left)
    return [time + offset + drift * lap for lap, time in enumerate(nominal)]


def _least_squares(
    seen: Sequence[Sighting], weights: Sequence[int], off: int
) -> tuple[int, int, int]:
    """Return offset, drift a lap and spread of the weighted least squares."""
    stray = 1000 * _STRAY * _STRAY
    matrix = [
        [stray // (off * off), 0, 0],
        [0, stray // (_DRIFT * _DRIFT), 0],
        [0, 0, stray // (_SPREAD_VARIES * _SPREAD_VARIES)],
    ]
    right = [0, 0, matrix[2][2] * USUAL_SPREAD]
    for one, weight in zip(seen, weights, strict=True):
        row = (1, one.lap, one.spread // 1000)
        for i in range(3):
            right[i] += weight * row[i] * one.late
            for j in range(3):
                matrix[i][j] += weight * row[i] * row[j]
    return _solved(matrix, right)


def _solved(matrix: list[list[int]], right: list[int]) -> tuple[int, int, int]:
    """Solve three equations by Cramer's rule, rounded down to whole numbers."""
    whole = _determinant(matrix)
    found = []
    for column in range(3):
        replaced = [[right[i] if j == column else matrix[i][j] for j in range(3)] for i in range(3)]
        found.append(_determinant(replaced) // whole)
    return found[0], found[1], found[2]


def _determinant(m: list[list[int]]) -> int:
    return (
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    )
