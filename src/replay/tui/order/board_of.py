"""What the running order shows of a scene: its layout, and the board that its rows are made of."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from replay.race.board import best_lap_drivers, intervals, pit_entries, tyre_stints
from replay.race.cars_now import cars_now
from replay.race.class_order import class_places
from replay.race.free_pass import free_pass_in_line
from replay.race.model import Race, Retirement
from replay.race.published_gaps import published_gaps
from replay.race.series import traces
from replay.tui.drawing.plates import plate_labels
from replay.tui.moment import moment_of
from replay.tui.order.board_rows import Board
from replay.tui.order.columns.board_facts import BoardFacts, unknown_columns
from replay.tui.order.columns.column import ColumnKind
from replay.tui.order.columns.layout import LONG_TRACK, BoardLayout, layout_of
from replay.tui.scene import Scene
from replay.tui.shown_order import OVERALL

if TYPE_CHECKING:
    from replay.race.points_now import PointsNow

_FOURTH_DECIMAL = 4
"""What IndyCar publishes of a margin; any other series has the thousandth of a second."""


class BoardOfRace:
    """What is the same of the boards of one race: what its file knows, the ranks of its classes."""

    def __init__(self, race: Race, *, traces: bool) -> None:
        header = race.header
        self.race = race
        ranks = {one.name: rank for rank, one in enumerate(header.classes)}
        self.ranks = {e.car: ranks[e.race_class] for e in race.entries if e.race_class in ranks}
        self.reasons = {e.car: e.reason for e in race.events if isinstance(e, Retirement)}
        codes = bool(plate_labels(race.entries))
        length = header.lap_length
        decimals = _FOURTH_DECIMAL if header.discipline == "indycar" else 3
        self.unknown = unknown_columns(race, codes=codes, traces=traces)
        self.facts = BoardFacts(
            discipline=header.discipline,
            cars=len(race.entries),
            classes=bool(header.classes),
            codes=codes,
            # Of unknown length a lap may take long: its times are not to be cut.
            long_track=length is None or length >= LONG_TRACK,
            laps=header.scheduled_laps,
            lap_length=length,
            decimals=race.decimals if race.finish else decimals,
            class_marks=tuple(one.short for one in header.classes),
            unknown=self.unknown,
        )
        self._facts: dict[object, BoardFacts] = {}

    @property
    def all_facts(self) -> BoardFacts:
        """The facts of a board on which every stage is over: that explains all its heads."""
        ends = tuple(stage.number for stage in self.race.header.stages[:-1])
        return structs.replace(self.facts, stages=ends)

    def facts_at(self, scene: Scene) -> BoardFacts:
        """Give the facts at a time: stages that are over have columns, points that are out."""
        state = scene.state
        stages = tuple(stage.number for stage in state.stages)
        official = state.finished and not state.provisional
        no_points = official and all(row.points is None for row in state.order)
        no_grid = bool(state.order) and state.order[0].net is None
        key = stages, no_points, no_grid
        if key not in self._facts:
            gone: list[ColumnKind] = []
            gone += ["points"] if no_points else []
            gone += ["net"] if no_grid else []
            unknown = self.unknown | set(gone)
            self._facts[key] = structs.replace(self.facts, stages=stages, unknown=unknown)
        return self._facts[key]


_latest: list[BoardOfRace] = []


def board_of_race(scene: Scene) -> BoardOfRace:
    """Give what is the same of the boards of the race of a scene; that of the latest is kept."""
    for kept in _latest:
        if kept.race is scene.race and ("trace" in kept.unknown) == scene.glyphs.ascii:
            return kept
    _latest[:] = [BoardOfRace(scene.race, traces=not scene.glyphs.ascii)]
    return _latest[0]


def columns_layout(scene: Scene, columns: str, width: int) -> BoardLayout:
    """Give the columns that a choice of the viewer shows in a scene."""
    moment = moment_of(scene.state, columns)
    return layout_of(moment, width, board_of_race(scene).facts_at(scene))


def next_columns(scene: Scene, choices: Sequence[str], width: int) -> str:
    """Give the next of the choices with other columns than are shown; else the one shown.

    Of two that look the same now it is `auto`, the first, which goes on as the race does.
    """
    looks = {choice: columns_layout(scene, choice, width).columns for choice in choices}
    now = scene.view.columns
    at = choices.index(now)
    for choice in (*choices[at + 1 :], *choices[:at]):
        twin = choice != "auto" and looks[choice] == looks["auto"]
        if looks[choice] != looks[now] and not twin:
            return choice
    return now


def board_of(scene: Scene, layout: BoardLayout) -> Board:
    """Ask all that the columns of a layout want to know of the cars."""
    of = board_of_race(scene)
    keys = {column.key for column in layout.columns}
    stock = of.facts.discipline == "stock car"
    order = scene.shown_order
    whole = scene.view.order_by == OVERALL or len(order) < len(scene.state.order)
    return Board(
        state=scene.state,
        order=order,
        chosen=scene.view.car(order) if order else "",
        followed=scene.view.followed,
        ranks=of.ranks,
        by_class=of.facts.classes and not whole,
        places=scene.ask(class_places) if of.facts.classes else {},
        now={} if stock and not of.facts.classes else scene.ask(cars_now),
        intervals=scene.ask(intervals) if keys & {"int", "int or laps"} and not stock else {},
        stints=scene.ask(tyre_stints) if "stints" in keys else {},
        pit_at=scene.ask(pit_entries) if "pit at" in keys else {},
        best_by=scene.ask(best_lap_drivers) if "by" in keys else {},
        traces=_traces(scene, keys),
        reasons=of.reasons,
        points=_points(scene) if "points now" in keys else {},
        in_line=scene.ask(free_pass_in_line) if stock else None,
        published=scene.ask(published_gaps) if stock and scene.state.finished else frozenset(),
    )


def _traces(scene: Scene, keys: set[ColumnKind]) -> Mapping[str, tuple[int, ...]]:
    return scene.ask(traces) if scene.size.very_wide and "trace" in keys else {}


def _points(scene: Scene) -> "Mapping[str, PointsNow]":
    from replay.race.points_now import points_now  # the narrower boards have no points

    return scene.ask(points_now)
