"""A box score into a race: read, reckon, solve, assemble."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from replay.race.model import (
    SECOND,
    VERSION,
    CarLaps,
    Entry,
    Header,
    Known,
    Race,
    Remark,
    Stage,
    Stop,
    Track,
)
from replay.reconstruct.read.boxscore import read_box_score
from replay.reconstruct.read.crossings import CrossingTimes, known_crossings
from replay.reconstruct.read.facts import BoxScore, CarFacts, StopFacts
from replay.reconstruct.read.plausible import refuse_impossible
from replay.reconstruct.reckon.leader_clock import LeaderClock
from replay.reconstruct.reckon.likely_crossings import targets_of
from replay.reconstruct.reckon.pace import pace_of
from replay.reconstruct.reckon.timekeeping import timekeeping
from replay.reconstruct.solve.impossible_stops import without_broken_stops, without_impossible_stops
from replay.reconstruct.solve.settlement import leader_times, settled
from replay.reconstruct.solve.solver import Contradiction
from replay.reconstruct.solve.system import GivenUp
from replay.reconstruct.tell import refusal
from replay.reconstruct.tell.calendar import Calendar
from replay.reconstruct.tell.confidence import spans_of
from replay.reconstruct.tell.explanations import explained
from replay.reconstruct.tell.official import official_of
from replay.reconstruct.tell.totals import refuted_points, refuted_totals, without_absent_leaders

_NOMINAL_MPH = 150
"""A racing speed for a record that gives no time at all, so that it can still be played."""


@dataclass(frozen=True)
class Rebuilt:
    """A race, the published facts that do not hold in it, and what of the record was assumed."""

    race: Race
    given_up: tuple[GivenUp, ...]
    assumptions: tuple[str, ...] = ()


def reconstruct(folder: Path) -> Race:
    """Return the race whose published record lies in `folder`; raises `BoxScoreError`."""
    return rebuilt(folder).race


def rebuilt(folder: Path) -> Rebuilt:
    """Return the race of a folder and what of its record was given up; raises `BoxScoreError`.

    Every published fact holds exactly, or is named in `official.explanations` with what it
    contradicts; the rest is put where it most probably was. The same folder gives the same
    race on every machine: all arithmetic is in integers. The race is one that a race file can
    hold; errors name a file of the folder and a line.
    """
    published = read_box_score(folder)
    refuse_impossible(folder, published)
    try:
        race, given_up = _solved(published)
    except Contradiction as error:
        raise refusal.refused_fact(folder, error.fact) from None
    # Only a race whose laps are in order can be held against the record.
    refusal.verify(folder, race)
    given_up = (*given_up, *refuted_points(published, race))
    race = explained(race, published, given_up)
    refusal.verify(folder, race)
    return Rebuilt(race, given_up, published.assumptions)


def _solved(published: BoxScore) -> tuple[Race, tuple[GivenUp, ...]]:
    """Return the race of a record and what was given up, nothing of it explained yet."""
    score, refuted = without_absent_leaders(published)
    pace = pace_of(score, race_time(score))
    score, impossible = without_impossible_stops(score, pace, _told_end(score))
    known = known_crossings(score)
    clock, bunchings = timekeeping(score, pace, known)
    settlement = settled(score, clock, targets_of(score, pace, clock, bunchings))
    lines = settlement.lines
    score, broken = without_broken_stops(settlement.believed, lines)
    clock = leader_times(score, lines)
    spans = spans_of(score, lines)
    told = {one.fact for one in broken}
    solved = (one for one in settlement.given_up if one.fact not in told)
    given_up = (*refuted, *impossible, *broken, *solved, *refuted_totals(published))
    race = Race(
        replay=VERSION,
        header=_header(published),
        entries=tuple(sorted((_entry(score, car) for car in score.cars), key=_grid)),
        events=Calendar(score, clock, pace, lines, bunchings).events(),
        stops=tuple(_stop(stop, lines[stop.car]) for stop in score.stops),
        remarks=_remarks(published, score.stops, lines, clock),
        finish=score.race.finish,
        official=official_of(published),
        laps=tuple(
            CarLaps(car=car.car, known=spans[car.car], crossings=lines[car.car])
            for car in score.cars
        ),
    )
    return race, given_up


def race_time(score: BoxScore) -> int:
    """When the leader ended the race, as well as the record tells."""
    told = _told_end(score)
    if told is not None:
        return told
    length = round(score.race.track_length_miles * 1000) * score.laps
    speed = score.race.average_speed_mph or _NOMINAL_MPH
    return length * 3600 * SECOND // int(speed * 1000)


def _told_end(score: BoxScore) -> int | None:
    """When the leader ended the race by a published time, None where there is none."""
    known = known_crossings(score)
    ends = [time for (_, lap), time in known.items() if lap == score.laps]
    return min(ends) if ends else score.race.time


def _header(score: BoxScore) -> Header:
    race = score.race
    ends = (*race.stage_end_laps, *([race.scheduled_laps] if race.stage_end_laps else []))
    stages = tuple(Stage(number=n, ends=end) for n, end in enumerate(sorted(set(ends)), 1))
    return Header(
        name=race.name,
        short=race.short or f"{(race.track_short or race.track)[:75]} {race.date[:4]}",
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
        drivers=car.drivers,
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
    exit_ = stop.exit if stop.left else None
    return Stop(car=stop.car, lap=bisect_right(line, stop.entry), entry=stop.entry, exit=exit_)


def _remarks(
    score: BoxScore,
    stops: Sequence[StopFacts],
    crossings: CrossingTimes,
    clock: LeaderClock,
) -> tuple[Remark, ...]:
    entries = {(stop.car, stop.laps): stop.entry for stop in stops}
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
