"""A box score into a race: read, reckon, solve, tell."""

from dataclasses import dataclass
from pathlib import Path

from replay.race.model import VERSION, CarLaps, Race
from replay.reconstruct.read.boxscore import read_box_score
from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.read.plausible import refuse_impossible
from replay.reconstruct.read.published_crossings import known_crossings
from replay.reconstruct.reckon.likely_crossings import targets_of
from replay.reconstruct.reckon.pace import pace_of
from replay.reconstruct.reckon.race_time import published_end, race_time
from replay.reconstruct.reckon.timekeeping import timekeeping
from replay.reconstruct.solve.absent_leaders import without_absent_leaders
from replay.reconstruct.solve.impossible_stops import without_broken_stops, without_impossible_stops
from replay.reconstruct.solve.solution import leader_times, solution_of
from replay.reconstruct.solve.solver import Contradiction
from replay.reconstruct.solve.system import GivenUp
from replay.reconstruct.tell import refusal
from replay.reconstruct.tell.confidence import spans_of
from replay.reconstruct.tell.explanations import with_explanations
from replay.reconstruct.tell.official import official_of
from replay.reconstruct.tell.race_events import RaceEvents
from replay.reconstruct.tell.race_header import entries_of, header_of
from replay.reconstruct.tell.stops import remarks_of, stops_of
from replay.reconstruct.tell.totals import refuted_points, refuted_totals


@dataclass(frozen=True)
class Rebuilt:
    """A race, the published facts that do not hold in it, and what of the record was assumed."""

    race: Race
    given_up: tuple[GivenUp, ...]
    assumptions: tuple[str, ...] = ()


def reconstruct(folder: Path) -> Race:
    """Return the race whose published record lies in `folder`; raises `ForeignFileError`."""
    return rebuilt(folder).race


def rebuilt(folder: Path) -> Rebuilt:
    """Return the race of a folder and what of its record was given up; raises `ForeignFileError`.

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
    refusal.verify_rebuilt(folder, race)
    given_up = (*given_up, *refuted_points(published, race))
    race = with_explanations(race, published, given_up)
    refusal.verify_rebuilt(folder, race)
    return Rebuilt(race, given_up, published.assumptions)


def _solved(published: BoxScore) -> tuple[Race, tuple[GivenUp, ...]]:
    """Return the race of a record and what was given up, nothing of it explained yet."""
    score, refuted = without_absent_leaders(published)
    pace = pace_of(score, race_time(score))
    score, impossible = without_impossible_stops(score, pace, published_end(score))
    known = known_crossings(score)
    clock, bunchings = timekeeping(score, pace, known)
    solution = solution_of(score, clock, targets_of(score, pace, clock, bunchings))
    crossings = solution.crossings
    score, broken = without_broken_stops(solution.believed, crossings)
    clock = leader_times(score, crossings)
    spans = spans_of(score, crossings)
    broken_facts = {one.fact for one in broken}
    solved = (one for one in solution.given_up if one.fact not in broken_facts)
    given_up = (*refuted, *impossible, *broken, *solved, *refuted_totals(published))
    race = Race(
        replay=VERSION,
        header=header_of(published),
        entries=entries_of(score),
        events=RaceEvents(score, clock, pace, crossings, bunchings).events(),
        stops=stops_of(score, crossings),
        remarks=remarks_of(published, score.stops, crossings, clock),
        finish=score.race.finish,
        official=official_of(published),
        laps=tuple(
            CarLaps(car=car.car, known=spans[car.car], crossings=crossings[car.car])
            for car in score.cars
        ),
    )
    return race, given_up
