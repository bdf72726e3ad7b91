"""What the screen is to look like: by the options that were given, else the user's settings."""

import difflib
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from fractions import Fraction

from msgspec import Struct

from replay.cli.failure import Failure
from replay.cli.keymap_file import keymap_path, read_keymap
from replay.cli.settings import read_settings, settings_path
from replay.cli.toml_file import file_failure
from replay.race.pacing_choices import PauseKind, YellowLaps


class Choices(Struct, frozen=True):
    """What was chosen; `theme_given`: the theme by an option, and not in the settings."""

    keymap: Mapping[str, str]
    theme: str | None
    theme_given: bool
    ascii: bool
    slow_motion: bool
    speed: Fraction | None
    pause_at: frozenset[PauseKind]
    yellow: YellowLaps


def read_choices(
    *,
    theme: str | None,
    ascii: bool | None,
    slow_motion: bool | None,
    otherwise_ascii: bool = False,
    otherwise_slow_motion: bool = True,
    pause_at: frozenset[PauseKind] | None = None,
    yellow: YellowLaps | None = None,
) -> Choices:
    """Take each option that was given, else the setting; Failure where a file is wrong."""
    keymap = read_keymap(keymap_path())
    settings = read_settings(settings_path())
    return Choices(
        keymap=keymap,
        theme=settings.theme if theme is None else theme,
        theme_given=theme is not None,
        ascii=_either(ascii, settings.ascii, otherwise=otherwise_ascii),
        slow_motion=_either(slow_motion, settings.slow_motion, otherwise=otherwise_slow_motion),
        speed=settings.speed,
        pause_at=(settings.pause_at if pause_at is None else pause_at) or frozenset(),
        yellow=yellow or settings.yellow or "play",
    )


@contextmanager
def themed(choices: Choices) -> Iterator[None]:
    """Tell of a theme that there is not in one line, and where it was named, as an app is made."""
    from textual.app import InvalidThemeError

    try:
        yield
    except InvalidThemeError:
        message = _no_such_theme(choices.theme or "")
        if not choices.theme_given:
            raise file_failure(settings_path(), f"`theme`: {message}") from None
        raise Failure(message) from None


def load_asyncio() -> None:
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
