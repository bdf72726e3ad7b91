"""A box score into a race: read, reckon, solve, assemble."""

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

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
from replay.reconstruct.calendar import Calendar
from replay.reconstruct.confidence import spans_of
from replay.reconstruct.demands import known_crossings
from replay.reconstruct.facts import BoxScore, CarFacts, StopFacts
from replay.reconstruct.leader_clock import LeaderClock
from replay.reconstruct.official import official_of
from replay.reconstruct.pace import pace_of
from replay.reconstruct.settlement import leader_times, settled
from replay.reconstruct.system import GivenUp
from replay.reconstruct.target import targets_of
from replay.reconstruct.timekeeping import timekeeping
from replay.reconstruct.totals import refuted_points, refuted_totals, without_absent_leaders

_NOMINAL_MPH = 150
"""A racing speed for a record that gives no time at all, so that it can still be played."""


@dataclass(frozen=True)
class Rebuilt:
    """A race and the published facts that do not hold in it, for they contradict others."""

    race: Race
    given_up: tuple[GivenUp, ...]


def reconstruct(folder: Path) -> Race:
    """Return the race whose published record lies in `folder`; raises `BoxScoreError`."""
    return rebuilt(folder).race


def rebuilt(folder: Path) -> Rebuilt:
    """Return the race of a folder and what of its record was given up; raises `BoxScoreError`.

    Every published fact holds exactly, or is named in `official.explanations` with what it
    contradicts; the rest is put where it most probably was. The same folder gives the same
    race on every machine: all arithmetic is in integers.
    """
    published = read_box_score(folder)
    score, refuted = without_absent_leaders(published)
    pace = pace_of(score, race_time(score))
    known = known_crossings(score)
    clock, bunchings = timekeeping(score, pace, known)
    settlement = settled(score, clock, targets_of(score, pace, clock, bunchings))
    score, lines = settlement.believed, settlement.lines
    clock = leader_times(score, lines)
    spans = spans_of(score, lines)
    given_up = (*refuted, *settlement.given_up, *refuted_totals(published))
    race = Race(
        replay=VERSION,
        header=_header(published),
        entries=tuple(sorted((_entry(score, car) for car in score.cars), key=_grid)),
        events=Calendar(score, clock, pace, lines, bunchings).events(),
        stops=tuple(_stop(stop, lines[stop.car]) for stop in score.stops),
        remarks=_remarks(published, lines, clock),
        finish=score.race.finish,
        official=official_of(published, given_up),
        laps=tuple(
            CarLaps(car=car.car, known=spans[car.car], crossings=lines[car.car])
            for car in score.cars
        ),
    )
    beside = refuted_points(published, race)
    given_up = (*given_up, *beside)
    return Rebuilt(replace(race, official=official_of(published, given_up)), given_up)


def race_time(score: BoxScore) -> int:
    """When the leader ended the race, as well as the record tells."""
    known = known_crossings(score)
    ends = [time for (_, lap), time in known.items() if lap == score.laps]
    if ends:
        return min(ends)
    if score.race.time is not None:
        return score.race.time
    length = round(score.race.track_length_miles * 1000) * score.laps
    speed = score.race.average_speed_mph or _NOMINAL_MPH
    return length * 3600 * SECOND // int(speed * 1000)


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
