"""The instruments by name, `card:5` or `log`: which panes a screen that nobody steers opens."""

from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from replay.race.car_named import car_named
from replay.race.model import Entry
from replay.race.state import Running
from replay.tui.moment_slots import NOTHING_YET
from replay.tui.registry import PANES
from replay.tui.scene import Scene
from replay.tui.view import View

_MOST_CARS = 2


class _Room(NamedTuple):
    """The pane of an instrument, empty where it is at home, and how many cars it may name."""

    pane: str = ""
    cars: int = 0


_ROOMS: dict[str, _Room] = {
    "places": _Room("places", 2),
    "gap": _Room("gap", 2),
    "pace": _Room("pace", 2),
    "card": _Room("car card", 1),
    "duel": _Room("head to head", 2),
    "fights": _Room("fights"),
    "grid": _Room("grid facts"),
    "caution": _Room("caution"),
    "stage": _Room("stage"),
    "sofar": _Room("race so far"),
    "summary": _Room("summary"),
    "after": _Room("after race 1"),
    "log": _Room(),
    "line": _Room(),
}

NAMES = tuple(_ROOMS)
"""What an instrument can be called."""


class InstrumentError(ValueError):
    """There is no such instrument or car. `str()` says so in one clear line."""


class Instrument(Struct, frozen=True):
    """An instrument and its cars: the followed one, then the one under the cursor."""

    name: str
    cars: tuple[str, ...] = ()


def read_instrument(text: str, entries: Sequence[Entry]) -> Instrument:
    """Read `places`, `card:5` or `duel:5,17`; InstrumentError in one line where it is none."""
    name, colon, named = text.partition(":")
    room = _ROOMS.get(name)
    if room is None:
        raise InstrumentError(f"no pane {name!r}: there are {', '.join(NAMES)}")
    if not colon:
        return Instrument(name)
    words = named.split(",")
    if len(words) > room.cars:
        most = ("no car", "one car", "two cars")[room.cars]
        raise InstrumentError(f"the pane {name} takes {most}: {text!r} has more")
    cars = tuple(_car(word, entries) for word in words)
    if len(set(cars)) < len(cars):
        raise InstrumentError(f"the pane {name} takes two cars: {text!r} has one twice")
    return Instrument(name, cars)


def opened_view(view: View, instrument: Instrument | None, scene: Scene) -> View:
    """Give a view with an instrument open in a scene, or with the pane that says it has nothing.

    `scene` is of a view in which nothing is open.
    """
    if instrument is None:
        return view
    view = _with_cars(view, instrument.cars, scene.shown_order)
    if instrument.name == "line":
        return replace(view, line="full")
    if instrument.name == "log" and scene.moment != "grid":
        return replace(view, log=True)
    if _stands_at_home(instrument, scene):
        return view
    pane = next((pane for pane in PANES if pane.name == _ROOMS[instrument.name].pane), None)
    if pane is not None and pane.slot_in(scene) is not None:
        return replace(view, opened=(pane.name,))
    return replace(view, opened=(NOTHING_YET,), awaited=instrument.name)


def _stands_at_home(instrument: Instrument, scene: Scene) -> bool:
    """Tell whether it is there without being opened: before the start what is told of the grid."""
    return instrument.name == "grid" and scene.moment == "grid" and scene.size.wide


def _with_cars(view: View, cars: Sequence[str], order: Sequence[Running]) -> View:
    """Follow the first car, and set the cursor on the second."""
    if not cars:
        return view
    view = replace(view, followed=cars[0], away=False).settled(order)
    return view if len(cars) < _MOST_CARS else view.on_car(cars[1], order)


def _car(word: str, entries: Sequence[Entry]) -> str:
    car = car_named(word, entries)
    if car is None:
        raise InstrumentError(f"no car {word!r} is in this race")
    return car
