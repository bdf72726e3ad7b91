"""The key of a chart of gaps, left of its axis: the cars drawn, their strokes, gaps and trends."""

from collections.abc import Iterator, Sequence
from typing import Literal

from replay.race.gap_trend import trend_between, trend_to_leader
from replay.race.gaps import measured_laps
from replay.tui.charts.canvas_cells import line_role, stroke
from replay.tui.charts.car_labels import name_role, short_name
from replay.tui.charts.drawn_cars import DrawnCars
from replay.tui.charts.gap_now import CarGap, gap_words, means_something, signed_gap
from replay.tui.drawing.braille import Weight
from replay.tui.drawing.cells import fit
from replay.tui.drawing.runs import Row, Run, blank
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

KEY_WIDTH = 12
"""The columns of the key; there is one free at its left."""

_LABEL = 6
_Fact = Literal["name", "place", "gap", "a lap"]
_LEAVES: tuple[_Fact, ...] = ("place", "a lap", "name")
"""What goes first where the key of all cars has too few rows; the plate and the gap stay."""


def gap_key(scene: Scene, drawn: DrawnCars, field: Sequence[CarGap], rows: int) -> list[Row]:
    """Give the rows of the key from the second row of the chart on, at most `rows`.

    A block for each car drawn but the one that gaps are measured from; they stand a row apart
    where there is room.
    """
    of = {one.car: one for one in field}
    weights: tuple[Weight, ...] = ("heavy", "light", "broken")
    cars = [
        (car, weight)
        for car, weight in zip(drawn, weights, strict=True)
        if car is not None and car != scene.view.followed
    ]
    facts = {car: dict(_facts(scene, drawn, car, of.get(car))) for car, _ in cars}
    key: list[Row] = []
    for gone in range(len(_LEAVES) + 1):
        blocks = [
            [_head(scene, *car), *(r for f, r in facts[car[0]].items() if f not in _LEAVES[:gone])]
            for car in cars
        ]
        for apart in (1, 0):
            key = [row for block in blocks for row in ((), *block)[1 - apart :]][apart:]
            if len(key) < rows:
                return [(), *key]
    return [(), *key][:rows]


def _head(scene: Scene, car: str, weight: Weight) -> Row:
    """Give the stroke of a line and the plate of its car."""
    line = stroke(weight, scene.glyphs), line_role(car, weight)
    return blank(1), line, blank(1), field_names(scene).plate(car)


def _facts(
    scene: Scene, drawn: DrawnCars, car: str, of: CarGap | None
) -> Iterator[tuple[_Fact, Row]]:
    role = name_role(drawn, car, "full")
    yield "name", (blank(1), (short_name(scene, car, KEY_WIDTH), role))
    if of is None:
        return
    none = scene.glyphs.none
    yield "place", _fact("place", (str(of.place), "full"))
    means = means_something(scene)
    room = KEY_WIDTH - _LABEL
    words = gap_words(of, scene, room) if means or of.laps_down or of.out else none
    yield "gap", _fact("gap", (words, "mute" if words == none else "full"))
    if means and of.gap is not None and not (scene.view.followed is None and of.place == 1):
        trend = _trend(scene, of)
        if trend is not None:
            yield "a lap", _fact("a lap", trend)


def _trend(scene: Scene, of: CarGap) -> Run | None:
    """Give what the car loses a lap, in the ink of a gain where its gap falls."""
    followed = scene.view.followed
    if followed is None:
        trend = scene.ask(trend_to_leader, of.car)
    else:
        trend = scene.ask(trend_between, of.car, followed)
    if trend is None:
        return None
    exact = all(scene.ask(measured_laps, of.car)[-trend.laps :])
    room = KEY_WIDTH - _LABEL
    text = signed_gap(trend.ticks, scene.glyphs, room, signs=True, exact=exact, decimals=2)
    nothing = not text.strip("~0.")
    return text, "full" if nothing else "loss" if trend.ticks > 0 else "gain"


def _fact(label: str, value: Run) -> Row:
    text, role = value
    return blank(1), (f"{label:<{_LABEL}}", "mute"), (fit(text, KEY_WIDTH - _LABEL, "r"), role)
