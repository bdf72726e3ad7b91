"""The race on one sheet: the result, its figures, how it was won, and what stands out of it."""

from collections.abc import Sequence
from typing import NamedTuple

from replay.race.quantity import quantity
from replay.tui.drawing.fact_rows import fitted
from replay.tui.drawing.runs import Row, RowContent, blank, length
from replay.tui.field_names import field_names
from replay.tui.pane import Heading, PaneWidget
from replay.tui.scene import Scene
from replay.tui.summary.extreme_rows import bar_rows, extreme_rows
from replay.tui.summary.result_table import result_rows
from replay.tui.summary.story_rows import story_rows
from replay.tui.summary.summary_facts import total_rows, won_rows
from replay.tui.summary.summed_up import SummedUp, is_official, summed_up

_FACTS = 33
"""The cells of the facts beside the result where there are fewest."""

_HIGH, _HIGHER = 26, 45
"""The rows from which sections stand apart, and from which the whole field has rows."""

_UNDER_RESULT, _UNDER_RESULT_HIGH = 5, 11
"""The rows kept below the result, in few rows and in more."""

_WITH_STORY = 181
"""The width from which on the story of the race stands beside its figures."""

_FACTS_BESIDE_STORY = 52

_LEAST_BELOW = 3
"""The rows below the result that are worth a title."""

_LEAST = 16
"""Below so many rows the result has them all."""


class Section(NamedTuple):
    """Rows under a title; the first section of a column has none."""

    title: str
    note: str
    rows: Sequence[Row]


class RaceSummary(PaneWidget):
    """Sums up the race, or the class of the car under the cursor, once the flag has fallen."""

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the columns beside each other, with a hairline between."""
        if not scene.state.finished:
            return ()
        columns = summary_columns(scene, width, height)
        return [RowContent(row) for row in beside_each_other(columns, scene, height)]

    def heading(self, scene: Scene, width: int) -> Heading:
        """Name the race and its winner; until the result is official say that it is not."""
        of = summed_up(scene)
        if not is_official(scene):
            return Heading("The race", "not yet official")
        race = scene.race.header.name if of.of is None else of.of.name
        said = "wins" if scene.race.official is not None else "first"
        return Heading("The race", f"{race}, {_winner(scene, of, brief=True)} {said}")


def summary_columns(scene: Scene, width: int, height: int) -> list[tuple[int, list[Row]]]:
    """Give the columns of the sheet, each with its width and its rows."""
    of = summed_up(scene)
    left = left_width(width)
    facts = width - left - 2
    story = facts - _FACTS_BESIDE_STORY - 3 if width >= _WITH_STORY else 0
    facts = _FACTS_BESIDE_STORY if story else facts
    table = result_in_room(scene, of, left - 1 - (width >= 120), height)
    under = height - len(table)
    low, below = height < _HIGH, under >= _LEAST_BELOW
    title = "How it was won" if is_official(scene) else "First at the line"
    totals = Section("", "", total_rows(scene, of, facts))
    won = Section(title, _winner(scene, of), won_rows(scene, of, facts, brief=low))
    rows = extreme_rows(scene, of, left - 1 if below and not low else facts, brief=low)
    most = Section("Closest, longest, most", "", rows)
    bars = bar_rows(scene, of, left - 2 if low else facts)
    bars = [(blank(1), *row) for row in bars] if low else bars
    led = Section("Laps led", quantity(len(bars), "car"), bars)
    under_result = [] if not below else [led] if low else [most]
    right = [section for section in (totals, won, most, led) if section not in under_result]
    columns = [
        (left, table + stacked(under_result, left - 1, under, scene, titled=True, inset=1)),
        (facts, stacked(right, facts, height, scene)),
    ]
    if story:
        lines = Section("Race log", "the story", story_rows(scene, of, story, height - 1))
        columns.append((story, stacked([lines], story, height, scene, titled=True)))
    return columns


def left_width(width: int) -> int:
    """Give the cells of the result: those of the running order, but what the facts need."""
    if width < 100:
        return width - _FACTS - 2
    if width < 120:
        return 57 + (width - 100) * 14 // 20
    return 71 + min(width - 120, 80) * 18 // 80


def result_in_room(scene: Scene, of: SummedUp, width: int, height: int) -> list[Row]:
    """Give the result in the rows it has: all where every car fits, else room is left below."""
    if height >= _HIGHER or height < _LEAST:
        return result_rows(scene, of, width, height)[:height]
    kept = _UNDER_RESULT if height < _HIGH else _UNDER_RESULT_HIGH
    return result_rows(scene, of, width, height - kept)


def _winner(scene: Scene, of: SummedUp, *, brief: bool = False) -> str:
    """Name the first car: by its driver, or where a crew shares it by its number and team."""
    names, car = field_names(scene), of.cars[0].row.car
    entry, label = scene.entries[car], names.label(car)
    if len(entry.drivers) > 1:
        return label if brief or not entry.team else f"{label} {entry.team}"
    surname = names.surname(car)
    return surname or label if brief else f"{label} {surname}".rstrip()


# -- columns


def stacked(
    sections: Sequence[Section],
    width: int,
    height: int,
    scene: Scene,
    *,
    titled: bool = False,
    inset: int = 0,
) -> list[Row]:
    """Set sections under each other: apart where there is room, and the last rows leave first.

    `titled`: the first has its title, too. Titles stand `inset` cells in.
    """
    full = [section for section in sections if section.rows]
    titles = len(full) - (not titled)
    needed = sum(len(section.rows) for section in full) + titles
    apart = needed + titles <= height
    rows: list[Row] = []
    for at, section in enumerate(full):
        above: list[Row] = []
        if at or titled:
            above = [()] if apart else []
            above.append(_title(section, width, scene, inset))
        if len(rows) + len(above) >= height:
            break
        rows += [*above, *section.rows]
    return rows[:height]


def _title(section: Section, width: int, scene: Scene, inset: int) -> Row:
    title: Row = ((f"{' ' * inset}{section.title}", "bold"),)
    if section.note and length(title) + 2 + len(section.note) + 3 <= width:
        title = (*title, (f"  {section.note}", "mute"))
    rule = scene.glyphs.rule * max(width - length(title) - 2, 0)
    return (*title, blank(1), (rule, "rule"))


def beside_each_other(
    columns: Sequence[tuple[int, list[Row]]], scene: Scene, height: int
) -> list[Row]:
    """Set columns side by side with a hairline between; each keeps its width."""
    joined: list[Row] = []
    for at in range(height):
        row: Row = ()
        for nth, (cells, rows) in enumerate(columns):
            if nth:
                row = (*row, (scene.glyphs.hairline, "rule"), blank(1))
            part = fitted(rows[at], cells, scene.glyphs) if at < len(rows) else ()
            row = (*row, *part, blank(cells - length(part)))
        joined.append(tuple(run for run in row if run[0]))
    return joined
