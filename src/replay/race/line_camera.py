"""The line camera: the pictures of the line at the finish and at the end of each stage, so far.

Both are pure functions of the timeline and a time and hold nothing later: a car whose crossing,
as scored at that time, still lies ahead is absent, and so is the whole picture until the first
nose is on the line.

Units: ticks (`model.SECOND`), thousandths of a mile an hour, thousandths of an inch.
"""

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence

from replay.race.finish import (
    CAR_LENGTH,
    Nose,
    Overruled,
    Photo,
    Speed,
    average_speed,
    passing_time,
)
from replay.race.model import MAX_LAP_SPEED, MEASURED, Finish, Outline, Race
from replay.race.state import Crossing
from replay.race.timeline import Timeline

NOMINAL_SPEED = 180_000
"""Speed assumed where a file gives none and no lap can tell it."""

_CLEARANCE = 250
_OPEN_LANES = (0, 500, 1_000)
_LANES_BETWEEN = (290, 600, 910)


def photo_at(timeline: Timeline, time: int) -> Photo | None:
    """Give the picture of the last lap's line, None until the first nose is on it."""
    seen = _last_lap_crossings(timeline, time)
    if not seen:
        return None
    finish = timeline.race.finish
    speed = (
        _measured_speed(finish)
        or _last_lap_speed(timeline, timeline.laps, seen[0], time)
        or _given_speed(finish)
    )
    lapped = _lapped_crossings(timeline, seen[0], time) if timeline.race.laid_flat else ()
    return _photo(
        timeline,
        time,
        timeline.laps,
        tuple(sorted((*seen, *lapped), key=lambda crossing: crossing.at)),
        speed,
        _published_lanes(finish),
        guessed=_guessed_lanes(finish),
        resolution=finish.resolution if finish else None,
        loop_error=finish.loop_error if finish else None,
        official=time >= timeline.end and _is_official(timeline.race),
        lapped=tuple(crossing.car for crossing in lapped),
    )


def stage_photo_at(timeline: Timeline, time: int) -> Photo | None:
    """Give the picture of the line at the end of a stage but the last, by the schedule.

    It stands from the first crossing of the stage's last lap until the leader completes the next
    lap. What is published of the finish (its lanes, speed, resolution) says nothing of it.
    """
    lap = timeline.lap_at(time)
    stage = next((s for s in timeline.race.header.stages[:-1] if s.ends == lap), None)
    seen = timeline.crossings_of(lap, time)
    if stage is None or not seen:
        return None
    speed = _last_lap_speed(timeline, lap, seen[0], time) or _given_speed(None)
    return _photo(timeline, time, lap, seen, speed, {}, stage=stage.number)


def _photo(
    timeline: Timeline,
    time: int,
    lap: int,
    seen: tuple[Crossing, ...],
    speed: Speed,
    lanes: Mapping[str, int],
    *,
    guessed: Collection[str] = (),
    resolution: int | None = None,
    loop_error: int | None = None,
    official: bool = False,
    stage: int | None = None,
    lapped: tuple[str, ...] = (),
) -> Photo:
    finish = timeline.race.finish
    passing = passing_time(speed.value, (finish and finish.car_length) or CAR_LENGTH)
    before = _before_ruling(timeline, lap, time)
    return Photo(
        lap=lap,
        zero=seen[0].at,
        clock=time - seen[0].at,
        noses=_noses(seen, lanes, guessed, passing),
        speed=speed,
        passing=passing,
        by="camera" if before else "loops" if lap else "result",
        resolution=resolution,
        loop_error=loop_error,
        official=official,
        outline=_outline(timeline.race),
        stage=stage,
        overruled=_overruled_first(before),
        decimals=timeline.race.decimals if stage is None else 3,
        length_known=_is_length_known(timeline.race),
        lapped=lapped,
        published=_published_margin(timeline, time) if stage is None else None,
    )


def _published_margin(timeline: Timeline, time: int) -> int | None:
    """Give the published margin, in ticks, once the record is at its end."""
    official = timeline.race.official
    return official.margin if official is not None and time >= timeline.end else None


def _outline(race: Race) -> Outline:
    """Give how the cars look: as the file says, and single-seaters by what kind of race it is."""
    if race.header.discipline in ("formula 1", "indycar"):
        return "open wheel"
    return race.finish.outline if race.finish else "stock car"


def _is_length_known(race: Race) -> bool:
    """Whether the cars are as long as they are drawn: given, or those of NASCAR, which are."""
    given = race.finish is not None and race.finish.car_length is not None
    return given or race.header.discipline == "stock car"


def _is_official(race: Race) -> bool:
    """Whether the finish is that of a published result."""
    return race.official is not None and race.header.known.finish in MEASURED


def _before_ruling(timeline: Timeline, lap: int, time: int) -> tuple[Crossing, ...]:
    """Give the crossings of a lap as the loops had them, if a ruling has changed them since."""
    for period, ruling in enumerate(timeline.rulings):
        if ruling.at <= time and ruling.of_lap == lap and ruling.provisional:
            return timeline.scoring(period).crossings_of(lap, time)
    return ()


