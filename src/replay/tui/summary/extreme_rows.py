"""Closest, longest, most: what stands out of a race, one a row; and laps led as bars."""

from collections.abc import Sequence

from rich.cells import cell_len

from replay.race.after_race import after_race
from replay.race.extremes import extremes
from replay.race.laps_led import laps_led
from replay.race.model import PublishedFact
from replay.race.seconds import seconds_text
from replay.race.short_words import ordinal
from replay.race.winning_margin import winning_margin
from replay.tui.drawing.cells import bar, eighths, signed
from replay.tui.drawing.runs import Row, Run, blank
from replay.tui.drawing.wrapping import wrapped
from replay.tui.field_names import field_names
from replay.tui.scene import Scene
from replay.tui.summary.summed_up import SummedUp, is_official

_VALUE = 9
_MOST_BAR = 24
_NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_TIED = 3
"""So many cars that gained as much are named; of more only the count is told."""


def extreme_rows(scene: Scene, of: SummedUp, width: int, *, brief: bool) -> list[Row]:
    """Tell what was closest, longest and most, derived from the record or quoted from the file.

    `brief`: in as few words as there are, a row each.
    """
    found = scene.ask(extremes) if of.name is None else scene.ask(extremes, of.name)
    rows: list[Row] = []
    margin = scene.ask(winning_margin) if of.name is None else scene.ask(winning_margin, of.name)
    history = scene.ask(after_race).of("history") if of.name is None else ()
    if margin is not None and margin.ticks is not None and margin.by != "rebuilt" and not brief:
        rows.append(_row(f"{seconds_text(margin.ticks, scene.race.decimals)} s", "the margin"))
    rows += [row for fact in history for row in _quoted(fact, width, brief)]
    if found.covered is not None:
        seconds = f"{seconds_text(found.covered.ticks, scene.race.decimals)} s"
        rows.append(_row(seconds, f"covers the first {_number(found.covered.cars)}"))
    most = found.most_led
    if most is not None:
        who = "the winner" if most.place == 1 else f"who is {ordinal(most.place)}"
        who = who if is_official(scene) or most.place > 1 else "who is first"
        rows.append(_row(_laps(most.laps), f"led by {_label(scene, most.car)}, {who}"))
    for gained, words, short in (
        (found.gained, "most gained", "gained"),
        (found.lost, "most lost, running", "lost"),
    ):
        if gained is not None:
            text = f"{short if brief else words}: {_cars(scene, gained.cars)}"
            rows.append(_row(signed(gained.places, scene.glyphs), text))
    longest = found.longest
    if longest is not None:
        laps = longest.last - longest.first + 1
        text = f"the longest lead: {_label(scene, longest.car)}"
        if not brief:
            text += f", laps {longest.first}–{longest.last}"
        rows.append(_row(_laps(laps), text))
    return [row for row in rows if sum(cell_len(text) for text, _ in row) <= width]


def _row(value: str, text: str) -> Row:
    return (f"{value:>{_VALUE}}  ", "full"), (text, "soft")


def _laps(laps: int) -> str:
    return f"{laps} lap{'' if laps == 1 else 's'}"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _label(scene: Scene, car: str) -> str:
    return field_names(scene).label(car)


def _cars(scene: Scene, cars: Sequence[str]) -> str:
    """Name cars that are level: one with its driver, a few by their numbers."""
    if len(cars) == 1:
        return f"{_label(scene, cars[0])} {field_names(scene).surname(cars[0])}".rstrip()
    if len(cars) > _TIED:
        return f"{len(cars)} cars"
    return " ".join(_label(scene, car) for car in cars)


def _quoted(fact: PublishedFact, width: int, brief: bool) -> list[Row]:
    """Quote a fact of the race's place in history: whole, or in its brief words."""
    text = fact.brief or fact.text if brief else fact.text
    lines = wrapped(text, width - _VALUE - 2)
    if brief and len(lines) > 1:
        return []
    return [((" " * (_VALUE + 2), "full"), (line, "soft")) for line in lines]


# -- laps led


def bar_rows(scene: Scene, of: SummedUp, width: int) -> list[Row]:
    """Draw a bar for every car that led a lap: its plate, its laps, and a bar of their share."""
    led = scene.ask(laps_led) if of.name is None else scene.ask(laps_led, of.name)
    names = field_names(scene)
    left = names.plates.width + 6
    cells = min(max(width - left - 1, 0), _MOST_BAR)
    most = led[0][1] if led else 0
    rows: list[Row] = []
    for car, laps in led:
        drawn = bar(eighths(laps, most, cells), cells, scene.glyphs).rstrip()
        runs: list[Run] = [names.plate(car), (f"{laps:>5} ", "full"), (drawn, "soft"), blank(1)]
        rows.append(tuple(runs))
    return rows
