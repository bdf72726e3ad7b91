"""What the key bar says while a chart over laps has the screen."""

from collections.abc import Iterator

from replay.tui import keys
from replay.tui.opened import turns
from replay.tui.registry import PANES
from replay.tui.rings import AGAINST, TRACES
from replay.tui.scene import Scene
from replay.tui.view import SPANS

_MEASURES = "gap"
"""The chart in which the key that follows a car measures from it."""


def chart_bar_cells(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Give the keys that serve in a chart, each with the word of what it does now."""
    return tuple(
        (" ".join(keys.BY_ID[id].names(scene.keymap)[0] for id in ids.split()), word)
        for ids, word in _words(scene)
    )


def _words(scene: Scene) -> Iterator[tuple[str, str]]:
    """Give ids of keys and a word, what is wanted most first; help has the right end."""
    view = scene.view
    if scene.now.slow:
        yield "slow_motion", "skip slow motion"
    if view.reading is not None:
        yield "follow", "go there"
        yield "close", "stop reading"
    else:
        yield "close", "smaller" if view.whole else "board"
    if after := _next_chart(scene):
        yield TRACES.id, after
    at = SPANS.index(view.span)
    if at + 1 < len(SPANS):
        yield "zoom_in", _span(SPANS[at + 1])
    if at:
        yield "zoom_out", _span(SPANS[at - 1])
    if AGAINST.id in keys.BY_ID:
        yield AGAINST.id, "compare" if view.against is None else "let go"
    if view.top == _MEASURES and view.reading is None:
        yield "follow", "to this car"
    yield "car_up car_down", "car"
    yield "previous_lap next_lap", "lap"
    yield "read_back read_on", "read"
    yield "play_pause", "play"
    yield "previous_mark next_mark", "mark"
    yield "go_to", "go to"
    yield "help", "help"


def _span(laps: int) -> str:
    return f"last {laps}" if laps else "whole race"


def _next_chart(scene: Scene) -> str:
    """Name the chart that the key of the charts turns to; empty where there is no other."""
    names, top = turns(PANES, scene, TRACES), scene.view.top
    if len(names) < 2 or top not in names:
        return ""
    return names[(names.index(top) + 1) % len(names)]
