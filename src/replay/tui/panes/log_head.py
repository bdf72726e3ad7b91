"""The rows over the log: chips of the kinds of its lines, and the search while there is one."""

from collections.abc import Sequence
from typing import NamedTuple

from replay.pattern import fault_of
from replay.race.model import SECOND
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.field_names import field_names
from replay.tui.panes.log_choice import kinds_of, what_is_shown
from replay.tui.panes.log_found import LogNow, current_entry, log_now
from replay.tui.panes.ribbon_scale import hour_minute
from replay.tui.scene import Scene

_WORDS_FROM = 64
"""The width from which every kind has its word."""

_LEAST_TYPED = 8


class Chip(NamedTuple):
    """One chip: the kind it is of, empty for the car whose lines are shown, and its runs."""

    kind: str
    row: Row


def chips_row(scene: Scene, width: int) -> Row:
    """Draw the chips in a width, the chosen one in brackets; those without room are left out."""
    row: list[Run] = []
    for chip, gap in _laid_out(scene, width):
        row += [blank(gap), *chip.row]
    return tuple(row)


def chip_at(scene: Scene, width: int, column: int) -> str | None:
    """Name the kind of the chip at a column, empty for that of the car; None beside them."""
    at = 0
    for chip, gap in _laid_out(scene, width):
        at += gap
        if at <= column < at + length(chip.row):
            return chip.kind
        at += length(chip.row)
    return None


def _laid_out(scene: Scene, width: int) -> list[tuple[Chip, int]]:
    """Give the chips that have room, each with the blanks before it; the chosen one always."""
    forms = (("words", 2), ("signs", 2), ("signs", 1), ("close", 1))
    for form, gap in forms:
        if form == "words" and width < _WORDS_FROM:
            continue
        chips = _chips(scene, form)
        laid = _spaced(chips, gap)
        if _cells(laid) <= width:
            return laid
    kept = [what_is_shown(scene).kind, ""]
    while chips and _cells(laid) > width:
        spare = [chip for chip in chips if chip.kind not in kept] or chips
        chips.remove(spare[-1])
        laid = _spaced(chips, 1)
    return laid


def _cells(laid: Sequence[tuple[Chip, int]]) -> int:
    return sum(length(chip.row) + gap for chip, gap in laid)


def _spaced(chips: Sequence[Chip], gap: int) -> list[tuple[Chip, int]]:
    return [(chip, gap if at else 0) for at, chip in enumerate(chips)]


def _chips(scene: Scene, form: str) -> list[Chip]:
    """Draw the chips: their kinds as words or signs, and a count with or without a blank."""
    now, choice = log_now(scene), what_is_shown(scene)
    chips = []
    for kind in kinds_of(scene):
        sign = _sign(kind, scene.glyphs) if form != "words" else None
        count = now.counts.get(kind, 0)
        text = f"{kind} {count}" if sign is None else f"{sign} {count}"
        if form == "close" and sign is not None:
            text = f"{sign}{count}"
        chosen = kind == choice.kind
        chips.append(Chip(kind, ((f"[{text}]", "accent_bold"),) if chosen else ((text, "mute"),)))
    if choice.car is not None:
        at = next(at for at, chip in enumerate(chips) if chip.kind == choice.kind) + 1
        plate = field_names(scene).plate(choice.car)
        row: Row = (("[", "accent_bold"), plate, ("]", "accent_bold"))
        chips.insert(at, Chip("", row))
    return chips


def _sign(kind: str, glyphs: Glyphs) -> str | None:
    """Give the sign of the lines of a kind, None where they have several."""
    return {
        "leads": glyphs.lead,
        "cautions": glyphs.caution,
        "stops": glyphs.stop,
        "trouble": glyphs.penalty,
    }.get(kind)


def search_row(scene: Scene, width: int) -> Row:
    """Draw the row of the search: what is typed, and what it has found, or why it cannot be.

    Of what is too long for it the end is seen, where letters are added.
    """
    of = scene.view.filter
    told, role = _told(scene)
    typed = drawable(of.typed, scene.glyphs)
    caret = ("|" if scene.glyphs.ascii else "▏") if of.typing else ""
    if width < length([(told, role)]) + 2 + _LEAST_TYPED and len(typed) > _LEAST_TYPED:
        told = ""
    room = width - 1 - len(caret) - (length([(told, role)]) + 2 if told else 0)
    while typed and length([(typed, "")]) > max(room, 0):
        typed = typed[1:]
    left: Row = (("/", "accent_bold"), (typed, "accent_bold"), (caret, "accent"))
    return (*left, blank(width - length(left) - length([(told, role)])), (told, role))


def _told(scene: Scene) -> Run:
    """Say which of the matches is the current one, or that nothing is found, or cannot be."""
    of, now = scene.view.filter, log_now(scene)
    complaint = now.complaint
    if of.typed and of.typed != of.pattern:
        complaint = fault_of(of.typed) or "too slow"
    if complaint:
        return f"{scene.glyphs.out} {complaint}", "loss"
    if now.found is None:
        return "", "mute"
    if not now.found:
        here = " of this kind" if of.narrowed else ""
        return f"no match{here} before {_when(scene)}", "mute"
    return f"{_number(scene, now)} of {len(now.found)} so far", "mute"


def _number(scene: Scene, now: LogNow) -> int:
    """Count down to the current match from the newest, which stands on top."""
    current = current_entry(scene)
    found = reversed(now.found or ())
    return next((at for at, one in enumerate(found, 1) if one is current), 1)


def _when(scene: Scene) -> str:
    if scene.frame.ribbon.by_time:
        return hour_minute(scene.state.time // SECOND)
    return f"lap {scene.state.lap}"
