"""The keys as they are told: in the key bar, in the help and on the page of the screen."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from replay.tui.key import Key
from replay.tui.keys import BY_ID, KEYS, STRIP, STRIP_KEYS, TENTHS
from replay.tui.library_keys import LIBRARY_KEYS
from replay.tui.log_keys import LOG_KEYS

_OF_THE_ORDER = ("car_up", "car_down", "next_class", "next_view")
_IN_THE_BAR = (
    *("play_pause", "previous_lap", "next_lap", "previous_mark", "next_mark", "next_class"),
    *("next_caution", "car_card", "traces", "fights", "events", "against", "go_to"),
    *("slower", "faster", "next_lead", "finish", "finish_line", "car_up", "car_down"),
    *("next_view", "quit", "help"),
)
"""The keys of the bar by how much they are wanted: a narrow terminal has but the first of them."""

IN_THE_LIBRARY = ("palette", "suspend", "quit", "help")
"""The keys of the replay that the list of races has, too."""

_REPLAY_KEYS = (*KEYS, *LOG_KEYS, *STRIP_KEYS)


def groups(
    keymap: Mapping[str, str] | None = None, *, laps: bool = True
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the help: each group with its rows of keys and what they do, pairs in one row.

    Without `laps` those are left out that go through laps and orders.
    """
    left_out = [key for key in _REPLAY_KEYS if not laps and (key.needs_laps or key in LOG_KEYS)]
    return _groups([key for key in _REPLAY_KEYS if key not in left_out], keymap)


def library_groups(
    keymap: Mapping[str, str] | None = None,
) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the help of the list of races in the same form."""
    return _groups([*LIBRARY_KEYS, *(BY_ID[name] for name in IN_THE_LIBRARY)], keymap)


def _groups(
    keys: Sequence[Key], keymap: Mapping[str, str] | None
) -> list[tuple[str, list[tuple[str, str]]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    paired = None
    for key in keys:
        rows = found.setdefault(key.group, [])
        if key.id.startswith("tenth_"):
            if key is TENTHS[0]:
                rows.append(("0 to 9", "Tenths of the scheduled distance"))
        elif paired:
            rows.append((_both(paired.names(keymap), key.names(keymap)), paired.pair))
            paired = None
        elif key.pair:
            paired = key
        else:
            rows.append((key.shown(keymap), key.tooltip))
    return list(found.items())


def key_bar_cells(
    keymap: Mapping[str, str] | None = None,
    *,
    strip: bool = False,
    full: bool = False,
    panel: tuple[Key, ...] = (),
    laps: bool = True,
    slow: bool = False,
    classes: bool = False,
    events: str | None = "",
) -> tuple[tuple[str, str], ...]:
    """Give the key bar: keys and a word, neighbours with the same word in one cell.

    With the `strip` of the finish open its keys come first, and those that the panel has with the
    focus on it (`panel`); `full` when it has the whole screen. Without `laps` the race is its
    finish alone, and what goes through laps and orders is left out; without `classes` so is what
    turns them. While it is `slow` the key that skips this comes before all. Once the
    result is official the key of `events` comes first, with what it opens next; where it opens
    nothing (None) it is left out.
    """
    cells: list[tuple[str, str]] = []
    if slow:
        cells.append((BY_ID["slow_motion"].names(keymap)[0], "skip slow motion"))
    if events:
        cells.append((BY_ID["events"].names(keymap)[0], events))
    for key in _offered(keymap, strip, full, panel, laps):
        if key.id == "events" and events != "":
            continue
        if key.action == "order_by" and not classes:
            continue
        first = key.names(keymap)[0]
        word = "back" if full and key.id == "finish_line" else key.bar or ""
        if cells and cells[-1][1] == word:
            cells[-1] = (f"{cells[-1][0]} {first}", word)
        else:
            cells.append((first, word))
    return tuple(cells)


def _offered(
    keymap: Mapping[str, str] | None,
    strip: bool,
    full: bool,
    panel: tuple[Key, ...],
    laps: bool,
) -> list[Key]:
    """Give the keys the bar names, in its order; none that the focus has taken for its own."""
    taken = {name for key in panel for name in key.names(keymap)}
    own = [key for key in KEYS if strip and key.group == STRIP]
    rest = [
        key
        for key in KEYS
        if key.bar is not None
        and key.group != STRIP
        and key.names(keymap)[0] not in taken
        and not (full and key.id in _OF_THE_ORDER)
        and (laps or not key.needs_laps)
    ]
    rest.sort(key=lambda key: _IN_THE_BAR.index(key.id))
    back = [key for key in rest if full and key.id == "finish_line"]
    return [*own, *panel, *back, *(key for key in rest if key not in back)]


def _both(one: list[str], other: list[str]) -> str:
    """Write two lists of keys side by side: `← →  h l`, `shift ← →  page up down`."""
    pairs = []
    for first, second in zip_longest(one, other, fillvalue=""):
        modifier, _, name = second.rpartition(" ")
        shared = modifier and first.startswith(f"{modifier} ")
        pairs.append(f"{first} {name if shared else second}".strip())
    return "  ".join(pairs)


def markdown() -> str:
    """Write the key table of the page of the screen."""
    return _table(groups())


def library_markdown() -> str:
    """Write the table of the keys that are the list of races' own."""
    return _table(_groups(LIBRARY_KEYS, None))


def _table(groups: list[tuple[str, list[tuple[str, str]]]]) -> str:
    lines = ["| keys | what they do |", "|---|---|"]
    for _, rows in groups:
        lines.extend(f"| {_code(keys)} | {what} |" for keys, what in rows)
    return "\n".join(lines)


def _code(keys: str) -> str:
    return " ".join(f"`{part}`" for part in keys.split("  "))
