"""What stands in the room of an instrument that has nothing to show at the clock."""

from collections.abc import Sequence

from replay.tui.cards.card import CardWidget
from replay.tui.drawing.runs import Row, blank
from replay.tui.drawing.wrapping import wrapped
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_TITLES = {
    "places": "Places by lap",
    "gap": "Gap",
    "pace": "Pace",
    "duel": "Head to head",
    "fights": "Fights",
    "grid": "Before the start",
    "caution": "Caution",
    "stage": "Stage",
    "sofar": "The race so far",
    "summary": "The race",
    "after": "After the race",
    "log": "Race log",
}

_FINISH_ONLY = "Finish only: no laps in this file."


class NothingYet(CardWidget):
    """Says why there is nothing, in words that tell nothing of what is to come."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give the words, in as many rows as they take."""
        words = wrapped(_reason(scene), width - 2)
        return [(blank(1), (row, "mute")) for row in words]

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the instrument."""
        return Heading(_TITLES.get(scene.view.awaited, ""))


def _reason(scene: Scene) -> str:
    awaited = scene.view.awaited
    if awaited == "grid":
        return "The race is on; what is told before the start is at the grid."
    if awaited == "log":
        return "Nothing has happened yet."
    if awaited in ("summary", "after") and not scene.state.finished:
        return "Not over yet."
    if awaited == "after":
        return "Not yet official." if scene.state.provisional else "Nothing in this file."
    if not scene.has_laps:
        return _FINISH_ONLY
    if awaited == "caution":
        return "No yellow yet."
    if awaited == "stage":
        if not scene.race.header.stages:
            return "This race has no stages."
        return (
            "No stage has ended yet."
            if scene.moment != "yellow"
            else "None ended with this yellow."
        )
    return {
        "grid": "Not under green yet.",
        "yellow": "Not under yellow: what it tells is of the race under green.",
        "finish": "The race is over: its summary has it all.",
    }.get(scene.moment, "Nothing to show yet.")
