"""The card of a stage that has ended: its first ten with their points, then all others."""

from collections.abc import Sequence

from replay.race.quantity import quantity
from replay.race.stage_summary import StagePlacing, StageSummary, stage_summary
from replay.tui.cards.card import CardWidget, banded, inset_by
from replay.tui.cards.caution_facts import noted
from replay.tui.drawing.cells import count, drawable, fit, signed
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.field_names import driver_now, field_names, surname_now
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_IN_ROWS = 10
"""The places that have a row, as they are those that score."""

_DRIVER = 15
_LEAST_DRIVER = 9
"""The cells of the driver's name, and where the card is narrow."""

_PTS, _LED, _STAGES, _GAINED = 3, 5, 8, 5


class StageCard(CardWidget):
    """Tells of the last stage that has ended; its rows fill as the cars come to the line."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row | RowContent]:
        """Give how it was run, and its order."""
        stage = _told(scene)
        if stage is None:
            return ()
        whole = width == scene.size.width
        return inset_by(whole, stage_rows(scene, stage, width - whole))

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from, where no car changes drivers."""
        if field_names(scene).drivers_change:
            return None
        return _told(scene), scene.size

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the stage, and who won it."""
        stage = _told(scene)
        if stage is None:
            return Heading("")
        winner = stage.order[0].car if stage.order else ""
        name = f"{field_names(scene).marked(winner)} {surname_now(scene, winner)}".strip()
        return Heading(f"Stage {stage.number}", f"won by {name}")


def _told(scene: Scene) -> StageSummary | None:
    """Give the stage whose line in the log was opened, else the last one."""
    number = scene.view.filter.card if scene.view.top == "stage" else None
    told = None if number is None else scene.ask(stage_summary, number)
    return scene.ask(stage_summary) if told is None else told


def stage_rows(scene: Scene, stage: StageSummary, width: int) -> list[Row | RowContent]:
    """Tell how a stage was run, the first ten a row each, and the others as plates."""
    known = scene.race.header.known.flags is not None
    yellow = [f"{stage.yellow or 'none'} under yellow"] if known else []
    leaders = [quantity(stage.leaders, "leader")]
    table = _Table(scene, stage, width)
    return [
        noted("laps", f"{stage.first} to {stage.last}", yellow, width),
        noted("leads", quantity(stage.changes, "change"), leaders, width),
        table.heads(),
        *banded(table.row(one) for one in stage.order[:_IN_ROWS]),
        *table.packed(stage.order[_IN_ROWS:]),
    ]


class _Table:
    """The order of a stage in columns; those to the right leave a narrow card first."""

    def __init__(self, scene: Scene, stage: StageSummary, width: int) -> None:
        self._scene = scene
        self._names = field_names(scene)
        self._width = width
        codes = self._names.plate(stage.order[0].car)[0] if stage.order else "    "
        self._before = 4 + len(codes) + 1
        by_rule = any(one.points is not None for one in stage.order)
        wanted = [("pts", _PTS), ("led", _LED), ("stages", _STAGES), ("gained", _GAINED)]
        self._columns = [(n, w) for n, w in wanted if by_rule or n not in ("pts", "stages")]
        while self._columns and self._needed(_LEAST_DRIVER) > width:
            self._columns.pop()
        self._driver = min(_DRIVER, max(width - self._needed(0), 0))

    def _needed(self, driver: int) -> int:
        return self._before + driver + sum(cells for _, cells in self._columns)

    def heads(self) -> Row:
        """Head the columns."""
        gained = drawable("+−", self._scene.glyphs)
        words = {"pts": "pts", "led": "led", "stages": "stages", "gained": gained}
        cells = "".join(f"{words[name]:>{cells}}" for name, cells in self._columns)
        driver = fit("driver", self._driver)
        return ((f"{'pos car':<{self._before}}{driver}{cells}", "mute"),)

    def row(self, one: StagePlacing) -> Row:
        """Draw a car."""
        glyphs = self._scene.glyphs
        driver = driver_now(self._scene, one.car)
        name = self._names.names.cut(one.car, self._driver, driver, short=True)
        text = f"{name.first}{name.last}{name.after}"
        row: list[Run] = [
            (f"{one.position:>2}  ", "bold" if one.position == 1 else "full"),
            self._names.plate(one.car),
            blank(1),
            (fit(text, self._driver, cut=glyphs.cut), "bold" if one.position == 1 else "full"),
        ]
        return (*row, *(self._cell(one, name, cells) for name, cells in self._columns))

    def _cell(self, one: StagePlacing, name: str, cells: int) -> Run:
        glyphs = self._scene.glyphs
        if name == "gained":
            gained = one.gained or 0
            sign = glyphs.none if one.gained is None else signed(gained, glyphs)
            tone = "gain" if gained > 0 else "loss" if gained < 0 else "mute"
            return f"{sign:>{cells}}", tone
        number = {"pts": one.points, "led": one.led, "stages": one.so_far}[name]
        return f"{count(number, glyphs):>{cells}}", "full" if number else "mute"

    def packed(self, cars: Sequence[StagePlacing]) -> list[Row]:
        """Give the plates of those behind, the place of the first before them."""
        if not cars:
            return []
        rows: list[Row] = []
        row: list[Run] = [(f"{cars[0].position:>2}  ", "mute")]
        for one in cars:
            text, _ = self._names.plate(one.car)
            if length(row) + len(text) > self._width and len(row) > 1:
                rows.append(tuple(row))
                row = [blank(4)]
            row.append((text, f"quiet {one.car}"))
        return [*rows, tuple(row)]
