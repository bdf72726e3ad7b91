"""Rows of a race as it has gone so far: totals, stages with their points, bars of laps led."""

from collections.abc import Iterator
from typing import NamedTuple

from replay.race.class_order import class_laps, class_leads
from replay.race.header_words import miles
from replay.race.laps_led import laps_led
from replay.race.quantity import quantity
from replay.race.race_totals import race_totals
from replay.race.stage_summary import stage_points_so_far, stages_so_far
from replay.tui.cards.caution_facts import LABEL, noted
from replay.tui.drawing.cells import bar, clock_text, eighths
from replay.tui.drawing.fact_rows import fact_row
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

_FIRST = 10
"""The places of a stage that are shown, as they are those that score."""

_LONGEST_BAR = 28

_POINTS = 4
"""The cells from the points of one car to the plate of the next."""


class LedRows(NamedTuple):
    """Bars of laps led, and how many cars they are of."""

    rows: list[Row]
    note: str


def total_facts(scene: Scene, width: int) -> list[Row]:
    """Tell the time run, the distance, and the average speed."""
    totals = scene.ask(race_totals)
    run = [] if totals.laps is None else [quantity(totals.laps, "lap")]
    if totals.distance:
        run.append(f"{miles(totals.distance // 1000 * 1000)} mi")
    rows = [noted("race time", clock_text(totals.time, False), run, width)]
    if totals.average_speed is not None:
        mark = "" if totals.measured else scene.glyphs.rebuilt
        tenths = (totals.average_speed + 50) // 100
        speed = f"{mark}{tenths // 10}.{tenths % 10} mph"
        rows.append(fact_row("average", speed, indent=LABEL))
    return rows


def lead_facts(scene: Scene, width: int) -> Iterator[Row]:
    """Tell how often the lead has changed and among how many: of the race, and of each class."""
    totals = scene.ask(race_totals)
    if totals.lead_changes is not None and totals.leaders is not None:
        yield _lead_row("leads", totals.lead_changes, totals.leaders, width)
    laps = scene.ask(class_laps) if scene.race.header.classes else {}
    for of in scene.race.header.classes:
        stints = scene.ask(class_leads, of.name)
        if laps.get(of.name) and stints:
            leaders = len({one.car for one in stints})
            yield _lead_row(of.short, len(stints) - 1, leaders, width)


def _lead_row(label: str, changes: int, leaders: int, width: int) -> Row:
    return noted(label, quantity(changes, "change"), [quantity(leaders, "leader")], width)


def scored_rows(scene: Scene, width: int) -> list[Row]:
    """Give the first ten of every stage that has ended, and who has scored most in all of them."""
    names, glyphs = field_names(scene), scene.glyphs
    rows = []
    for stage in scene.ask(stages_so_far):
        row: list[Run] = [(f"{stage.ends:>3} ", "mute"), (f"{glyphs.stage_past} ", "accent")]
        for place, car in enumerate(stage.order[:_FIRST]):
            text, plate = names.plate(car)
            if length(row) + len(text) <= width:
                row.append((text, plate if not place else f"quiet {car}"))
        rows.append(tuple(row))
    points = scene.ask(stage_points_so_far)
    return [*rows, _points_row(scene, points, width)] if points else rows


def _points_row(scene: Scene, points: tuple[tuple[str, int], ...], width: int) -> Row:
    """Tell the points of as many cars as have room, whole."""
    row: list[Run] = list(fact_row("points", indent=LABEL))
    for car, count in points:
        cell: list[Run] = [field_names(scene).plate(car), (f" {count}", "full")]
        if length([*row, *cell]) > width:
            break
        row += [*cell, blank(_POINTS - len(str(count)))]
    return tuple(row)


def led_rows(scene: Scene, width: int) -> LedRows:
    """Draw the laps that each car has led, to the most so far: in its class, if there are any."""
    of = next(
        (one for one in scene.race.header.classes if one.name == scene.entry.race_class), None
    )
    led = scene.ask(laps_led) if of is None else scene.ask(laps_led, of.name)
    names, glyphs = field_names(scene), scene.glyphs
    longest = min(_LONGEST_BAR, width - LABEL)
    most = led[0][1] if led else 0
    rows: list[Row] = []
    for car, laps in led:
        drawn = bar(eighths(laps, most, longest), longest, glyphs).rstrip()
        rows.append((names.plate(car), (f" {laps:>4} ", "full"), (drawn, "mute")))
    cars = quantity(len(led), "car")
    return LedRows(rows, f"{of.short}, {cars}" if of else f"{cars}, to the most so far")
