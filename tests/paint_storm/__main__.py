"""Compare screens with their snapshots 10,000 times, in any order: none may ever differ.

python -m tests.paint_storm [--times 10000] [--screens 200] [--seed 0]
"""

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from replay.testing.default_moments import default_moments
from replay.testing.painted_screen import ScreenWish
from replay.testing.screen_match import ScreenChanged
from replay.testing.screen_source import ScreenSource
from replay.testing.session import ReplaySession

RACES = ("kansas-2024", "abu-dhabi-2021", "le-mans-2024", "monza-1971", "atlanta-2024")
SIZES = ((60, 16), (80, 24), (120, 40), (200, 60))
PALETTES = ("night", "night", "paper", "none", "ascii", "nord")
PANES = (None, None, "places", "gap", "pace", "fights", "sofar", "summary", "log", "line")
KEYS = (*[""] * 50, "right*3", "i down*4", "question_mark", "slash l a", "t right", "f z")
LOOKS = 9
"""So many races, each in a size and a palette: some more than are kept at a time."""

ROUND = 500
"""So many comparisons are made by one session, before another begins anew."""

Screens = Sequence[tuple[str, ScreenWish]]
"""Names of races, and which screen of each is meant."""


def draw(chance: Random, count: int) -> Screens:
    """Draw different screens."""
    source = ScreenSource(Path.cwd())
    looks = [
        (chance.choice(RACES), chance.choice(SIZES), chance.choice(PALETTES)) for _ in range(LOOKS)
    ]
    drawn: dict[tuple[str, ScreenWish], None] = {}
    while len(drawn) < count:
        race, size, palette = chance.choice(looks)
        keys = chance.choice(KEYS)
        pane = None if keys else chance.choice(PANES)
        moment = chance.choice(default_moments(source.record(race).timeline))
        drawn[race, ScreenWish(moment, size, palette, pane, keys)] = None
    return list(drawn)


def compare(folder: Path, screens: Screens, numbers: Sequence[int], *, update: bool) -> int:
    """Compare the screens of some numbers with their snapshots; count those that differ."""
    session, different = ReplaySession(folder, folder, update=update), 0
    for number in numbers:
        race, wish = screens[number]
        try:
            screen = session.source.paint(session.source.record(race), wish)
            session.match(screen, folder / f"{number}.txt", f"number {number}")
        except ScreenChanged as error:
            different += 1
            print(error)
    session.close()
    return different


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=10_000)
    parser.add_argument("--screens", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    chance, begun = Random(asked.seed), time.monotonic()
    screens, different = draw(chance, asked.screens), 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        compare(folder, screens, range(len(screens)), update=True)
        for first in range(0, asked.times, ROUND):
            numbers = chance.choices(range(len(screens)), k=min(ROUND, asked.times - first))
            different += compare(folder, screens, numbers, update=False)
    took = time.monotonic() - begun
    print(f"compared {asked.times:,} times: {different} of {asked.screens} differed; {took:.0f} s")
    raise SystemExit(different > 0)


if __name__ == "__main__":
    main()
