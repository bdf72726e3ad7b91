"""The files a user may keep in the platform's folder for settings: small tables in TOML."""

import os
import stat
from pathlib import Path

import platformdirs

from replay.cli.failure import Failure
from replay.race.text import printable

MAX_BYTES = 64 * 1024
"""More than any of them needs; nothing larger is read."""

MAX_DOTS = 100
"""The most dots in a line: a key of many parts takes the parser the square of their number."""


def config_path(name: str) -> Path:
    """Say where the file of that name lies."""
    return platformdirs.user_config_path("replay", appauthor=False) / name


def read_toml(path: Path) -> dict[str, object]:
    """Read a TOML file; no file is an empty one.

    Raises Failure with one line that names the file.
    """
    try:
        text = _read(path).decode()
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise file_failure(path, "not UTF-8 text") from None
    except OSError as error:
        raise file_failure(path, (error.strerror or "unreadable").lower()) from None
    import tomllib

    if len(text) > MAX_BYTES:
        raise file_failure(path, f"larger than {MAX_BYTES:,} bytes")
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > MAX_DOTS:
            raise file_failure(path, f"line {number} has more than {MAX_DOTS} dots")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise file_failure(path, str(error)) from None


def _read(path: Path) -> bytes:
    """Read no more than is needed to see that it is too large, and from a file alone."""
    # A pipe that nobody writes to would be waited for.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise file_failure(path, "not a regular file")
        return os.read(descriptor, MAX_BYTES + 1)
    finally:
        os.close(descriptor)


def file_failure(path: Path, message: str) -> Failure:
    """Make the error of a file: one line that names it."""
    return Failure(printable(f"{path}: {message}"))
