"""Where the labels of the noses stand on the row above the strip."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from replay.race.finish import Nose
from replay.race.seconds import seconds_text
from replay.tui.drawing.cells import seconds_cell as gap_seconds
from replay.tui.finish_line.window import NOSE, Window

_SLIP = 8


class Tag(NamedTuple):
    """A nose to be labelled: its car, ticks after the first, and the gap as text."""

    car: str
    gap: int
    text: str


class Label(NamedTuple):
    """A label placed: its first column, the plate's car, its gap or nothing.

    `text_first` puts the gap before the plate; `tight` leaves out the plate's first blank.
    """

    column: int
    car: str
    text: str
    text_first: bool = False
    tight: bool = False


def gap_text(nose: Nose, decimals: int = 3) -> str:
    """Write a nose's gap: `+0.001`, rebuilt ones rounded as `~+0.1`; a rebuilt first has none.

    `decimals` are those that were published; of three there is a fourth where a gap has one.
    """
    if not nose.gap and not nose.exact:
        return ""
    if nose.exact:
        text = seconds_text(nose.gap, decimals)
        return f"+{text}" if nose.gap else text
    return gap_seconds(nose.gap, exact=False, sign="+")


def place_labels(
    window: Window, tags: Sequence[Tag], plate_width: Callable[[str], int]
) -> list[Label]:
    """Place a label for each nose in view, none over another; `tags` in order of time.

    The first plate stands left of its line, the others right of theirs with the gap; where the
    next line is too near, left of it, or a few cells further right; where that is taken too,
    without the gap. In a nose zoom every plate begins at its nose.
    """
    seen = [tag for tag in tags if window.sees(tag.gap)]
    labels: list[Label] = []
    free = 0
    for place, tag in enumerate(seen):
        column = window.column(tag.gap)
        after = window.column(seen[place + 1].gap) if place + 1 < len(seen) else window.width
        plate = plate_width(tag.car)
        if tag is tags[0] and tag.gap == 0 and window.step > NOSE:
            label = _lay_first(tag, column, plate) or _lay(window, tag, column, after, 0, plate)
        else:
            label = _lay(window, tag, column, after, free, plate)
        if label is not None:
            labels.append(label)
            free = label.column + nose_label_width(label, plate)
    return labels


def nose_label_width(label: Label, plate: int) -> int:
    """Give the cells a label takes whose whole plate takes `plate`."""
    return plate - label.tight + (len(label.text) + 1 if label.text else 0)


def _lay_first(tag: Tag, column: int, plate: int) -> Label | None:
    """Place the first plate left of its line, at the edge of the strip without its blank."""
    if column >= plate:
        return Label(column - plate, tag.car, "")
    return Label(0, tag.car, "", tight=True) if column == plate - 1 else None


def _lay(window: Window, tag: Tag, column: int, after: int, free: int, plate: int) -> Label | None:
    start = column if window.step <= NOSE else column + 1
    slipped = max(start, free)
    near = slipped - start <= _SLIP
    full = plate + 1 + len(tag.text)
    if start >= free and start + full <= after:
        return Label(start, tag.car, tag.text)
    if column - full > free:
        return Label(column - full, tag.car, tag.text, text_first=True)
    if near and slipped + full <= after:
        return Label(slipped, tag.car, tag.text)
    if start >= free and start + plate <= min(after + 1, window.width):
        return Label(start, tag.car, "")
    if column - plate >= free:
        return Label(column - plate, tag.car, "")
    if near and slipped + plate <= window.width:
        return Label(slipped, tag.car, "")
    return None
