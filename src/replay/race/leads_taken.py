"""The leads that were taken at the line: when, from whom, how, from which place, and for how long.

Its public function is a question of the race up to a time, as those of `replay.race.series` are.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from replay.race.car_index import CarIndex
from replay.race.lead_how import Way, how_led
from replay.race.model import Confidence
from replay.race.scoring import Scoring
from replay.race.state import Stint
from replay.race.timeline import Timeline


class LeadTaken(Struct, frozen=True):
    """A lead taken by `car` on `lap`, its own, from the car `over`; `at` is when, in ticks.

    `way` is None where the record does not tell it, or not yet. `before` is its place at the end of
    the lap before, in its class where it leads that, and `sure` how far that can be trusted; None
    where nobody knows it. `led` are the laps it has led since in one go, and `ended`: another has
    taken the lead from it.
    """

    at: int
    lap: int
    car: str
    over: str
    way: Way | None
    before: int | None
    sure: Confidence
    led: int
    ended: bool
    race_class: str | None = None


def leads_taken(timeline: Timeline, time: int) -> tuple[LeadTaken, ...]:
    """Give every lead taken at the line by `time`, of the race and then of each class, in order."""
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    found = list(_taken(timeline, scoring, time, scoring.lead_at, scoring.stints, None))
    for name, leads in scoring.class_leads.items():
        found += _taken(timeline, scoring, time, leads.lead_at, leads.stints, name)
    return tuple(found)


def _taken(
    timeline: Timeline,
    scoring: Scoring,
    time: int,
    lead_at: Sequence[int],
    stints: Sequence[Stint],
    race_class: str | None,
) -> Iterator[LeadTaken]:
    done = bisect_right(lead_at, time)
    for before, stint in pairwise(stints):
        if stint.first > done:
            return
        how = how_led(timeline, scoring, lead_at, before, stint)
        index = scoring.by_car[stint.car]
        yield LeadTaken(
            at=lead_at[stint.first - 1],
            lap=stint.first,
            car=stint.car,
            over=before.car,
            way=how.way if how is not None and how.known <= time else None,
            before=_place(scoring, index, stint.first - 1, race_class),
            sure=index.known[stint.first - 1][2],
            led=min(stint.last, done) - stint.first + 1,
            ended=stint.last < done,
            race_class=race_class,
        )


def _place(scoring: Scoring, index: CarIndex, lap: int, race_class: str | None) -> int | None:
    """Give the place of a car at the end of a lap of its own, of all or in its class."""
    if not lap and not scoring.grid_known:
        return None
    rank = index.ranks[lap]
    if race_class is None:
        return rank
    ahead = scoring.arrivals[lap - 1][: rank - 1] if lap else scoring.cars[: rank - 1]
    return 1 + sum(other.race_class == race_class for other in ahead)
