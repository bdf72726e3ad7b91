"""Who stands where, and when: a line for each pane, and the slot it asks for in a scene."""

from bisect import bisect_right

from replay.tui.plan import FILL, ITS_ROWS, Pane, Ring, Slot, ring
from replay.tui.scene import Scene

LEAST_LOG = 4
"""The rows of the log for which a card under yellow shrinks, and the field at the line leaves."""


UNDER_ORDER = 8
"""The rows of a lap laid flat under the order, its title not counted."""

_LAP_WIDTHS, _LAP_HEIGHTS = (100, 120, 160, 200), (30, 36, 48, 54)
_LAP_ROWS, _LAP_ROWS_BY_CLASS = (6, 8, 10, 11, 13), (6, 8, 11, 12, 13)
_MOST_LANES = 8

_BARS_AND_HEADS = 4
"""The rows that are none of a board: title bar, its rule, the heads of columns, the key bar."""


def _bar(scene: Scene) -> Slot:
    return Slot("top", 1, titled=False, gives_way="nothing")


def _transport(scene: Scene) -> Slot:
    rows = 3 + scene.size.largest + max(len(scene.lane_classes) - 1, 0)
    return Slot("foot", rows if scene.has_laps else 1, titled=False, gives_way="nothing")


def _key_bar(scene: Scene) -> Slot:
    return Slot("foot", 1, titled=False, gives_way="nothing")


def _order(scene: Scene) -> Slot | None:
    if scene.full or (scene.size.narrow and scene.view.log):
        return None
    return Slot("left", gives_way="chart")


def _beside(scene: Scene) -> bool:
    """Tell whether there is a side: in a narrow terminal it has the place of the order."""
    return not scene.full and (scene.view.log or not scene.size.narrow)


def _log(scene: Scene) -> Slot | None:
    if not _beside(scene) or scene.moment == "grid":
        return None
    return Slot("right", least=LEAST_LOG, gives_way="chart")


def _grid_card(scene: Scene) -> Slot | None:
    return Slot("right") if _beside(scene) and scene.moment == "grid" else None


def _caution_card(scene: Scene) -> Slot | None:
    """Give the slot of a caution's own card; a red flag over it has the other one."""
    caution = scene.frame.caution is not None and scene.state.flag != "red"
    shown = _beside(scene) and scene.moment == "yellow" and caution
    return Slot("right", ITS_ROWS, shrinks=scene.size.narrow) if shown else None


def _flag_card(scene: Scene) -> Slot | None:
    caution = scene.frame.caution is not None and scene.state.flag != "red"
    held = scene.state.neutralised in ("bunch", "stop") and not caution
    shown = _beside(scene) and scene.moment == "yellow" and held
    return Slot("right", ITS_ROWS, shrinks=scene.size.narrow) if shown else None


def _class_rows(scene: Scene) -> Slot:
    return Slot("right", ITS_ROWS, spare=True)


def _class_by_class(scene: Scene) -> Slot | None:
    shown = _classes(scene) and scene.moment not in ("grid", "finish")
    return _class_rows(scene) if shown else None


def _class_winners(scene: Scene) -> Slot | None:
    return _class_rows(scene) if _classes(scene) and scene.moment == "finish" else None


def _classes(scene: Scene) -> bool:
    return _beside(scene) and bool(scene.race.header.classes)


def _drivers(scene: Scene) -> Slot | None:
    """Give the slot of those who share the chosen car, in a race of classes."""
    known = scene.race.header.known.drivers is not None
    roomy = scene.size.width >= 120 and not scene.size.low and scene.has_laps
    open_ = scene.strip_open or scene.moment in ("grid", "finish")
    return _class_rows(scene) if _classes(scene) and known and roomy and not open_ else None


def _result_card(scene: Scene) -> Slot | None:
    # That of a road race stands in the order, the log and the order of the classes.
    wanted = scene.moment == "finish" and not scene.laid_flat
    return Slot("right", ITS_ROWS) if _beside(scene) and wanted else None


def _chosen_card(scene: Scene) -> Slot | None:
    if not scene.size.largest or scene.full or scene.line_open or scene.moment == "grid":
        return None
    if _drivers(scene) is not None:
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
    if size.low or not racing or not _beside(scene):
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
    return Slot("right", ITS_ROWS) if scene.has_laps else None


def _head_to_head(scene: Scene) -> Slot | None:
    two = scene.has_laps and len(scene.state.order) > 1
    return Slot("right", ITS_ROWS) if two else None


def _fights_card(scene: Scene) -> Slot | None:
    return Slot("right", ITS_ROWS) if scene.has_laps else None


CAR_CARD = ring("car_card", "i", "The card of the car, or shut it", "Cars", bar="card")

AGAINST = ring(
    "against",
    "x",
    "Head to head with the followed car, or the leader; in a chart, compare the car",
    "Cars",
    bar="against",
    action="against",
)

FIGHTS = ring("fights", "b", "The fights of now", "Cars", bar="fights")

EVENTS = ring("events", "e", "What the moment has to say, the log last", "Cars", bar="events")

TRACES = ring(
    "traces",
    "t",
    "Charts over laps: places, gap, pace",
    "Charts",
    bar="charts",
    back="T",
    closes=False,
    pairs=True,
)


def _chart(scene: Scene) -> Slot | None:
    return Slot("top") if scene.has_laps else None


PANES: tuple[Pane, ...] = (
    Pane("title", "replay.tui.panes.title_bar:TitleBar", _bar),
    Pane("order", "replay.tui.order.running_order:RunningOrder", _order, focus=True),
    Pane("grid card", "replay.tui.cards.grid_card:GridCard", _grid_card),
    Pane("caution card", "replay.tui.cards.caution_card:CautionCard", _caution_card),
    Pane("flag card", "replay.tui.cards.flag_card:FlagCard", _flag_card),
    Pane("result card", "replay.tui.finish_line.result_card:ResultCard", _result_card),
    Pane("car card", "replay.tui.cards.car_card:CarCard", _car_card, ring=CAR_CARD),
    Pane("head to head", "replay.tui.cards.head_to_head:HeadToHead", _head_to_head, ring=AGAINST),
    Pane("fights", "replay.tui.cards.fights_card:FightsCard", _fights_card, ring=FIGHTS),
    Pane("places", "replay.tui.charts.places_chart:PlacesChart", _chart, ring=TRACES),
    Pane("gap", "replay.tui.charts.gap_chart:GapChart", _chart, ring=TRACES),
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
