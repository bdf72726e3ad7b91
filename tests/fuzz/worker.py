"""The process that tries mutants: its memory is bounded, and whoever started it may end it.

It writes a line for each mutant: its number, and what went wrong with it, if anything did.
"""

import resource
import sys
import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.fuzz import (
    alkamel_mutants,
    boxscore_mutants,
    f1_mutants,
    indycar_mutants,
    iracing_mutants,
    mutant_files,
    nascar_mutants,
    race_mutants,
)
from tests.fuzz.screens import try_screens
from tests.fuzz.walk import Fault, try_box_score, try_import, try_plain, try_race, try_tables

MEMORY = 200 * 2**20
"""The most bytes a mutant may make the process grow to, beside what the tools of this test take."""

FEEDS: dict[str, Callable[[Random], dict[str, bytes]]] = {
    "nascar": nascar_mutants.mutant,
    "f1": f1_mutants.mutant,
    "alkamel": alkamel_mutants.mutant,
    "indycar": indycar_mutants.mutant,
    "iracing": iracing_mutants.mutant,
}
"""Importer -> what makes the files of one mutant, by names that tell nothing."""

_TOOLS = 300 * 2**20
_ON_SCREEN = 200


def random_of(seed: int, kind: str, number: int) -> Random:
    """Give the chance that makes one mutant, the same whichever were made before."""
    return Random(f"{seed} {kind} {number}")


def work(kind: str, seed: int, first: int, end: int) -> None:
    """Try the mutants of a kind from a number up to another: `races`, `boxscores`, an importer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY + _TOOLS, MEMORY + _TOOLS))
    try_one = {"races": _race, "boxscores": _box_score}.get(kind) or partial(_import, kind)
    for number in range(first, end):
        print(number, flush=True, end=" ")
        try:
            said = "loaded" if try_one(random_of(seed, kind, number), number) else "refused"
        except Exception as error:
            said = f"FAULT {_told(error)}"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        if peak > MEMORY and not said.startswith("FAULT"):
            said = f"FAULT the process has grown to {peak / 2**20:.0f} MB"
        print(said, flush=True)
        if said.startswith("FAULT the process"):
            return  # it never shrinks: the next mutant begins in another


def mutant(kind: str, seed: int, number: int) -> bytes:
    """Give a mutant as text, to be looked at."""
    random = random_of(seed, kind, number)
    if kind == "races":
        return race_mutants.mutant(random)
    if kind in FEEDS:
        return mutant_files.text_of(FEEDS[kind](random))
    return boxscore_mutants.text_of(boxscore_mutants.mutant(random))


def _race(random: Random, number: int) -> bool:
    race = try_race(race_mutants.mutant(random), random)
    if race is not None:
        try_plain(race)
        try_tables(race, random)
    if race is not None and number % _ON_SCREEN == 0:
        try_screens(race)
    return race is not None


def _box_score(random: Random, number: int) -> bool:
    wrong = boxscore_mutants.mutant(random)
    with TemporaryDirectory() as place:
        race = try_box_score(wrong.write(Path(place) / "box"))
    return race is not None


def _import(kind: str, random: Random, number: int) -> bool:
    wrong = FEEDS[kind](random)
    with TemporaryDirectory() as place:
        race = try_import(mutant_files.write(wrong, Path(place)))
    return race is not None


def _told(error: Exception) -> str:
    """Say in one line what went wrong and where."""
    if isinstance(error, Fault):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return " ".join(f"{type(error).__name__} at {where}: {error}".split())[:300]


if __name__ == "__main__":
    work(sys.argv[1], *map(int, sys.argv[2:5]))
