"""Class by class: who leads each, on which lap, and by how much over whom."""

from collections.abc import Mapping, Sequence

from replay.race.class_order import ClassPlace, class_places
from replay.race.model import MEASURED
from replay.tui.cards.card import CardWidget
from replay.tui.drawing.cells import fit
from replay.tui.drawing.class_marks import class_mark
from replay.tui.drawing.race_time import laps_behind, time_cell
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.field_names import field_names, surname_now
from replay.tui.pane import Heading
from replay.tui.scene import Scene

_NAMED = 44
"""The columns from which the leaders are named; in fewer stand their numbers."""

_BOTH_NAMED = 66
"""The columns from which those behind them are named too."""

_GAP = 9
_MOST = 6


class ClassByClass(CardWidget):
    """Tells of the leader of each class; at the flag of those who have won theirs."""

    def facts(self, scene: Scene, width: int, height: int) -> Sequence[Row]:
        """Give a row for each class, the fastest first."""
        places = scene.ask(class_places)
        ranked = enumerate(scene.race.header.classes[:_MOST])
        rows = (_row(scene, rank, of.name, of.short, places, width) for rank, of in ranked)
        return [row for row in rows if row]

    def count(self, scene: Scene, width: int) -> int:
        """Give how many classes have a leader, without drawing their rows."""
        placed = {row.car for row in scene.state.order if row.placed}
        leaders = (c for c, of in scene.ask(class_places).items() if of.position == 1)
        return min(sum(car in placed for car in leaders), _MOST)

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from."""
        return scene.state.order, scene.state.finished, scene.state.provisional

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the pane: winners once the first of every class has taken the flag."""
        leaders = [p for p in scene.ask(class_places).values() if p.position == 1]
        if leaders and all(place.flagged for place in leaders):
            return Heading("Class winners")
        return Heading("Class by class", "leader, lap, ahead of" if width >= _NAMED else "")


def _row(
    scene: Scene,
    rank: int,
    name: str,
    word: str,
    places: Mapping[str, ClassPlace],
    width: int,
) -> Row:
    cars = [car for car, place in places.items() if place.race_class == name]
    rows = {row.car: row for row in scene.state.order}
    if not cars or not rows[cars[0]].placed:
        return ()
    first, second = cars[0], cars[1] if len(cars) > 1 else None
    names = field_names(scene)
    row: list[Run] = [*class_mark(rank, word, scene.glyphs), blank(1), names.plate(first)]
    lap = f"lap {rows[first].laps}" if width >= _NAMED else str(rows[first].laps)
    beyond: list[Run] = []
    if second is not None:
        exact = all(rows[car].basis in MEASURED for car in (first, second))
        gap = _behind(scene, places[second], exact)
        beyond = [(f"{gap:>{_GAP}}", "full"), blank(1), names.plate(second)]
        if width >= _BOTH_NAMED:
            beyond += [(f" {surname_now(scene, second)}", "soft")]
    if width < _NAMED:
        return (*row, (f" {lap:>3} ", "full"), *beyond)
    room = min(width, _BOTH_NAMED) - length(row) - 4 - _GAP - len(lap) - 5
    leader = fit(surname_now(scene, first), max(room, 0), cut=scene.glyphs.cut)
    return (*row, blank(1), (leader, "bold"), blank(1), (lap, "soft"), blank(1), *beyond)


def _behind(scene: Scene, place: ClassPlace, exact: bool) -> str:
    """Write how far the second of a class is behind: in time, or in laps."""
    if place.laps_down:
        return laps_behind(place.laps_down, scene.race.header.discipline, _GAP, scene.glyphs)
    return time_cell(place.gap, exact, _GAP, scene.glyphs)
