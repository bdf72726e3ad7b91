"""The places of the first two lap by lap, on the axis of the ribbon, below a large summary."""

from replay.race.series import distances, places
from replay.tui.cards.place_line import tick_rows
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.braille import Canvas, Point
from replay.tui.drawing.dots import ACROSS, DOWN
from replay.tui.drawing.runs import Row, Run, blank, joined
from replay.tui.panes.ribbon_width import clock_width, ribbon_width
from replay.tui.scene import Scene
from replay.tui.summary.summed_up import SummedUp

_BUNCHED = ("bunch", "stop")


def first_two_rows(scene: Scene, of: SummedUp, width: int, height: int) -> list[Row]:
    """Draw the winner's line heavy and the second's light; yellow laps have their own ground."""
    ribbon = scene.frame.ribbon
    axis = RibbonAxis(max(ribbon.scheduled, ribbon.done, 1), ribbon_width(width))
    cars, done = len(scene.state.order), scene.ask(distances)
    canvas = Canvas(axis.width, height, plain=scene.glyphs.ascii)
    for line, weight in reversed(list(zip(of.cars[:2], ("heavy", "light"), strict=False))):
        held = scene.ask(places, line.row.car)
        dots = _stepped(_dots(held, done, cars, axis, height))
        canvas.line(dots, "heavy" if weight == "heavy" else "light", f"{weight} {line.row.car}")
    bands = {
        cell
        for span in ribbon.neutralised
        if span.height in _BUNCHED
        for cell in axis.cells(span.first, span.last)
    }
    ticks = tick_rows(cars, height)
    drawn = {(x, y): (sign, who) for x, y, sign, _, who in canvas.drawn()}
    rows: list[Row] = []
    for y in range(height):
        none = scene.glyphs.future if y in ticks else " "
        cells: list[Run] = []
        for x in range(axis.width):
            sign, role = drawn.get((x, y), (none, "rule"))
            cells.append((sign, f"band {role}" if x in bands else role))
        label = f"{ticks.get(y, ''):>3} "
        rows.append((blank(clock_width(width) - len(label)), (label, "mute"), *joined(cells)))
    return rows


def _dots(
    held: tuple[int | None, ...],
    done: tuple[int, ...],
    cars: int,
    axis: RibbonAxis,
    height: int,
) -> list[Point]:
    """Give the dots of the places that are known; first place is on top, the last at the foot."""
    columns, most = axis.width * ACROSS, height * DOWN - 1
    below = max(cars - 1, 1)
    return [
        (
            min(max(-(-at * columns // axis.distance) - 1, 0), columns - 1),
            (2 * (place - 1) * most + below) // (2 * below),
        )
        for place, at in zip(held, done, strict=True)
        if place is not None
    ]


def _stepped(dots: list[Point]) -> list[Point]:
    """Let a place hold until the column of the next: it changes at the line."""
    steps: list[Point] = []
    for x, y in dots:
        if steps and x - 1 > steps[-1][0]:
            steps.append((x - 1, steps[-1][1]))
        steps.append((x, y))
    return steps
