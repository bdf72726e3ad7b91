"""The keys of the race log: those that serve anywhere, and those it has with the focus."""

from replay.tui.key import Key

LOG = "Race log"
"""The group of the keys that sort and search the race log."""

LOG_IN_FOCUS = "Race log in focus"
"""The group of the keys of the race log while it has the focus."""

SEARCH_KEYS: tuple[Key, ...] = (
    Key(
        "search",
        "slash",
        "search",
        "Search the log: words, drivers, car numbers, regular expressions",
        LOG,
    ),
    Key("previous_match", "N", "match(-1)", "The match before the clock (n: the next)", LOG),
    Key(
        "log_kind",
        "d",
        "log_kind(1)",
        "The next kind of lines: story, leads, cautions, stops, trouble, all",
        LOG,
    ),
    Key(
        "log_own",
        "D",
        "log_own",
        "The lines of the followed car alone, or of that under the cursor; again, of all",
        LOG,
    ),
)
"""The keys that sort and search the log, whatever has the focus."""

LOG_KEYS: tuple[Key, ...] = (
    Key(
        "log_up", "up,k", "cursor(-1)", "A newer line", LOG_IN_FOCUS, pair="A newer, an older line"
    ),
    Key("log_down", "down,j", "cursor(1)", "An older line", LOG_IN_FOCUS),
    Key("log_choose", "enter", "choose", "Go to the line's time", LOG_IN_FOCUS),
    Key("log_open", "i", "open_line", "Open the line, or shut it", LOG_IN_FOCUS),
)
"""The keys of the race log while it has the focus."""
