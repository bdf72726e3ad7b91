"""The order behind the pace car as rows: two by two as a field lines up, or in single file."""

from collections.abc import Iterator, Sequence

from replay.race.caution_order import CautionOrder, LastCaution, LinedUp
from replay.race.model import MEASURED, Caution
from replay.tui.cards.card import banded
from replay.tui.drawing.cells import drawable, fit, signed
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.race_time import time_cell
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.field_names import FieldNames, driver_now, field_names
from replay.tui.scene import Scene

PAIRED = 44
"""From this width on two cars stand side by side."""

_NAMED = 74
"""From this width on two cars side by side have names: in fewer cells most would be cut."""

_LEAST_NAME = 9
"""The cells of a name with the blank before it; where there are fewer it is left out."""

_POSITION, _STOP, _TIRES, _GAINED = 2, 7, 5, 4
_FULL_INK = 10
_WORDS = {0: "none", 1: "one", 2: "two", 3: "three", 4: "four"}


def queue_rows(
    scene: Scene, last: LastCaution, order: CautionOrder, width: int, height: int
) -> list[Row | RowContent]:
    """Draw the cars on the lead lap below their title, in at most `height` rows.

    In a race of classes they are those of the chosen car's class, on the lap of its leader. What
    has no row is packed as plates.
    """
    cars = lining_up(scene, order)
    above = [_title(scene, last, width), _heads(scene, order, width)]
    room = height - len(above)
    if not cars or room < 1:
        return []
    table = _Table(scene, order, width)
    rows = banded(table.rows(cars))
    if len(rows) <= room:
        return [*above, *rows]
    for shown in range(room - 1, -1, -1):
        packed = table.packed(cars[shown * table.columns :], width)
        if shown + len(packed) <= room:
            return [*above, *banded(table.rows(cars[: shown * table.columns])), *packed]
    return []


def lining_up(scene: Scene, order: CautionOrder) -> list[LinedUp]:
    """Give the cars that are on the lap of the leader: of the chosen car's class, if any."""
    of = scene.entry.race_class if scene.race.header.classes else None
    return [
        one
        for one in order.order
        if not one.laps_down and (of is None or scene.entries[one.car].race_class == of)
    ]


def tire_words(count: int) -> str:
    """Write how many tires were changed."""
    return _WORDS.get(count, str(count))


def _title(scene: Scene, last: LastCaution, width: int) -> Row:
    title = "Restart order" if last.restart is not None else f"Order behind the {_car(scene, last)}"
    classes = {of.name: of.short for of in scene.race.header.classes}
    note = [classes[scene.entry.race_class]] if scene.entry.race_class in classes else []
    if last.restart is not None:
        note.append("two by two" if _two_by_two(scene) else "single file")
    elif last.until is None:
        note.append("now")
    exact = scene.race.header.known.laps in (*MEASURED, None)
    mark = "" if exact else f"{scene.glyphs.rebuilt} "
    row = heading(title, width, scene.glyphs.rule)
    words = f" {mark}{drawable(', '.join(note), scene.glyphs)} " if note else ""
    room = width - length(row[:2]) - length([(words, "mute")])
    if not words or room < 0:
        return row
    return (*row[:2], (words, "mute"), (scene.glyphs.rule * room, "rule"))


def _car(scene: Scene, last: LastCaution) -> str:
    """Name what leads the queue: a series with safety cars says so by its flag or its kind."""
    if isinstance(last.event, Caution):
        return "pace car"
    safety = "safety car" in last.event.flag.casefold()
    of_roads = scene.race.header.discipline in ("formula 1", "endurance")
    return "safety car" if safety or of_roads else "pace car"


def _two_by_two(scene: Scene) -> bool:
    """Tell whether the series restarts so: stock cars do, all others in single file."""
    return scene.race.header.discipline == "stock car"


