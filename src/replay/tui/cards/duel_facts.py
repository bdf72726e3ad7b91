"""The facts of two cars, read from the middle out: the better of each pair in bold."""

from collections.abc import Iterator
from typing import NamedTuple

from replay.race.class_order import class_laps_led, class_places
from replay.race.duel_gaps import ahead_by_lap
from replay.race.model import MEASURED, SECOND
from replay.race.pit_visits import PitVisit
from replay.race.points import stage_points
from replay.race.quantity import quantity
from replay.race.series import stops
from replay.race.stage_table import stage_places
from replay.race.state import Running
from replay.tui.charts.car_labels import short_name
from replay.tui.charts.duel_cars import DuelCars
from replay.tui.drawing.cells import decimal
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, blank, length
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

_LONGEST = 1_000 * SECOND
"""From so long on the time on pit road is told in minutes, or hours."""


class FactColumns(NamedTuple):
    """The columns of a first value, which ends at the label, of the label, and of the second."""

    first: int
    label: int
    second: int


BESIDE = FactColumns(16, 15, 17)
ALONE = FactColumns(13, 15, 15)
"""Those beside the order, and where the stops stand at their right."""


class _Fact(NamedTuple):
    """A label and the values of two cars; `better` is the index of the better one, if either is."""

    label: str
    first: str
    second: str
    better: int | None = None


def narrow_columns(width: int) -> FactColumns:
    """Give the columns of a side that has too few for all."""
    first = (width - 11) // 2
    return FactColumns(first, 11, width - 11 - first)


def duel_facts(scene: Scene, cars: DuelCars, columns: FactColumns) -> list[Row]:
    """Give who they are, and what there is to compare."""
    names = field_names(scene)
    plates = [names.plate(car) for car in cars]
    who = [short_name(scene, car, min(columns.first, columns.second)) for car in cars]
    pad = columns.first - len(plates[0][0])
    rows: list[Row] = [
        (blank(pad), plates[0], (f"{'and':^{columns.label}}", "mute"), plates[1]),
        (
            blank(columns.first - length([(who[0], "bold")])),
            (who[0], "bold"),
            blank(columns.label),
            (who[1], "bold"),
        ),
    ]
    for fact in _facts(scene, cars):
        tones = ["bold" if fact.better == at else "soft" for at in range(2)]
        rows.append(
            (
                (f"{fact.first:>{columns.first}}", tones[0]),
                (f"{fact.label:^{columns.label}}", "mute"),
                (fact.second, tones[1]),
            )
        )
    return rows


def _facts(scene: Scene, cars: DuelCars) -> Iterator[_Fact]:
    rows = {row.car: row for row in scene.state.order}
    first, second = rows[cars.first], rows[cars.second]
    yield _place(scene, first, second)
    ahead = scene.ask(ahead_by_lap, *cars)[1:]
    counts = ahead.count(True), ahead.count(False)
    words = [quantity(count, "lap") for count in counts]
    yield _Fact("ahead", words[0], words[1], _most(*counts))
    yield _best(scene, first, second)
    yield _led(scene, first, second)
    if scene.race.header.known.stops is not None:
        yield _Fact("stops", str(first.stops), str(second.stops))
        yield from _pit_road(scene, cars)
    if scene.race.header.stages and stage_points(scene.race.header, 1) is not None:
        yield _stages(scene, cars)


def _place(scene: Scene, first: Running, second: Running) -> _Fact:
    """Set the places against each other: those in the class where they share one."""
    places = scene.ask(class_places) if scene.race.header.classes else {}
    ours, theirs = places.get(first.car), places.get(second.car)
    one: int | None = first.position if first.placed else None
    two: int | None = second.position if second.placed else None
    if ours and theirs and ours.race_class == theirs.race_class and one and two:
        one, two = ours.position, theirs.position
    texts = [scene.glyphs.none if place is None else str(place) for place in (one, two)]
    return _Fact("place", texts[0], texts[1], _least(one, two))


def _best(scene: Scene, first: Running, second: Running) -> _Fact:
    texts = [
        _time(scene, row.best_lap, exact=row.best_lap_exact, decimals=3) for row in (first, second)
    ]
    return _Fact("best", texts[0], texts[1], _least(first.best_lap, second.best_lap))


def _led(scene: Scene, first: Running, second: Running) -> _Fact:
    """Set the laps led against each other, those of their class where there are classes."""
    led = {row.car: row.led for row in (first, second)}
    if scene.race.header.classes:
        led = scene.ask(class_laps_led)
    one, two = led.get(first.car, 0), led.get(second.car, 0)
    return _Fact("led", str(one), str(two), _most(one, two))


def _pit_road(scene: Scene, cars: DuelCars) -> Iterator[_Fact]:
    """Set the time on pit road against each other; it tells only after as many stops.

    Nothing where the length of no stop is known.
    """
    if not any(visit.length is not None for car in cars for visit in scene.ask(stops, car)):
        return
    made = [
        [visit for visit in scene.ask(stops, car) if visit.until <= scene.state.time]
        for car in cars
    ]
    totals = [_total(visits) for visits in made]
    exact = [all(_measured(scene, visit) for visit in visits) for visits in made]
    texts = [_spell(scene, total, exact=sure) for total, sure in zip(totals, exact, strict=True)]
    better = _least(*totals) if len(made[0]) == len(made[1]) else None
    yield _Fact("pit road", texts[0], texts[1], better)


def _total(visits: list[PitVisit]) -> int | None:
    """Add up the stops that are over; None where the length of one is unknown, or there is none."""
    lengths = [visit.length for visit in visits if not visit.stop.under_red]
    known = [length for length in lengths if length is not None]
    return sum(known) if known and len(known) == len(lengths) else None


def _measured(scene: Scene, visit: PitVisit) -> bool:
    known, stop = scene.race.header.known, visit.stop
    if stop.length is None:
        return (stop.basis or known.stops) in MEASURED
    return (stop.length_basis or known.stop_lengths or known.stops) in MEASURED


def _stages(scene: Scene, cars: DuelCars) -> _Fact:
    """Set the points of the stages that are over against each other."""
    points = [[place.points for place in scene.ask(stage_places, car)] for car in cars]
    totals = [
        None if None in scored or not scored else sum(p for p in scored if p) for scored in points
    ]
    texts = [scene.glyphs.none if total is None else str(total) for total in totals]
    return _Fact("stage pts", texts[0], texts[1], _most(*totals))


def _time(scene: Scene, ticks: int | None, *, exact: bool, decimals: int) -> str:
    if ticks is None:
        return scene.glyphs.none
    mark = "" if exact else scene.glyphs.rebuilt
    return f"{mark}{lap_time_text(ticks, decimals if exact else 1)}"


def _spell(scene: Scene, ticks: int | None, *, exact: bool) -> str:
    """Write how long a car was on pit road: in seconds until there are too many."""
    if ticks is None:
        return scene.glyphs.none
    mark = "" if exact else scene.glyphs.rebuilt
    if ticks < _LONGEST:
        return f"{mark}{decimal(ticks, 1)} s"
    return f"{mark}{lap_time_text(ticks, 0)}"


def _least(first: int | None, second: int | None) -> int | None:
    """Give the index of the lesser of two values, None where they are equal or one is unknown."""
    if first is None or second is None or first == second:
        return None
    return int(second < first)


def _most(first: int | None, second: int | None) -> int | None:
    if first is None or second is None or first == second:
        return None
    return int(second > first)
