"""The stops of two cars set against each other, and where the gap between them was made."""

from collections.abc import Sequence
from typing import NamedTuple

from replay.race.gap_swings import GapSwing, gap_swings
from replay.race.model import SECOND
from replay.race.state import NEVER
from replay.race.stops_compared import StopPair, stops_compared
from replay.race.stops_made import StopMade
from replay.tui.charts.duel_cars import DuelCars
from replay.tui.charts.duel_chart import car_mark
from replay.tui.drawing.cells import decimal
from replay.tui.drawing.compounds import compound_sign
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, Run
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

_FLAGGED = 38
"""The columns from which the flag of a stop is told."""

_LONGEST = 1_000 * SECOND
"""From so long on a stop is told in minutes, or hours."""

_SIGNS = {"bunch": "caution", "slow": "slowed", "stop": "red", "part": "slow_zone"}


def stops_table(scene: Scene, cars: DuelCars, width: int, height: int) -> list[Row]:
    """Tell the stops in at most `height` rows, the newest where there are too many.

    Nothing where nobody knows of stops, or none has been made.
    """
    pairs = scene.ask(stops_compared, *cars) if scene.race.header.known.stops else ()
    room = height - 2
    if not pairs or room < 1:
        return []
    columns = _columns(pairs, width)
    rows = [_pair_row(scene, pair, columns) for pair in pairs]
    if len(rows) > room:
        kept = room - 1
        earlier = f"{len(rows) - kept} earlier"
        rows = [((earlier, "mute"),), *rows[len(rows) - kept :]] if kept else rows[-1:]
    marks = [car_mark(scene, car) for car in cars]
    tyre = "  " if columns.tyres else ""
    heads = (
        f"lap{marks[0]:>7}{tyre}  lap{marks[1]:>7}{tyre}   diff"
        if columns.seconds
        else f"{marks[0]:>5}{tyre}  {marks[1]:>5}{tyre}"
    )
    title = heading("Stops compared", width, scene.glyphs.rule, columns.note)
    return [title, ((heads, "mute"),), *rows]


class _Columns(NamedTuple):
    """What is told of each stop beside its lap: as far as there is room, and it is known of any."""

    seconds: bool
    tyres: bool
    flag: bool

    @property
    def note(self) -> str:
        """What the figures are."""
        if not self.seconds:
            return "by lap"
        return "seconds on pit road" if self.flag else "pit road, s"


def _columns(pairs: Sequence[StopPair], width: int) -> _Columns:
    made = [stop for pair in pairs for stop in _made(pair)]
    seconds = any(stop.visit.length is not None for stop in made)
    tyres = any(stop.visit.stop.compound for stop in made)
    return _Columns(seconds, tyres, not seconds or width >= _FLAGGED)


def _made(pair: StopPair) -> list[StopMade]:
    return [stop for stop in (pair.first, pair.second) if stop is not None]


def _pair_row(scene: Scene, pair: StopPair, columns: _Columns) -> Row:
    runs: list[Run] = [
        *_stop(scene, pair.first, columns),
        ("  ", "full"),
        *_stop(scene, pair.second, columns),
    ]
    if columns.seconds:
        runs.append(_difference(pair.difference, scene.glyphs))
    if columns.flag:
        runs += [("  ", "full"), _under(_made(pair)[0], scene.glyphs)]
    return tuple(runs)


def _stop(scene: Scene, stop: StopMade | None, columns: _Columns) -> list[Run]:
    """Give the lap of a stop, how long it took and what tyres were fitted, as far as told."""
    width = 10 if columns.seconds else 5
    if stop is None:
        return [(" " * (width + 2 * columns.tyres), "full")]
    seconds, tone = _seconds(scene, stop)
    runs: list[Run] = [(f"{stop.lap:>3}", "full"), (f"{seconds:>7}", tone)]
    if not columns.seconds:
        runs = [(f"{stop.lap:>5}", "full")]
    if columns.tyres:
        letter, ink = compound_sign(stop.visit.stop.compound, scene.glyphs)
        runs += [(" ", "full"), (letter, ink)]
    return runs


def _seconds(scene: Scene, stop: StopMade) -> Run:
    """Write how long a stop took; `IN` while the car is there."""
    visit = stop.visit
    if visit.until == NEVER and visit.length is None:
        running = next(row for row in scene.state.order if row.car == visit.stop.car)
        return ("IN", "bold") if running.status == "pit" else (scene.glyphs.none, "mute")
    if visit.length is None:
        return scene.glyphs.none, "mute"
    text = decimal(visit.length, 1) if visit.length < _LONGEST else lap_time_text(visit.length, 0)
    return text, "full"


def _difference(ticks: int | None, glyphs: Glyphs) -> Run:
    """Write by how much the first car was longer there, in the ink of a gain where it was less."""
    if ticks is None:
        return f"{glyphs.none:>7}", "mute"
    amount = decimal(abs(ticks), 1)
    if not amount.strip("0."):
        return f"{amount:>7}", "soft"
    sign, tone = ("+", "loss") if ticks > 0 else (glyphs.minus, "gain")
    return f"{sign + amount:>7}", tone


def _under(stop: StopMade, glyphs: Glyphs) -> Run:
    """Write the flag of a stop: its sign, with its number."""
    shown = stop.under
    if shown.neutralises in _SIGNS:
        sign = getattr(glyphs, _SIGNS[shown.neutralises])
        colour = "flag_red_text" if shown.neutralises == "stop" else "flag_yellow_text"
        number = "" if shown.number is None else f" {shown.number}"
        return f"{sign}{number}", f"text {colour}"
    return (glyphs.green, "text flag_green_text") if shown.word == "green" else ("", "full")


def swings_table(scene: Scene, cars: DuelCars, width: int, height: int) -> list[Row]:
    """Tell where the gap was made in at most `height` rows: the largest swings, in order of laps.

    Nothing where there is none, or no row for one.
    """
    swings = scene.ask(gap_swings, *cars)
    room = height - 1
    if not swings or room < 1:
        return []
    kept = sorted(swings, key=lambda swing: -swing.ticks)[:room]
    told = [swing for swing in swings if swing in kept]
    fewer = len(swings) - len(told)
    note = f"the {len(told)} largest of {len(swings)}" if fewer else ""
    title = heading("Where the gap was made", width, scene.glyphs.rule, note)
    return [title, *_swing_rows(scene, told, width)]


def _swing_rows(scene: Scene, swings: Sequence[GapSwing], width: int) -> list[Row]:
    glyphs, names = scene.glyphs, field_names(scene)
    rows: list[Row] = []
    for swing in swings:
        laps = f"{swing.first}{'-' if glyphs.ascii else '–'}{swing.last}"
        decimals = 3 if swing.exact else 1
        amount = f"{'' if swing.exact else glyphs.rebuilt}{lap_time_text(swing.ticks, decimals)}"
        where = "at the stops" if swing.at_stops else "on the track"
        row: list[Run] = [
            (f"{laps:>7} ", "soft"),
            names.plate(swing.car),
            (" gains ", "mute"),
            (amount if ":" in amount else f"{amount} s", "full"),
        ]
        if sum(len(text) for text, _ in row) + 2 + len(where) <= width:
            row.append((f"  {where}", "mute"))
        rows.append(tuple(row))
    return rows
