"""One command of the viewer and the keys that give it."""

from collections.abc import Mapping

from msgspec import Struct
from textual.binding import Binding
from textual.keys import _character_to_key, key_to_character

_DISPLAY = {
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "shift+left": "shift ←",
    "shift+right": "shift →",
    "pagedown": "page down",
    "pageup": "page up",
    "comma": ",",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "minus": "-",
    "plus": "+",
    "equals_sign": "=",
    "colon": ":",
    "question_mark": "?",
    "slash": "/",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "esc",
    "shift+tab": "shift tab",
}

_KEYPAD = {
    "plus": "add",
    "minus": "subtract",
    "full_stop": "decimal",
    "comma": "separator",
    "equals_sign": "equal",
    "asterisk": "multiply",
    "slash": "divide",
}
"""The names of a keypad's signs where a terminal tells them apart, as in the kitty protocol."""


THROUGH_LAPS = {
    "lap",
    "mark",
    "white_flag",
    "tenth",
    "go_to",
    "car",
    "follow",
    "columns",
    "order_by",
    "finish_line",
    "pane",
    "own_event",
    "search",
    "match",
    "log_kind",
    "log_own",
    "pause_at",
    "yellow_laps",
    "condense",
    "reveal",
}
"""The actions that go through laps or orders."""


class Key(Struct, frozen=True):
    """One command of the viewer and the keys that give it.

    `keys` are Textual's names, separated by commas. `bar` is the word the key bar shows for it,
    None where it is left to the help; neighbours in the bar that share a word share a cell.
    `pair` tells what this key and the next do, where they are two ways of one thing.
    `through_laps`: in a race known by its finish there is nothing for it.
    """

    id: str
    keys: str
    action: str
    tooltip: str
    group: str
    bar: str | None = None
    pair: str = ""
    through_laps: bool = False

    def binding(self) -> Binding:
        """Make the Textual binding, remappable by its id."""
        return Binding(
            with_keypad(self.keys),
            self.action,
            self.tooltip,
            show=False,
            tooltip=self.tooltip,
            id=self.id,
        )

    @property
    def needs_laps(self) -> bool:
        """Whether it goes through laps or orders, which a race known by its finish lacks."""
        return self.through_laps or self.action.partition("(")[0] in THROUGH_LAPS

    def names(self, keymap: Mapping[str, str] | None = None) -> list[str]:
        """Give the names of the keys as a person reads them."""
        keys = (keymap or {}).get(self.id, self.keys)
        return [display(key.strip()) for key in keys.split(",")]

    def shown(self, keymap: Mapping[str, str] | None = None) -> str:
        """Write the keys as a person reads them: `f  end`."""
        return "  ".join(self.names(keymap))


def with_keypad(keys: str) -> str:
    """Add to names of keys, separated by commas, those of the same signs on the keypad.

    Signs are taken by their names, too: `+` is `plus`.
    """
    names = [key.strip() for key in keys.split(",")]
    names = [_character_to_key(name) if len(name) == 1 else name for name in names]
    return ",".join(dict.fromkeys([*names, *(_KEYPAD[name] for name in names if name in _KEYPAD)]))


def display(key: str) -> str:
    """Write one of Textual's key names as a person reads it."""
    if key in _DISPLAY:
        return _DISPLAY[key]
    sign = key_to_character(key)
    return sign if sign and sign.isprintable() and sign != " " else key.replace("_", " ")
