"""Who stands where, and when: a line for each pane, and the slot it asks for in a scene."""

from bisect import bisect_right
from collections.abc import Callable

from replay.tui.moment_slots import (
    caution,
    caution_card,
    flag_card,
    grid_facts,
    has_side,
    nothing_yet,
    race_so_far,
    stage,
    stage_card,
    standing,
)
from replay.tui.pane_entry import FILL, ITS_ROWS, Pane, Ring, Slot
from replay.tui.rings import AGAINST, CAR_CARD, EVENTS, FIGHTS, TRACES
from replay.tui.scene import Scene

LEAST_LOG = 4
"""The rows of the log for which a card under yellow shrinks, and the field at the line leaves."""


UNDER_ORDER = 8
"""The rows of a lap laid flat under the order, its title not counted."""

_LAP_WIDTHS, _LAP_HEIGHTS = (100, 120, 160, 200), (30, 36, 48, 54)
_LAP_ROWS, _LAP_ROWS_BY_CLASS = (6, 8, 10, 11, 13), (6, 8, 11, 12, 13)
_MOST_LANES = 8

_SHEETS = 12
"""The most sheets of what was published after the race: on the smallest terminals many."""

_BARS_AND_TITLE = 3
"""The rows of the title bar, a rule with the title, and the key bar."""

_BARS_AND_HEADS = 4
"""The rows that are none of a board: title bar, its rule, the heads of columns, the key bar."""


def _bar(scene: Scene) -> Slot:
    return Slot("top", 1, titled=False, gives_way="nothing")


def _transport(scene: Scene) -> Slot:
    rows = 3 + scene.size.largest + max(len(scene.lane_classes) - 1, 0)
    return Slot("foot", rows if scene.has_laps else 1, titled=False, gives_way="nothing")


def rows_below_a_sheet(scene: Scene) -> int:
    """Give the rows under whatever has the whole sheet: the transport and the key bar."""
    return _transport(scene).rows + _key_bar(scene).rows


def _key_bar(scene: Scene) -> Slot:
    return Slot("foot", 1, titled=False, gives_way="nothing")


def _order(scene: Scene) -> Slot | None:
    if scene.full or (scene.size.narrow and scene.view.log):
        return None
    return Slot("left", gives_way="chart")


def _log(scene: Scene) -> Slot | None:
    asked = "log" in scene.view.opened
    if not asked and (not has_side(scene) or scene.moment == "grid"):
        return None
    return Slot("right", least=LEAST_LOG, gives_way="chart")


def _grid_card(scene: Scene) -> Slot | None:
    return Slot("right") if has_side(scene) and scene.moment == "grid" else None


def _class_rows(scene: Scene) -> Slot:
    return Slot("right", ITS_ROWS, spare=True)


def _class_by_class(scene: Scene) -> Slot | None:
    shown = _classes(scene) and scene.moment not in ("grid", "finish")
    return _class_rows(scene) if shown else None


def _class_winners(scene: Scene) -> Slot | None:
    return _class_rows(scene) if _classes(scene) and scene.moment == "finish" else None


def _classes(scene: Scene) -> bool:
    return has_side(scene) and bool(scene.race.header.classes)


def _drivers(scene: Scene) -> Slot | None:
    """Give the slot of those who share the chosen car, in a race of classes."""
    known = scene.race.header.known.drivers is not None
    roomy = scene.size.width >= 120 and not scene.size.low and scene.has_laps
    open_ = scene.strip_open or scene.moment in ("grid", "finish")
    return _class_rows(scene) if _classes(scene) and known and roomy and not open_ else None


def _result_card(scene: Scene) -> Slot | None:
    # That of a road race stands in the order, the log and the order of the classes.
    wanted = scene.moment == "finish" and not scene.laid_flat
    return Slot("right", ITS_ROWS) if has_side(scene) and wanted else None


def _chosen_card(scene: Scene) -> Slot | None:
    if not scene.size.largest or scene.full or scene.line_open or scene.moment == "grid":
        return None
    if _drivers(scene) is not None or standing(scene):
        return None
    return Slot("right", 10)