class _Table:
    """Two columns of cars, or one in a narrow card, each cell in its place."""

    def __init__(self, scene: Scene, order: CautionOrder, width: int) -> None:
        self._scene = scene
        self._names: FieldNames = field_names(scene)
        self._quickest = order.quickest
        self._stops = order.stopped is not None
        self._gap = _gap(scene)
        self.columns = 2 if width >= PAIRED else 1
        self._name = _name_width(scene, order, width)

    def rows(self, cars: Sequence[LinedUp]) -> Iterator[Row]:
        """Draw the cars: side by side as they stand in pairs, else down the first column first."""
        step = -(-len(cars) // self.columns)
        for at in range(step):
            beside = at * 2 + 1 if _two_by_two(self._scene) else at + step
            first = cars[at * self.columns if _two_by_two(self._scene) else at]
            row = self._cells(first)
            if self.columns > 1 and beside < len(cars):
                row = (*row, blank(1), *self._cells(cars[beside]))
            yield row

    def packed(self, cars: Sequence[LinedUp], width: int) -> list[Row]:
        """Give the plates of cars that have no row, the place of the first before them."""
        rows: list[Row] = []
        before = f"{cars[0].position:>{_POSITION}}{self._gap}" if cars else ""
        row: list[Run] = [(before, "mute")] if cars else []
        left = length(row)
        for one in cars:
            text, _ = self._names.plate(one.car)
            if length(row) + len(text) > width and length(row) > left:
                rows.append(tuple(row))
                row = [blank(left)]
            row.append((text, f"quiet {one.car}"))
        return [*rows, tuple(row)] if row else rows

    def _cells(self, one: LinedUp) -> Row:
        glyphs = self._scene.glyphs
        tone = "bold" if one.position == 1 else "full" if one.position <= _FULL_INK else "mute"
        cells: list[Run] = [
            (f"{one.position:>{_POSITION}}{self._gap}", tone),
            self._names.plate(one.car),
        ]
        if self._name:
            driver = driver_now(self._scene, one.car)
            name = self._names.names.cut(one.car, self._name - 1, driver, short=True)
            text = f" {name.first}{name.last}{name.after}"
            cells.append((fit(text, self._name, cut=glyphs.cut), "full"))
        if self._stops:
            cells += [self._stop(one), self._tires(one)]
        gained = one.gained or 0
        sign = glyphs.none if one.gained is None else signed(gained, glyphs)
        tone = "gain" if gained > 0 else "loss" if gained < 0 else "mute"
        return (*cells, (f"{sign:>{_GAINED}}", tone))

    def _stop(self, one: LinedUp) -> Run:
        """Write the time on pit road, with a sign before the quickest; `IN` while it is there."""
        glyphs = self._scene.glyphs
        if one.in_pit:
            return f"{'IN':>{_STOP}}", "bold"
        if one.length is None:
            return f"{glyphs.none:>{_STOP}}", "mute"
        best = one.length == self._quickest
        sign = glyphs.fastest if best else ""
        text = time_cell(one.length, True, _STOP - 1, glyphs, sign=sign, decimals=1)
        return f"{text:>{_STOP}}", "bold" if best else "full"

    def _tires(self, one: LinedUp) -> Run:
        """Write what the car took on, that it stays out, or that it stopped if no more is known."""
        if one.stayed:
            return f"{'stay':>{_TIRES}}", "mute"
        if one.stopped and not one.in_pit and one.length is None:
            return f"{'pits':>{_TIRES}}", "full"
        word = self._scene.glyphs.none
        if one.compound is not None:
            word = one.compound[:1].upper()
        elif one.tires is not None:
            word = tire_words(one.tires)
        tone = "full" if one.tires is not None and one.tires < 4 else "mute"
        return f"{word:>{_TIRES}}", "bold" if one.compound is not None else tone


def _name_width(scene: Scene, order: CautionOrder, width: int) -> int:
    """Give the cells of the names, the blank before them too; 0 where there is no room."""
    half = width // 2 if width >= PAIRED else width
    if PAIRED <= width < _NAMED:
        return 0
    taken = _before(scene) + _GAINED + 1
    taken += _STOP + _TIRES if order.stopped is not None else 0
    room = half - taken
    return room if room >= _LEAST_NAME - 1 else 0


def _gap(scene: Scene) -> str:
    """Give what parts a place from a plate: a code has a blank before it as it is."""
    return "" if field_names(scene).plates.has_codes else " "


def _before(scene: Scene) -> int:
    """Give the cells of a place and a plate."""
    plate, _ = field_names(scene).plate(scene.entry.car)
    return _POSITION + len(_gap(scene)) + len(plate)


def _heads(scene: Scene, order: CautionOrder, width: int) -> Row:
    """Head the columns of stops and places."""
    before = _before(scene) + _name_width(scene, order, width)
    cells = f"{'pit s':>{_STOP}}{'tire':>{_TIRES}}" if order.stopped is not None else ""
    gained = drawable("+−", scene.glyphs)
    head = f"{' ' * before}{cells}{gained:>{_GAINED}}"
    return ((head if width < PAIRED else f"{head} {head}", "mute"),)
