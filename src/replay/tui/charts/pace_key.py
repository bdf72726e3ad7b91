"""The key of a chart of pace, left of its axis: the cars drawn, their best and last laps."""

from collections.abc import Sequence

from replay.race.lap_times import average_of
from replay.race.pace import FEWEST
from replay.tui.charts.canvas_cells import line_role, stroke
from replay.tui.charts.car_labels import short_name
from replay.tui.charts.pace_lines import PaceLine
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, blank, length
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

_NAME, _FACT = 18, 12
"""The cells of a name, and of a word with its time."""

_BLOCKS = (
    ("name", "best", "last", "avg 5", ""),
    ("name", "best", "last", "avg 5"),
    ("name", "best", "last"),
    ("best", "last"),
    ("best",),
    (),
)
"""What stands under the plate of a car: as much as has room for all cars."""


def pace_key(scene: Scene, lines: Sequence[PaceLine], rows: int, width: int) -> list[Row]:
    """Give the key on at most so many rows of a width; the first is blank where there is room."""
    every = max(rows // max(len(lines), 1), 1)
    wide = scene.size.wide
    fitting = (of for of in _BLOCKS if len(of) < every and (wide or "avg 5" not in of))
    facts = next(fitting) if width > _NAME else ()
    key: list[Row] = []
    for line in lines:
        key.append(_head(scene, line))
        key += [_fact(scene, line, fact) for fact in facts]
    while key and not key[-1]:
        key.pop()
    return [(), *key] if len(key) < rows else key[:rows]


def _head(scene: Scene, line: PaceLine) -> Row:
    """Give the stroke of a line and the plate of its car."""
    role = line_role(line.car, line.weight)
    plate = field_names(scene).plate(line.car)
    return blank(1), (stroke(line.weight, scene.glyphs), role), blank(1), plate


def _fact(scene: Scene, line: PaceLine, fact: str) -> Row:
    if not fact:
        return ()
    if fact == "name":
        name = short_name(scene, line.car, _NAME)
        return blank(1), (name, "bold" if line.weight == "heavy" else "full")
    running = next(row for row in scene.state.order if row.car == line.car)
    if fact == "best":
        value = _time(scene, running.best_lap, running.best_lap_exact, 3)
    elif fact == "last":
        value = _time(scene, running.last_lap, running.last_lap_exact, 3)
    else:
        laps = [one for run in line.pace.lines for one in run][-FEWEST:]
        average = average_of([one.ticks for one in laps])
        exact = all(one.exact for one in laps)
        value = _time(scene, average if len(laps) == FEWEST else None, exact, 2)
    role = "mute" if value.strip() == scene.glyphs.none else "full"
    return blank(1), (f"{fact} ", "mute"), (value.rjust(_FACT - len(fact) - 1), role)


def _time(scene: Scene, ticks: int | None, exact: bool, decimals: int) -> str:
    """Write a time, a rebuilt one with its decimal point under that of a measured one."""
    if ticks is None:
        return scene.glyphs.none
    if exact:
        return lap_time_text(ticks, decimals)
    return f"{scene.glyphs.rebuilt}{lap_time_text(ticks, 1)}{' ' * (decimals - 1)}"


def beside_labels(key: Sequence[Row], labels: dict[int, str], rows: int, width: int) -> list[Row]:
    """Give what stands left of the axis: the key, and lap times at the thin lines of some rows.

    A line of the key goes down where it has no room beside a label; a label gives way to it only
    where no row is left.
    """
    left: list[Row] = []
    waiting = [*key]
    for y in range(rows):
        label = labels.get(y, "")
        own: Row = waiting[0] if waiting else ()
        clashes = length(own) + len(label) + 2 > width and bool(own and label)
        if clashes and rows - y > len(waiting):
            own = ()
        elif waiting:
            waiting.pop(0)
            label = "" if clashes else label
        room = width - 1 - length(own)
        left.append((*own, (f"{label:>{room}} ", "mute")) if room > 0 else own)
    return left