def _field(scene: Scene) -> Slot | None:
    if scene.laid_flat:
        return None
    if scene.full:
        return Slot("top", _rows_of_field(scene)) if scene.field_alone else None
    return None if scene.stage_ends else _line_slot(scene, racing=scene.moment == "green")


def _rows_of_field(scene: Scene) -> int:
    """Stems need no room: what a picture would have is the list's."""
    size = scene.size
    if size.low:
        return FILL
    return 16 if size.largest else 12 if size.wide and size.high else 8


def _line_slot(scene: Scene, *, racing: bool) -> Slot | None:
    """Give the slot of what stands at the line during the race."""
    size = scene.size
    if size.largest:
        return None if scene.strip_open else Slot("foot", 12, gives_way="chart")
    if size.low or not racing or not has_side(scene):
        return None
    rows = 8 if size.wide and size.high else 5
    return Slot("right", rows, spare=True, gives_way="chart" if size.very_wide else "card")


def _strip(scene: Scene) -> Slot | None:
    size = scene.size
    if scene.strip_open:
        rows = _rows_of_strip(scene)
        return Slot("top", rows, gives_way="chart")
    if scene.full or scene.laid_flat or not scene.stage_ends:
        return None
    at_all = size.wide and size.high and not size.low
    return _line_slot(scene, racing=at_all or scene.moment == "green")


def _rows_of_strip(scene: Scene) -> int:
    size = scene.size
    if not scene.full:
        return 23 if size.largest else 15 if size.wide and size.high else 12
    if size.low:
        return FILL
    if size.largest:
        return 36
    if size.tall:
        return 24 if size.wide else 18
    if size.high:
        return 24 if size.very_wide else 22 if size.wide else 16
    return 12


def _lap(scene: Scene) -> Slot | None:
    """Give the slot of a lap laid flat: over all at the finish, under the order at other times."""
    if not scene.laid_flat or scene.strip_open:
        return None
    if scene.full:
        return Slot("top", _rows_of_lap(scene) if not scene.size.low else FILL)
    if scene.line_open:
        return Slot("top", _rows_of_lap(scene), gives_way="chart")
    return _lap_under_order(scene)


