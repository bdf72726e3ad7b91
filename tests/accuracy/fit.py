"""Fit the constants of the rebuilding: `python -m tests.accuracy.fit [--without RACE]`.

From a start that knows nothing but medians and round figures, constants are moved one to three
at a time, and what makes the known races truer is kept. With `--without`, a race takes no part
in the fit and is measured with the result: the honest score for a race never seen. What is
measured are the targets, before the exact solve: it changes places little, and takes longest.

Each trial counts every race twice, with the field's pace off by 0.8 % either way, so that no
constant leans on a pace that nobody publishes.
"""

import random
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from statistics import fmean

from tests.accuracy.baselines import between_orders
from tests.accuracy.boxscore import SHARED
from tests.accuracy.evaluation import agreement, box_scores, evaluation_of
from tests.accuracy.report import report
from tests.accuracy.truth import TrueLap, answer_key

from replay.race.model import SECOND
from replay.reconstruct.read.boxscore import read_box_score
from replay.reconstruct.read.published_crossings import known_crossings
from replay.reconstruct.reckon.likely_crossings import targets_of
from replay.reconstruct.reckon.pace import pace_of
from replay.reconstruct.reckon.race_time import race_time
from replay.reconstruct.reckon.timekeeping import timekeeping
from replay.reconstruct.solve.absent_leaders import without_absent_leaders

Constants = dict[str, int]
"""Values by `module.NAME`."""

RANGES: Mapping[str, tuple[int, int, int]] = {
    "reference.USUAL_SPREAD": (700, 100, 1200),
    "reference._OFFSET": (6 * SECOND, SECOND, 20 * SECOND),
    "reference._DRIFT": (SECOND // 4, SECOND // 30, SECOND),
    "reference._SPREAD_VARIES": (500, 100, 3000),
    "reference._STRAY": (3 * SECOND, SECOND // 2, 8 * SECOND),
    "green_run.IN_LAP": (985, 900, 1050),
    "green_run.OUT_LAP": (1075, 1000, 1250),
    "green_laps._STRING_FIRST": (200, 0, 600),
    "green_laps._STRING_LAP": (150, 0, 400),
    "green_laps._STRING_MOST": (1000, 100, 2000),
    "lineup._SCRAMBLE": (4000, 300, 10_000),
    "lineup._LAP_SCRAMBLES": (150, 20, 800),
    "averages._SCRAMBLED": (200, 50, 500),
    "averages._WANDERING": (40, 5, 150),
    "averages._QUEUED": (150, 20, 400),
    "averages._SUREST": (20, 1, 60),
    "averages._SHARE": (500, 100, 1000),
    "target._IN_YELLOW": (870, 600, 950),
    "target._OUT_YELLOW": (890, 700, 1000),
    "target._QUEUE": (SECOND * 9 // 10, SECOND * 3 // 10, SECOND * 12 // 10),
    "target._CLOSING": (SECOND * 7 // 10, SECOND * 4 // 10, SECOND * 15 // 10),
    "leader_clock.ON_PIT_ROAD": (620, 400, 900),
    "bunching._PITS_CLOSED": (500, 200, 900),
    "pace._GREEN_OVER_BEST": (1022, 1010, 1040),
}
"""Each constant's start, least and most."""

PACE = "pace._GREEN_OVER_BEST"
JITTER = (-8, 8)
STEP = 0.15
"""How far a trial moves a constant, as a share of its range."""


class Known:
    """A race whose laps are known, read once."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.name
        self.score, _ = without_absent_leaders(read_box_score(folder))
        self.laps: Sequence[TrueLap] = answer_key(folder).laps
        self.baseline = agreement(self.laps, between_orders(folder, self.laps)).places.mean_error

    def error(self) -> float:
        """How many places the targets are wrong on average, with the constants as they are."""
        score = self.score
        pace = pace_of(score, race_time(score))
        clock, bunchings = timekeeping(score, pace, known_crossings(score))
        targets = targets_of(score, pace, clock, bunchings)
        places: dict[tuple[str, int], int] = {}
        for lap in range(1, score.laps):
            there = sorted(
                (times[lap - 1], car) for car, times in targets.items() if len(times) >= lap
            )
            places |= {(car, lap): place for place, (_, car) in enumerate(there, 1)}
        wrong = [
            abs(places[row.car, row.lap] - row.position)
            for row in self.laps
            if (row.car, row.lap) in places
        ]
        return fmean(wrong)


def put(constants: Constants) -> None:
    """Set the constants in the modules that use them."""
    for name, value in constants.items():
        module, constant = name.split(".")
        users = ("leader_clock", "target") if constant == "ON_PIT_ROAD" else (module,)
        for user in users:
            setattr(import_module(f"replay.reconstruct.{user}"), constant, value)


def loss(constants: Constants, races: Sequence[Known]) -> float:
    """Return the mean error as a share of what straight lines between orders are wrong."""
    shares = []
    for jitter in JITTER:
        put(constants | {PACE: constants[PACE] + jitter})
        shares += [race.error() / race.baseline for race in races]
    return fmean(shares)


def fitted(races: Sequence[Known], tries: int, seed: int) -> Constants:
    """Return the best constants that so many tries find."""
    chance = random.Random(seed)
    best = {name: start for name, (start, _, _) in RANGES.items()}
    least = loss(best, races)
    for _ in range(tries):
        trial = dict(best)
        for name in chance.sample(sorted(RANGES), chance.choice((1, 1, 2, 3))):
            _, low, high = RANGES[name]
            moved = trial[name] + chance.gauss(0, STEP) * (high - low)
            trial[name] = int(min(max(moved, low), high))
        found = loss(trial, races)
        if found < least:
            best, least = trial, found
    return best


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.accuracy.fit", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED, help="of box scores")
    parser.add_argument("--without", help="a race that takes no part in the fit")
    parser.add_argument("--tries", type=int, default=250)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    races = [Known(folder) for folder in box_scores(options.folder)]
    best = fitted(
        [race for race in races if race.name != options.without], options.tries, options.seed
    )
    put(best)
    for race in races:
        unseen = "  not in the fit" if race.name == options.without else ""
        print(f"{race.name:14} {race.error():.3f}{unseen}")
    for folder in box_scores(options.folder):
        if folder.name == options.without:
            print(report([evaluation_of(folder)]))
    for name, value in best.items():
        print(f"{name} = {value}")


if __name__ == "__main__":
    main()
