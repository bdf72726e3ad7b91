"""Rows of every neutralisation so far: counted by kind, and each with its laps and its cars."""

from collections.abc import Sequence
from typing import NamedTuple

from replay.race.model import SECOND, Caution, Flag
from replay.race.neutral_so_far import NeutralSoFar, neutral_so_far
from replay.race.quantity import quantity
from replay.tui.cards.caution_facts import LABEL, noted
from replay.tui.cards.flag_facts import card_title, plural
from replay.tui.drawing.cells import drawable, span_text
from replay.tui.drawing.fact_rows import fact_row
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.field_names import field_names
from replay.tui.panes.ribbon_scale import hour_minute
from replay.tui.scene import Scene


class NeutralRows(NamedTuple):
    """The rows of all of them, the newest on top, and what they are together."""

    title: str
    rows: list[Row]


def neutral_facts(scene: Scene, width: int) -> list[Row]:
    """Count those of each kind, and what they have taken of the race: laps, or time."""
    if scene.race.header.known.flags is None:
        return []
    made = scene.ask(neutral_so_far)
    rows = []
    bunching_first = sorted(made, key=lambda one: one.height not in ("bunch", "stop"))
    for name in dict.fromkeys(one.name for one in bunching_first):
        kind = [one for one in made if one.name == name]
        several = plural(name)
        label = several if len(kind) != 1 and len(several) < LABEL else name
        rows.append(noted(label, str(len(kind)), _taken(scene, name, kind), width))
    return rows or [fact_row("cautions", "none so far", indent=LABEL)]


def _taken(scene: Scene, name: str, made: Sequence[NeutralSoFar]) -> list[str]:
    """Write how much of the race they have taken; nothing of red flags that took no race time."""
    state = scene.state
    if scene.frame.ribbon.by_time:
        ticks = sum(one.until - one.since for one in made)
        return [span_text(ticks), _percent(ticks, state.time)] if ticks else []
    if name == "caution":
        laps = state.caution_laps
        under = f"{quantity(laps, 'lap')} under yellow"
        return [under, _percent(laps, state.lap)] if laps else []
    laps = sum(one.last - one.first + 1 for one in made if one.until > one.since)
    return [f"on {quantity(laps, 'lap')}"] if laps else []


def _percent(part: int, whole: int) -> str:
    return f"{(part * 200 + whole) // (2 * max(whole, 1))} %"


def neutral_rows(scene: Scene, width: int) -> NeutralRows:
    """Give each with its number, its laps or its times, where it was and who was in it."""
    made = scene.ask(neutral_so_far)
    cautions = all(isinstance(one.event, Caution) for one in made)
    labels = [_label(scene, one, cautions) for one in made]
    spans = [_span(scene, one) for one in made]
    wide = max(map(len, labels), default=0)
    long = max(map(len, spans), default=0)
    rows = []
    for one, label, span in zip(made, labels, spans, strict=True):
        colour = "flag_red_text" if one.height == "stop" else "flag_yellow_text"
        row: list[Run] = [
            (f"{label:<{wide}}  ", f"text {colour}"),
            (f"{span:<{long}}  ", "full"),
            (drawable(_where(one), scene.glyphs), "soft"),
        ]
        rows.append(_with_cars(scene, row, one, width))
    return NeutralRows("Cautions" if cautions else "Neutralised", rows[::-1])


def _label(scene: Scene, one: NeutralSoFar, cautions: bool) -> str:
    signs = {"slow": scene.glyphs.slowed, "bunch": scene.glyphs.caution, "stop": scene.glyphs.red}
    sign = signs.get(one.height, scene.glyphs.caution)
    number = one.event.number if isinstance(one.event, Caution | Flag) else None
    words = [sign] if cautions else [sign, drawable(card_title(one.name), scene.glyphs)]
    return " ".join([*words, *([] if number is None else [str(number)])])


def _span(scene: Scene, one: NeutralSoFar) -> str:
    """Write the laps it went over, or the times; of one that stands nothing ends."""
    dash = "-" if scene.glyphs.ascii else "–"
    if scene.frame.ribbon.by_time:
        first, last = (hour_minute(at // SECOND) for at in (one.since, one.until))
    else:
        first, last = str(one.first), str(one.last)
    if one.stands:
        return f"{first}{dash}"
    return first if first == last else f"{first}{dash}{last}"


def _where(one: NeutralSoFar) -> str:
    event = one.event
    if isinstance(event, Caution):
        return event.where or ("stage break" if event.stage_end else event.reason)
    if isinstance(event, Flag):
        return event.where or event.text or ""
    return event.reason or ""


def _with_cars(scene: Scene, row: list[Run], one: NeutralSoFar, width: int) -> Row:
    """Add the cars that were in it, as many as fit."""
    cars = one.event.cars if isinstance(one.event, Caution | Flag) else ()
    names = field_names(scene)
    if cars:
        row.append((" ", "full"))
    for car in cars:
        text, _ = names.plate(car)
        if length(row) + len(text) > width:
            break
        row.append((text, f"plate {car}"))
    return tuple(row)
