"""Blow a storm at the screen: `python -m tests.storm [--seed N] [--events N] [--sizes N]`.

Keys, pastes, sizes and mouse events at random, on the races that come with the program and on
generated ones; it ends with the first that breaks anything. The same seed gives the same storm.
"""

import os
import time
from argparse import ArgumentParser

from tests.storm.inputs import SIZES
from tests.storm.races import generated, shipped
from tests.storm.sessions import StormError, blow


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of races and events (1)")
    parser.add_argument("--events", type=int, default=100_000, help="how many (100,000)")
    parser.add_argument(
        "--sizes", type=int, default=len(SIZES), choices=range(1, len(SIZES) + 1), metavar="N",
        help=f"how many sizes of terminal, of {len(SIZES)}",
    )  # fmt: skip
    options = parser.parse_args()
    os.environ.setdefault("TERM", "xterm-256color")
    began = time.monotonic()
    races = [*shipped(), *generated(options.seed, 12)]
    try:
        sessions = blow(options.seed, options.events, races, SIZES[-options.sizes :])
    except StormError as error:
        parser.exit(1, f"{error}\n")
    seconds = time.monotonic() - began
    print(f"{options.events} events in {sessions} sessions, {seconds:.0f} s: nothing broke")


if __name__ == "__main__":
    main()
