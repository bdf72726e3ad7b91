"""Published figures that follow from other published facts, held against those.

The tables are more trusted: a total that they contradict is given up.
"""

from collections.abc import Iterator
from itertools import groupby, pairwise

from replay.race.model import SECOND, Race
from replay.race.points import points_due
from replay.reconstruct.read.facts import BoxScore, OrderFacts
from replay.reconstruct.reckon.guesses import unled_laps, unpublished
from replay.reconstruct.solve import record_fact
from replay.reconstruct.solve.record_fact import RecordFact
from replay.reconstruct.solve.system import GivenUp

_HOUR = 3600
_FIRST_LAPPED = 2
"""A car can be a lap down once the leader has completed this many."""

_SCORING_PLACES = 10
"""How many cars of a stage score points."""


def refuted_totals(score: BoxScore) -> tuple[GivenUp, ...]:
    """Return the figures that the tables of the box score contradict."""
    return (
        *_refuted_leads(score),
        *_refuted_orders(score),
        *_refuted_places(score),
        *_refuted_times(score),
        *_refuted_cautions(score),
        *_refuted_speed(score),
    )


def unpublished_rules(score: BoxScore) -> dict[str, str]:
    """Return the rules of `replay check` that hang on what the box score does not tell, and why."""
    reasons: dict[str, str] = {}
    if not _leads_published(score):
        reason = "the box score does not tell who led every lap"
        rules = ("lead changes", "leaders", "laps led", "times led", "free passes")
        reasons |= dict.fromkeys(rules, reason)
    total, listed = score.race.cautions, len(score.cautions)
    laps = sum(caution.green - caution.shown for caution in score.cautions)
    if (total is not None and listed < total) or (score.race.caution_laps or 0) > laps:
        reason = f"the box score tells the laps of {listed} cautions only"
        reasons |= dict.fromkeys(("cautions", "caution laps"), reason)
    if unpublished(score).cars:
        reason = "the box score tells times or numbers of best laps, not both"
        reasons |= dict.fromkeys(("best lap", "number of the best lap"), reason)
    if not _points_published(score):
        reasons["points"] = "the box score does not tell all stage places and best laps"
    return reasons


def refuted_points(score: BoxScore, race: Race) -> tuple[GivenUp, ...]:
    """Return the points that places and best laps contradict, where all of these are told."""
    if not _points_published(score):
        return ()
    best = [(car.best_lap, car.position, car.car) for car in score.cars if car.best_lap]
    due = points_due(race, min(best)[2] if best else None)
    return tuple(
        GivenUp(
            RecordFact("points", car.car, figure=car.points), (f"{due[car.car]} by its places",)
        )
        for car in score.cars
        if car.points is not None and 0 < car.points != due.get(car.car, car.points)
    )


def _points_published(score: BoxScore) -> bool:
    cars = min(_SCORING_PLACES, len(score.cars))
    for stage, lap in enumerate(score.race.stage_end_laps):
        places = {car.stage_places[stage] for car in score.cars}
        if lap <= score.laps and not places.issuperset(range(1, cars + 1)):
            return False
    return bool(score.race.stage_end_laps) and all(c.best_lap for c in score.cars if c.laps)


def _leads_published(score: BoxScore) -> bool:
    """Tell whether the box score has the leader of every lap, and the pole."""
    pole = score.leader(0) is not None or any(car.grid == 1 for car in score.cars)
    return pole and not unled_laps(score)


def _refuted_leads(score: BoxScore) -> Iterator[GivenUp]:
    """Compare counts of leads with the stints, where these tell the whole race."""
    if not _leads_published(score):
        return
    leaders = [stint.car for stint in score.lead for _ in range(stint.first, stint.last + 1)]
    if score.lead[0].first > 0:
        leaders = [*(car.car for car in score.cars if car.grid == 1), *leaders]
    stints = [car for car, _ in groupby(leaders)]
    counts = {
        "lead changes": (score.race.lead_changes, len(stints) - 1),
        "leaders": (score.race.leaders, len(set(stints))),
    }
    for kind, (published, counted) in counts.items():
        if published is not None and published != counted:
            fact = RecordFact(kind, figure=published)
            yield GivenUp(fact, (f"{counted} by lead_segments.csv",))
    for car in score.cars:
        pairs = {
            "laps led in all": (car.led, leaders[1:].count(car.car)),
            "times led": (car.times_led, stints.count(car.car)),
        }
        for kind, (published, counted) in pairs.items():
            if published is not None and published != counted:
                fact = RecordFact(kind, car.car, figure=published)
                yield GivenUp(fact, (f"{counted} by lead_segments.csv",))


