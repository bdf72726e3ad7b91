"""The stints of the cars drawn: laps, average, and what a lap cost on the tires of each."""

from collections.abc import Sequence

from replay.race.pace import StintPace
from replay.tui.charts.car_labels import short_name
from replay.tui.charts.pace_lines import PaceLine
from replay.tui.charts.stint_bars import mark_width, stint_mark
from replay.tui.drawing.cells import decimal, drawable
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.field_names import field_names
from replay.tui.scene import Scene
from replay.tui.terminal_size import WIDE

_LEAST_CHART = 12
"""The rows of a chart that its stints leave to it, else they do not stand."""

_HEADS = 2
_NAME = 19
_LAPS, _AVERAGE, _COST = 8, 7, 7
_WIDER, _WIDER_FROM = 3, 190
"""So many more cells has a stint from so many columns on."""

_TITLE = "clean laps only: average, and what a lap on these tires costs"
_FINE, _ROUGH = 100, 1_000
"""What is told of a cost that was measured, and of a rebuilt one, in ticks: 0.01 and 0.1 s."""


def rows_of_stints(lines: Sequence[PaceLine], width: int, height: int) -> int:
    """Give the rows that the stints of the cars drawn take of a chart of so many rows."""
    rows = _HEADS + len(lines)
    return rows if width >= WIDE and height - rows >= _LEAST_CHART else 0


def stint_table(scene: Scene, lines: Sequence[PaceLine], width: int) -> list[Row]:
    """Give the rows of the stints, the newest at the right: as many of each car as have room."""
    table = {line.car: line.pace.stints for line in lines}
    mark = mark_width(scene)
    long = max((len(_average(one, scene)) for of in table.values() for one in of), default=0)
    cells = (
        _LAPS + (mark + 1 if mark else 0) + (_WIDER if width >= _WIDER_FROM else 0),
        max(_AVERAGE, long + 2),
        _COST,
    )
    most = max((width - _NAME) // sum(cells), 1)
    shown = max((min(len(of), most) for of in table.values()), default=0)
    heads = "".join(f"{head:>{wide}}" for head, wide in zip(_heads(), cells, strict=True))
    title: Row = (blank(1), ("Stints", "bold"), (f"  {_TITLE} ", "mute"))
    return [
        (*title, (scene.glyphs.rule * max(width - length(title), 0), "rule")),
        (blank(1), ("car".ljust(_NAME - 1), "mute"), (heads * shown, "mute")),
        *(_row(scene, line, table[line.car][-most:], cells, mark) for line in lines),
    ]


def _heads() -> tuple[str, str, str]:
    return "laps", "avg", "a lap"


def _row(
    scene: Scene,
    line: PaceLine,
    stints: Sequence[StintPace],
    cells: tuple[int, int, int],
    mark: int,
) -> Row:
    row: list[Run] = [blank(1), field_names(scene).plate(line.car), blank(1)]
    name = short_name(scene, line.car, _NAME - length(row))
    row.append((name, "bold" if line.weight == "heavy" else "full"))
    row.append(blank(_NAME - length(row)))
    for stint in stints:
        laps = drawable(f"{stint.first}–{stint.last}", scene.glyphs)
        of = stint_mark(stint, line.car, scene)
        cost, role = _cost(stint, scene)
        row += [blank(cells[0] - len(laps) - (mark + 1 if mark else 0)), *of]
        row += [blank(1), (laps, "mute")] if mark else [(laps, "mute")]
        row.append((f"{_average(stint, scene):>{cells[1]}}", "full" if stint.exact else "soft"))
        row.append((f"{cost:>{cells[2]}}", role))
    return tuple(row)


def _average(stint: StintPace, scene: Scene) -> str:
    if stint.average is None:
        return scene.glyphs.none
    if stint.exact:
        return lap_time_text(stint.average, 2)
    return f"{scene.glyphs.rebuilt}{lap_time_text(stint.average, 1)}"


def _cost(stint: StintPace, scene: Scene) -> Run:
    """Write what a lap cost; of rebuilt laps nothing below 0.05 s: so even are they by method."""
    glyphs = scene.glyphs
    step = _FINE if stint.exact else _ROUGH
    if stint.cost is None or (not stint.exact and 2 * abs(stint.cost) < step):
        return glyphs.none, "mute"
    text = decimal(abs(stint.cost), 2 if stint.exact else 1)
    nothing = not text.strip("0.")
    falls = stint.cost < 0 and not nothing
    sign = "" if nothing else glyphs.minus if falls else "+"
    return f"{'' if stint.exact else glyphs.rebuilt}{sign}{text}", "gain" if falls else "full"
