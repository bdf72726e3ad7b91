"""Whether a JSON file may be meant as a race file: other data is left alone."""

import json
import os
import re
import stat
from pathlib import Path

from replay import racefile

_BEGINS = re.compile(rb'\s*\{\s*"replay"\s*:')
_KEYS = ("replay", "header")


def may_be_race(path: Path) -> bool:
    """Tell a file that is a race, or a broken one, from JSON that is whole and something else.

    No more is read of it than a race file may have.
    """
    try:
        data = racefile.contents(path)
    except racefile.RaceFileError:
        return True  # what is wrong with it is told by its test
    if _BEGINS.match(data):
        return True
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return True
    return isinstance(found, dict) and any(key in found for key in _KEYS)


def odd_files(folder: Path) -> list[Path]:
    """Give what is called as a race file in a folder and is no file: a pipe, a link to nowhere."""
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(".json"))
    except OSError:
        return []
    return [folder / name for name in names if _is_odd(folder / name)]


def _is_odd(path: Path) -> bool:
    try:
        mode = path.stat().st_mode
    except OSError:
        return True
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
