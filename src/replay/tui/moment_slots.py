"""Where the cards of the moment stand: by themselves, or turned through by their key."""

from typing import TYPE_CHECKING

from replay.tui.pane_entry import ITS_ROWS, Slot
from replay.tui.scene import Scene

if TYPE_CHECKING:
    from replay.race.caution_order import LastCaution

RESTART_LAPS = 2
"""So many laps of the leader the order of a restart stands."""

_BY_ITSELF = Slot("right", ITS_ROWS, shrinks=True)
"""The slot of a card that comes by itself: it leaves the log its least rows."""

NOTHING_YET = "nothing yet"
"""The name of the pane that stands where an instrument has nothing to show."""

_WHOLE_SHEETS = ("places", "gap", "pace", "summary", "after")
"""The instruments that have the whole screen."""

_AFTER = 1
"""The turn of what is not of the moment, after what is."""


def _last_caution(scene: Scene) -> "LastCaution | None":
    from replay.race.caution_order import last_caution  # no race begins with one

    return scene.ask(last_caution)


def _stage_break(scene: Scene) -> int | None:
    from replay.race.stage_summary import stage_break

    return scene.ask(stage_break)


def has_side(scene: Scene) -> bool:
    """Tell whether there is a side: in a narrow terminal it has the place of the order."""
    return not scene.full and (scene.view.log or not scene.size.narrow)


def stage_card(scene: Scene) -> Slot | None:
    """Give the slot of a stage that has just ended, until the first car stops."""
    at = _stage_break(scene) if has_side(scene) and _has_stages(scene) else None
    return None if at is None or not scene.view.stands(at) else _BY_ITSELF


def caution_card(scene: Scene) -> Slot | None:
    """Give the slot of a yellow that bunches the field; a red flag over it has the other one.

    Beside the order of a wide terminal the order of the restart stays for two laps.
    """
    if not has_side(scene) or scene.state.flag == "red" or stage_card(scene) is not None:
        return None
    since = _caution_since(scene)
    return None if since is None or not scene.view.stands(since) else _BY_ITSELF


def _caution_since(scene: Scene) -> int | None:
    """Give since when the card of the last yellow stands by itself, None where it does not."""
    if scene.moment == "yellow":
        last = _last_caution(scene)
        return last.event.at if last is not None and last.until is None else None
    if scene.moment != "green" or not scene.size.wide or not scene.has_laps:
        return None
    last = _last_caution(scene)
    if last is None or last.restart is None or scene.state.lap >= last.restart + RESTART_LAPS:
        return None
    return last.until


def flag_card(scene: Scene) -> Slot | None:
    """Give the slot of a red flag."""
    shown = has_side(scene) and scene.moment == "yellow" and scene.state.neutralised == "stop"
    return Slot("right", ITS_ROWS, shrinks=scene.size.narrow) if shown else None


def _has_stages(scene: Scene) -> bool:
    """Tell whether a stage has ended."""
    return any(stage.ends <= scene.state.lap for stage in scene.race.header.stages[:-1])


def standing(scene: Scene) -> str:
    """Name the pane of the events that stands by itself beside the order; empty without one."""
    if not scene.size.wide or scene.view.opened:
        return ""
    if stage_card(scene) is not None:
        return "stage"
    return "caution" if caution_card(scene) is not None else ""


def grid_facts(scene: Scene) -> Slot | None:
    """Give the slot of what is told before the start, where it has but a part of the screen."""
    whole = scene.moment == "grid" and scene.has_laps and not scene.size.wide
    return Slot("right", ITS_ROWS) if whole else None


def race_so_far(scene: Scene) -> Slot | None:
    """Give the slot of the race so far, under green: its turn is the first but at a restart."""
    if not scene.has_laps or scene.moment != "green":
        return None
    return Slot("right", ITS_ROWS, turn=0 if _caution_since(scene) is None else _AFTER)


def caution(scene: Scene) -> Slot | None:
    """Give the slot of the last yellow: under it and at its restart its turn is the first."""
    if not scene.has_laps or _last_caution(scene) is None:
        return None
    return Slot("right", ITS_ROWS, turn=_AFTER if _caution_since(scene) is None else 0)


def stage(scene: Scene) -> Slot | None:
    """Give the slot of the last stage; under yellow only while that is the one it ended with."""
    if not scene.has_laps or not _has_stages(scene):
        return None
    if _stage_break(scene) is not None:
        return Slot("right", ITS_ROWS, turn=-1)
    last = _last_caution(scene) if scene.moment == "yellow" else None
    if last is not None:
        ends = max(s.ends for s in scene.race.header.stages[:-1] if s.ends <= scene.state.lap)
        if last.event.lap != ends:
            return None
    return Slot("right", ITS_ROWS, turn=_AFTER + 1)


def nothing_yet(scene: Scene) -> Slot | None:
    """Give the slot of the words that stand for an instrument with nothing to show."""
    if scene.view.top != NOTHING_YET:
        return None
    return Slot("top") if scene.view.awaited in _WHOLE_SHEETS else Slot("right", ITS_ROWS)
