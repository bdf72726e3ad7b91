"""Right of the playhead in a chart of gaps: the cars at their gaps of now."""

from collections.abc import Sequence

from replay.tui.charts.drawn_cars import DrawnCars
from replay.tui.charts.gap_now import CarGap, means_something
from replay.tui.charts.gap_scale import GapScale
from replay.tui.drawing.runs import Row, Run
from replay.tui.drawing.wrapping import wrapped
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

_SENTENCE = 12
"""From so many cells on there is room for words."""


def gap_room(
    scene: Scene, drawn: DrawnCars, field: Sequence[CarGap], scale: GapScale, width: int
) -> list[Row]:
    """Give the plates of the cars of which the gap is on the scale, in `width` cells of each row.

    Where several are level those that are drawn come first; how many more there are is told where
    there is room for it. While gaps mean nothing that is said instead.
    """
    rows: list[Row] = [()] * scale.rows
    if not scene.state.lap:
        return rows
    if not means_something(scene):
        return [*_nothing(scene, width), *rows][: scale.rows]
    level: dict[int, list[str]] = {}
    for of in field:
        if of.gap is not None and not scale.beyond(of.gap):
            level.setdefault(scale.row(of.gap), []).append(of.car)
    for row, cars in level.items():
        rows[row] = level_plates(scene, drawn, cars, width)
    return rows


def level_plates(scene: Scene, drawn: DrawnCars, cars: list[str], width: int) -> Row:
    """Give the plates of cars in so many cells; how many more there are where there is room."""
    names = field_names(scene)
    wide = names.plates.width
    fits = max(width // wide, 0)
    if fits < len(cars):
        cars = sorted(cars, key=lambda car: car not in (*drawn.cars, scene.view.followed))
    runs: list[Run] = []
    for car in cars[:fits]:
        text, _ = names.plate(car)
        shown = car in drawn.cars or car == scene.view.followed
        runs.append((text, f"{'plate' if shown else 'quiet'} {car}"))
    more = f"{' ' if scene.glyphs.ascii else ''}+{len(cars) - fits}"
    if runs and fits < len(cars) and len(more) <= width - fits * wide:
        runs.append((more, "mute"))
    return tuple(runs)


def _nothing(scene: Scene, width: int) -> list[Row]:
    """Say that gaps mean nothing, or not yet where the green is out again; the sign alone else."""
    state, glyphs = scene.state, scene.glyphs
    slow = state.neutralised in ("slow", "bunch", "stop")
    role = "text flag_yellow_text" if slow else "mute"
    if width < _SENTENCE:
        return [((f" {glyphs.caution}", role),)] if slow and width > 1 else []
    words = f"{glyphs.caution} gaps mean nothing now" if slow else "gaps mean nothing yet"
    return [((f" {row}", role),) for row in wrapped(words, width - 1)]
