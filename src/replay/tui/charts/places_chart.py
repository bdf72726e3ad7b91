"""Places by lap: a rail for every place, the lines of three cars, the order then and now."""

from collections.abc import Sequence

from msgspec.structs import replace

from replay.race.mark_orders import Order, orders_at, stop_marks
from replay.race.model import MEASURED
from replay.race.series import distances
from replay.race.series import stops as stops_of
from replay.race.short_words import ordinal
from replay.tui.charts.car_labels import car_label, name_role, short_name
from replay.tui.charts.chart_axis import ChartAxis, chart_axis
from replay.tui.charts.chart_bands import chart_bands
from replay.tui.charts.chart_rows import chart_rows
from replay.tui.charts.chart_scale import chart_scale, has_scale
from replay.tui.charts.chart_widget import ChartWidget
from replay.tui.charts.drawn_cars import drawn_cars
from replay.tui.charts.place_columns import first_mark, place_columns
from replay.tui.charts.place_drawing import PlaceDrawing
from replay.tui.charts.place_now import NOW_COLUMNS, now_columns
from replay.tui.charts.place_window import PlaceWindow, place_window
from replay.tui.charts.reading_cursor import reading_cell, reading_remark, when_read
from replay.tui.drawing.cells import decimal
from replay.tui.drawing.plates import NUMBER_WIDTH
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.field_names import field_names
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.view import SPANS

_LOW = 22
"""In a terminal of fewer rows the chart has too few for the whole race: it shows the last laps."""

_POSITION = 4
"""The cells of a place, the blank behind it among them."""

_NAMED = 21
"""The cells of plate and name where columns follow them."""

_BAND = 5
"""So many rows stand on one ground."""


class PlacesChart(ChartWidget):
    """Shows who held which place at every lap; the chosen car's line is heavy."""

    def drawn_scene(self, scene: Scene) -> Scene:
        """Give the scene as it is drawn: in few rows the last laps alone."""
        if scene.size.height >= _LOW:
            return scene
        view = replace(scene.view, span=SPANS[-1])
        low = replace(scene, view=view)
        first = chart_axis(low, scene.size.width).first
        if view.reading is None:
            return low
        return replace(low, view=view.reading_at(max(view.reading, first)))

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the rows of places, plates of those without a row, the scale of the last laps."""
        return _rows(self.drawn_scene(scene), width, height)

    def given(self, scene: Scene, width: int) -> object:
        """Give what the chart follows from: between two crossings only time differs."""
        view = scene.view
        chosen = drawn_cars(scene), view.span, view.reading, scene.size, scene.moment
        return scene.state.order, scene.frame.ribbon, chosen

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the chart and the laps it shows; say what the reading cursor reads."""
        return _heading(self.drawn_scene(scene), width)


def _class_of(scene: Scene) -> str | None:
    """Give the class of the chosen car: the rows are its places; None in a race without classes."""
    return scene.entry.race_class if scene.race.header.classes else None


