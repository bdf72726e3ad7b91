"""The card of the last yellow: what happened, who stopped, and the order behind the pace car."""

from collections.abc import Sequence

from replay.race.caution_order import CautionOrder, LastCaution, caution_order, last_caution
from replay.race.model import Caution
from replay.race.quantity import quantity
from replay.tui.cards.card import CardWidget, inset_by
from replay.tui.cards.caution_facts import caution_facts
from replay.tui.cards.flag_facts import bunched_facts, card_title, time_left
from replay.tui.cards.queue_rows import queue_rows
from replay.tui.cards.race_facts import NARROW_CARD
from replay.tui.drawing.cells import span_text
from replay.tui.drawing.runs import Row, RowContent
from replay.tui.field_names import field_names
from replay.tui.pane import Heading
from replay.tui.scene import Scene


class CautionCard(CardWidget):
    """Tells of the last flag that bunched the field, while it stands and after it."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row | RowContent]:
        """Give what is known of it so far, and the order where the card has room for one.

        Beside the order of a narrow terminal it tells the facts alone.
        """
        last, order = _told(scene)
        if last is None or order is None:
            return ()
        whole = width == scene.size.width
        room = width - whole
        brief = not scene.size.wide and not whole
        facts = bunched_facts(scene, last, room) or caution_facts(
            scene, last, order, room, brief=brief
        )
        rows = queue_rows(scene, last, order, room, height - len(facts)) if not brief else []
        return inset_by(width - room, [*facts, *rows])

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from once it is over, where no car changes drivers."""
        (last, order), state = _told(scene), scene.state
        if last is None or last.until is None or field_names(scene).drivers_change:
            return None
        of = scene.entry.race_class
        return last, order, of, state.cautions, state.caution_laps, scene.size

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name it, and say how long it has lasted."""
        last, _ = _told(scene)
        return Heading("") if last is None else Heading(_name(last), _lasted(scene, last, width))


def _told(scene: Scene) -> tuple[LastCaution | None, CautionOrder | None]:
    """Give the yellow whose line in the log was opened, else the last one, and its order."""
    since = scene.view.filter.card if scene.view.top == "caution" else None
    if since is not None and (last := scene.ask(last_caution, since)) is not None:
        return last, scene.ask(caution_order, since)
    return scene.ask(last_caution), scene.ask(caution_order)


def _name(last: LastCaution) -> str:
    event = last.event
    name = "Caution" if isinstance(event, Caution) else card_title(event.flag)
    return name if event.number is None else f"{name} {event.number}"


def _lasted(scene: Scene, last: LastCaution, width: int) -> str:
    """Say which yellow lap is run, or how many there were; of a race over a time, how long."""
    if last.until is None:
        if isinstance(last.event, Caution):
            return f"yellow lap {last.laps}"
        return time_left(scene, last.event.at, narrow=width < NARROW_CARD)
    long = quantity(last.laps, "lap")
    if scene.frame.ribbon.by_time:
        long = span_text(last.until - last.event.at)
    return f"{long}, to the flag" if last.to_flag else f"{long}, over"
