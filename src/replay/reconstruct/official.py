"""The published result as a race file carries it: the answer key of the rebuilt race."""

import re
from collections.abc import Sequence

from replay.race.model import (
    SECOND,
    Explanation,
    LeadStint,
    Official,
    OrderAt,
    Result,
    StageResult,
    Ticks,
)
from replay.reconstruct.facts import BoxScore, CarFacts, OrderFacts
from replay.reconstruct.table import BoxScoreError, exact

_STAGE_POINTS = (10, 9, 8, 7, 6, 5, 4, 3, 2, 1)
"""NASCAR's rule since 2017: the first ten of a stage score 10 to 1."""


def official_of(score: BoxScore, given_up: Sequence[str]) -> Official:
    """Return the answer key; `given_up` are published facts that contradict more trusted ones."""
    race = score.race
    return Official(
        laps=race.laps,
        results=tuple(_result(car, score.cars[0]) for car in score.cars),
        margin=_decimal(race.margin_of_victory_s, "margin_of_victory_s"),
        race_time=_clock(race.race_time),
        average_speed=_thousandths(race.average_speed_mph),
        lead_changes=race.lead_changes,
        leaders=race.leaders,
        cautions=race.cautions,
        caution_laps=race.caution_laps,
        lead=tuple(LeadStint(first=s.first, last=s.last, car=s.car) for s in score.lead),
        orders=tuple(_orders(score)),
        stages=tuple(_stages(score)),
        explanations=_explanations(score, given_up),
    )


def _result(car: CarFacts, winner: CarFacts) -> Result:
    return Result(
        position=car.position,
        car=car.car,
        laps=car.laps,
        status=car.status,
        elapsed=car.elapsed,
        gap=car.gap if car.laps == winner.laps else None,
        led=car.led,
        times_led=car.times_led,
        points=car.points,
        best_lap=car.best_lap,
        best_lap_number=car.best_lap_number,
        last_lap=car.last_lap,
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
        placed = sorted(
            (place, car.car)
            for car in score.cars
            if (place := car.stage_places[number - 1]) is not None
        )
        order = tuple(car for _, car in placed[: len(_STAGE_POINTS)])
        if order:
            points = _STAGE_POINTS[: len(order)]
            stages.append(StageResult(number=number, order=order, points=points))
    return stages


def _explanations(score: BoxScore, given_up: Sequence[str]) -> tuple[Explanation, ...]:
    """The record's own explanations, and one for each rule that a contradiction touches."""
    found = {e.rule: Explanation(rule=e.rule, reason=e.reason) for e in score.race.explanations}
    rules: dict[str, list[str]] = {}
    for fact in given_up:
        rules.setdefault(_rule(fact), []).append(fact)
    for rule, facts in rules.items():
        reason = f"contradicts more trusted facts of the record: {'; '.join(facts)}"
        if rule not in found:
            shown = reason if len(reason) <= 300 else reason[:296] + " ..."
            found[rule] = Explanation(rule=rule, reason=shown)
    return tuple(found.values())


_RULES = (
    (r"best lap", "best lap"),
    (r"elapsed time", "elapsed time"),
    (r"last lap of", "last lap"),
    (r"leads lap", "leader of every lap"),
    (r"leader's laps at the stop", "leader's laps at stops"),
    (r"laps of car .* at its stop", "stops"),
    (r"finishes before", "finishing order"),
    (r"end of lap (\d+)", r"order at lap \1"),
)


def _rule(fact: str) -> str:
    """Name the rule of `replay check` that a fact given up may fail."""
    for pattern, rule in _RULES:
        match = re.search(pattern, fact)
        if match:
            return match.expand(rule)
    return fact[:80]


def _decimal(text: str | None, field: str) -> Ticks | None:
    if text is None:
        return None
    ticks = exact(text, SECOND)
    if ticks is None:
        raise BoxScoreError("race.json", f"`{field}` is no time in seconds: {text[:40]!r}")
    return ticks


def _clock(text: str | None) -> Ticks | None:
    if text is None:
        return None
    found = re.fullmatch(r"(\d{1,3}):([0-5]\d):([0-5]\d)(\.\d{1,4})?", text)
    if found is None:
        raise BoxScoreError("race.json", f"`race_time` is not h:mm:ss: {text[:40]!r}")
    hours, minutes, seconds = (int(part) for part in found.groups()[:3])
    return (hours * 3600 + minutes * 60 + seconds) * SECOND + (
        exact(found.group(4) or "0", SECOND) or 0
    )


def _thousandths(speed: float | None) -> int | None:
    return None if speed is None else round(speed * 1000)
