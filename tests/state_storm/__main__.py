"""Kill a program 1,000 times while it writes what is kept of a race.

python -m tests.state_storm [--times 1000] [--seed 0]
"""

import argparse
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.state_storm.killing import kill_midway

ROUNDS = 40
"""So often a program is killed in one folder, before a new one: a file does not get too long."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    random = Random(asked.seed)
    kept = 0
    for first in range(0, asked.times, ROUNDS):
        with TemporaryDirectory() as folder:
            for _ in range(min(ROUNDS, asked.times - first)):
                kept += kill_midway(Path(folder), random)
    print(f"killed {asked.times:,} times, {kept:,} bookmarks kept, none lost")


if __name__ == "__main__":
    main()
