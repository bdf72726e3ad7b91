"""A box score into a race: read, reckon, solve, assemble."""

from bisect import bisect_right
from dataclasses import replace
from pathlib import Path

from replay.race.model import (
    SECOND,
    VERSION,
    CarLaps,
    Driver,
    Entry,
    Header,
    Known,
    Race,
    Remark,
    Stage,
    Stop,
    Track,
)
from replay.reconstruct.boxscore import read_box_score
from replay.reconstruct.bunching import bunchings_of
from replay.reconstruct.calendar import Calendar
from replay.reconstruct.confidence import spans_of
from replay.reconstruct.dead_heat import parted
from replay.reconstruct.demands import demands_of, known_crossings, last_seen
from replay.reconstruct.facts import BoxScore, CarFacts, StopFacts
from replay.reconstruct.leader_clock import LeaderClock, leader_clock, refined
from replay.reconstruct.official import official_of
from replay.reconstruct.orders import demand_orders, inferred_lead
from replay.reconstruct.pace import Pace, pace_of, quickest_lap
from replay.reconstruct.solve import Contradiction, between, relax, settle
from replay.reconstruct.system import System, Trust
from replay.reconstruct.table import BoxScoreError
from replay.reconstruct.target import first_targets, targets_of

_SWEEPS = 120
"""Rounds of smoothing; past some eighty the race no longer moves by a hundredth of a second."""

_NOMINAL_MPH = 150
"""A racing speed for a record that gives no time at all, so that it can still be played."""


def reconstruct(folder: Path) -> Race:
    """Return the race whose published record lies in `folder`; raises `BoxScoreError`.

    Every published fact holds exactly, or is named in `official.explanations` with what it
    contradicts; the rest is put where it most probably was. The same folder gives the same
    race on every machine: all arithmetic is in integers.
    """
    score = read_box_score(folder)
    total = _race_time(score)
    pace = pace_of(score, total)
    known = known_crossings(score)
    clock = leader_clock(score, pace, known)
    first = first_targets(score, pace, clock, bunchings_of(score, clock))
    clock = refined(clock, score, pace, known, first)
    bunchings = bunchings_of(score, clock)
    targets = targets_of(score, pace, clock, bunchings)
    system, given_up, early, late = _settled(score, pace, clock, targets)
    crossings = _solve(system, early, late, targets, score.step)
    clock = _scored(score, crossings)
    calendar = Calendar(score, clock, pace, crossings, bunchings)
    dropped = frozenset(car.car for car in score.cars if last_seen(car.car) in given_up)
    spans = spans_of(score, clock, crossings, dropped)
    return Race(
        replay=VERSION,
        header=_header(score),
        entries=tuple(sorted((_entry(score, car) for car in score.cars), key=_grid)),
        events=calendar.events(),
        stops=tuple(_stop(stop, crossings[stop.car]) for stop in score.stops),
        remarks=_remarks(score, crossings, clock),
        finish=score.race.finish,
        official=official_of(score, given_up),
        laps=tuple(
            CarLaps(car=car.car, known=spans[car.car], crossings=crossings[car.car])
            for car in score.cars
        ),
    )


def _settled(
    score: BoxScore, pace: Pace, clock: LeaderClock, targets: dict[str, list[int]]
) -> tuple[System, list[str], list[int], list[int]]:
    """Return the system of all facts that hold together, in steps, and what `settle` says of it."""
    led = score if score.lead else replace(score, lead=inferred_lead(score, targets))
    system = demands_of(led, quickest_lap(score), Trust.LEADER if score.lead else Trust.RECKONED)
    demand_orders(system, led, clock, targets)
    system = system.in_steps(score.step)
    try:
        given_up, early, late = settle(system)
    except Contradiction as error:
        message = f"the published facts contradict each other too often, last in: {error}"
        raise BoxScoreError("results.csv", message) from None
    return system, given_up, early, late


def _race_time(score: BoxScore) -> int:
    """When the leader ended the race, as well as the record tells."""
    known = known_crossings(score)
    ends = [time for (_, lap), time in known.items() if lap == score.laps]
    if ends:
        return min(ends)
    length = round(score.race.track_length_miles * 1000) * score.laps
    speed = score.race.average_speed_mph or _NOMINAL_MPH
    return length * 3600 * SECOND // int(speed * 1000)


