"""The lines of a chart of pace on its axis: clean laps, and where stints begin."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from replay.race.pace import CarPace, PaceLap, car_pace
from replay.tui.charts.canvas_cells import LapColumns
from replay.tui.charts.drawn_cars import drawn_cars
from replay.tui.charts.pace_scale import PaceScale
from replay.tui.drawing.braille import Point, Weight
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row
from replay.tui.scene import Scene


class PaceLine(Struct, frozen=True):
    """The pace of a car that is drawn, and the weight of its line."""

    car: str
    weight: Weight
    pace: CarPace

    def seen(self, columns: LapColumns) -> Iterator[tuple[PaceLap, ...]]:
        """Give the clean laps that have columns on an axis, line by line."""
        first, last = columns.first, columns.last
        for line in self.pace.lines:
            if line[0].lap >= first and line[-1].lap <= last:
                yield line
            elif line[-1].lap >= first and line[0].lap <= last:
                yield tuple(one for one in line if first <= one.lap <= last)

    def dots(self, columns: LapColumns, scale: PaceScale) -> Iterator[list[Point]]:
        """Give the dots that each stretch of the line goes through, from left to right.

        A lap fills the dots from the end of the one before to its own. One that is slower than the
        scale breaks the line.
        """
        dots, first, slowest = columns.dots, columns.first, scale.top + scale.height
        for line in self.seen(columns):
            points: list[Point] = []
            for one in line:
                if one.drawn > slowest:
                    if points:
                        yield points
                    points = []
                    continue
                y, (start, end) = scale.dot(one.drawn), dots[one.lap - first]
                points += [(start, y), (end, y)] if start < end else [(end, y)]
            if points:
                yield points

    def row_now(self, scale: PaceScale) -> int | None:
        """Give the row on which the line meets the clock; None where its last lap was not clean."""
        last = self.pace.lines[-1][-1] if self.pace.lines else None
        if last is None or last.lap != len(self.pace.ends) or not scale.holds(last.drawn):
            return None
        return scale.row(last.drawn)

    def at(self, mark: int) -> PaceLap | None:
        """Give the lap that ended last at a mark of the axis; None if that was not clean."""
        lap = bisect_right(self.pace.ends, mark)
        return next((one for line in self.pace.lines for one in line if one.lap == lap), None)


def drawn_pace(scene: Scene) -> tuple[PaceLine, ...]:
    """Give the lines of the cars drawn, the heaviest first."""
    weights: tuple[Weight, ...] = ("heavy", "light", "broken")
    return tuple(
        PaceLine(car, weight, scene.ask(car_pace, car))
        for car, weight in zip(drawn_cars(scene), weights, strict=True)
        if car is not None
    )


def read_pace(scene: Scene, lines: Sequence[PaceLine]) -> Iterator[tuple[str, Row]]:
    """Give the lap time of each car drawn that the reading cursor reads: its own, not a median."""
    mark = scene.view.reading
    if mark is None:
        return
    for line in lines:
        one = line.at(mark)
        if one is None:
            words = scene.glyphs.none
        elif one.exact:
            words = lap_time_text(one.ticks)
        else:
            words = f"{scene.glyphs.rebuilt}{lap_time_text(one.ticks, 1)}"
        yield line.car, ((words, "full"),)