def _rows_of_lap(scene: Scene) -> int:
    """Give its rows, which grow with the terminal both ways; a row more where lanes are classes."""
    size = scene.size
    step = min(bisect_right(_LAP_WIDTHS, size.width), bisect_right(_LAP_HEIGHTS, size.height))
    lanes = len(scene.race.header.classes)
    rows = max((_LAP_ROWS_BY_CLASS if lanes else _LAP_ROWS)[step], min(lanes, _MOST_LANES) + 2)
    return rows + (rows // 2 if scene.full and not size.low else 0)


def _lap_under_order(scene: Scene) -> Slot | None:
    """Give its slot where the cars of one order leave so many rows free."""
    header, chosen = scene.race.header, scene.view.order_by
    alone = any(one.name == chosen for one in header.classes)
    if scene.moment in ("grid", "finish") or (header.classes and not alone):
        return None
    cars = len(scene.race.entries)
    if alone:
        cars = sum(entry.race_class == chosen for entry in scene.race.entries)
    transport = _transport(scene)
    board = scene.size.height - transport.rows - _BARS_AND_HEADS
    if board - cars < UNDER_ORDER + 1:
        return None
    return Slot("foot", UNDER_ORDER, gives_way="chart")


def _line_details(scene: Scene) -> Slot | None:
    if not scene.full:
        return None
    return Slot("top", 2, titled=False) if scene.size.low else Slot("top")


def _car_card(scene: Scene) -> Slot | None:
    return Slot("right", ITS_ROWS) if scene.has_come else None


def sheet_rows(scene: Scene) -> int:
    """Give the rows of a pane that has the whole screen, between its title and the transport."""
    return max(scene.size.height - _BARS_AND_TITLE - _transport(scene).rows, 1)


def _summary(scene: Scene) -> Slot | None:
    return Slot("top") if scene.state.finished else None


def _after_race(sheet: int) -> Callable[[Scene], Slot | None]:
    """Give the slot of one sheet of what was published after the race."""

    def slot(scene: Scene) -> Slot | None:
        if not scene.state.finished or scene.state.provisional:
            return None
        from replay.tui.summary.published_pages import sheets

        return Slot("top") if len(sheets(scene, sheet_rows(scene))) >= sheet else None

    return slot


def _head_to_head(scene: Scene) -> Slot | None:
    two = scene.has_laps and len(scene.state.order) > 1
    return Slot("right", ITS_ROWS) if two else None


def _fights_card(scene: Scene) -> Slot | None:
    return Slot("right", ITS_ROWS) if scene.has_laps else None


def _chart(scene: Scene) -> Slot | None:
    return Slot("top") if scene.has_laps else None


PANES: tuple[Pane, ...] = (
    Pane("title", "replay.tui.panes.title_bar:TitleBar", _bar),
    Pane("order", "replay.tui.order.running_order:RunningOrder", _order, focus=True),
    Pane("grid card", "replay.tui.cards.grid_card:GridCard", _grid_card),
    Pane("stage card", "replay.tui.cards.stage_card:StageCard", stage_card),
    Pane("caution card", "replay.tui.cards.caution_card:CautionCard", caution_card),
    Pane("flag card", "replay.tui.cards.flag_card:FlagCard", flag_card),
    Pane("result card", "replay.tui.finish_line.result_card:ResultCard", _result_card),
    Pane("car card", "replay.tui.cards.car_card:CarCard", _car_card, ring=CAR_CARD),
    Pane("grid facts", "replay.tui.cards.grid_card:GridCard", grid_facts, ring=EVENTS),
    Pane("race so far", "replay.tui.cards.so_far_card:SoFarCard", race_so_far, ring=EVENTS),
    Pane("summary", "replay.tui.summary.race_summary:RaceSummary", _summary, ring=EVENTS),
    *(
        Pane(
            f"after race {sheet}",
            "replay.tui.summary.after_race_pane:AfterRacePane",
            _after_race(sheet),
            ring=EVENTS,
        )
        for sheet in range(1, _SHEETS + 1)
    ),
    Pane("caution", "replay.tui.cards.caution_card:CautionCard", caution, ring=EVENTS),
    Pane("stage", "replay.tui.cards.stage_card:StageCard", stage, ring=EVENTS),
    Pane("head to head", "replay.tui.cards.head_to_head:HeadToHead", _head_to_head, ring=AGAINST),
    Pane("fights", "replay.tui.cards.fights_card:FightsCard", _fights_card, ring=FIGHTS),
    Pane("nothing yet", "replay.tui.cards.nothing_yet:NothingYet", nothing_yet),
    Pane("places", "replay.tui.charts.places_chart:PlacesChart", _chart, ring=TRACES),
    Pane("gap", "replay.tui.charts.gap_chart:GapChart", _chart, ring=TRACES),
    Pane("pace", "replay.tui.charts.pace_chart:PaceChart", _chart, ring=TRACES),
    Pane("class winners", "replay.tui.cards.class_by_class:ClassByClass", _class_winners),
    Pane("log", "replay.tui.panes.race_log:RaceLogPane", _log, focus=True),
    Pane("class by class", "replay.tui.cards.class_by_class:ClassByClass", _class_by_class),
    Pane("drivers", "replay.tui.cards.drivers:Drivers", _drivers),
    Pane("strip", "replay.tui.finish_line.photo_finish:PhotoFinish", _strip, focus=True),
    Pane("lap", "replay.tui.finish_line.lap_pane:LapPane", _lap, focus=True),
    Pane("field", "replay.tui.finish_line.field:FieldLine", _field),
    Pane("line details", "replay.tui.finish_line.details:LineDetails", _line_details),
    Pane("chosen card", "replay.tui.cards.chosen_card:ChosenCard", _chosen_card),
    Pane("transport", "replay.tui.panes.transport:Transport", _transport),
    Pane("keys", "replay.tui.panes.key_bar:ReplayKeyBar", _key_bar),
)
"""Every pane: of those in one area the first stands on top, or at the foot above the next."""

RINGS: tuple[Ring, ...] = tuple(dict.fromkeys(pane.ring for pane in PANES if pane.ring is not None))
"""The keys that open panes, each once, in the order of the panes."""


def ring_of(id: str) -> Ring:
    """Give the ring of an id."""
    return next(ring for ring in RINGS if ring.id == id)
