"""The user's keymap: a TOML file of key ids and the keys they shall have."""

from pathlib import Path

from replay.cli.toml_file import config_path, read_toml, wrong


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
    from replay.tui.keys import unknown_ids

    unknown = unknown_ids(keymap)
    if unknown:
        raise wrong(path, f"no key is called `{unknown[0]}`")
    checked = {}
    for name, keys in keymap.items():
        if not isinstance(keys, str) or not keys.strip():
            raise wrong(path, f'`{name}` needs keys in quotes, such as "right,l"')
        checked[name] = keys
    return checked