def _refuted_orders(score: BoxScore) -> Iterator[GivenUp]:
    """Compare grid, stage places and finish with the orders of the same laps."""
    exact = {order.lap: order for order in score.orders if order.exact}
    grid = {car.grid: car.car for car in score.cars if car.grid is not None}
    if 0 in exact and _differ(exact[0], grid):
        yield GivenUp(record_fact.order_at(0), ("grid places in results.csv",))
    first = score.lead[0] if score.lead and score.lead[0].first == 0 else None
    if first is not None and grid and grid[min(grid)] != first.car:
        yield GivenUp(record_fact.leads(first.car, 0), (f"car {grid[min(grid)]} starts first",))
    for number, lap in enumerate(score.race.stage_end_laps, 1):
        placed = ((car.stage_places[number - 1], car.car) for car in score.cars)
        places = {place: car for place, car in placed if place is not None}
        if lap in exact and _differ(exact[lap], places):
            yield GivenUp(RecordFact("stage", number=number), (record_fact.order_at(lap),))
    finish = {car.position: car.car for car in score.cars}
    if score.laps in exact and _differ(exact[score.laps], finish):
        yield GivenUp(record_fact.order_at(score.laps), ("places in results.csv",))


def _refuted_times(score: BoxScore) -> Iterator[GivenUp]:
    """Find times of cars that never crossed the line, and a margin over one on another lap."""
    winner, *others = score.cars
    if score.race.margin is not None and (not others or others[0].laps < winner.laps):
        reason = f"car {others[0].car} completed {others[0].laps} laps" if others else "one car"
        yield GivenUp(RecordFact("margin"), (reason,))
    for car in score.cars:
        times = {
            record_fact.last_seen(car.car): car.elapsed,
            record_fact.last_lap(car.car): car.last_lap,
            record_fact.best_lap(car.car): car.best_lap,
        }
        for fact, time in times.items():
            if time is not None and car.laps == 0:
                yield GivenUp(fact, ("it completed no lap",))


def _refuted_places(score: BoxScore) -> Iterator[GivenUp]:
    """Find cars placed before others that completed more laps, though nobody was disqualified."""
    for one, two in pairwise(car for car in score.cars if not car.disqualified):
        if one.laps < two.laps:
            fact = RecordFact("place", one.car, two.car)
            yield GivenUp(fact, (f"their laps, {one.laps} and {two.laps}",))
    white, laps = score.white, {car.car: car.laps for car in score.cars}
    if white is None:
        return
    for name, last_lap in zip(white.order, white.last_laps or (), strict=True):
        against = (f"it completed {laps[name]} laps",)
        if laps[name] < white.lap:
            yield GivenUp(RecordFact("white gap", name, lap=white.lap), against)
        if last_lap is not None and laps[name] < score.laps:
            yield GivenUp(RecordFact("last lap by white flag", name), against)


def _differ(order: OrderFacts, places: dict[int, str]) -> bool:
    """Tell whether an order and places disagree; places may be known of some cars only."""
    own = {car: place for place, car in places.items()}
    return any(
        places.get(place, car) != car or own.get(car, place) != place
        for place, car in enumerate(order.order, 1)
    )


def _refuted_cautions(score: BoxScore) -> Iterator[GivenUp]:
    laps = sum(caution.green - caution.shown for caution in score.cautions)
    counts = {
        "cautions": (score.race.cautions, len(score.cautions)),
        "caution laps": (score.race.caution_laps, laps),
    }
    for kind, (published, counted) in counts.items():
        if published is not None and published < counted:
            fact = RecordFact(kind, figure=published)
            yield GivenUp(fact, (f"{counted} by cautions.csv",))
    for caution in score.cautions:
        if caution.free_pass and caution.shown < _FIRST_LAPPED:
            fact = record_fact.free_pass(caution.free_pass, caution.number)
            yield GivenUp(fact, (f"nobody is lapped on lap {caution.first}",))


def _refuted_speed(score: BoxScore) -> Iterator[GivenUp]:
    """Compare the average speed with the winner's time, which it may take in whole seconds."""
    speed, winner = score.race.average_speed, score.cars[0]
    time = winner.elapsed or score.race.time
    if speed is None or not time or not winner.laps:
        return
    miles = round(score.race.track_length_miles * 1000) * winner.laps
    times = (time, time - time % SECOND, (time + SECOND // 2) // SECOND * SECOND)
    speeds = [(2 * miles * _HOUR * SECOND + t) // (2 * t) for t in times if t]
    if speed not in speeds:
        fact = RecordFact("speed in mph", figure=score.race.average_speed_mph or 0)
        yield GivenUp(fact, (f"{speeds[0] / 1000:.3f} mph by the winner's time",))
