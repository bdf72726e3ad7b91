"""What stands in each column of a row of the running order: text and tone. Pure functions.

A tone names one of the inks of `theme.Inks`: `full` for what is exact, `soft` for what was
rebuilt, `mute` for what is none or unknown.
"""

from collections.abc import Callable
from typing import Literal, NamedTuple

from replay.race.model import Entry
from replay.race.state import Running
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.place_confidence import PLACE_TONES, confidence
from replay.tui.order.columns import BoardLayout, Column, ColumnKind

Tone = Literal["full", "soft", "mute", "gain", "loss"]
FRONT = 10
"""Places up to this one at a stage end are in full ink."""


class CarRow(NamedTuple):
    """All that the row of a car shows, compared by value: equal rows look the same.

    `layout` is that of the board. `gap_exact` and `interval_exact`: both crossings they are
    measured between are known, not rebuilt. `bar` is the bar of laps led, in eighths of a cell.
    `stages` are the car's places when the stages ended, stage 1 first. `official`: the result
    stands.
    `arrived`: the car has completed the leader's lap, so that it has a margin at its end.
    `gap_past`: its gap is less than that of a car above, which has gone by since it was taken;
    `interval_past`: so is its interval to the car ahead.
    """

    running: Running
    layout: BoardLayout
    chosen: bool = False
    gap_exact: bool = False
    interval_exact: bool = False
    bar: int = 0
    stages: tuple[int | None, ...] = ()
    trace: tuple[int, ...] = ()
    official: bool = False
    arrived: bool = True
    gap_past: bool = False
    interval_past: bool = False


class Cell(NamedTuple):
    """The text of a cell, not yet padded to its column, and its tone."""

    text: str
    tone: Tone


