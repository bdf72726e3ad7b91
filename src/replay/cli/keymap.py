"""The user's keymap: a TOML file of key ids and the keys they shall have."""

from pathlib import Path

import platformdirs

from replay.cli.failure import Failure
from replay.racefile import printable

MAX_BYTES = 64 * 1024
"""More than any keymap needs; nothing larger is read."""


def keymap_path() -> Path:
    """Say where the keymap lies: in the platform's folder for settings."""
    return platformdirs.user_config_path("replay", appauthor=False) / "keymap.toml"


def read_keymap(path: Path) -> dict[str, str]:
    """Read a keymap such as `next_lap = "right,l"`; no file, no changes to the keys.

    Raises Failure with one line that names the file.
    """
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1).decode()
    except FileNotFoundError:
        return {}
    except UnicodeDecodeError:
        raise _wrong(path, "not UTF-8 text") from None
    except OSError as error:
        raise _wrong(path, (error.strerror or "unreadable").lower()) from None
    import tomllib

    if len(text) > MAX_BYTES:
        raise _wrong(path, "too large for a keymap")
    try:
        return _checked(path, tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _wrong(path, str(error)) from None


def _checked(path: Path, keymap: dict[str, object]) -> dict[str, str]:
    from replay.tui.keys import unknown_ids

    unknown = unknown_ids(keymap)
    if unknown:
        raise _wrong(path, f"no key is called `{unknown[0]}`")
    checked = {}
    for name, keys in keymap.items():
        if not isinstance(keys, str) or not keys.strip():
            raise _wrong(path, f'`{name}` needs keys in quotes, such as "right,l"')
        checked[name] = keys
    return checked


def _wrong(path: Path, message: str) -> Failure:
    return Failure(printable(f"{path}: {message}"))
