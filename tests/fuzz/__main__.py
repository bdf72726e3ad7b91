"""Try files gone wrong: `python -m tests.fuzz`, from the top folder.

Every mutant must be refused in one line that names the file and the place, or load and be gone
through within the limits of `tests/fuzz/walk.py`. The exit code is 1 where one was not; its number
makes it again: `--seed N --show races:NUMBER` prints its text.
"""

import selectors
import subprocess
import sys
from argparse import ArgumentParser
from collections import Counter
from time import monotonic

from tests.fuzz.worker import FEEDS, mutant

PATIENCE = 60
"""Seconds after which a mutant that says nothing has frozen the program."""

_BATCH = 2_000


def main() -> int:
    parser = ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--seed", type=int, default=1, help="what chance begins with")
    parser.add_argument("--races", type=int, default=100_000, help="how many race files")
    parser.add_argument("--boxscores", type=int, default=10_000, help="how many box scores")
    for importer in FEEDS:
        words = f"how many inputs of {importer}"
        parser.add_argument(f"--{importer}", type=int, default=100_000, help=words)
    parser.add_argument("--seconds", type=float, default=1e9, help="stop after so many")
    parser.add_argument("--show", metavar="KIND:NUMBER", help="print one mutant instead")
    options = parser.parse_args()
    if options.show:
        kind, _, number = options.show.partition(":")
        sys.stdout.buffer.write(mutant(kind, options.seed, int(number)))
        return 0
    until = monotonic() + options.seconds
    told: Counter[str] = Counter()
    for kind in ("races", "boxscores", *FEEDS):
        told.update(run(kind, options.seed, getattr(options, kind), until))
    return 1 if told["FAULT"] else 0


def run(kind: str, seed: int, count: int, until: float) -> Counter[str]:
    """Try so many mutants of a kind, each fault told on a line; give how many came to what."""
    told: Counter[str] = Counter()
    number = 0
    while number < count and monotonic() < until:
        number = _batch(kind, seed, number, min(number + _BATCH, count), until, told)
    counts = ", ".join(f"{told[word]} {word}" for word in ("loaded", "refused", "FAULT"))
    print(f"{kind}: {sum(told.values())} tried: {counts}", flush=True)
    return told


def _batch(kind: str, seed: int, first: int, end: int, until: float, told: Counter[str]) -> int:
    """Try mutants in one process; give the number to go on with."""
    command = [sys.executable, "-m", "tests.fuzz.worker", kind, *map(str, (seed, first, end))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, bufsize=1) as process:
        assert process.stdout is not None
        ready = selectors.DefaultSelector()
        ready.register(process.stdout, selectors.EVENT_READ)
        number = first
        while monotonic() < until:
            if not ready.select(PATIENCE):
                process.kill()
                _tell(kind, seed, number, "FAULT it has frozen", told)
                return number + 1
            line = process.stdout.readline()
            if not line:
                break
            at, _, said = line.strip().partition(" ")
            _tell(kind, seed, int(at), said or "FAULT the process died", told)
            number = int(at) + 1
        if monotonic() >= until:
            process.kill()
            return end
    if number == first and process.returncode == 1:
        raise SystemExit("the process that tries mutants does not start")
    if number < end and process.returncode:
        _tell(kind, seed, number, f"FAULT the process ended with {process.returncode}", told)
        return number + 1
    return max(number, first)


def _tell(kind: str, seed: int, number: int, said: str, told: Counter[str]) -> None:
    told[said.split()[0]] += 1
    if said.startswith("FAULT"):
        print(f"--seed {seed} --show {kind}:{number}: {said[6:]}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
