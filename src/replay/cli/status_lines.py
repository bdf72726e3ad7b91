"""`replay RACE --line`: one line for a status bar, or a live one."""

import shutil
import sys
import time
from collections.abc import Callable

from msgspec.structs import replace

from replay.cli.failure import Failure
from replay.cli.opening import Opening, read_opening
from replay.cli.output import cell_width
from replay.cli.plain_output import emit, running_clock
from replay.cli.race_at import race_at
from replay.cli.terminal import writes_to_terminal
from replay.clock import PlaybackClock
from replay.plain.car_words import CarWords
from replay.plain.status_line import status_line
from replay.race.car_named import car_named
from replay.race.model import Race
from replay.race.text import clean, printable
from replay.race.timeline import Timeline

_EVERY = 0.25
"""Seconds between two looks at the clock."""


def print_status(name: str, opening: Opening, follow: str | None) -> int:
    """Print the line of the moment at which a race opens; with a speed, go on from there.

    Where no moment is named it is the one at which the race was left.
    """
    unsaid = not opening.begins and race_at(name).moment is None
    _, race, start = read_opening(name, replace(opening, resume=True) if unsaid else opening)
    car = None if follow is None else _car(race, follow)
    timeline = Timeline(race)
    names = CarWords(timeline)

    def line(at: int) -> str:
        return clean(status_line(timeline, at, names, car))

    if opening.speed is None:
        emit([line(start)])
    else:
        clock = running_clock(timeline.end, start, opening.speed)
        (_rewrite if writes_to_terminal() else _append)(line, clock)
    return 0


def _car(race: Race, named: str) -> str:
    if not race.has_laps:
        raise Failure("--follow needs a race with laps, and of this one only the finish is known")
    car = car_named(named, race.entries)
    if car is None:
        raise Failure(f"--follow: no car of this race is called {printable(named)}")
    return car


def _append(line: Callable[[int], str], clock: PlaybackClock) -> None:
    """Print a line whenever it says something else."""
    shown = ""
    while True:
        now = clock.sample()
        if (text := line(now.time)) != shown:
            emit([text])
            shown = text
        if not now.playing:
            return
        time.sleep(_EVERY)


def _rewrite(line: Callable[[int], str], clock: PlaybackClock) -> None:
    """Write one line over itself, cut to the width of the terminal."""
    shown = ""
    while True:
        now = clock.sample()
        text = _cut(line(now.time), shutil.get_terminal_size().columns - 1)
        if text != shown:
            blanks = " " * max(cell_width(shown) - cell_width(text), 0)
            sys.stdout.buffer.write(f"\r{text}{blanks}".encode())
            sys.stdout.buffer.flush()
            shown = text
        if not now.playing:
            emit([""])
            return
        time.sleep(_EVERY)


def _cut(text: str, width: int) -> str:
    """Leave out parts that have no room, the last ones first."""
    while cell_width(text) > width and " | " in text:
        text = text.rpartition(" | ")[0]
    return text if cell_width(text) <= width else text[: max(width // 2, 1)]
