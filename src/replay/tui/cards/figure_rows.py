"""Analysts' figures of the car under the cursor, as facts of its card where there is room."""

from collections.abc import Iterator

from replay.race.figures import CarFigures, car_figures
from replay.race.quantity import quantity
from replay.tui.drawing.fact_rows import fact_row
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row, Run, length
from replay.tui.scene import Scene

_PERCENT = 10
"""Thousandths in one hundredth."""


def figures_told(scene: Scene, width: int, indent: int) -> list[Row]:
    """Tell what analysts count of the car so far, each figure with how sure it is; a row each."""
    of = scene.ask(car_figures, scene.running.car)
    if of is None or not of.laps:
        return []
    parts = (_average, _speed, _passes, _led)
    labels = ("average", "speed", "passes", "green")
    told = [list(part(of, scene.glyphs)) for part in parts]
    return [
        _row(label, runs, width, indent) for label, runs in zip(labels, told, strict=True) if runs
    ]


def _row(label: str, runs: list[Run], width: int, indent: int) -> Row:
    """Make a row of as many runs from the first on as fit: each is whole or absent."""
    while len(runs) > 1 and indent + length(runs) > width:
        runs = runs[:-1]
    return fact_row(label, *runs, indent=indent)


def _average(of: CarFigures, glyphs: Glyphs) -> Iterator[Run]:
    """Tell the average running position, and that weighted by the field still running."""
    if of.average is None:
        return
    yield _place(of.average, of.average_within, glyphs)
    yield (" by NASCAR's loops" if of.official else f" over {quantity(of.laps, 'lap')}"), "mute"
    if of.weighted is not None:
        text, _ = _place(of.weighted, of.weighted_within, glyphs)
        yield f"   {text} weighted", "mute"


def _place(thousandths: int, within: int | None, glyphs: Glyphs) -> Run:
    """Write an average place; one that may be otherwise has one decimal, and by how much."""
    if within == 0:
        return _decimal(thousandths, 2), "full"
    if within is None:
        return f"{glyphs.rebuilt}{_decimal(thousandths, 1)}", "soft"
    off = f" {glyphs.plus_minus}{_decimal(within, 1)}"
    return f"{glyphs.rebuilt}{_decimal(thousandths, 1)}{off}", "soft"


def _decimal(thousandths: int, decimals: int) -> str:
    scale = 10**decimals
    units = (thousandths * scale * 2 + 1000) // 2000
    return f"{units // scale}.{units % scale:0{decimals}d}"


def _speed(of: CarFigures, glyphs: Glyphs) -> Iterator[Run]:
    """Tell the green-flag speed: 1000 is that of the best lap of each lap."""
    if of.speed is None:
        return
    mark, tone = ("", "full") if of.speed_exact else (glyphs.rebuilt, "soft")
    yield f"{mark}{_decimal(of.speed, 1)}", tone
    yield " of 1000", "mute"
    yield f" over {quantity(of.speed_laps, 'clean lap')}", "mute"


def _passes(of: CarFigures, glyphs: Glyphs) -> Iterator[Run]:
    """Tell the places gained and lost on the track under green."""
    if of.gained is None or of.lost is None:
        return
    within = of.passes_within
    if within is None or within > of.gained + of.lost:
        yield f"{glyphs.none} too rough to tell", "mute"
        return
    mark, tone = (glyphs.rebuilt, "soft") if within else ("", "full")
    yield f"{mark}+{of.gained} {glyphs.minus}{of.lost}", tone
    if within:
        yield f" {glyphs.plus_minus}{within} each", "mute"
    yield " under green", "mute"


def _led(of: CarFigures, glyphs: Glyphs) -> Iterator[Run]:
    """Tell the share of the green laps that the car has led."""
    share = of.led_share
    if share is None:
        return
    exact = not of.led_within
    mark = "" if exact else glyphs.rebuilt
    percent = (share * 2 + _PERCENT) // (2 * _PERCENT)
    yield f"{mark}{percent} %", "full" if exact else "soft"
    yield f" of {quantity(of.green or 0, 'green lap')} led", "mute"
