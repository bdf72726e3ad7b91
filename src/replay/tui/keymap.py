"""A user's own keys: which are legal, and whether each is for one command."""

import unicodedata
from collections.abc import Mapping

from replay.tui.key import with_keypad
from replay.tui.key_names import is_key, nearest
from replay.tui.key_table import IN_THE_LIBRARY
from replay.tui.keys import BY_ID, KEYS, STRIP_KEYS, unknown_ids
from replay.tui.library_keys import LIBRARY_KEYS
from replay.tui.log_keys import LOG_KEYS

_ALWAYS_QUIT = ("ctrl+c", "ctrl+q")
"""Keys of the app itself, in every screen."""


def checked(given: Mapping[str, object]) -> dict[str, str]:
    """Return the keymap with its keys as Textual takes them.

    Raises ValueError with one line: an id that is none, a key that no keyboard has, one key for
    two commands.
    """
    unknown = unknown_ids(given)
    if unknown:
        raise ValueError(f"no key is called `{unknown[0]}`")
    keymap = {name: ",".join(_keys(name, keys)) for name, keys in given.items()}
    for commands in (KEYS, LOG_KEYS, STRIP_KEYS):
        _require_one_command(keymap, [key.id for key in commands])
    _require_one_command(keymap, [*IN_THE_LIBRARY, *(key.id for key in LIBRARY_KEYS)])
    return keymap


def _keys(name: str, keys: object) -> list[str]:
    """Read the keys of a command."""
    if not isinstance(keys, str) or not keys.strip(" "):
        raise ValueError(f'`{name}` needs keys in quotes, such as "right,l"')
    found = [unicodedata.normalize("NFC", key.strip(" ")) for key in keys.split(",")]
    if "" in found:
        raise ValueError(
            f"`{name}`: a comma stands between keys; the comma itself is written `comma`"
        )
    for key in found:
        if not is_key(key):
            raise ValueError(f"`{name}`: no keyboard has the key `{key}`: write `{nearest(key)}`?")
        if found.count(key) > 1:
            raise ValueError(f"`{name}`: the key `{key}` stands there twice")
    return found


def _require_one_command(keymap: Mapping[str, str], commands: list[str]) -> None:
    taken = dict.fromkeys(_ALWAYS_QUIT, "quit")
    for name in commands:
        for key in with_keypad(keymap.get(name, BY_ID[name].keys)).split(","):
            other = taken.setdefault(key, name)
            if other != name:
                raise ValueError(
                    f"the key `{key}` is for `{other}` and for `{name}`: one key, one command"
                )
