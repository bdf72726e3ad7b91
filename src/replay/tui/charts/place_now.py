"""What stands right of the playhead beside the cars' names: intervals, and places won since."""

from replay.race.class_order import class_places
from replay.race.model import MEASURED
from replay.race.state import Running
from replay.tui.drawing import cells
from replay.tui.drawing.race_time import laps_behind, time_cell
from replay.tui.drawing.runs import Row, blank
from replay.tui.scene import Scene

_INTERVAL, _NET = 8, 6

NOW_COLUMNS = _INTERVAL + _NET
"""The cells of these columns."""


def now_columns(scene: Scene, row: Running, ahead: Running | None, net: int | None) -> Row:
    """Give the interval of a car to the one ahead in its class, and the places it has won.

    While the field is bunched or stands intervals mean nothing: laps down are told, no more.
    """
    text, tone = _interval(scene, row, ahead)
    won: Row = (blank(_NET),)
    if net is not None:
        role = "gain" if net > 0 else "loss" if net < 0 else "mute"
        won = ((cells.signed(net, scene.glyphs).rjust(_NET), role),)
    return ((text.rjust(_INTERVAL), tone), *won)


def _interval(scene: Scene, row: Running, ahead: Running | None) -> tuple[str, str]:
    glyphs, stock = scene.glyphs, scene.race.header.discipline == "stock car"
    if row.status == "out":
        return "out", "mute"
    if not row.placed:
        return "", "mute"
    place = scene.ask(class_places).get(row.car) if scene.race.header.classes else None
    down = row.laps_down if place is None else place.laps_down
    exact = row.basis in MEASURED
    tone = "soft"
    if down:
        if stock:
            return cells.laps_down(down, exact, _INTERVAL, glyphs), tone
        return laps_behind(down, scene.race.header.discipline, _INTERVAL, glyphs), tone
    if scene.moment == "yellow":
        return "", tone
    if ahead is None:
        return ("", tone) if scene.state.finished else ("leader", "mute")
    ticks = row.interval if place is None else place.interval
    exact = exact and ahead.basis in MEASURED
    if ticks is None:
        return glyphs.none, "mute"
    if stock:
        return cells.seconds_cell(ticks, exact, glyphs), tone
    return time_cell(ticks, exact, _INTERVAL, glyphs), tone
