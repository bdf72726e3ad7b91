"""`replay RACE`: opening the screen on a race, or on the list of races."""

import gc
import os
from fractions import Fraction
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from replay import racefile
from replay.cli.choices import load_asyncio, read_choices, themed
from replay.cli.failure import Failure
from replay.cli.race_at import race_at, time_named
from replay.cli.reading import read
from replay.cli.terminal import make_ready, takes_only_ascii
from replay.race.model import Race
from replay.race.pauses import PauseKind
from replay.race.yellow_laps import YellowLaps


class Opening(Struct, frozen=True):
    """How the screen opens: at the instant of `lap`, at the time `at` (ticks), else the grid.

    `finish` is for the end of the last lap instead; `moment` is what stands after the `@` of a
    race. It is played condensed to `length` ticks, if that is given. What else is None is as the
    user's settings say.
    """

    lap: int | None = None
    at: int | None = None
    finish: bool = False
    moment: str | None = None
    speed: Fraction | None = None
    theme: str | None = None
    ascii: bool | None = None
    slow_motion: bool | None = None
    length: int | None = None
    pause_at: frozenset[PauseKind] | None = None
    yellow: YellowLaps | None = None


class Opened(NamedTuple):
    """A race that has been read, what it was called, and the time to begin at, in ticks."""

    name: str
    race: Race
    start: int


def read_opening(name: str, opening: Opening) -> Opened:
    """Read a race, `RACE` or `RACE@MOMENT`, and when it opens; Failure where one is not there."""
    named = race_at(name)
    if named.ends is not None:
        raise Failure("a race opens at one moment: RACE@L150; A..B names a span")
    race = read(named.name)
    return Opened(named.name, race, starting_time(race, replace(opening, moment=named.moment)))


def open_race(name: str, opening: Opening) -> int:
    """Open the screen on a race and return the exit code."""
    opened = read_opening(name, opening)
    if opening.length is not None and not opened.race.has_laps:
        raise Failure("--in needs a race with laps, and of this one only the finish is known")
    make_ready("replay RACE --plain")
    return _run(opened.race, opened.start, opening, opened.name)


def open_picker(opening: Opening) -> int:
    """Open the screen on the list of races and return the exit code."""
    if opening.lap is not None or opening.at is not None:
        raise Failure("--lap and --at need a RACE to open")
    make_ready("replay list")
    return _run(None, 0, opening)


def starting_time(race: Race, opening: Opening) -> int:
    """Give the time to open at, in ticks; Failure if the race has no such moment.

    How long a race became is not told to who is about to watch it.
    """
    said = {"--lap": opening.lap, "--at": opening.at, "RACE@MOMENT": opening.moment}
    given = [name for name, value in said.items() if value is not None]
    given += ["finish"] * opening.finish
    if len(given) > 1:
        raise Failure(f"{' and '.join(given)} exclude each other")
    if not given:
        return 0
    from replay.race.moment_name import time_within
    from replay.race.moment_words import NamedLap, NamedPlace, NamedTime, NoSuchMoment
    from replay.race.timeline import Timeline

    timeline = Timeline(race)
    if opening.moment is not None:
        return time_named(timeline, opening.moment)
    if opening.finish:
        return time_within(timeline, NamedPlace("finish"))
    try:
        if opening.at is not None:
            return time_within(timeline, NamedTime(opening.at))
        return time_within(timeline, NamedLap(opening.lap or 0))
    except NoSuchMoment as error:
        raise Failure(str(error)) from None


def _run(race: Race | None, start: int, opening: Opening, name: str = "") -> int:
    gc.disable()  # for the start: the app enables it again once it is on screen
    choices = read_choices(
        theme=opening.theme,
        ascii=opening.ascii,
        slow_motion=opening.slow_motion,
        otherwise_ascii=takes_only_ascii(),
        otherwise_slow_motion=_moves(),
        pause_at=opening.pause_at,
        yellow=opening.yellow,
    )
    load_asyncio()
    from replay.tui.app import ReplayApp
    from replay.tui.pacing import Pacing

    with themed(choices):
        app = ReplayApp(
            race=race,
            name=name,
            listings=() if race else racefile.list_races(),
            load=lambda name: racefile.load(racefile.find(name)),
            start=start,
            speed=opening.speed or choices.speed or Fraction(1),
            theme=choices.theme,
            ascii=choices.ascii,
            keymap=choices.keymap,
            slow_motion=choices.slow_motion,
            finish_line=opening.finish,
            pacing=Pacing(
                pause_at=choices.pause_at,
                yellow=choices.yellow,
                length=opening.length,
            ),
        )
    app.run()
    return app.return_code or 0


def _moves() -> bool:
    """Tell whether what moves by itself is wanted; TEXTUAL_ANIMATIONS may say that none is."""
    return os.environ.get("TEXTUAL_ANIMATIONS", "").strip().lower() != "none"