def _solve(
    system: System, early: list[int], late: list[int], targets: dict[str, list[int]], step: int
) -> dict[str, tuple[int, ...]]:
    """Return every crossing in ticks, where a system in steps of `step` ticks allows it."""
    numbering = system.crossings
    target, chain = [0] * numbering.size, [False] * numbering.size
    for car, times in targets.items():
        for lap, time in enumerate(times, 1):
            target[numbering.index(car, lap)] = time // step
            chain[numbering.index(car, lap)] = lap > 1
    times = between(system, early, late, target)
    relax(system, times, target, chain, _SWEEPS)
    times = parted(system, times, target)
    return {
        car: tuple(times[numbering.index(car, lap)] * step for lap in range(1, laps + 1))
        for car, laps in numbering.laps.items()
    }


def _scored(score: BoxScore, crossings: dict[str, tuple[int, ...]]) -> LeaderClock:
    """Return the leader's clock of the finished record."""
    times = [0]
    for lap in range(1, score.laps + 1):
        times.append(min(line[lap - 1] for line in crossings.values() if len(line) >= lap))
    return LeaderClock(tuple(times))


def _header(score: BoxScore) -> Header:
    race = score.race
    ends = (*race.stage_end_laps, *([race.scheduled_laps] if race.stage_end_laps else []))
    stages = tuple(Stage(number=n, ends=end) for n, end in enumerate(sorted(set(ends)), 1))
    return Header(
        name=race.name,
        short=race.short or f"{race.track_short or race.track} {race.date[:4]}",
        series=race.series,
        date=race.date,
        track=Track(
            name=race.track,
            length=round(race.track_length_miles * 1000),
            short=race.track_short,
            shape=race.track_shape,
        ),
        cars=len(score.cars),
        round=race.round,
        scheduled_laps=race.scheduled_laps,
        stages=stages,
        known=Known(
            grid="official" if any(car.grid for car in score.cars) else None,
            laps="reconstructed",
            leaders="official" if score.lead else "reconstructed",
            flags="official" if score.cautions else "reconstructed",
            stops="official" if score.stops else None,
            finish="official",
        ),
        facts=race.facts,
        sources=race.sources,
    )


def _entry(score: BoxScore, car: CarFacts) -> Entry:
    barred = score.race.not_eligible
    return Entry(
        car=car.car,
        drivers=(Driver(first=car.first, last=car.last, short=car.short),),
        grid=car.grid,
        team=car.team,
        make=car.make,
        crew_chief=car.crew_chief,
        sponsor=car.sponsor,
        eligible=None if barred is None else car.car not in barred,
        qualifying=car.qualifying,
        qualifying_speed=car.qualifying_speed,
        livery=car.livery,
    )


def _grid(entry: Entry) -> tuple[bool, int]:
    return entry.grid is None, entry.grid or 0


def _stop(stop: StopFacts, line: tuple[int, ...]) -> Stop:
    """Return a stop with the car's laps as the record has them, the published count or nearly."""
    return Stop(car=stop.car, lap=bisect_right(line, stop.entry), entry=stop.entry, exit=stop.exit)


def _remarks(
    score: BoxScore, crossings: dict[str, tuple[int, ...]], clock: LeaderClock
) -> tuple[Remark, ...]:
    entries = {(stop.car, stop.laps): stop.entry for stop in score.stops}
    lead = [
        Remark(on="lead", car=stint.car, lap=stint.first, text=stint.how)
        for stint in score.lead
        if stint.how is not None and _takes_lead(crossings[stint.car], stint.first, clock)
    ]
    stopped = [
        Remark(
            on="stop",
            car=note.car,
            lap=bisect_right(crossings[note.car], entries[note.car, note.lap]),
            text=note.text,
        )
        for note in score.stop_remarks
        if (note.car, note.lap) in entries
    ]
    return (*lead, *stopped)


def _takes_lead(line: tuple[int, ...], lap: int, clock: LeaderClock) -> bool:
    """Tell whether a car is first at the line on a lap and was not on the one before."""
    if not 1 <= lap <= len(line) or line[lap - 1] != clock.times[lap]:
        return False
    return lap == 1 or line[lap - 2] != clock.times[lap - 1]
