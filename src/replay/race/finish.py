"""The finish line: who was where on it and by how much, as values, and the field as it comes by.

`field_at` is a pure function of the timeline and a time and holds nothing later: a car whose
crossing, as scored at that time, still lies ahead is absent. The pictures are taken by
`line_camera`.

Units: ticks (`model.SECOND`), thousandths of a mile an hour, thousandths of an inch.
"""

from typing import Literal

from msgspec import Struct

from replay.race.model import MEASURED, SECOND, Outline
from replay.race.timeline import Timeline

CAR_LENGTH = 193_400
"""Length of a car where a file gives none, thousandths of an inch: 4.912 m, a Next Gen car."""

_HOUR = 3_600
_TICK = 1_000_000 // SECOND

Scorer = Literal["loops", "camera", "result"]


class Speed(Struct, frozen=True):
    """How fast the cars passed: thousandths of a mile an hour, and whether that was measured.

    `of` says what it is the speed of where it was not measured at the line.
    """

    value: int
    measured: bool
    of: str | None = None


class GapLength(Struct, frozen=True):
    """A gap at the line as a length in thousandths of an inch."""

    thousandths: int
    estimated: bool


class Nose(Struct, frozen=True):
    """A car on the line: ticks after the first, and its lane from 0 (outside) to 1000 (inside).

    `exact` tells a measured gap from a rebuilt one, `lane_known` a published lane from a guess.
    """

    car: str
    gap: int
    lane: int
    lane_known: bool
    exact: bool = True


class Overruled(Struct, frozen=True):
    """Whom the loops had first before the camera's ruling, and by how many ticks."""

    car: str
    margin: int | None


class Photo(Struct, frozen=True):
    """What the line camera has seen up to the clock.

    `zero` is the first nose's time as scored at the clock and `clock` the ticks since then.
    `passing` is how long a car takes to pass, in ticks, and `outline` how it looks. `stage` is the
    number of the stage whose end this is, None at the finish. `by` says whose times these are: the
    loops', until a ruling replaces them by the camera's; of a race known by its finish alone those
    of the result. `overruled` is what the loops had said. `resolution` is the step of the
    published margin and `loop_error` the error of the loops, None where nothing is published;
    `decimals` are those of a second that the gaps bear. Not `length_known`: nobody knows how long
    the cars are, and they are drawn as long as a NASCAR stock car is. `lapped` are those that took
    the flag laps down; of an oval, whose finish is over in no time, they are left out.
    `official`: the record is at its end, and the finish that of a published result. `published` is
    the margin of the result in ticks, known at the end of the record.
    """

    lap: int
    zero: int
    clock: int
    noses: tuple[Nose, ...]
    speed: Speed
    passing: int
    by: Scorer
    resolution: int | None = None
    loop_error: int | None = None
    official: bool = False
    outline: Outline = "stock car"
    stage: int | None = None
    overruled: Overruled | None = None
    decimals: int = 3
    length_known: bool = True
    lapped: tuple[str, ...] = ()
    published: int | None = None

    @property
    def scored(self) -> tuple[Nose, ...]:
        """The noses of the cars that completed the lap: those laps down have no part in it."""
        return tuple(nose for nose in self.noses if nose.car not in self.lapped)

    @property
    def margin(self) -> int | None:
        """Ticks between the first two noses on the lap, None while there is one."""
        scored = self.scored
        return scored[1].gap if len(scored) > 1 else None

    @property
    def error(self) -> int | None:
        """How far each nose may be off, in ticks: the loops' error, else half a published step."""
        return None if self.good_to is None else self.good_to // _TICK

    @property
    def good_to(self) -> int | None:
        """The same in microseconds, of which half a step of 0.0001 s has 50.

        A file of a finish alone gives the error of the loops where its times are theirs.
        """
        if self.by != "camera" and self.loop_error is not None:
            return self.loop_error * _TICK
        return None if self.resolution is None else self.resolution * _TICK // 2

    def distance(self, nose: Nose) -> GapLength:
        """Give how far behind the first a car was as that one touched the line."""
        estimated = not (self.speed.measured and nose.exact)
        return GapLength(gap_length(self.speed.value, nose.gap), estimated)


class CarAtLine(Struct, frozen=True):
    """A car that came by: ticks after the first; `exact` where both times were measured."""

    car: str
    gap: int
    exact: bool


class FieldAtLine(Struct, frozen=True):
    """The cars that have completed `lap` on the lead lap so far, in the order of the line."""

    lap: int
    cars: tuple[CarAtLine, ...]

    @property
    def exact(self) -> bool:
        """Whether every gap shown was measured."""
        return all(car.exact for car in self.cars)


def gap_length(speed: int, gap: int) -> int:
    """Give how far a car goes in `gap` ticks, in thousandths of an inch (1 mph = 17.6 in/s)."""
    return _ratio(speed * gap * 176, 10 * SECOND)


def passing_time(speed: int, car_length: int = CAR_LENGTH) -> int:
    """Give the ticks in which a car passes the line at `speed`."""
    return _ratio(car_length * 10 * SECOND, speed * 176)


def field_at(timeline: Timeline, time: int) -> FieldAtLine | None:
    """Give the field at the line on the leader's latest lap, None before its first."""
    lap = timeline.lap_at(time)
    crossings = timeline.crossings_of(lap, time) if lap else ()
    if not crossings:
        return None
    first = crossings[0]
    return FieldAtLine(
        lap,
        tuple(
            CarAtLine(c.car, c.at - first.at, first.basis in MEASURED and c.basis in MEASURED)
            for c in crossings
        ),
    )


def average_speed(length: int, lap_time: int) -> int:
    """Give the average speed over a lap, thousandths of a mile an hour, 1 at the least."""
    return max(_ratio(length * _HOUR * SECOND, lap_time), 1)


def _ratio(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