def cell(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    """The cell of a row in a column."""
    return _CELLS[column.key](row, column, entry, glyphs)


def position(row: CarRow, glyphs: Glyphs) -> Cell:
    """The position, in the ink that tells how far it can be trusted; its sign if it is unknown."""
    if not row.running.placed:
        return Cell(glyphs.none, "mute")
    return Cell(str(row.running.position), PLACE_TONES[confidence(row.running, row.official)])


def _time(ticks: int | None, exact: bool, column: Column, glyphs: Glyphs, sign: str = "") -> Cell:
    text = cells.aligned(ticks, exact, column.width, glyphs, sign)
    return Cell(text, "mute" if ticks is None else "full" if exact else "soft")


def _count(number: int | None, glyphs: Glyphs, tone: Tone = "full") -> Cell:
    return Cell(cells.count(number, glyphs), tone if number else "mute")


def _interval(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    if row.running.position == 1 and not row.official:
        return Cell("leader" if row.running.placed else glyphs.none, "mute")
    if row.interval_past:
        return Cell(glyphs.none, "mute")  # the gap beside it says why
    return _time(row.running.interval, row.interval_exact, column, glyphs)


def _why_none(row: CarRow, glyphs: Glyphs) -> str:
    """Why a car has no gap that is still true, where that is known.

    It stands on pit road, or has left it and is yet to cross the line; at the line itself only a
    ruling can have put it behind a car that crossed later.
    """
    running = row.running
    if running.position == 1 or running.laps_down or running.status == "out":
        return glyphs.none
    if row.arrived and running.laps:
        return "ruling" if row.official else glyphs.none
    if running.status == "pit":
        return "in pits"
    return "out lap" if running.pit_lap == running.laps + 1 else glyphs.none


def _interval_or_laps(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    if row.running.laps_down:
        return _behind(row, column, glyphs)
    interval = _interval(row, column, entry, glyphs)
    known = interval.text.strip() != glyphs.none
    return interval if known else Cell(_why_none(row, glyphs), "mute")


def _gap(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    if row.running.position == 1:
        return Cell(glyphs.none, "mute")
    return _behind(row, column, glyphs)


def _margin(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    if not row.running.placed:
        return Cell(glyphs.none, "mute")
    if row.running.position == 1:
        return Cell("winner", "full") if row.official else Cell("leader", "mute")
    if not row.arrived:
        return Cell(glyphs.none, "mute")
    return _behind(row, column, glyphs, "+")


def _behind(row: CarRow, column: Column, glyphs: Glyphs, sign: str = "") -> Cell:
    if row.running.laps_down:
        # How many laps a car had when it stopped is no estimate.
        exact = row.gap_exact or row.running.status == "out"
        text = cells.laps_down(row.running.laps_down, exact, column.width, glyphs)
        return Cell(text, "full" if exact else "soft")
    if row.running.gap is None or row.gap_past:
        return Cell(_why_none(row, glyphs), "mute")
    return _time(row.running.gap, row.gap_exact, column, glyphs, sign)


def _last(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _time(row.running.last_lap, row.running.last_lap_exact, column, glyphs)


def _best(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _time(row.running.best_lap, row.running.best_lap_exact, column, glyphs)


def _best_lap(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    exact = row.running.best_lap_exact
    return _count(row.running.best_lap_number if exact else None, glyphs)


def _led(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _count(row.running.led, glyphs)


def _bar(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return Cell(cells.bar(row.bar, column.width, glyphs), "mute")


def _stops(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _count(row.running.stops, glyphs)


def _pit_lap(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    if row.running.status == "out" and column.key == "pit lap":
        return Cell("out", "mute")
    lap = row.running.pit_lap
    return Cell(glyphs.none, "mute") if lap is None else Cell(str(lap), "full")


def _age(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    running = row.running
    if running.pit_lap is None or running.status == "out":
        return Cell(glyphs.none, "mute")
    return Cell(str(max(running.laps - running.pit_lap, 0)), "full")


def _pit_time(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    ticks = row.running.pit_time
    if ticks is None or row.running.status == "out":
        return Cell(glyphs.none, "mute")
    return Cell(cells.decimal(ticks, 1), "full")


def _stage(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    known = column.number <= len(row.stages)
    place = row.stages[column.number - 1] if known else None
    if place is None:
        return Cell(glyphs.none, "mute")
    return Cell(str(place), "full" if place <= FRONT else "mute")


def _net(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    net = row.running.net or 0
    return Cell(cells.signed(net, glyphs), "gain" if net > 0 else "loss" if net else "mute")


def _trace(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return Cell(cells.trace(row.trace, column.width, glyphs), "soft")


def _points(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    points = row.running.points
    return Cell(glyphs.none, "mute") if points is None else Cell(str(points), "full")


def _qualifying(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _time(entry.qualifying if entry else None, True, column, glyphs)


def _speed(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    speed = entry.qualifying_speed if entry else None
    if speed is None:
        return Cell(glyphs.none, "mute")
    return Cell(f"{speed // 1000}.{speed % 1000:03d}", "full")


def _text_cell(text: str | None, glyphs: Glyphs) -> Cell:
    if not text:
        return Cell(glyphs.none, "mute")
    return Cell(cells.plain(text) if glyphs.ascii else text, "soft")


def _make(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _text_cell(entry.make if entry else None, glyphs)


def _team(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _text_cell(entry.team if entry else None, glyphs)


def _chief(row: CarRow, column: Column, entry: Entry | None, glyphs: Glyphs) -> Cell:
    return _text_cell(entry.crew_chief if entry else None, glyphs)


_CELLS: dict[ColumnKind, Callable[[CarRow, Column, Entry | None, Glyphs], Cell]] = {
    "int": _interval,
    "int or laps": _interval_or_laps,
    "gap": _gap,
    "margin": _margin,
    "last": _last,
    "best": _best,
    "best lap": _best_lap,
    "led": _led,
    "bar": _bar,
    "stops": _stops,
    "pit": _pit_lap,
    "pit lap": _pit_lap,
    "age": _age,
    "pit s": _pit_time,
    "stage": _stage,
    "net": _net,
    "trace": _trace,
    "points": _points,
    "qual": _qualifying,
    "mph": _speed,
    "make": _make,
    "team": _team,
    "chief": _chief,
}
