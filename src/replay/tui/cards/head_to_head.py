"""Head to head: two cars, who was ahead when, the gap over laps, their stops, and what made it."""

from collections.abc import Sequence

from replay.race.duel_gaps import duel_gaps
from replay.race.model import MEASURED
from replay.race.quantity import quantity
from replay.tui.cards.duel_facts import ALONE, BESIDE, duel_facts, narrow_columns
from replay.tui.cards.duel_tables import stops_table, swings_table
from replay.tui.charts.duel_cars import DuelCars, duel_cars
from replay.tui.charts.duel_chart import axis_so_far, duel_chart, whole_axis
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, RowContent, blank, length
from replay.tui.field_names import field_names
from replay.tui.pane import MOST_ROWS, Heading, PaneWidget
from replay.tui.panes.ribbon_width import clock_width, ribbon_width
from replay.tui.scene import Scene

_TITLE = "Head to head"

_AROUND_NOTE = 4
"""The blanks around the note of a title."""

LEAST_ROWS = 5
"""Below so many rows a line of gaps tells nothing."""

_ROWS = 9
"""The rows of the gap beside the order."""

_ROWS_LOW, _ROWS_TALL = 7, 13
"""Those where a terminal is low, and where it is tall."""

_NARROW = 44
"""In a side of fewer columns the facts stand closer."""

_STOPS_BESIDE = 78
"""From so many columns on the stops stand right of the facts."""

_SWINGS_BESIDE = 130
"""From so many columns on where the gap was made stands right of the stops."""

_STOPS_WIDTH = 38

_PARTING = 3
"""The columns of a hairline between two tables, with the blanks behind it."""

_LEAST_TABLES = 12
"""In so many rows stops and swings share the room; in fewer the stops have it."""


