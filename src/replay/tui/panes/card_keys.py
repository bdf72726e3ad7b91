"""What the key bar says while a card is open, or one of the moment stands by itself."""

from collections.abc import Iterator

from replay.tui import keys
from replay.tui.moment_slots import standing
from replay.tui.opened import turns
from replay.tui.registry import PANES
from replay.tui.rings import AGAINST, CAR_CARD, EVENTS, FIGHTS, TRACES
from replay.tui.scene import Scene

_SHEET = "after race"
"""What the names of the sheets begin with that tell what was published after the race."""

Words = Iterator[tuple[str, str]]
"""Ids of keys and a word, what is wanted most first."""


def has_card_keys(scene: Scene) -> bool:
    """Tell whether the bar is that of a card: the finish at the line comes before it."""
    if scene.charted or scene.strip_keys or (scene.full and not scene.covered):
        return False
    return _top(scene) not in ("", "log")


def card_bar_cells(scene: Scene) -> tuple[tuple[str, str], ...]:
    """Give the keys that serve beside a card, each with the word of what it does now."""
    return tuple(
        (" ".join(keys.BY_ID[id].names(scene.keymap)[0] for id in ids.split()), word)
        for ids, word in _words(scene)
    )


def next_event(scene: Scene) -> str:
    """Say what the key of events does from the pane on top: what it opens, or to what it closes.

    Empty where the pane on top is none of its own.
    """
    names, top = turns(PANES, scene, EVENTS), _top(scene)
    if top not in names:
        return ""
    after = names[names.index(top) + 1 :]
    if not after:
        return _below(scene)
    if not after[0].startswith(_SHEET):
        return after[0]
    return "more" if top.startswith(_SHEET) else "after the race"


def _top(scene: Scene) -> str:
    return scene.view.top or standing(scene)


def _below(scene: Scene) -> str:
    """Name what is seen once the pane on top is closed."""
    if len(scene.view.opened) > 1:
        return "back"
    if scene.full:
        return "line"
    return "board" if scene.covered else "log"


def _closing(scene: Scene) -> str:
    """Say what `esc` does; empty where nothing is open."""
    if not scene.view.opened:
        return ""
    return "smaller" if scene.view.whole else _below(scene)


def _words(scene: Scene) -> Words:
    if scene.now.slow:
        yield "slow_motion", "skip slow motion"
    closes = _closing(scene)
    if closes:
        yield "close", closes
    if word := next_event(scene):
        if word != closes:
            yield EVENTS.id, word
        yield from _of_the_moment(scene)
    else:
        yield from _of_cars(scene)
    yield "play_pause", "play"
    if scene.has_laps:
        yield "previous_lap next_lap", "lap"
        yield "previous_mark next_mark", "mark"
        yield "go_to", "go to"
    if scene.view.opened and not scene.view.whole and not scene.covered:
        yield "whole_pane", "whole"
    if scene.has_laps and not scene.covered:
        yield "next_view", "view"
    yield "help", "help"


def _of_the_moment(scene: Scene) -> Words:
    if scene.moment == "yellow":
        yield "next_caution previous_caution", "caution"
    yield CAR_CARD.id, "card"
    if scene.has_laps and scene.moment != "yellow":
        yield TRACES.id, "charts"
        if scene.moment == "green":
            yield FIGHTS.id, "fights"
    if scene.moment == "finish":
        yield "finish_line", "line"
        yield "car_up car_down", "car"
        yield "grid", "grid"


def _of_cars(scene: Scene) -> Words:
    """Give the keys of the card of a car, of two, and of those that fight."""
    ring = next(pane.ring for pane in PANES if pane.name == scene.view.top)
    view = scene.view
    if ring is not CAR_CARD:
        if ring is AGAINST:
            yield AGAINST.id, "let go"
        yield CAR_CARD.id, "card"
    if scene.has_laps and ring is not AGAINST:
        yield AGAINST.id, "compare"
    if scene.has_laps and ring is not FIGHTS:
        yield TRACES.id, "charts"
    if scene.has_laps and ring is not AGAINST:
        chosen = view.car(scene.shown_order)
        yield "follow", "let go" if view.followed == chosen else "follow"
    yield "car_up car_down", "other car" if ring is AGAINST else "car"
