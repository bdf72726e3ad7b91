"""How long each lap of the race nominally takes: green, yellow, and the laps between the two.

The constants are the medians of the laps of four races whose laps are known (two of 2025 and
one of 2024 on tracks of a mile and a half, one of 2025 on a mile); they shape the laps that no
published fact fixes.
"""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from replay.race.model import SECOND
from replay.reconstruct.read.facts import BoxScore, CautionFacts
from replay.reconstruct.reckon.race_kind import RaceKind, in_packs, kind_of

PACE_CAR_MPH = 54
"""A pace car's speed before the record corrects it: 49 mph on the mile, 53 to 57 on the rest."""

_QUICKEST_MPH = 250
"""No lap of a closed course was ever raced at this average speed."""

_GREEN_OVER_BEST = 1030
"""A median green lap of the leader, in thousandths of the field's median best lap."""

_FIRST_YELLOW = 1150
"""The lap in which the yellow comes out, in thousandths of a green lap."""

_STAGE_YELLOW = 1500
"""The lap that begins under yellow at a stage end, in thousandths of a green lap."""

_SECOND_YELLOW = 850
"""The second yellow lap: the field closes up; thousandths of a pace-car lap."""

_RESTART = 975
"""The lap that ends in the green flag's first line crossing; thousandths of a pace-car lap."""

_FIRST_GREEN: dict[RaceKind, int] = {"oval": 1035, "short": 1000, "pack": 1095, "road": 1010}
"""The first lap at speed, lap 1 or the second after a restart, in thousandths of a green lap:
between the medians of both in 35 Cup races of 2023 to 2025."""

_GREEN_GIVES = 1
_FIRST_YELLOW_GIVES = 20
_STAGE_YELLOW_GIVES = 5
_SECOND_YELLOW_GIVES = 115
_PACE_LAP_GIVES = 30
_RESTART_GIVES = 3
"""How readily a lap takes up time that is left over: the squares of what the leader's laps vary by
in 35 Cup races of 2023 to 2025, against those of green laps."""

FALL_OFF = 30
"""How much slower a lap grows over a tyre's life, in thousandths: 20 to 60 on three ovals, and
nothing in a pack, where the draft counts more than the tyre."""

TYRE_LIFE = 40
"""The lap of a run from which tyres, as far as the laps show, fall off no more."""

_HALF_WORN = 16
"""The lap of a run whose time is the run's average."""


@dataclass(frozen=True)
class Pace:
    """Nominal lap times of the leader's laps 1..n in ticks (index 0 is 0), and what they are.

    `green` and `yellow` are a typical lap of each kind, `first` is the first lap at speed.
    `slow[n]` tells that lap n is run at the pace car's speed, wholly or in part. `pack` tells that
    the field races in the draft.
    """

    green: int
    yellow: int
    first: int
    laps: tuple[int, ...]
    slow: tuple[bool, ...]
    pack: bool

    def on_tyres(self, laps: int) -> int:
        """Return how long lap number `laps` on a set of tyres takes under green, in ticks."""
        worn = 0 if self.pack else min(laps, TYRE_LIFE) - _HALF_WORN
        return self.green + self.green * FALL_OFF * worn // (1000 * TYRE_LIFE)

    @cached_property
    def since_stop(self) -> tuple[int, ...]:
        """How long the first 0, 1, 2, ... laps after the one that begins with a stop take."""
        laps = range(2, len(self.laps) + 3)
        return tuple(accumulate((self.on_tyres(lap) for lap in laps), initial=0))


