"""`replay RACE`: opening the screen on a race, or on the list of races."""

import difflib
import gc
import sys
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.keymap_file import keymap_path, read_keymap
from replay.cli.race_at import race_at, time_named
from replay.cli.reading import read
from replay.cli.settings import read_settings, settings_path
from replay.cli.terminal import make_ready, takes_only_ascii
from replay.cli.toml_file import file_failure
from replay.race.model import Race


class Opening(Struct, frozen=True):
    """How the screen opens: at the instant of `lap`, at the time `at` (ticks), else the grid.

    `finish` is for the end of the last lap instead; `moment` is what stands after the `@` of a
    race. What is None is as the user's settings say.
    """

    lap: int | None = None
    at: int | None = None
    finish: bool = False
    moment: str | None = None
    speed: Fraction | None = None
    theme: str | None = None
    ascii: bool | None = None
    slow_motion: bool | None = None


def open_race(name: str, opening: Opening) -> int:
    """Open the screen on a race, `RACE` or `RACE@MOMENT`, and return the exit code."""
    named = race_at(name)
    if named.ends is not None:
        raise Failure("the screen opens at one moment: RACE@L150; A..B names a span")
    opening = replace(opening, moment=named.moment)
    race = read(named.name)
    start = starting_time(race, opening)
    make_ready("replay order RACE` or `replay events RACE")
    return _run(race, start, opening)


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


def _run(race: Race | None, start: int, opening: Opening) -> int:
    gc.disable()  # for the start: the app enables it again once it is on screen
    keymap = read_keymap(keymap_path())
    settings = read_settings(settings_path())
    theme = settings.theme if opening.theme is None else opening.theme
    _load_asyncio()
    from textual.app import InvalidThemeError

    from replay.tui.app import ReplayApp

    try:
        app = ReplayApp(
            race=race,
            listings=() if race else racefile.list_races(),
            load=lambda name: racefile.load(racefile.find(name)),
            start=start,
            speed=opening.speed or settings.speed or Fraction(1),
            theme=theme,
            ascii=_either(opening.ascii, settings.ascii, otherwise=takes_only_ascii()),
            keymap=keymap,
            slow_motion=_either(opening.slow_motion, settings.slow_motion, otherwise=True),
            finish_line=opening.finish,
        )
    except InvalidThemeError:
        message = _no_such_theme(theme or "")
        if opening.theme is None:
            raise file_failure(settings_path(), f"`theme`: {message}") from None
        raise Failure(message) from None
    app.run()
    return app.return_code or 0


def _load_asyncio() -> None:
    """Load asyncio without TLS, which it does without where Python was built so.

    It would take 4 MB and 5 ms of a start, and the screen opens no connection. What else may ask
    for TLS later, such as a driver that serves the screen, finds it.
    """
    if "asyncio" in sys.modules or "ssl" in sys.modules:
        return
    sys.modules["ssl"] = None  # type: ignore[assignment]  # so `import ssl` raises ImportError
    try:
        import asyncio  # noqa: F401
    finally:
        del sys.modules["ssl"]


def _either(given: bool | None, setting: bool | None, *, otherwise: bool) -> bool:
    """Take the option that was given, else the setting, else what holds without either."""
    return next((value for value in (given, setting) if value is not None), otherwise)


def _no_such_theme(name: str) -> str:
    from textual.theme import BUILTIN_THEMES

    from replay.tui.theme import THEMES

    names = [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
    nearest = difflib.get_close_matches(name, names, n=3, cutoff=0.4) or names[: len(THEMES)]
    return f"no theme {name!r}; did you mean {' or '.join(nearest)}?"
