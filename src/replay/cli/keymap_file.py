"""The user's keymap: a TOML file of key ids and the keys they shall have."""

from pathlib import Path

from replay.cli.toml_file import config_path, file_failure, read_toml


def keymap_path() -> Path:
    """Say where the keymap lies: in the platform's folder for settings."""
    return config_path("keymap.toml")


def read_keymap(path: Path) -> dict[str, str]:
    """Read a keymap such as `next_lap = "right,l"`; no file, no changes to the keys.

    Raises Failure with one line that names the file.
    """
    keymap = read_toml(path)
    if not keymap:
        return {}
    from replay.tui.keymap import checked

    try:
        return checked(keymap)
    except ValueError as error:
        raise file_failure(path, str(error)) from None
