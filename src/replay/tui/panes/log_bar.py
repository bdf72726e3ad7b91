"""What the key bar says while the log is searched, or has the keys."""

from collections.abc import Iterator

from replay.tui import keys
from replay.tui.scene import Scene

LOG = "log"


def has_log_keys(scene: Scene) -> bool:
    """Tell whether the bar is that of the log: something is searched for, or it has the keys.

    What lies over it comes first.
    """
    of = scene.view.filter
    if of.typing:
        return True
    if scene.charted or scene.strip_keys or scene.view.top not in ("", LOG):
        return False
    return scene.focus == LOG and (of.searching or scene.has_laps)


def log_bar_cells(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Give the keys that serve in the log, each with the word of what it does now."""
    return tuple(
        (" ".join(keys.BY_ID[id].names(scene.keymap)[0] for id in ids.split()), word)
        for ids, word in _words(scene)
    )


def _words(scene: Scene) -> Iterator[tuple[str, str]]:
    """Give ids of keys and a word, what is wanted most first; help has the right end."""
    of = scene.view.filter
    if scene.now.slow:
        yield "slow_motion", "skip slow motion"
    if of.typing:
        yield "log_choose", "search" if of.typed else "end search"
        yield "close", "take back" if of.before else "end search"
        yield "previous_lap next_lap", "lap"
        yield "log_up log_down", "line"
        yield "help", "help"
        return
    yield "log_choose", "go there"
    yield "log_open", "shut" if of.opened is not None else "open"
    if of.searching:
        yield "next_nose previous_match", "match"
    else:
        yield "search", "search"
    yield "log_kind log_own", "filter"
    yield "close", _closes(scene)
    yield "log_up log_down", "line"
    yield "play_pause", "play"
    yield "previous_lap next_lap", "lap"
    yield "whole_pane", "smaller" if scene.view.whole else "whole"
    yield "next_pane", "board"
    yield "help", "help"


def _closes(scene: Scene) -> str:
    """Say what the key that closes does, one thing at a time."""
    of, view = scene.view.filter, scene.view
    if of.searching:
        return "end search"
    if of.opened is not None:
        return "shut"
    if view.opened:
        return "smaller" if view.whole else "back"
    return "all lines" if of.narrowed else "board"
