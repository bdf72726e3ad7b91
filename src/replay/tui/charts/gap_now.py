"""The gaps of the field as a chart of gaps has them now: to the leader, or to the car followed."""

from collections.abc import Sequence

from msgspec import Struct

from replay.race.class_order import class_places
from replay.race.gaps import gaps_now, leader_laps
from replay.race.green_laps import green_laps
from replay.race.model import MEASURED, SECOND
from replay.tui.drawing.cells import decimal, laps_down
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.scene import Scene


class CarGap(Struct, frozen=True):
    """A car in the order: its place, its gap in ticks, and the laps it is down on the leader.

    Place, gap and laps are those in its class where it has one. The gap is None where there is
    none, `exact` tells one that was measured.
    """

    car: str
    place: int
    gap: int | None
    laps_down: int
    exact: bool
    out: bool = False


def class_of(scene: Scene) -> str | None:
    """Give the class of the car under the cursor, None where there are no classes."""
    return scene.entry.race_class if scene.race.header.classes else None


def field_gaps(scene: Scene) -> list[CarGap]:
    """Give the gaps of the cars of the chosen car's class, or of all: those of now, in order.

    They are to the leader, or to the followed car of cars that are on one lap with it.
    """
    of_class, followed = class_of(scene), scene.view.followed
    places = scene.ask(class_places) if of_class is not None else {}
    to = scene.ask(gaps_now, followed) if followed is not None else None
    shown = [
        row
        for row in scene.state.order
        if row.placed and (row.car == followed or scene.entries[row.car].race_class == of_class)
    ]
    first = next((row for row in shown if followed in (None, row.car)), None)
    measured = first is not None and first.basis in MEASURED
    found = []
    for row in shown:
        own = places.get(row.car)
        place, down, gap = row.position, row.laps_down, row.gap
        if own is not None:
            place, down, gap = own.position, own.laps_down, own.gap
        if to is not None:
            gap = to.get(row.car)
        out = row.status == "out"
        gap = None if out or not row.laps else gap
        exact = measured and row.basis in MEASURED
        found.append(CarGap(row.car, place, gap, down, exact, out))
    return found


def means_something(scene: Scene) -> bool:
    """Tell whether gaps mean something now: the last lap was green from line to line."""
    green = scene.ask(green_laps, class_of(scene))
    return bool(green) and green[-1]


def lap_marks(scene: Scene) -> Sequence[int]:
    """Give the mark of the axis at each lap of the leader so far, of the chosen car's class."""
    of_class = class_of(scene)
    if scene.frame.ribbon.by_time:
        return [at // SECOND for at in scene.ask(leader_laps, of_class)]
    if of_class is None:
        return range(1, scene.state.lap + 1)
    return _overall_laps(scene.ask(leader_laps, of_class), scene.ask(leader_laps))


def _overall_laps(own: Sequence[int], overall: Sequence[int]) -> list[int]:
    """Give the laps that the leader of all had completed at each of the leader of a class."""
    marks, lap = [], 0
    for at in own:
        while lap < len(overall) and overall[lap] <= at:
            lap += 1
        marks.append(lap)
    return marks


def gap_words(of: CarGap, scene: Scene, width: int) -> str:
    """Write a gap: `leads`, `~0.7`, `−1.713` to a car that is behind, `−2 laps`; `·` of none."""
    glyphs, followed = scene.glyphs, scene.view.followed
    if of.out:
        return "out"
    if of.gap is None:
        down = of.laps_down
        room = width if of.exact else width - 1  # for the sign of what is rebuilt
        return laps_down(down, of.exact, room, glyphs).strip() if down else glyphs.none
    if followed is None and of.place == 1:
        return "leads"
    return signed_gap(of.gap, glyphs, width, signs=followed is not None, exact=of.exact)


def signed_gap(
    gap: int, glyphs: Glyphs, width: int, *, signs: bool, exact: bool, decimals: int | None = None
) -> str:
    """Write a gap in seconds in at most `width` cells, with a sign where it may lie on both sides.

    With 3 decimals where it was measured and else with one, or with so many; with fewer where they
    have no room.
    """
    wanted = decimals if decimals is not None else 3 if exact else 1
    for digits in range(wanted, -1, -1):
        text = decimal(abs(gap), digits)
        sign = "" if not signs or not text.strip("0.") else "+" if gap > 0 else glyphs.minus
        text = f"{'' if exact else glyphs.rebuilt}{sign}{text}"
        if len(text) <= width:
            return text
    return glyphs.none