def _rows(scene: Scene, width: int, height: int) -> list[RowContent]:
    axis, race_class, drawn = chart_axis(scene, width), _class_of(scene), drawn_cars(scene)
    names, bands = field_names(scene), chart_bands(scene, axis)
    marks = first_mark(scene, axis, race_class), axis.done
    then, now = scene.ask(orders_at, marks, race_class)
    places = sum(race_class in (None, one.race_class) for one in scene.race.entries)
    scaled = has_scale(scene, width)
    chosen = now.index(drawn.heavy) if drawn.heavy in now else 0
    window = place_window(places, chosen, height - scaled, width - _POSITION, _plate_widths(scene))
    drawing = PlaceDrawing(
        axis,
        place_columns(scene, axis, race_class),
        drawn,
        names,
        top=window.top,
        rows=window.height,
    )
    cells = drawing.cells(bands, scene.ask(stop_marks, drawn.heavy), reading_cell(scene, axis))
    shown = range(window.top, window.top + window.height)
    rows = chart_rows(
        axis,
        cells,
        bands,
        [_then(scene, place, then, axis) for place in shown],
        _now(scene, width - axis.left - axis.head - 1, now, shown, race_class),
        scene.glyphs,
        ["band" if place // _BAND % 2 else "background" for place in shown],
    )
    above = [_packed(scene, line, now, window) for line in window.above]
    below = [_packed(scene, line, now, window) for line in window.below]
    scale = [RowContent(chart_scale(scene, axis, bands, width))] if scaled else []
    return [*above, *rows, *below, *scale]


def _plate_widths(scene: Scene) -> tuple[int, ...]:
    """Give the cells a packed plate may have, the most first: numbers of two digits need fewer."""
    usual = field_names(scene).plates.width
    short = all(len(entry.car) < NUMBER_WIDTH - 1 for entry in scene.race.entries)
    return (usual, NUMBER_WIDTH - 1) if usual == NUMBER_WIDTH and short else (usual,)


def _then(scene: Scene, place: int, order: Order, axis: ChartAxis) -> Row:
    """Give a place, and who held it at the first lap shown: plate, and name where there is room."""
    position: Run = (f"{place + 1:>{_POSITION - 1}} ", "mute" if place else "bold")
    if place >= len(order):
        return (position,)
    car = order[place]
    plate = field_names(scene).plate(car)
    room = axis.left - _POSITION - len(plate[0]) - 2
    if room < 1:
        return position, plate
    role = name_role(drawn_cars(scene), car, "mute")
    return position, plate, blank(1), (short_name(scene, car, room), role)


def _now(scene: Scene, room: int, order: Order, shown: range, race_class: str | None) -> list[Row]:
    """Give who holds each place now, with name and columns where there is room for them."""
    drawn, running = drawn_cars(scene), {row.car: row for row in scene.state.order}
    columned = scene.size.very_wide and room >= _NAMED + NOW_COLUMNS
    grid = scene.ask(orders_at, (0,), race_class)[0] if columned else ()
    started = {car: place for place, car in enumerate(grid)}
    named = _NAMED - 1 if columned else room
    rows: list[Row] = [()] * len(shown)
    for y, place in enumerate(shown[: max(len(order) - shown.start, 0)]):
        car = order[place]
        role = name_role(drawn, car, "mute" if running[car].status == "out" else "soft")
        rows[y] = car_label(scene, car, named, role)
        if columned:
            ahead = running[order[place - 1]] if place else None
            net = started[car] - place if car in started else None
            told = now_columns(scene, running[car], ahead, net)
            rows[y] = (*rows[y], blank(_NAMED - length(rows[y])), *told)
    return rows


def _packed(scene: Scene, places: range, order: Order, window: PlaceWindow) -> RowContent:
    """Give a line of plates: who holds the places now that have no row."""
    plates = field_names(scene).plates
    cars = order[places.start : places.stop]
    numbers = ((plates.text(car, window.plate), f"quiet {car}") for car in cars)
    return RowContent(((f"{places.start + 1:>{_POSITION - 1}} ", "mute"), *numbers))


# -- the title


def _heading(scene: Scene, width: int) -> Heading:
    title, axis = "Places by lap", chart_axis(scene, width)
    lap, span = scene.state.lap, scene.view.span
    begins = _begins(scene, axis)
    note = f"from {begins} to now" if begins else "grid left, now right"
    note = f"laps {max(lap - span, 0)} to {lap}" if span else note
    short = {of.name: of.short for of in scene.race.header.classes}.get(_class_of(scene) or "")
    note = f"{short}, {note}" if short else note
    rebuilt = scene.race.header.known.laps not in (None, *MEASURED)
    note += f"   {scene.glyphs.rebuilt} rebuilt" if rebuilt and lap else ""
    remark: Row = ()
    for whole in (True, False):
        remark = _read(scene, axis, whole=whole)
        if length(remark) + len(title) + 6 <= width:
            break
    return Heading(title, note, remark)


def _begins(scene: Scene, axis: ChartAxis) -> str:
    """Say when the chart of the whole race begins; empty where that is the grid."""
    mark = first_mark(scene, axis, _class_of(scene))
    if not mark:
        return ""
    return when_read(scene, mark)


def _read(scene: Scene, axis: ChartAxis, *, whole: bool) -> Row:
    """Say at which place each car drawn was where the reading cursor stands, and what it did."""
    mark = scene.view.reading
    if mark is None:
        return ()
    (order,) = scene.ask(orders_at, (mark,), _class_of(scene))
    told: list[tuple[str, Row]] = []
    for car in drawn_cars(scene).cars:
        if car not in order:
            continue
        words: Row = ((ordinal(order.index(car) + 1), "full"),)
        if whole and (stop := _stop_read(scene, car, mark)):
            words = (*words, (stop, "soft"))
        told.append((car, words))
    return reading_remark(scene, told)


def _stop_read(scene: Scene, car: str, mark: int) -> str:
    """Tell of the stop of a car on the lap that is read; nothing where it made none."""
    earlier = [done for done in scene.ask(distances) if done < mark]
    since = earlier[-1] if earlier else -1
    made = scene.ask(stops_of, car)
    for visit, at in zip(made, scene.ask(stop_marks, car), strict=True):
        if since < at <= mark:
            seconds = "" if visit.length is None else f" {decimal(visit.length, 1)} s"
            return f", pits{seconds}"
    return ""
