"""The published result as a race file carries it: the answer key of the rebuilt race."""

from replay.race.model import (
    LeadStint,
    Official,
    OrderAt,
    Result,
    StageResult,
)
from replay.reconstruct.read.facts import BoxScore, CarFacts, OrderFacts

_STAGE_POINTS = (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
"""NASCAR's rule since 2017: the first ten of a stage score 10 to 1."""

_UNTOLD = {"running": "Running", "out": "Not running", None: "Unknown"}
"""The status of a car of which the record does not tell any, by what became of it."""


def official_of(score: BoxScore) -> Official:
    """Return the answer key, without the explanations that `explained` adds."""
    race = score.race
    return Official(
        laps=race.laps,
        results=tuple(_result(car, score.cars[0]) for car in score.cars),
        margin=race.margin,
        race_time=race.time,
        average_speed=race.average_speed,
        lead_changes=race.lead_changes,
        leaders=race.leaders,
        cautions=race.cautions,
        caution_laps=race.caution_laps,
        lead=tuple(LeadStint(first=s.first, last=s.last, car=s.car) for s in score.lead),
        orders=tuple(_orders(score)),
        stages=tuple(_stages(score)),
    )


def _result(car: CarFacts, winner: CarFacts) -> Result:
    return Result(
        position=car.position,
        car=car.car,
        laps=car.laps,
        status=car.status or _UNTOLD[car.standing],
        elapsed=car.elapsed,
        gap=car.gap if car.laps == winner.laps else None,
        led=car.led,
        times_led=car.times_led,
        points=car.points,
        best_lap=car.best_lap,
        best_lap_number=car.best_lap_number,
        last_lap=car.last_lap,
        average_place=car.average or None,
    )


def _orders(score: BoxScore) -> list[OrderAt]:
    orders = [order for order in score.orders if 0 < order.lap < score.laps]
    if score.white is not None:
        orders = [order for order in orders if order.lap != score.white.lap]
        orders.append(score.white)
    orders.sort(key=lambda order: order.lap)
    return [_order(order) for order in orders]


def _order(order: OrderFacts) -> OrderAt:
    return OrderAt(lap=order.lap, order=order.order, exact=order.exact, gaps=order.gaps)


def _stages(score: BoxScore) -> list[StageResult]:
    stages = []
    for number, _ in enumerate(score.race.stage_end_laps, 1):
        order = score.stage_order(number)[: len(_STAGE_POINTS)]
        if order:
            points = _STAGE_POINTS[: len(order)]
            stages.append(StageResult(number=number, order=order, points=points))
    return stages
