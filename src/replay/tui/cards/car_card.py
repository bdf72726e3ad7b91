"""The card of the car under the cursor: where it is, where it came from, its place lap by lap."""

from collections.abc import Sequence

from rich.cells import cell_len

from replay.race.class_order import class_places
from replay.race.model import MEASURED
from replay.race.series import distances, places
from replay.tui.cards.card import CardWidget
from replay.tui.cards.place_line import place_line, tick_rows
from replay.tui.cards.race_facts import UNKNOWN
from replay.tui.drawing.fact_rows import driver_runs, fact_row, heading
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.place_confidence import PLACE_TONES, confidence
from replay.tui.drawing.runs import Row, blank, length
from replay.tui.field_names import driver_now, field_names
from replay.tui.pane import Heading
from replay.tui.panes.ribbon_width import clock_width
from replay.tui.scene import Scene

LEAST_ROWS = 5
"""Below so many rows a line of places tells nothing."""

_ROWS_BESIDE, _ROWS_ALONE = 8, 12
"""The rows of the line beside the order, and where there is room for more."""

_PAIRED = 44
"""From this width on two facts stand side by side."""

_LABEL = 4
"""The columns left of the line, for the numbers of places."""


class CarCard(CardWidget):
    """Tells of the car under the cursor; it follows the cursor and takes no focus."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give who it is, its place and, where there is room, its place lap by lap."""
        whole = width == scene.size.width
        inset: Row = (blank(1),) if whole else ()
        above: list[Row] = [(*inset, *row) for row in (_who(scene, width), *_place(scene, width))]
        most = _ROWS_ALONE if whole or scene.size.tall else _ROWS_BESIDE
        rows = min(most, height - len(above) - 1)
        if rows < LEAST_ROWS:
            return above
        title = (*inset, *heading("Place by lap", width - len(inset), scene.glyphs.rule))
        return [*above, title, *_line(scene, width, rows, clock_width(width) if whole else _LABEL)]

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the car and its place; say whether that is rebuilt."""
        row = scene.running
        rebuilt = f"   {scene.glyphs.rebuilt} rebuilt" if row.basis not in MEASURED else ""
        place = f"{row.position if row.placed else UNKNOWN} of {len(scene.state.order)}"
        return Heading(
            f"Car {field_names(scene).label(row.car)}",
            f"{place}{rebuilt if scene.state.lap else ''}",
        )


def _who(scene: Scene, width: int) -> Row:
    entry = scene.entry
    driver = driver_now(scene, entry.car)
    who: Row = (field_names(scene).plate(entry.car), *driver_runs(entry, driver))
    of = [part for part in (entry.team, entry.make) if part]
    while of and length(who) + 2 + cell_len(", ".join(of)) > width:
        of.pop()
    return (*who, (f"  {', '.join(of)}", "mute")) if of else who


def _place(scene: Scene, width: int) -> list[Row]:
    """Tell the place now, that in the class and on the grid, what was gained, best and worst."""
    row, entry, held = scene.running, scene.entry, scene.ask(places, scene.running.car)
    seen = [place for place in held if place is not None]
    official = scene.state.finished and not scene.state.provisional
    tone = PLACE_TONES[confidence(row, official)] if row.placed else "mute"
    runs = [(str(row.position) if row.placed else UNKNOWN, tone)]
    if row.placed and (of := _of_class(scene, row.car)):
        runs.append((f", {of}", "full"))
    if entry.grid is not None and row.net is not None:
        runs.append((f"  from {entry.grid}, {_net(row.net, scene.glyphs)}", "full"))
    indent = 8 if width < _PAIRED else 13
    if len(seen) < 2:
        return [fact_row("place", *runs, indent=indent)]
    span = f"best {min(seen)}, worst {max(seen)}"
    if width < _PAIRED or indent + length(runs) + 3 + cell_len(span) > width:
        return [fact_row("place", *runs, indent=indent), fact_row("so far", span, indent=indent)]
    return [fact_row("place", *runs, f"   {span}", indent=indent)]


def _of_class(scene: Scene, car: str) -> str:
    """Write the place in the class, `3 in GT3`; nothing in a race without classes."""
    classes = scene.race.header.classes
    place = scene.ask(class_places).get(car) if classes else None
    if place is None:
        return ""
    short = {of.name: of.short for of in classes}
    return f"{place.position} in {short[place.race_class]}"


def _net(net: int, glyphs: Glyphs) -> str:
    if not net:
        return "as started"
    return f"+{net}" if net > 0 else f"{glyphs.minus}{-net}"


def _line(scene: Scene, width: int, height: int, left: int) -> list[Row]:
    """Draw the line from column `left` on: over the whole screen that of the ribbon."""
    cells = width - left - 1
    cars = len(scene.state.order)
    seen, done = scene.ask(places, scene.running.car), scene.ask(distances)
    distance = max(scene.frame.ribbon.scheduled, 1)
    ticks = tick_rows(cars, height)
    drawn = place_line(seen, done, cars, distance, (cells, height), scene.glyphs)
    return [
        (blank(left - 4), (f"{ticks.get(y, ''):>3} ", "mute"), *row) for y, row in enumerate(drawn)
    ]
