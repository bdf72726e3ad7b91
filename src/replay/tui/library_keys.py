"""The keys of the list of races."""

from replay.tui.key import Key

LIBRARY = "List of races"
"""Their group."""

LIBRARY_KEYS: tuple[Key, ...] = (
    Key("line_up", "up", "choose(-1)", "The line above", LIBRARY, pair="The line above, below"),
    Key("line_down", "down", "choose(1)", "The line below", LIBRARY),
    Key("page_up", "pageup", "page(-1)", "A page up", LIBRARY, pair="A page up, down"),
    Key("page_down", "pagedown", "page(1)", "A page down", LIBRARY),
    Key("first_line", "home", "first", "The first line", LIBRARY, pair="The first, the last line"),
    Key("last_line", "end", "last", "The last line", LIBRARY),
    Key("open_race", "enter", "open", "Open the race, where you left it; open or fold", LIBRARY),
    Key("open_anew", "ctrl+r", "open_anew", "Open the race from its start", LIBRARY),
    Key(
        "fold",
        "left",
        "fold",
        "Fold the series or season",
        LIBRARY,
        pair="Fold, open a series or season",
    ),
    Key("unfold", "right", "unfold", "Open the series or season", LIBRARY),
    Key("erase", "backspace", "erase", "Take back the last letter that was typed", LIBRARY),
    Key("clear", "escape", "clear", "Clear what was typed", LIBRARY),
)
"""The keys of the list of races, where letters are typed to search."""
