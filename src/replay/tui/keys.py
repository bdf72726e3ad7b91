"""Every key of the replay, defined once: bindings, key bar, help, palette and page read this.

A user's keymap file names a key by its id: `next_lap = "right,l"`.
"""

from collections.abc import Iterable

from textual.binding import Binding

from replay.tui.key import Key
from replay.tui.library_keys import LIBRARY_KEYS
from replay.tui.log_keys import LOG_KEYS, SEARCH_KEYS
from replay.tui.registry import RINGS

STRIP = "Finish line"
"""The group of the keys that serve while the strip of the finish is open."""

CHART = "Charts"
"""The group of the keys of the charts over laps."""

PANEL = "Finish line in focus"
"""The group of the keys of the strip while it has the focus."""

TENTHS = tuple(
    Key(f"tenth_{n}", str(n), f"tenth({n})", f"Go to {n} tenths of the scheduled distance", "Go")
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
        pair="Previous, next mark: lead, caution, restart, stage, white, finish",
    ),
    Key(
        "next_mark",
        "right_square_bracket",
        "mark(1)",
        "Next mark: lead change, caution, restart, stage end, white flag, finish",
        "Marks",
        "mark",
    ),
    Key("slower", "minus", "rate(-1)", "Slower", "Speed", "speed", pair="Slower, faster"),
    Key("faster", "equals_sign,plus", "rate(1)", "Faster", "Speed", "speed"),
    Key("normal_speed", "backspace", "rate(0)", "Speed ×1", "Speed"),
    Key("slow_motion", "m", "slow_motion", "Slow motion at the line: skip it, have it", "Speed"),
    Key("reverse", "r", "reverse", "Play backwards, or forwards again", "Speed"),
    Key(
        "pause_at",
        "H",
        "pause_at",
        "Halt: choose the events at which it pauses while it plays",
        "Speed",
    ),
    Key(
        "yellow_laps",
        "Y",
        "yellow_laps",
        "Yellow laps while it plays: as they are, fast, skipped",
        "Speed",
    ),
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
    Key(
        "next_event",
        "o",
        "own_event(1)",
        "Next event of the followed car",
        "Marks",
        pair="Next, previous event of the followed car, or of that under the cursor",
    ),
    Key("previous_event", "O", "own_event(-1)", "Previous event of the followed car", "Marks"),
    Key("grid", "home", "grid", "The grid", "Go", pair="The grid, the end of the last lap"),
    Key("finish", "end", "finish", "The end of the last lap", "Go", "finish"),
    Key("white_flag", "W", "white_flag", "The white flag, or the start of the last lap run", "Go"),
    Key("finish_line", "f", "finish_line", "The line on the whole screen, and back", "Go", "line"),
    *TENTHS,
    Key(
        "go_to",
        "g,colon",
        "go_to",
        "Go to a lap, a time, a caution, a stage, a car, the finish",
        "Go",
        "go to",
    ),
    Key(
        "copy_moment",
        "y",
        "copy_moment",
        "Copy the name of this moment, as in kansas-2024@L137",
        "Go",
    ),
    Key(
        "undo_jump",
        "u",
        "undo_jump",
        "Undo a jump of the clock; at the start go where you left the race",
        "Go",
        pair="Undo a jump of the clock; do it again",
    ),
    Key("redo_jump", "U", "redo_jump", "Do a jump again that was undone", "Go"),
    Key(
        "bookmark",
        "M",
        "bookmark",
        "Bookmark here, with a note",
        "Ribbon",
        pair="Bookmark here, with a note; the list of bookmarks",
    ),
    Key(
        "bookmarks",
        "apostrophe",
        "bookmarks",
        "The list of bookmarks: go there, delete, edit the note",
        "Ribbon",
    ),
    Key("loop", "B", "loop", "Loop: from here, to here, off", "Ribbon"),
    Key("reveal", "exclamation_mark", "reveal", "Reveal on the ribbon what lies ahead", "Ribbon"),
    Key(
        "car_up", "up,k", "car(-1)", "The place above", "Cars", "car", pair="The place above, below"
    ),
    Key("car_down", "down,j", "car(1)", "The place below", "Cars", "car"),
    Key("follow", "enter", "follow", "Follow the car, or let it go", "Cars"),
    Key(
        "next_class",
        "V",
        "order_by",
        "The order by class, overall, or of one class alone",
        "Cars",
        "class",
    ),
    *(key for ring in RINGS for key in ring.keys),
    Key(
        "read_back",
        "less_than_sign",
        "read(-1)",
        "Reading cursor of a chart: a lap back",
        CHART,
        pair="Reading cursor of a chart: a lap back, on",
        through_laps=True,
    ),
    Key(
        "read_on",
        "greater_than_sign",
        "read(1)",
        "Reading cursor of a chart: a lap on",
        CHART,
        through_laps=True,
    ),
    Key(
        "zoom_in",
        "z",
        "zoom(1)",
        "Finish line: closer; a chart: its last 50, 20 laps",
        STRIP,
        "zoom",
        pair="Finish line: closer, wider; a chart: its last 50, 20 laps",
    ),
    Key("zoom_out", "Z", "zoom(-1)", "Finish line: wider; a chart: the whole race", STRIP, "zoom"),
    Key(
        "next_nose",
        "n",
        "nose",
        "Finish line: the next nose; with a search its next match",
        STRIP,
        "nose",
    ),
    *SEARCH_KEYS,
    Key("next_view", "v", "columns", "Next view of the running order", "Screen", "view"),
    Key(
        "whole_pane",
        "w",
        "widen",
        "The opened card or lower chart on the whole screen, and back",
        "Screen",
    ),
    Key("next_pane", "tab", "pane(1)", "Next pane", "Screen", pair="Next, previous pane"),
    Key("previous_pane", "shift+tab", "pane(-1)", "Previous pane", "Screen"),
    Key("close", "escape", "close", "Close what is open; never quits", "Screen"),
    Key("palette", "ctrl+p", "app.command_palette", "Every command by name", "Screen"),
    Key("suspend", "ctrl+z", "app.suspend_process", "Back to the shell for a while", "Screen"),
    Key("quit", "q,ctrl+c", "app.quit", "Quit", "Screen", "quit"),
    Key(
        "help",
        "question_mark",
        "help",
        "Help: the keys; columns and signs by tab",
        "Screen",
        "help",
    ),
)

