"""`moments.toml`: which moments of the race files beside it are painted, and how.

A table is called as a race file without its ending, or `default` for all that have none.
"""

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import NamedTuple

from replay.race.text import printable
from replay.testing.screen_look import PALETTE, SIZE, LookError, look_of, read_size

NAME = "moments.toml"
"""What the file is called."""

MOST_BYTES = 64 * 1024
"""More than any needs; nothing larger is read."""

MOST_SCREENS = 2_000
"""The most screens of one race file."""

_MOST_DOTS = 100
_DEFAULT = "default"
_KEYS = ("moments", "sizes", "palettes", "panes")


class MomentsError(ValueError):
    """What stands in the file is not what it should be. `str()` says so in one line, with where."""


class RaceScreens(NamedTuple):
    """The screens of a race file: every moment in every size, palette and pane.

    `moments` is None where the file names none; the empty pane is none. `lines` has where each
    moment is named.
    """

    moments: tuple[str, ...] | None = None
    sizes: tuple[str, ...] = (f"{SIZE[0]}x{SIZE[1]}",)
    palettes: tuple[str, ...] = (PALETTE,)
    panes: tuple[str, ...] = ("",)


def read_moments(folder: Path, race: str) -> RaceScreens:
    """Read what `moments.toml` in a folder says of a race file; MomentsError where it is wrong.

    A table of no race file may be meant for any that has none.
    """
    text = _text(folder / NAME)
    if text is None:
        return RaceScreens()
    tables = _tables(text)
    if race not in tables:
        for name in tables:
            if name != _DEFAULT and not os.path.lexists(folder / f"{name}.json"):
                raise _no_race(text, name)
    name = race if race in tables else _DEFAULT
    screens = _screens(tables.get(name, {}), text, name)
    moments = len(screens.moments or (1,))
    count = moments * len(screens.sizes) * len(screens.palettes) * len(screens.panes)
    if count > MOST_SCREENS:
        raise _error(_line(text, name), f"{count:,} screens are more than {MOST_SCREENS:,}")
    return screens


def stray_table(folder: Path) -> MomentsError | None:
    """Give the error of a table of no race file, where every race file has its own."""
    text = _text(folder / NAME) or ""
    tables = _tables(text)
    if all(path.stem in tables for path in folder.glob("*.json")):
        for name in tables:
            if name != _DEFAULT and not os.path.lexists(folder / f"{name}.json"):
                return _no_race(text, name)
    return None


def _no_race(text: str, name: str) -> MomentsError:
    told = f"no race file {printable(name, 60)}.json lies beside it"
    return _error(_line(text, name), told)


def _text(path: Path) -> str | None:
    try:
        # A pipe that nobody writes to would be waited for.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb", buffering=0) as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise MomentsError(f"{NAME}: not a regular file")
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise MomentsError(f"{NAME}: {(error.strerror or 'cannot be read').lower()}") from None
    if len(data) > MOST_BYTES:
        raise MomentsError(f"{NAME}: larger than {MOST_BYTES:,} bytes")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        raise MomentsError(f"{NAME}: not UTF-8 text") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > _MOST_DOTS:  # a key of many parts takes the square of their number
            raise _error(number, f"more than {_MOST_DOTS} dots")
    return text


def _tables(text: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MomentsError(printable(f"{NAME}: {error}")) from None
    except RecursionError:
        raise MomentsError(f"{NAME}: nested too deep") from None


def _screens(table: object, text: str, name: str) -> RaceScreens:
    if not isinstance(table, dict):
        raise _error(
            _line(text, name), f"{printable(name, 60)} is a table: [{printable(name, 60)}]"
        )
    given: dict[str, tuple[str, ...]] = {}
    for key, value in table.items():
        line = _line(text, name, key)
        if key not in _KEYS:
            raise _error(line, f"no key {printable(key, 60)!r}: there are {', '.join(_KEYS)}")
        words = [it for it in value if isinstance(it, str)] if isinstance(value, list) else []
        if not words or len(words) < len(value) or not all(word.strip() for word in words):
            raise _error(line, f"{key} is a list of texts, such as {_EXAMPLES[key]}")
        if len({*words}) < len(words):
            twice = next(word for word in words if words.count(word) > 1)
            raise _error(line, f"{key} has {printable(twice, 60)!r} twice")
        given[key] = tuple(words)
    try:
        for size in given.get("sizes", ()):
            read_size(size)
        for palette in given.get("palettes", ()):
            look_of(SIZE, palette)
    except LookError as error:
        key = "palettes" if "palette" in str(error) else "sizes"
        raise _error(_line(text, name, key), str(error)) from None
    # Without a pane the screen is painted, too: what is listed comes on top of it.
    panes = ("", *given.pop("panes", ()))
    return RaceScreens(**given, panes=panes)


_EXAMPLES = {
    "moments": '["grid", "L80", "finish"]',
    "sizes": '["80x24", "120x40"]',
    "palettes": '["night", "none"]',
    "panes": '["gap", "card:5"]',
}


def _line(text: str, table: str, key: str | None = None) -> int:
    """Find the line of a table, or of a key of it; 1 where it is written in some other way."""
    found, inside = 1, False
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[\s*[\"']?([^\"'\]]*?)[\"']?\s*\]", line)
        if head is not None:
            inside = head[1] == table
            found = number if inside else found
        elif inside and key is not None and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
            return number
        elif not inside and re.match(rf"\s*[\"']?{re.escape(table)}[\"']?\s*[.=]", line):
            found = number
    return found


def moment_line(folder: Path, race: str, moment: str) -> int | None:
    """Find the line that names a moment of a race; None where none does."""
    text = _text(folder / NAME) or ""
    quoted = (f'"{moment}"', f"'{moment}'")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if any(q in line for q in quoted)]
    own = _line(text, race)
    return next((n for n in lines if n >= own), next(iter(lines), None))


def _error(line: int, message: str) -> MomentsError:
    return MomentsError(f"{NAME}, line {line}: {message}")
