"""Every key of the replay, defined once: bindings, key bar, help, palette and README read this.

A user's keymap file names a key by its id: `next_lap = "right,l"`.
"""

from collections.abc import Iterable, Mapping
from itertools import zip_longest

from msgspec import Struct
from textual.binding import Binding
from textual.keys import key_to_character

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
    "escape": "esc",
    "shift+tab": "shift tab",
}


class Key(Struct, frozen=True):
    """One command of the viewer and the keys that give it.

    `keys` are Textual's names, separated by commas. `bar` is the word the key bar shows for it,
    None where it is left to the help; neighbours in the bar that share a word share a cell.
    `pair` tells what this key and the next do, where they are two ways of one thing.
    """

    id: str
    keys: str
    action: str
    tooltip: str
    group: str
    bar: str | None = None
    pair: str = ""

    def binding(self) -> Binding:
        """Make the Textual binding, remappable by its id."""
        return Binding(
            self.keys,
            self.action,
            self.tooltip,
            show=False,
            tooltip=self.tooltip,
            id=self.id,
        )

    def names(self, keymap: Mapping[str, str] | None = None) -> list[str]:
        """Give the names of the keys as a person reads them."""
        keys = (keymap or {}).get(self.id, self.keys)
        return [display(key.strip()) for key in keys.split(",")]

    def shown(self, keymap: Mapping[str, str] | None = None) -> str:
        """Write the keys as a person reads them: `f  end`."""
        return "  ".join(self.names(keymap))


def display(key: str) -> str:
    """Write one of Textual's key names as a person reads it."""
    if key in _DISPLAY:
        return _DISPLAY[key]
    sign = key_to_character(key)
    return sign if sign and sign.isprintable() and sign != " " else key.replace("_", " ")


STRIP = "Finish line"
"""The group of the keys that serve while the strip of the finish is open."""

_TENTHS = tuple(
    Key(f"tenth_{n}", str(n), f"tenth({n})", f"Go to {n} tenths of the scheduled laps", "Go")
    for n in range(10)
)

KEYS: tuple[Key, ...] = (
    Key("play_pause", "space", "play_pause", "Play or pause", "Time", "play"),
    Key(
        "previous_lap",
        "left,h",
        "lap(-1)",
        "Back one lap",
        "Time",
        "lap",
        pair="Back, forward one lap",
    ),
    Key("next_lap", "right,l", "lap(1)", "Forward one lap", "Time", "lap"),
    Key(
        "back_ten",
        "shift+left,pageup",
        "lap(-10)",
        "Back ten laps",
        "Time",
        pair="Back, forward ten laps",
    ),
    Key("forward_ten", "shift+right,pagedown", "lap(10)", "Forward ten laps", "Time"),
    Key(
        "previous_change",
        "comma",
        "change(-1)",
        "Back to the last crossing, pit entry or exit, or flag",
        "Time",
        pair="Back, forward one change: a crossing, pit entry or exit, a flag",
    ),
    Key(
        "next_change",
        "full_stop",
        "change(1)",
        "Forward to the next crossing, pit entry or exit, or flag",
        "Time",
    ),
    Key(
        "previous_mark",
        "left_square_bracket",
        "mark(-1)",
        "Previous mark",
        "Marks",
        "mark",
        pair="Previous, next mark: lead, caution, restart, stage, finish",
    ),
    Key(
        "next_mark",
        "right_square_bracket",
        "mark(1)",
        "Next mark: lead change, caution, restart, stage end, finish",
        "Marks",
        "mark",
    ),
    Key("slower", "minus", "rate(-1)", "Slower", "Speed", "speed", pair="Slower, faster"),
    Key("faster", "equals_sign,plus", "rate(1)", "Faster", "Speed", "speed"),
    Key("normal_speed", "backspace", "rate(0)", "Speed ×1", "Speed"),
    Key("reverse", "r", "reverse", "Turn the direction of time", "Speed"),
    Key(
        "next_caution",
        "c",
        "mark(1, 'caution')",
        "Next caution",
        "Marks",
        "caution",
        pair="Next, previous caution",
    ),
    Key("previous_caution", "C", "mark(-1, 'caution')", "Previous caution", "Marks"),
    Key(
        "next_lead",
        "a",
        "mark(1, 'lead change')",
        "Next lead change",
        "Marks",
        "lead",
        pair="Next, previous lead change",
    ),
    Key("previous_lead", "A", "mark(-1, 'lead change')", "Previous lead change", "Marks"),
    Key(
        "next_stage",
        "s",
        "mark(1, 'stage')",
        "Next stage end",
        "Marks",
        pair="Next, previous stage end",
    ),
    Key("previous_stage", "S", "mark(-1, 'stage')", "Previous stage end", "Marks"),
    Key(
        "next_stop",
        "p",
        "mark(1, 'pit stop')",
        "Next pit stop",
        "Marks",
        pair="Next, previous pit stop",
    ),
    Key("previous_stop", "P", "mark(-1, 'pit stop')", "Previous pit stop", "Marks"),
    Key("grid", "home", "grid", "The grid", "Go", pair="The grid, the end of the last lap"),
    Key("finish", "f,end", "finish", "The end of the last lap", "Go", "finish"),
    *_TENTHS,
    Key(
        "go_to",
        "g,colon",
        "go_to",
        "Go to a lap, a time, a caution, a stage, the finish",
        "Go",
        "go to",
    ),
    Key(
        "car_up", "up,k", "car(-1)", "The place above", "Cars", "car", pair="The place above, below"
    ),
    Key("car_down", "down,j", "car(1)", "The place below", "Cars", "car"),
    Key("follow", "enter", "follow", "Follow the car, or let it go", "Cars"),
    Key(
        "zoom_in",
        "z",
        "zoom(1)",
        "Finish line: closer",
        STRIP,
        "zoom",
        pair="Finish line: closer, wider",
    ),
    Key("zoom_out", "Z", "zoom(-1)", "Finish line: wider", STRIP, "zoom"),
    Key("next_nose", "n", "nose", "Finish line: the next nose", STRIP, "nose"),
    Key("next_view", "v", "view", "Next view of the running order", "Screen", "view"),
    Key("next_pane", "tab", "pane(1)", "Next pane", "Screen", pair="Next, previous pane"),
    Key("previous_pane", "shift+tab", "pane(-1)", "Previous pane", "Screen"),
    Key("close", "escape", "close", "Close what is open; never quits", "Screen"),
    Key("palette", "ctrl+p", "app.command_palette", "Every command by name", "Screen"),
    Key("suspend", "ctrl+z", "app.suspend_process", "Back to the shell for a while", "Screen"),
    Key("quit", "q,ctrl+c", "app.quit", "Quit", "Screen", "quit"),
    Key("help", "question_mark", "help", "Help", "Screen", "help"),
)

