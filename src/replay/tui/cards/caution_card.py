"""The card under yellow: why, where, who, the free pass, and how the race stands."""

from collections.abc import Mapping, Sequence

from replay.race.driver_names import car_names
from replay.race.model import Caution, Entry
from replay.race.quantity import quantity
from replay.race.state import RaceState
from replay.tui.cards.card import CardWidget
from replay.tui.cards.race_facts import NARROW_CARD, UNKNOWN
from replay.tui.drawing.fact_rows import fact_row, fact_rows, plate
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import Row, length
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_PLATE = 5
"""The cells of a number plate with the blank behind it."""


class CautionCard(CardWidget):
    """Tells of the caution now shown."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give what is known of the caution so far."""
        caution = scene.frame.caution
        if caution is None:
            return ()
        return caution_card(scene.state, caution, scene.race.entries, width, scene.glyphs)

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the card."""
        return Heading("Caution")


def caution_card(
    state: RaceState,
    caution: Caution,
    entries: tuple[Entry, ...],
    width: int,
    glyphs: Glyphs = UNICODE,
) -> tuple[Row, ...]:
    """Tell the caution now shown: why, who, the free pass, and how the race stands."""
    names = {car: f" {name}".rstrip() for car, name in car_names(entries).items()}
    narrow = width < NARROW_CARD
    indent = 10 if narrow else 13
    yellow_lap = max(state.lap - caution.lap, 1)
    left = f" ▲ CAUTION {caution.number}"
    right = f"yellow lap {yellow_lap} "
    lines: list[Row] = [
        ((left + " " * max(width - len(left) - len(right), 1) + right, "fill flag_yellow"),)
    ]
    lines += _what(caution, width, indent, glyphs)
    lines += [
        fact_row("out", plate(row.car), f"{names[row.car] or ' ·'}, {row.laps} laps", indent=indent)
        for row in state.order
        if row.status == "out" and row.car in caution.cars
    ]
    if isinstance(caution.free_pass, str):
        car = caution.free_pass
        lines.append(fact_row("free pass", plate(car), names[car], indent=indent))
    elif caution.free_pass is None:
        lines.append(fact_row("free pass", "none given", indent=indent))
    if not narrow:
        lines.append(_leader(state, names, indent))
        lines += _last_stop(state, indent)
        changes, yellow = state.lead_changes, state.caution_laps
        so_far = f"{quantity(changes, 'lead change')}, {quantity(yellow, 'yellow lap')}"
        lines += fact_rows("race so far", so_far, width, indent, glyphs)
        if state.stage:
            lines.append(
                fact_row("to stage end", quantity(state.stage.to_go, "lap"), indent=indent)
            )
    else:
        lines.append(fact_row("so far", quantity(state.caution_laps, "yellow lap"), indent=indent))
    return tuple(lines)


def _leader(state: RaceState, names: Mapping[str, str], indent: int) -> Row:
    leader = state.order[0]
    if not leader.placed:
        return fact_row("leader", (UNKNOWN, "mute"), indent=indent)
    since = f"lap {state.led_since}" if state.led_since else "the start"
    return fact_row(
        "leader", plate(leader.car), f"{names[leader.car]} since {since}", indent=indent
    )


def _what(caution: Caution, width: int, indent: int, glyphs: Glyphs) -> list[Row]:
    """Tell the published reason, where it was, which cars were in it, and the detail: all whole.

    A narrow card has room for where and who; it tells the reason where it has neither.
    """
    reason = fact_rows("what", caution.reason, width, indent, glyphs)
    where = caution.where or ("stage break" if caution.stage_end else "")
    if not where and not caution.cars:
        return reason
    if width < NARROW_CARD:
        if not caution.cars:
            return fact_rows("what", where, width, indent, glyphs)
        label, place = (where, "") if len(where) < indent else ("where", where)
        return _cars(label, place, caution.cars, width, indent, glyphs)
    if caution.stage_end:
        return reason
    lines = [*reason, *_cars("where", where, caution.cars, width, indent, glyphs)]
    if caution.detail:
        lines += fact_rows("", caution.detail, width, indent, glyphs)
    return lines


def _cars(
    label: str, where: str, cars: tuple[str, ...], width: int, indent: int, glyphs: Glyphs
) -> list[Row]:
    """Tell a place and the cars there, on as many rows as it takes; the cars stand in its last."""
    lines = fact_rows(label, where, width, indent, glyphs) or [fact_row(label, indent=indent)]
    if where and cars:
        lines[-1] = (*lines[-1], ("  ", "full"))
    for car in cars:
        if length(lines[-1]) + _PLATE - 1 > width and length(lines[-1]) > indent:
            lines.append(fact_row("", indent=indent))
        lines[-1] = (*lines[-1], plate(car), (" ", "full"))
    return lines


def _last_stop(state: RaceState, indent: int) -> list[Row]:
    laps: dict[int, int] = {}
    for row in state.order:
        if row.pit_lap is not None and row.status != "out":
            laps[row.pit_lap] = laps.get(row.pit_lap, 0) + 1
    if not laps:
        return []
    lap = max(laps, key=lambda lap: (laps[lap], lap))
    text = f"lap {lap} for {laps[lap]} of {len(state.order)} cars"
    return [fact_row("last stop", text, indent=indent)]