def pace_of(score: BoxScore, total: int) -> Pace:
    """Return the nominal laps of a race whose leader takes `total` ticks, scaled to fit it."""
    green = _green(score, total)
    yellow = max(_pace_car(score), green)
    for _ in range(8):
        laps, slow = _laps(score, green, yellow)
        at_pace = sum(lap for lap, is_slow in zip(laps, slow, strict=True) if is_slow)
        missing = total - sum(laps)
        if at_pace:
            yellow = _clip(yellow + missing * yellow // at_pace, green, yellow * 3 // 2)
        if abs(missing) * 100 < total or not at_pace:
            break
    laps, slow = _laps(score, green, yellow)
    fast = sum(lap for lap, is_slow in zip(laps, slow, strict=True) if not is_slow)
    green = max(green * (fast + total - sum(laps)) // max(fast, 1), green // 2)
    laps, slow = _laps(score, green, yellow)
    return Pace(green, yellow, laps[1], laps, slow, in_packs(score))


def _clip(value: int, low: int, high: int) -> int:
    return max(low, min(value, high))


def quickest_lap(score: BoxScore) -> int:
    """Return a time that no lap of this race can have beaten, as well as the record tells.

    A best lap slower than the average that an elapsed time allows is not believed: elapsed times
    are the more trusted.
    """
    best = [car.best_lap for car in score.cars if car.best_lap is not None]
    mean = [car.elapsed // car.laps for car in score.cars if car.elapsed and car.laps]
    if best:
        return min(best + mean)
    return round(score.race.track_length_miles * 1000) * 3600 * SECOND // (_QUICKEST_MPH * 1000)


def _green(score: BoxScore, total: int) -> int:
    """A lap under green: by the best laps, else by the last ones, else by what yellow leaves."""
    best = sorted(car.best_lap for car in score.cars if car.best_lap is not None)
    if best:
        return best[len(best) // 2] * _GREEN_OVER_BEST // 1000
    last = sorted(car.last_lap for car in score.cars if car.running and car.last_lap is not None)
    if last:
        return last[len(last) // 4]
    slow = sum(caution.last - caution.first + 1 for caution in score.cautions)
    fast = max(score.laps - slow, 1)
    return max((total - slow * _pace_car(score)) // fast, total // score.laps // 3, 1)


def _pace_car(score: BoxScore) -> int:
    length = round(score.race.track_length_miles * 1000)
    return length * 3600 * SECOND // (PACE_CAR_MPH * 1000)


def gives_of(score: BoxScore) -> list[int]:
    """Return how readily laps 1, 2, ... take up time that is left over; index 0 is 0."""
    gives = [0] + [_GREEN_GIVES] * score.laps
    for caution in score.cautions:
        ends_stage = caution.shown in score.race.stage_end_laps
        kinds = [_STAGE_YELLOW_GIVES if ends_stage else _FIRST_YELLOW_GIVES, _SECOND_YELLOW_GIVES]
        for lap in range(caution.first, min(caution.last + 1, score.laps) + 1):
            gives[lap] = kinds.pop(0) if kinds else _PACE_LAP_GIVES
        if caution.last < score.laps:
            gives[caution.last + 1] = _RESTART_GIVES
    return gives


def _laps(score: BoxScore, green: int, yellow: int) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    fall = 0 if in_packs(score) else FALL_OFF
    laps = [0] * (score.laps + 1)
    slow = [False] * (score.laps + 1)
    run = 0
    for lap in range(1, score.laps + 1):
        laps[lap] = green * (1000 - fall // 2 + fall * min(run, TYRE_LIFE) // TYRE_LIFE) // 1000
        run += 1
        if any(caution.first <= lap <= caution.last for caution in score.cautions):
            run = 0
    laps[1] = first = green * _FIRST_GREEN[kind_of(score)] // 1000
    for caution in score.cautions:
        _slow_down(caution, score.race.stage_end_laps, green, yellow, laps, slow)
        if caution.last + 2 < len(laps):
            laps[caution.last + 2] = first
    return tuple(laps), tuple(slow)


def _slow_down(
    caution: CautionFacts,
    stage_ends: tuple[int, ...],
    green: int,
    yellow: int,
    laps: list[int],
    slow: list[bool],
) -> None:
    ends_stage = caution.shown in stage_ends
    for lap in range(caution.first, caution.last + 1):
        slow[lap] = True
        laps[lap] = yellow
    laps[caution.first] = green * (_STAGE_YELLOW if ends_stage else _FIRST_YELLOW) // 1000
    if caution.last > caution.first:
        laps[caution.first + 1] = yellow * _SECOND_YELLOW // 1000
    if caution.last + 1 < len(laps):
        slow[caution.last + 1] = True
        laps[caution.last + 1] = yellow * _RESTART // 1000
