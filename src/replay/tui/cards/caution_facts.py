"""What is known of a caution: what happened where, who was in it, who stopped and who did not."""

from collections.abc import Sequence

from replay.race.caution_order import CautionOrder, LastCaution
from replay.race.free_pass import free_pass_in_line
from replay.race.model import Caution, Flag
from replay.race.quantity import quantity
from replay.tui.cards.queue_rows import lining_up, tire_words
from replay.tui.drawing.fact_rows import fact_row, fact_rows
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

LABEL = 11
"""The cells of the labels."""

_MOST_STAYED = 12
"""Of more cars that stayed out it is told how many: under such a yellow it is no choice."""


def caution_facts(
    scene: Scene, last: LastCaution, order: CautionOrder, width: int, *, brief: bool = False
) -> list[Row]:
    """Tell of the last flag that bunched the field; a `brief` card leaves out the details."""
    lines = _what(scene, last.event, width, brief)
    names = field_names(scene)
    for car, laps in order.out:
        row = fact_row("out", names.plate(car), f" {names.surname(car)}".rstrip(), indent=LABEL)
        done: Run = (f", {quantity(laps, 'lap')}", "full")
        lines.append((*row, done) if length([*row, done]) <= width else row)
    if isinstance(last.event, Caution):
        lines += _free_pass(scene, last.event, stands=last.until is None)
    lines += _stopped(scene, order, width)
    stayed = [one.car for one in lining_up(scene, order) if one.stayed]
    if len(stayed) > _MOST_STAYED:
        lines.append(fact_row("stayed out", quantity(len(stayed), "car"), indent=LABEL))
    elif stayed:
        lines += plates(scene, "stayed out", (), stayed, width)
    if isinstance(last.event, Caution):
        lines += fact_rows("so far", _so_far(scene), width, LABEL, scene.glyphs)
    return lines


def noted(label: str, text: str, notes: Sequence[str], width: int) -> Row:
    """Tell a fact, and behind it as many of its notes as have room, whole."""
    row = fact_row(label, text, indent=LABEL)
    for count in range(len(notes), 0, -1):
        behind: Run = (f"  {', '.join(notes[:count])}", "mute")
        if length([*row, behind]) <= width:
            return (*row, behind)
    return row


def _what(scene: Scene, event: Caution | Flag, width: int, brief: bool) -> list[Row]:
    """Tell where it was and who was in it, then what happened as far as anybody published it.

    What the file calls a stage's end needs no place.
    """
    glyphs = scene.glyphs
    caution = isinstance(event, Caution)
    detail = event.detail if isinstance(event, Caution) else None
    reason = (event.reason if isinstance(event, Caution) else event.text) or ""
    if isinstance(event, Caution) and event.stage_end and not event.cars:
        return fact_rows("what", reason or "stage break", width, LABEL, glyphs)
    if event.where is None and not event.cars:
        told = reason or ("no place given" if caution else "none given")
        return fact_rows("what" if caution else "cause", told, width, LABEL, glyphs)
    lines = plates(scene, "what", [event.where or "no place given"], event.cars, width)
    told = detail or reason
    if event.where and told.casefold().removeprefix("incident").strip() == event.where.casefold():
        told = ""
    if not brief or not detail:
        lines += fact_rows("", told, width, LABEL, glyphs)
    return lines


def plates(
    scene: Scene, label: str, words: Sequence[str], cars: Sequence[str], width: int
) -> list[Row]:
    """Tell words and then cars, on as many rows as it takes."""
    lines = fact_rows(label, " ".join(words), width, LABEL, scene.glyphs)
    lines = lines or [fact_row(label, indent=LABEL)]
    names = field_names(scene)
    row: list[Run] = list(lines.pop())
    if words and cars:
        row.append((" ", "full"))
    for car in cars:
        cell = names.plate(car)
        if length([*row, cell]) > width and length(row) > LABEL:
            lines.append(tuple(row))
            row = list(fact_row("", indent=LABEL))
        row.append(cell)
    return [*lines, tuple(row)]


def _free_pass(scene: Scene, event: Caution, *, stands: bool) -> list[Row]:
    """Tell who was given his lap back; while nobody has said so, who is in line for it."""
    if event.free_pass is None:
        return [fact_row("free pass", "none given", indent=LABEL)]
    given = isinstance(event.free_pass, str)
    car = event.free_pass if isinstance(event.free_pass, str) else None
    if not given and stands:
        car = scene.ask(free_pass_in_line)
    if car is None:
        return []
    names = field_names(scene)
    name = f" {names.surname(car)}".rstrip()
    label = "free pass" if given else "in line"
    return [fact_row(label, names.plate(car), name, indent=LABEL)]


def _stopped(scene: Scene, order: CautionOrder, width: int) -> list[Row]:
    """Tell how many have stopped, and those who took on fewer than four tires."""
    if order.stopped is None:
        return []
    text = quantity(order.stopped, "car") if order.stopped else "nobody so far"
    if scene.race.header.classes and order.stopped:
        text += " of all classes"
    few = [one.tires for one in order.order if one.tires is not None and one.tires < 4]
    counts = [f"{few.count(n)} for {_tires(n)}" for n in sorted(set(few), reverse=True)]
    row = fact_row("stopped", text, indent=LABEL)
    words = ", ".join(counts)
    if not words:
        return [row]
    if length(row) + 2 + len(words) <= width:
        return [(*row, (f"  {words}", "full"))]
    return [row, *fact_rows("", words, width, LABEL, scene.glyphs)]


def _tires(count: int) -> str:
    word = "no" if not count else tire_words(count)
    return f"{word} tire" if count == 1 else f"{word} tires"


def _so_far(scene: Scene) -> str:
    state = scene.state
    laps = quantity(state.caution_laps, "lap")
    return f"{quantity(state.cautions, 'caution')}, {laps} under yellow"
