"""Laps led by cars that did not complete them: given up before anything rests on them."""

from dataclasses import replace

from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.solve import record_fact
from replay.reconstruct.solve.record_fact import RecordFact
from replay.reconstruct.solve.system import GivenUp


def without_absent_leaders(score: BoxScore) -> tuple[BoxScore, tuple[GivenUp, ...]]:
    """Return the score without laps led by cars that did not complete them, and these."""
    laps = {car.car: car.laps for car in score.cars}
    lead, given_up = [], []
    for stint in score.lead:
        done = min(stint.last, laps[stint.car])
        if stint.first <= done:
            lead.append(replace(stint, last=done))
        if done < stint.last:
            first = max(stint.first, done + 1)
            fact = record_fact.leads(stint.car, first)
            if first < stint.last:
                fact = RecordFact("laps led", stint.car, lap=first, last=stint.last)
            given_up.append(GivenUp(fact, (f"it completed {laps[stint.car]} laps",)))
    return replace(score, lead=tuple(lead)), tuple(given_up)
