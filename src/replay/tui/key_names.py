"""The names of keys that a keyboard has, as Textual tells them, and the nearest to any other.

A key is a sign (`[`, `ö`), a name (`pageup`, `full_stop`), or one of these with modifiers before
it in the order of the alphabet (`ctrl+shift+right`). A letter with shift alone is its capital.
"""

import difflib
import re
import unicodedata
from functools import cache

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS
from textual.keys import _character_to_key, key_to_character

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_SENT_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""What most terminals cannot tell from another key, and send as that."""

_OTHER_NAMES = {
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_up": "pageup",
    "page_down": "pagedown",
    "spacebar": "space",
    "dot": "full_stop",
    "period": "full_stop",
    "control": "ctrl",
    "option": "alt",
    "cmd": "super",
}
_ACCENTS = {"umlaut": "diaeresis", "ring": "ring above", "slash": "stroke"}


def is_key(name: str) -> bool:
    """Tell whether a keyboard has the key of that name."""
    return name in _named() or _is_sign(name) or _is_modified(name)


def nearest(name: str) -> str:
    """Give the name of a key that is nearest to one that no keyboard has."""
    if len(name) == 1:
        return _of_character(name)
    *modifiers, base = re.split(r"[+-](?=.)", _plain(name))
    known = [_one_of(it, _MODIFIERS) for it in modifiers if it]
    found = _base(base)
    if known == ["shift"] and len(found) == 1 and found.upper() != found:
        return found.upper()
    if known and len(found) == 1 and found != found.lower():
        known, found = [*known, "shift"], found.lower()
    if known:
        found = _character_to_key(found) if len(found) == 1 else found
    whole = "+".join([*sorted({*known}), found])
    whole = _SENT_AS.get(whole, whole)
    return whole if is_key(whole) else found


@cache
def _named() -> frozenset[str]:
    """Collect what the tables of Textual name: keys that are no signs, and some with modifiers."""
    names = {*FUNCTIONAL_KEYS.values(), "space"}
    for keys in ANSI_SEQUENCES_KEYS.values():
        if isinstance(keys, tuple):
            names.update(key.value for key in keys)
    return frozenset(name for name in names if len(name) > 1 and name[0] not in "<")


def _is_sign(name: str) -> bool:
    """Tell a sign, written itself or as Textual writes it."""
    sign = _sign(name)
    if sign is None or sign == " " or unicodedata.category(sign)[0] in "CMZ":
        return False
    return name != "," and name in (sign, _character_to_key(sign))


def _sign(name: str) -> str | None:
    """Give the sign of a key; None if it has none."""
    if len(name) == 1:
        return name
    return _ascii_signs().get(name) or key_to_character(name)


@cache
def _ascii_signs() -> dict[str, str]:
    signs = map(chr, range(0x21, 0x7F))
    return {_character_to_key(sign): sign for sign in signs}


def _is_modified(name: str) -> bool:
    *modifiers, base = name.split("+")
    if not modifiers or modifiers != sorted({*modifiers} & {*_MODIFIERS}) or name in _SENT_AS:
        return False
    if base in _named():
        return True
    sign = _sign(base)
    if sign is None or not _is_sign(base) or _character_to_key(sign) != base:
        return False
    return modifiers != ["shift"] and sign == sign.lower()


def _of_character(character: str) -> str:
    """Name the key of a character that stands for none: a comma, a blank, a control character."""
    if character < "\x20" and character not in "\t\r\x1b":
        return f"ctrl+{chr(ord(character) + 0x60)}" if "\0" < character < "\x1b" else "ctrl+@"
    named = {"\t": "tab", "\r": "enter", "\x1b": "escape", "\x7f": "backspace"}
    found = named.get(character) or _character_to_key(character)
    return found if is_key(found) else "space"


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", re.sub(r"\s+", "_", name.strip()))


def _one_of(name: str, names: tuple[str, ...]) -> str:
    name = _OTHER_NAMES.get(name.lower(), name.lower())
    return difflib.get_close_matches(name, names, n=1, cutoff=0)[0]


def _base(name: str) -> str:
    """Give the key nearest to a name without modifiers."""
    if len(name) == 1:
        return name if _is_sign(name) else _of_character(name)
    lower = name.lower()
    found = _OTHER_NAMES.get(lower, lower)
    if is_key(found):
        return found
    sign = _sign(found) or _accented(lower)
    if sign is not None and is_key(_character_to_key(sign)):
        return _character_to_key(sign)
    named = _named() - MODIFIER_FUNCTIONAL_KEYS
    names = sorted(it for it in named | _ascii_signs().keys() if "+" not in it and len(it) > 1)
    return difflib.get_close_matches(found, names, n=1, cutoff=0)[0]


def _accented(name: str) -> str | None:
    """Read `odiaeresis`, as X names an ö."""
    letter, accent = name[:1], name[1:]
    try:
        accent = _ACCENTS.get(accent, accent)
        return unicodedata.lookup(f"latin small letter {letter} with {accent}")
    except KeyError:
        return None