LOG_KEYS: tuple[Key, ...] = (
    Key("log_up", "up,k", "cursor(-1)", "A newer line", "Race log", pair="A newer, an older line"),
    Key("log_down", "down,j", "cursor(1)", "An older line", "Race log"),
    Key("log_choose", "enter", "choose", "Go to the line's time", "Race log"),
)
"""The keys of the race log while it has the focus."""

BY_ID = {key.id: key for key in (*KEYS, *LOG_KEYS)}


def bindings() -> list[Binding]:
    """Make the bindings of the replay screen."""
    return [key.binding() for key in KEYS]


def groups(keymap: Mapping[str, str] | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the help: each group with its rows of keys and what they do, pairs in one row."""
    found: dict[str, list[tuple[str, str]]] = {}
    paired = None
    for key in (*KEYS, *LOG_KEYS):
        rows = found.setdefault(key.group, [])
        if key.id.startswith("tenth_"):
            if key is _TENTHS[0]:
                rows.append(("0 to 9", "Tenths of the scheduled laps"))
        elif paired:
            rows.append((_both(paired.names(keymap), key.names(keymap)), paired.pair))
            paired = None
        elif key.pair:
            paired = key
        else:
            rows.append((key.shown(keymap), key.tooltip))
    return list(found.items())


def bar(
    keymap: Mapping[str, str] | None = None, *, strip: bool = False
) -> tuple[tuple[str, str], ...]:
    """Give the key bar: keys and a word, neighbours with the same word in one cell.

    With the strip of the finish open its keys come first.
    """
    cells: list[tuple[str, str]] = []
    for key in sorted(KEYS, key=lambda key: key.group != STRIP):
        if key.bar is None or (key.group == STRIP and not strip):
            continue
        first = key.names(keymap)[0]
        if cells and cells[-1][1] == key.bar:
            cells[-1] = (f"{cells[-1][0]} {first}", key.bar)
        else:
            cells.append((first, key.bar))
    return tuple(cells)


def unknown_ids(keymap: Iterable[str]) -> list[str]:
    """Name the ids of a keymap that no key has."""
    return [name for name in keymap if name not in BY_ID]


def _both(one: list[str], other: list[str]) -> str:
    """Write two lists of keys side by side: `← →  h l`, `shift ← →  page up down`."""
    pairs = []
    for first, second in zip_longest(one, other, fillvalue=""):
        modifier, _, name = second.rpartition(" ")
        shared = modifier and first.startswith(f"{modifier} ")
        pairs.append(f"{first} {name if shared else second}".strip())
    return "  ".join(pairs)


def markdown() -> str:
    """Write the key table of the README."""
    lines = ["| keys | what they do |", "|---|---|"]
    for _, rows in groups():
        lines.extend(f"| {_code(keys)} | {what} |" for keys, what in rows)
    return "\n".join(lines)


def _code(keys: str) -> str:
    return " ".join(f"`{part}`" for part in keys.split("  "))
