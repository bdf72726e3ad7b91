"""How far apart cars are at the line at a start and after a restart: what real races do.

Measured on 35 Cup races of 2023 to 2025 with all laps known, 257 restarts: ovals of 1.25 to 2.5
miles, short tracks of up to 1.06, pack races at Atlanta, Daytona and Talladega, road courses.
Gaps are to the leader in the queue on the track, lapped cars included. Lap b is the last one
under yellow, b + 1 ends at the first crossing under green.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from zlib import crc32

from replay.race.model import SECOND
from replay.reconstruct.reckon.race_kind import RaceKind

_PLACES = (1, 5, 10, 20, 30)
"""The places for which gaps were measured; between them, and beyond, they follow straight lines."""

Band = tuple[int, int, int]
"""The 10, 50 and 90 percentiles of the gap at a place, in hundredths of a second."""

_STARTS: dict[RaceKind, tuple[Band, Band, Band, Band]] = {
    "oval": ((40, 90, 130), (90, 130, 250), (160, 250, 368), (250, 350, 460)),
    "short": ((50, 80, 80), (130, 140, 150), (210, 230, 260), (310, 340, 400)),
    "pack": ((20, 30, 60), (40, 60, 140), (100, 140, 230), (130, 210, 240)),
    "road": ((140, 220, 250), (290, 430, 440), (510, 910, 1050), (760, 1200, 1500)),
}
"""At the end of lap 1, at places 5, 10, 20 and 30; no 90 percentile lies beyond the outer limit of
real races. On road courses those are of a start without an accident: with one, up to 32 s at
place 30."""

_RESTARTS: dict[RaceKind, dict[int, tuple[Band, Band, Band, Band]]] = {
    "oval": {
        1: ((20, 30, 40), (50, 60, 70), (110, 130, 160), (190, 220, 270)),
        2: ((40, 80, 110), (90, 140, 210), (160, 220, 310), (240, 330, 460)),
        3: ((70, 110, 190), (150, 210, 310), (250, 340, 460), (350, 490, 650)),
        4: ((90, 140, 210), (180, 260, 350), (320, 430, 550), (450, 580, 760)),
        6: ((100, 180, 270), (240, 340, 500), (450, 570, 820), (620, 750, 1100)),
    },
    "short": {
        1: ((20, 30, 40), (50, 70, 90), (130, 150, 200), (220, 270, 310)),
        2: ((50, 70, 100), (110, 130, 170), (190, 220, 270), (290, 340, 370)),
        4: ((90, 130, 190), (170, 220, 300), (310, 360, 480), (430, 500, 640)),
        6: ((100, 170, 240), (210, 310, 400), (410, 500, 650), (520, 700, 800)),
    },
    "pack": {
        1: ((20, 30, 40), (50, 60, 80), (120, 140, 170), (200, 260, 500)),
        2: ((12, 20, 50), (30, 50, 80), (80, 110, 160), (150, 200, 540)),
        4: ((20, 30, 60), (30, 60, 80), (70, 130, 210), (140, 220, 400)),
        6: ((20, 30, 50), (40, 60, 110), (70, 130, 180), (200, 230, 350)),
    },
    "road": {
        1: ((30, 30, 70), (60, 90, 170), (120, 240, 310), (210, 430, 690)),
        2: ((180, 240, 470), (400, 490, 710), (730, 790, 950), (900, 1100, 1600)),
        4: ((240, 410, 730), (600, 700, 1100), (1200, 1300, 1600), (1600, 1800, 2200)),
        6: ((360, 410, 600), (770, 910, 1000), (1500, 1600, 1700), (2100, 2200, 2300)),
    },
}
"""At the end of laps b + 1, b + 2, ... at the same places."""

LAST_LAP = 6
"""The last lap after a restart for which gaps were measured."""

_QUEUE: dict[RaceKind, Band] = {
    "oval": (57, 97, 152),
    "short": (58, 101, 153),
    "pack": (39, 85, 149),
    "road": (57, 97, 152),
}
"""From car to car in the queue at the end of lap b; nobody measured road courses."""

_RACING: Band = (12, 67, 153)
"""From car to car at the end of lap b + 1 on ovals, in thousandths of a second; on other laps the
same in proportion."""

_RACING_MEAN = 77
"""The mean of what is drawn from that."""


def queue(kind: RaceKind, cars: Sequence[str], lap: int) -> list[int]:
    """Return the gaps of cars in a queue behind the pace car, in ticks, and never even."""
    steps = (_drawn(_QUEUE[kind], car, lap) * SECOND // 100 for car in cars[1:])
    return list(accumulate(steps, initial=0))


class Spacing:
    """The gaps at the end of one lap after a start or a restart, in ticks."""

    def __init__(self, kind: RaceKind, lap: int, *, start: bool) -> None:
        """`lap` counts from 1; that of a restart is b + `lap`. Later laps have the last's gaps."""
        self.lap = lap
        # A start spreads the field by one lap more than a restart does in the same time.
        later = _restart_bands(kind, min(lap + start, LAST_LAP))
        self.bands = _STARTS[kind] if start and lap == 1 else later

    def usual(self, cars: Sequence[str]) -> list[int]:
        """Return usual gaps of cars in that order: the median, no two of them alike."""
        gaps, gap = [0] * bool(cars), 0
        for place, car in enumerate(cars[1:], 2):
            step = self._at(place, 1) - self._at(place - 1, 1)
            drawn = step * _drawn(_RACING, car, self.lap) // _RACING_MEAN
            gap = self.cut(place, gap + drawn)
            gaps.append(gap)
        return gaps

    def cut(self, place: int, gap: int) -> int:
        """Return the gap at a place, brought into the band from the 10 to the 90 percentile."""
        return max(self._at(place, 0), min(gap, self._at(place, 2)))

    def _at(self, place: int, percentile: int) -> int:
        at = min(max(bisect_left(_PLACES, place), 1), len(_PLACES) - 1)
        first, last = _PLACES[at - 1], _PLACES[at]
        near = self.bands[at - 2][percentile] if at > 1 else 0
        far = self.bands[at - 1][percentile]
        return (near + (far - near) * (place - first) // (last - first)) * SECOND // 100


def _restart_bands(kind: RaceKind, lap: int) -> Sequence[Band]:
    """Return the bands of lap b + `lap`, halfway between its neighbours where not measured."""
    rows = _RESTARTS[kind]
    if lap in rows:
        return rows[lap]
    pairs = zip(rows[lap - 1], rows[lap + 1], strict=True)
    return [(_mean(a, d), _mean(b, e), _mean(c, f)) for (a, b, c), (d, e, f) in pairs]


def _mean(one: int, two: int) -> int:
    return (one + two) // 2


def _drawn(band: Band, car: str, lap: int) -> int:
    """Draw a value by the percentiles of `band`, always the same for a car and a lap."""
    low, middle, high = band
    chance = crc32(f"{car} {lap}".encode()) % 1000
    if chance < 500:
        return max(middle - (middle - low) * (500 - chance) // 400, 0)
    return middle + (high - middle) * (chance - 500) // 400