PAN_KEYS: tuple[Key, ...] = (
    Key(
        "pan_left",
        "left,h",
        "pan(-1)",
        "Earlier at the line",
        PANEL,
        "pan",
        pair="Earlier, later at the line",
    ),
    Key("pan_right", "right,l", "pan(1)", "Later at the line", PANEL, "pan"),
)
"""The keys of a lap laid flat while it has the focus."""

STRIP_KEYS: tuple[Key, ...] = (
    *PAN_KEYS,
    Key(
        "step_back",
        "comma",
        "step(-1)",
        "Back 0.001 s",
        PANEL,
        "0.001 s",
        pair="Back, forward 0.001 s",
    ),
    Key("step_on", "full_stop", "step(1)", "Forward 0.001 s", PANEL, "0.001 s"),
)
"""The keys of the strip of the finish while it has the focus."""

ALL_KEYS = (*KEYS, *LOG_KEYS, *STRIP_KEYS, *LIBRARY_KEYS)

BY_ID = {key.id: key for key in ALL_KEYS}


def bindings() -> list[Binding]:
    """Make the bindings of the replay screen."""
    return [key.binding() for key in KEYS]


def unknown_ids(keymap: Iterable[str]) -> list[str]:
    """Name the ids of a keymap that no key has."""
    return [name for name in keymap if name not in BY_ID]