class HeadToHead(PaneWidget):
    """Sets the followed car, or the leader, against the one under the cursor."""

    def heading(self, scene: Scene, width: int) -> Heading:
        """Say who stands against whom, and whether that is rebuilt."""
        cars = duel_cars(scene)
        if cars is None:
            return Heading(_TITLE)
        names = field_names(scene)
        note = f"{names.label(cars.first)} against {names.label(cars.second)}"
        if not _rebuilt(scene, cars):
            return Heading(_TITLE, note)
        sign = scene.glyphs.rebuilt
        whole = f"{note}   {sign} rebuilt"
        fits = len(_TITLE) + len(whole) + _AROUND_NOTE <= width
        return Heading(_TITLE, whole if fits else f"{note}   {sign}")

    def count(self, scene: Scene, width: int) -> int:
        """Give how many rows it takes, without drawing the gap."""
        cars = duel_cars(scene)
        if cars is None:
            return 0
        high, low = scene.size.tall, not scene.size.high
        alone = width == scene.size.width
        facts = len(duel_facts(scene, cars, ALONE))
        chart = _ROWS_TALL if high else _ROWS
        if alone:
            chart = _ROWS_LOW if low else _ROWS_TALL
        rows = facts + (chart + (2 if alone else 3)) * (scene.frame.ribbon.done > 0)
        if not alone or width < _STOPS_BESIDE:
            rows += len(stops_table(scene, cars, width, MOST_ROWS))
        if not alone or width < _SWINGS_BESIDE:
            rows += len(swings_table(scene, cars, width, MOST_ROWS))
        return rows

    def given(self, scene: Scene, width: int) -> object:
        """Give what the rows follow from: crossings, stops and flags, and what is chosen."""
        state = scene.state
        now = state.order, state.flag, state.neutralised, scene.frame.ribbon
        return now, duel_cars(scene), scene.size

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the facts, the gap, the stops, and where the gap was made: that goes first."""
        cars = duel_cars(scene)
        if cars is None:
            return ()
        if width == scene.size.width:
            rows = _alone(scene, cars, width, height)
        else:
            rows = _beside(scene, cars, width, height)
        return [RowContent(row) for row in rows[:height]]


def _rebuilt(scene: Scene, cars: DuelCars) -> bool:
    return any(
        row.car in cars and row.laps and row.basis not in MEASURED for row in scene.state.order
    )


def _beside(scene: Scene, cars: DuelCars, width: int, height: int) -> list[Row]:
    """Set one under another; the chart has an axis of its own, which ends at the clock."""
    columns = BESIDE if width >= _NARROW else narrow_columns(width)
    rows = duel_facts(scene, cars, columns)
    chart = _odd(min(_ROWS_TALL if scene.size.tall else _ROWS, height - len(rows) - 3))
    if chart >= LEAST_ROWS and scene.frame.ribbon.done:
        axis = axis_so_far(scene, width)
        rows.append(_gap_title(scene, cars, width))
        rows += duel_chart(scene, cars, axis, chart, width, scale=True)
    room = height - len(rows)
    stops = stops_table(scene, cars, width, room)
    swings = swings_table(scene, cars, width, room)
    if room >= _LEAST_TABLES and len(stops) + len(swings) > room:
        stops = stops_table(scene, cars, width, max(room - len(swings), room // 2 + 1))
    rows += stops
    if not stops and stops_table(scene, cars, width, MOST_ROWS):
        return rows
    return rows + swings_table(scene, cars, width, height - len(rows))


def _odd(rows: int) -> int:
    """Give an odd number of rows: the second car stands in the middle of them."""
    return rows - (rows % 2 == 0)


def _alone(scene: Scene, cars: DuelCars, width: int, height: int) -> list[Row]:
    """Set what fits beside the facts; the chart stands cell for cell above the ribbon."""
    rows = _above(scene, cars, width)
    size = scene.size
    most = _ROWS_TALL if size.high else _ROWS_LOW
    chart = _odd(min(most, height - len(rows) - 2))
    if chart >= LEAST_ROWS and scene.frame.ribbon.done:
        axis = whole_axis(scene, clock_width(width), ribbon_width(width))
        rows.append((blank(1), *_gap_title(scene, cars, width - 1)))
        rows += duel_chart(scene, cars, axis, chart, width, scale=False)
    if width < _STOPS_BESIDE:
        rows += _inset(stops_table(scene, cars, width - 1, height - len(rows)))
    if width < _SWINGS_BESIDE:
        rows += _inset(swings_table(scene, cars, width - 1, height - len(rows)))
    return rows


def _inset(rows: Sequence[Row]) -> list[Row]:
    return [(blank(1), *row) for row in rows]


def _above(scene: Scene, cars: DuelCars, width: int) -> list[Row]:
    """Give the facts, with the stops and the swings right of them where there is room."""
    facts = duel_facts(scene, cars, ALONE)
    if width < _STOPS_BESIDE:
        return facts
    left = sum(ALONE)
    room = width - left - _PARTING
    if width < _SWINGS_BESIDE:
        stops = stops_table(scene, cars, room, len(facts))
        return _joined(facts, stops, left, scene.glyphs.hairline)
    stops = stops_table(scene, cars, _STOPS_WIDTH, len(facts))
    rows = _joined(facts, stops, left, scene.glyphs.hairline)
    left += _PARTING + _STOPS_WIDTH + 2
    swings = swings_table(scene, cars, width - left - _PARTING, len(facts))
    return _joined(rows, swings, left, scene.glyphs.hairline)


def _joined(left: Sequence[Row], right: Sequence[Row], width: int, hairline: str) -> list[Row]:
    """Set rows side by side with a hairline between, where there are any at the right."""
    if not right:
        return [*left]
    return [
        (
            *row,
            blank(width - length(row)),
            (f"{hairline}  ", "rule"),
            *(right[at] if at < len(right) else ()),
        )
        for at, row in enumerate(left)
    ]


def _gap_title(scene: Scene, cars: DuelCars, width: int) -> Row:
    return heading("Gap over laps", width, scene.glyphs.rule, _gap_note(scene, cars))


def _gap_note(scene: Scene, cars: DuelCars) -> str:
    """Say who is ahead by how much, on the last lap that both have completed."""
    duel = scene.ask(duel_gaps, *cars)
    if not duel.gaps:
        return ""
    if not duel.green[-1]:
        return f"{scene.glyphs.caution} gaps mean nothing now"
    names, gap = field_names(scene), duel.gaps[-1]
    if gap is None:
        laps = {row.car: row.laps for row in scene.state.order if row.car in cars}
        down = laps[cars.first] - laps[cars.second]
        ahead = cars.first if down > 0 else cars.second
        return f"{names.label(ahead)} ahead by {quantity(max(abs(down), 1), 'lap')}"
    if not gap:
        return "level"
    exact = not _rebuilt(scene, cars)
    text = lap_time_text(abs(gap), 3 if exact else 1)
    text = text if ":" in text else f"{text} s"
    mark = "" if exact else scene.glyphs.rebuilt
    return f"{names.label(cars.first if gap < 0 else cars.second)} ahead by {mark}{text}"