def _overruled_first(before: tuple[Crossing, ...]) -> Overruled | None:
    if not before:
        return None
    return Overruled(before[0].car, before[1].at - before[0].at if len(before) > 1 else None)


def _last_lap_crossings(timeline: Timeline, time: int) -> tuple[Crossing, ...]:
    """Give the crossings of the last lap up to `time`, as scored then.

    None while nothing has told that it is the last: a race may be called after its lap is run.
    """
    if timeline.race.has_laps:
        if timeline.lap_at(time) < timeline.laps or not timeline.last_lap_known_at(time):
            return ()
        return timeline.crossings_of(timeline.laps, time)
    return tuple(nose for nose in timeline.finish_crossings if nose.at <= time)


def _lapped_crossings(timeline: Timeline, first: Crossing, time: int) -> tuple[Crossing, ...]:
    """Give the crossings of the cars that took the flag laps down, in seconds after the winner."""
    found = []
    for index in timeline.scoring_at(time).cars:
        done = bisect_left(index.crossings, first.at)
        if done + 1 < timeline.laps and done < len(index.crossings):
            at = index.crossings[done]
            if at <= time:
                found.append(Crossing(index.car, at, index.known[done + 1][1]))
    return tuple(found)


def _measured_speed(finish: Finish | None) -> Speed | None:
    """Give the speed at the line where it was measured there."""
    if finish and finish.speed and finish.speed_basis in MEASURED and finish.speed_of is None:
        return Speed(finish.speed, measured=True)
    return None


def _last_lap_speed(timeline: Timeline, lap: int, first: Crossing, time: int) -> Speed | None:
    """Give the average of the first car's last lap, the nearest to its speed that is known.

    None where the length of a lap is unknown, or the record has it faster than any car is.
    """
    length = timeline.race.header.lap_length
    before = timeline.crossings_of(lap - 1, time)
    start = next((c.at for c in before if c.car == first.car), first.at)
    if length is None or start >= first.at:
        return None
    average = average_speed(length, first.at - start)
    if average > MAX_LAP_SPEED:
        return None
    return Speed(average, measured=False, of="last-lap average")


def _given_speed(finish: Finish | None) -> Speed:
    """Give a figure of the file that was not measured at the line, or a usual one.

    Such a figure may name the car that a ruling will put first: it comes last.
    """
    if finish and finish.speed:
        return Speed(finish.speed, measured=False, of=finish.speed_of)
    return Speed(NOMINAL_SPEED, measured=False, of="assumed")


def _noses(
    seen: tuple[Crossing, ...],
    published: Mapping[str, int],
    guessed: Collection[str],
    passing: int,
) -> tuple[Nose, ...]:
    """Place the cars across the track, looking only at those that came before.

    A published lane holds. The others are given lanes from the outside in, in the order of the
    finish, leaving out a lane where a car still on the line stands; so no car moves when a
    later one arrives. Those the file has among its lanes go as far in as leaves a lane for each
    of these still to come.
    """
    choices = _LANES_BETWEEN if published else _OPEN_LANES
    zero, turn = seen[0], 0
    to_come = set(guessed)
    last_in: dict[int, int] = {}
    noses: list[Nose] = []
    for crossing in seen:
        gap = crossing.at - zero.at
        exact = zero.basis in MEASURED and crossing.basis in MEASURED
        lane = published.get(crossing.car)
        known = lane is not None
        if lane is None:
            beside = [lane for lane, nose in last_in.items() if gap - nose < passing]
            turns = [(turn + step) % len(choices) for step in range(len(choices))]
            turn = max(turns, key=lambda t: min(_clearance(choices[t], beside), _CLEARANCE))
            if crossing.car in to_come:
                turn = _innermost_turn(choices, turn, beside, len(to_come))
            lane = choices[turn]
            turn += 1
        to_come.discard(crossing.car)
        last_in[lane] = gap
        noses.append(Nose(crossing.car, gap, lane, known, exact))
    return tuple(noses)


def _innermost_turn(choices: Sequence[int], turn: int, beside: list[int], to_come: int) -> int:
    """Give the farthest free choice from `turn` on that leaves one for each car to come."""
    free = [t for t in range(turn, len(choices)) if _clearance(choices[t], beside) >= _CLEARANCE]
    return free[max(len(free) - to_come, 0)] if free else turn


def _published_lanes(finish: Finish | None) -> dict[str, int]:
    """Give the lanes that were published, 0 for the outside to 1000 for the inside."""
    if finish is None:
        return {}
    last = max(len(finish.lanes) - 1, 1)
    return {
        car: 1_000 * place // last
        for place, car in enumerate(finish.lanes)
        if car in finish.lanes_known
    }


def _guessed_lanes(finish: Finish | None) -> tuple[str, ...]:
    """Give the cars the file has among its lanes though nobody published theirs."""
    if finish is None:
        return ()
    return tuple(car for car in finish.lanes if car not in finish.lanes_known)


def _clearance(lane: int, beside: list[int]) -> int:
    return min((abs(lane - other) for other in beside), default=1_000)
