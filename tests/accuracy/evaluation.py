"""How true a rebuilt race is: held, lap for lap, against the race that was run."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from statistics import fmean, median
from typing import get_args

from msgspec import Struct
from tests.accuracy.baselines import between_orders, grid_to_finish
from tests.accuracy.boxscore import ANSWERS, laps_run, official_leaders
from tests.accuracy.joint import facts_alone
from tests.accuracy.metrics import Places, kendall_tau, places
from tests.accuracy.phases import PHASES, phases_of
from tests.accuracy.truth import TrueLap, answer_key
from tests.reconstruct.real_races import without_answers

from replay.race.check import check
from replay.race.model import SECOND, Confidence, Race
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline

BANDS: tuple[Confidence, ...] = get_args(Confidence)


class Agreement(Struct, frozen=True):
    """One way of placing the cars: its places, and the mean over laps of Kendall's tau."""

    places: Places
    tau: float


class Evaluation(Struct, frozen=True):
    """All figures of one race.

    `time_error` is the median in seconds, without the `untimed` cars. `leader` is the share of
    laps with the official leader first at the line, `violated` names the rules of `check` that
    failed. Phases and bands without a lap are absent.
    """

    race: str
    rebuilt: Agreement
    facts_alone: Agreement
    between_orders: Agreement
    grid_to_finish: Agreement
    time_error: float
    untimed: tuple[str, ...]
    leader: float
    violated: tuple[str, ...]
    phases: dict[str, Places]
    bands: dict[str, Places]


def box_scores(folder: Path) -> list[Path]:
    """Find the box scores that have an answer key."""
    return sorted(path.parent for path in folder.glob(f"*/{ANSWERS}"))


@cache
def evaluation_of(folder: Path) -> Evaluation:
    """Rebuild and measure a race, once a session."""
    return evaluate(folder, without_answers(folder))


def evaluate(folder: Path, race: Race) -> Evaluation:
    """Measure a race that was rebuilt from the box score in `folder`."""
    timeline = Timeline(race)
    scoring = timeline.scoring(len(timeline.rulings))
    key = answer_key(folder)
    laps = key.laps
    ours = [scoring.by_car[row.car].ranks[row.lap] for row in laps]
    phases = phases_of(folder)
    return Evaluation(
        race=folder.name,
        rebuilt=agreement(laps, ours),
        facts_alone=agreement(laps, facts_alone(folder, laps)),
        between_orders=agreement(laps, between_orders(folder, laps)),
        grid_to_finish=agreement(laps, grid_to_finish(folder, laps)),
        time_error=_time_error(scoring, laps),
        untimed=key.untimed,
        leader=_leader_share(folder, scoring),
        violated=tuple(one.rule for one in check(race) if one.outcome == "failed"),
        phases=split(PHASES, (phases[row.leader_lap] for row in laps), laps, ours),
        bands=split(BANDS, (_band(scoring, row) for row in laps), laps, ours),
    )


def agreement(laps: Sequence[TrueLap], ours: Sequence[int]) -> Agreement:
    """Hold our places, one for each lap of a car, against the true ones."""
    orders: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for row, place in zip(laps, ours, strict=True):
        orders[row.lap].append((row.position, place))
    taus = (kendall_tau(order) for order in orders.values())
    return Agreement(
        places(pair for order in orders.values() for pair in order),
        fmean(tau for tau in taus if tau is not None),
    )


def split(
    names: Sequence[str], kinds: Iterable[str], laps: Sequence[TrueLap], ours: Sequence[int]
) -> dict[str, Places]:
    """Measure our places kind by kind, in the order of `names`."""
    pairs: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for kind, row, place in zip(kinds, laps, ours, strict=True):
        pairs[kind].append((row.position, place))
    return {name: places(pairs[name]) for name in names if name in pairs}


def _band(scoring: Scoring, row: TrueLap) -> Confidence:
    _, _, place = scoring.by_car[row.car].known[row.lap]
    return place


def _time_error(scoring: Scoring, laps: Iterable[TrueLap]) -> float:
    errors = [
        abs(scoring.by_car[row.car].crossings[row.lap - 1] - row.crossing)
        for row in laps
        if row.crossing is not None
    ]
    return median(errors) / SECOND


def _leader_share(folder: Path, scoring: Scoring) -> float:
    official = official_leaders(folder)
    return fmean(
        scoring.arrivals[lap - 1][0].car == official[lap] for lap in range(1, laps_run(folder) + 1)
    )
