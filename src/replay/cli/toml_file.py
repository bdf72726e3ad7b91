"""The files a user may keep in the platform's folder for settings: small tables in TOML."""

from pathlib import Path

import platformdirs

from replay.cli.failure import Failure
from replay.race.text import printable

MAX_BYTES = 64 * 1024
"""More than any of them needs; nothing larger is read."""


def config_path(name: str) -> Path:
    """Say where the file of that name lies."""
    return platformdirs.user_config_path("replay", appauthor=False) / name


def read_toml(path: Path) -> dict[str, object]:
    """Read a TOML file; no file is an empty one.

    Raises Failure with one line that names the file.
    """
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1).decode()
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise wrong(path, "not UTF-8 text") from None
    except OSError as error:
        raise wrong(path, (error.strerror or "unreadable").lower()) from None
    import tomllib

    if len(text) > MAX_BYTES:
        raise wrong(path, f"larger than {MAX_BYTES:,} bytes")
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise wrong(path, str(error)) from None


def wrong(path: Path, message: str) -> Failure:
    """Make the error of a file: one line that names it."""
    return Failure(printable(f"{path}: {message}"))
