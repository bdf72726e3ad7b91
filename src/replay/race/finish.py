"""The finish line: who was where on it, by how much, and what the line camera has seen so far.

Two views of the line, both pure functions of the timeline and a time: `field_at`, the field
as it came by on the latest lap, and `photo_at`, the picture of the last lap. Neither holds
anything later than its time: a car whose crossing, as scored at that time, still lies ahead is
absent, and so is the whole picture until the first nose is on the line.

Units: ticks (`model.SECOND`), thousandths of a mile an hour, thousandths of an inch.
"""

from typing import Literal

from msgspec import Struct

from replay.race.model import MEASURED, SECOND, Finish, Outline, Track
from replay.race.state import Crossing
from replay.race.timeline import Timeline

CAR_LENGTH = 193_400
"""Length of a car where a file gives none, thousandths of an inch: 4.912 m, a Next Gen car."""

NOMINAL_SPEED = 180_000
"""Speed assumed where a file gives none and no lap can tell it."""

_HOUR = 3_600
_CLEARANCE = 250
_OPEN_LANES = (0, 500, 1_000)
_LANES_BETWEEN = (290, 910)

Scorer = Literal["loops", "camera"]


class Speed(Struct, frozen=True):
    """How fast the cars passed: thousandths of a mile an hour, and whether that was measured.

    `of` says what it is the speed of where it was not measured at the line.
    """

    value: int
    measured: bool
    of: str | None = None


class Distance(Struct, frozen=True):
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


class Photo(Struct, frozen=True):
    """What the line camera has seen up to the clock.

    `zero` is the first nose's time as scored at the clock and `clock` the ticks since then.
    `passing` is how long a car takes to pass, in ticks, and `outline` how it looks. `stage` is the
    number of the stage whose end this is, None at the finish. `by` says whose times these are: the
    loops', until a ruling replaces them by the camera's. `resolution` is the step of the
    published margin and `loop_error` the error of the loops, None where nothing is published.
    `official` is true of every race only at the end of its record, so that it tells nothing.
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

    @property
    def margin(self) -> int | None:
        """Ticks between the first two noses, None while there is one."""
        return self.noses[1].gap if len(self.noses) > 1 else None

    @property
    def error(self) -> int | None:
        """How far each nose may be off, in ticks: half a step of the camera, or the loops'."""
        if self.by == "loops" and self.loop_error is not None:
            return self.loop_error
        return None if self.resolution is None else self.resolution // 2

    def distance(self, nose: Nose) -> Distance:
        """Give how far behind the first a car was as that one touched the line."""
        estimated = not (self.speed.measured and nose.exact)
        return Distance(length(self.speed.value, nose.gap), estimated)


class AtLine(Struct, frozen=True):
    """A car that came by: ticks after the first; `exact` where both times were measured."""

    car: str
    gap: int
    exact: bool


class FieldAtLine(Struct, frozen=True):
    """The cars that have completed `lap` on the lead lap so far, in the order of the line."""

    lap: int
    cars: tuple[AtLine, ...]

    @property
    def exact(self) -> bool:
        """Whether every gap shown was measured."""
        return all(car.exact for car in self.cars)


def length(speed: int, gap: int) -> int:
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
            AtLine(c.car, c.at - first.at, first.basis in MEASURED and c.basis in MEASURED)
            for c in crossings
        ),
    )


def photo_at(timeline: Timeline, time: int) -> Photo | None:
    """Give the picture of the last lap's line, None until the first nose is on it."""
    race = timeline.race
    seen = _seen(timeline, time)
    if not seen:
        return None
    zero = seen[0].at
    speed = _speed(timeline, time, seen[0])
    finish = race.finish
    passing = passing_time(speed.value, (finish and finish.car_length) or CAR_LENGTH)
    ruled = any(ruling.of_lap == timeline.laps and ruling.at <= time for ruling in timeline.rulings)
    return Photo(
        lap=timeline.laps,
        zero=zero,
        clock=time - zero,
        noses=_noses(seen, finish, passing),
        speed=speed,
        passing=passing,
        by="camera" if ruled else "loops",
        resolution=finish.resolution if finish else None,
        loop_error=finish.loop_error if finish else None,
        official=time >= timeline.end,
        outline=finish.outline if finish else "stock car",
    )


def _seen(timeline: Timeline, time: int) -> tuple[Crossing, ...]:
    """Give the crossings of the last lap up to `time`, as scored then."""
    if timeline.laps:
        if timeline.lap_at(time) < timeline.laps:
            return ()
        return timeline.crossings_of(timeline.laps, time)
    return tuple(nose for nose in timeline.noses if nose.at <= time)


def _speed(timeline: Timeline, time: int, first: Crossing) -> Speed:
    """Give the speed at the line, or the nearest to it that is known at `time`.

    That is a measured one, else the average of the first car's last lap: a figure of the file
    that is no measurement may name the car that a ruling will put first.
    """
    finish = timeline.race.finish
    given = finish.speed if finish else None
    if finish and given and finish.speed_basis in MEASURED and finish.speed_of is None:
        return Speed(given, measured=True)
    if timeline.laps > 1:
        before = timeline.crossings_of(timeline.laps - 1, time)
        start = next((c.at for c in before if c.car == first.car), first.at)
        if start < first.at:
            average = _average(timeline.race.header.track, first.at - start)
            return Speed(average, measured=False, of="last-lap average")
    if finish and given:
        return Speed(given, measured=False, of=finish.speed_of)
    return Speed(NOMINAL_SPEED, measured=False, of="assumed")


def _average(track: Track, lap_time: int) -> int:
    return max(_ratio(track.length * _HOUR * SECOND, lap_time), 1)


def _noses(seen: tuple[Crossing, ...], finish: Finish | None, passing: int) -> tuple[Nose, ...]:
    """Place the cars across the track, looking only at those that came before.

    A published lane holds. The others are dealt lanes from the outside in, in the order of the
    finish, leaving out a lane where a car still on the line stands; so no car moves when a
    later one arrives.
    """
    published = _published(finish)
    choices = _LANES_BETWEEN if published else _OPEN_LANES
    zero, turn = seen[0], 0
    noses: list[Nose] = []
    for crossing in seen:
        gap = crossing.at - zero.at
        exact = zero.basis in MEASURED and crossing.basis in MEASURED
        lane = published.get(crossing.car)
        if lane is None:
            beside = [nose.lane for nose in noses if gap - nose.gap < passing]
            turns = [(turn + step) % len(choices) for step in range(len(choices))]
            turn = max(turns, key=lambda t: min(_clearance(choices[t], beside), _CLEARANCE))
            noses.append(Nose(crossing.car, gap, choices[turn], False, exact))
            turn += 1
        else:
            noses.append(Nose(crossing.car, gap, lane, True, exact))
    return tuple(noses)


def _published(finish: Finish | None) -> dict[str, int]:
    """Give the lanes that were published, 0 for the outside to 1000 for the inside."""
    if finish is None:
        return {}
    last = max(len(finish.lanes) - 1, 1)
    return {
        car: 1_000 * place // last
        for place, car in enumerate(finish.lanes)
        if car in finish.lanes_known
    }


def _clearance(lane: int, beside: list[int]) -> int:
    return min((abs(lane - other) for other in beside), default=1_000)


def _ratio(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
