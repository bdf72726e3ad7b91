"""The outlines of cars, and the spans that a strip paints of them at each height."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from replay.race.model import Outline
from replay.tui.finish_line.cars import open_wheel, stock_car
from replay.tui.finish_line.cars.number import Spot
from replay.tui.finish_line.cars.part import Detail, PartSpan


class Shape(NamedTuple):
    """How cars of one outline are drawn.

    `layers` gives the spans at a height, far ones first. `numbers` are the spots of
    the number: the first, or the next when that is out of view. `tallest` is the height
    up to which a car is drawn that is 1 long: no strip is so high that cars look like towers.
    `close` is how much taller than a stock car's it is drawn where only its nose is in view.
    """

    layers: Callable[[float, Detail], Iterator[PartSpan]]
    numbers: tuple[Spot, ...]
    tallest: float
    close: float


SHAPES: Mapping[Outline, Shape] = {
    "stock car": Shape(stock_car.layers, (stock_car.DOOR, stock_car.FENDER), 0.34, 1.0),
    "open wheel": Shape(
        open_wheel.layers, (open_wheel.ENGINE_COVER, open_wheel.COCKPIT), 0.30, 1.25
    ),
}


# Heights go by thousandths: enough for both details that one strip may draw its cars in.
@lru_cache(2_048)
def spans(outline: Outline, v: float, detail: Detail = Detail()) -> tuple[PartSpan, ...]:  # noqa: B008
    """Give a car's layers at height v, far ones first."""
    return tuple(SHAPES[outline].layers(v, detail))
