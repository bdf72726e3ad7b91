"""`replay RACE`: opening the screen on a race, or on the list of races."""

import difflib
import gc
import sys
from fractions import Fraction

from msgspec import Struct

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.keymap_file import keymap_path, read_keymap
from replay.cli.notes import print_notes
from replay.cli.reading import read
from replay.cli.settings import read_settings, settings_path
from replay.cli.terminal import make_ready, takes_only_ascii
from replay.cli.toml_file import file_failure
from replay.race.model import Race
from replay.race.text import printable
from replay.state.kept_race import KeptRace
from replay.state.kept_races import KeptRaces, keeps_folder


class Opening(Struct, frozen=True):
    """How the screen opens: at the instant of `lap`, at the time `at` (ticks), else the grid.

    `finish` is for the end of the last lap instead, `resume` for where the race was left. What is
    None is as the user's settings say.
    """

    lap: int | None = None
    at: int | None = None
    finish: bool = False
    resume: bool = False
    speed: Fraction | None = None
    theme: str | None = None
    ascii: bool | None = None
    slow_motion: bool | None = None


def open_race(name: str, opening: Opening) -> int:
    """Open the screen on a race and return the exit code."""
    race = read(name)
    kept = kept_races()
    start = starting_time(race, opening)
    if opening.resume:
        start = _place_left(kept.race(name), opening)
    make_ready("replay order RACE` or `replay events RACE")
    return _run(race, start, opening, kept, name)


def open_picker(opening: Opening) -> int:
    """Open the screen on the list of races and return the exit code."""
    if opening.lap is not None or opening.at is not None:
        raise Failure("--lap and --at need a RACE to open")
    if opening.resume:
        return open_race(_race_left_last(), opening)
    make_ready("replay list")
    return _run(None, 0, opening, kept_races())


def kept_races() -> KeptRaces:
    """Give what is kept of races in the folder of the platform; nothing is read yet."""
    return KeptRaces(keeps_folder(), racefile.find)


def _race_left_last() -> str:
    """Name the race of the list that was left last; Failure without any."""
    files = {one.name: one.path for one in racefile.list_races() if one.error is None}
    places = kept_races().places(files)
    if not places:
        raise Failure("no race has been left anywhere yet; name one to open")
    return next(iter(places))


def _place_left(race: KeptRace, opening: Opening) -> int:
    """Give the time (ticks) at which a race was left, the grid where it never was."""
    if opening.lap is not None or opening.at is not None:
        raise Failure("--resume excludes --lap and --at")
    race.load()
    left = race.keeps.left
    return 0 if left is None else left.at


def starting_time(race: Race, opening: Opening) -> int:
    """Give the time to open at, in ticks; Failure if the race has no such moment.

    How long a race became is not told to who is about to watch it.
    """
    if opening.lap is not None and opening.at is not None:
        raise Failure("--lap and --at exclude each other")
    if opening.lap is None and opening.at is None and not opening.finish:
        return 0
    from replay.race.destination import DestinationError, moment_at, moment_of_lap
    from replay.race.timeline import Timeline

    timeline = Timeline(race)
    if opening.finish:
        return timeline.end
    try:
        if opening.at is not None:
            return moment_at(timeline, opening.at)
        return moment_of_lap(timeline, opening.lap or 0)
    except DestinationError as error:
        raise Failure(str(error)) from None


def _run(race: Race | None, start: int, opening: Opening, kept: KeptRaces, name: str = "") -> int:
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
            kept=kept,
            name=name,
        )
    except InvalidThemeError:
        message = _no_such_theme(theme or "")
        if opening.theme is None:
            raise file_failure(settings_path(), f"`theme`: {message}") from None
        raise Failure(message) from None
    try:
        app.run()
    finally:
        _save(kept)
    return app.return_code or 0


def _save(kept: KeptRaces) -> None:
    """Save what is kept; what cannot be is told here, so that nothing ends with the program."""
    for race in kept.unsaved():
        print_notes([printable(f"replay: {race.race}: {race.refused}")])
        left, marks = race.keeps.left, race.keeps.bookmarks
        told = [f"left at {left.moment}"] if left else []
        told += [f"bookmark at {one.moment}: {one.note}" for one in marks]
        print_notes(f"  {printable(line)}" for line in told)


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
