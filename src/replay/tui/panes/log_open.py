"""What stands below a line of the log that is open: its stops, how a lead was taken, its words."""

from collections.abc import Iterable, Sequence

from replay.race.leads_taken import LeadTaken, leads_taken
from replay.race.model import SECOND
from replay.race.quantity import quantity
from replay.race.short_words import ordinal
from replay.race.state import LogEntry
from replay.race.stops_made import StopMade, stops_made
from replay.tui.drawing.cells import decimal, drawable
from replay.tui.drawing.place_confidence import PLACE_TONES
from replay.tui.drawing.race_time import lap_time_text
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.drawing.wrapping import wrapped
from replay.tui.field_names import field_names
from replay.tui.panes.log_lines import LogLine
from replay.tui.panes.log_look import LogLook
from replay.tui.scene import Scene

_LABEL = 5
_GAP = 4
"""The blanks between two stops on a row."""

_LONGEST = 1_000 * SECOND
"""From so long on a stop is told in minutes, or hours."""


def opened_rows(scene: Scene, line: LogLine, width: int, look: LogLook) -> list[Row]:
    """Give the rows below a line that is open, in `width` cells of the log."""
    room = width - look.lap_width - 1 - look.sign_width
    stops = line.stops or ((line.entry,) if line.entry.kind == "pit stop" else ())
    if stops:
        return _stop_rows(scene, stops, room, look)
    if line.entry.kind == "lead change":
        rows = _lead_rows(scene, line.entry, room, look)
        if rows:
            return rows
    return _said(line.entry, room, look)


def _said(entry: LogEntry, room: int, look: LogLook) -> list[Row]:
    """Give all that a line says, whole: what has no room in it, and what was published."""
    told = wrapped(drawable(entry.text, look.glyphs), room)
    detail = wrapped(drawable(entry.detail or "", look.glyphs), room)
    rows: list[Row] = [((part, "soft"),) for part in told if not entry.detail or len(told) > 1]
    return [*rows, *(((part, "full"),) for part in detail)]


# -- stops


def _stop_rows(scene: Scene, stops: Sequence[LogEntry], room: int, look: LogLook) -> list[Row]:
    """Draw stops side by side: plate, seconds, place in and out; below them what was published."""
    cells, words = [], []
    for entry in stops:
        assert entry.car is not None
        made = _made(scene, entry.car, entry.at)
        cells.append((look.plate(entry.car), *_stop_cell(scene, entry.car, made)))
        words += _remarks(entry, made, room, look)
    wide = max(map(length, cells))
    beside = max((room + _GAP) // (wide + _GAP), 1)
    rows: list[Row] = []
    for at in range(0, len(cells), beside):
        row: list[Run] = []
        for place, cell in enumerate(cells[at : at + beside]):
            row += [*([blank(_GAP)] if place else []), *cell]
        rows.append(tuple(row))
    return [*rows, *words]


def _made(scene: Scene, car: str, at: int) -> StopMade | None:
    """Give the stop of a car that began at a time."""
    made = scene.ask(stops_made, car)
    return next((stop for stop in made if stop.visit.since == at), None)


def _stop_cell(scene: Scene, car: str, made: StopMade | None) -> Iterable[Run]:
    glyphs = scene.glyphs
    seconds, tone = _seconds(scene, made)
    ahead = None if made is None else made.place_in
    after = None if made is None else made.place_out
    into, out = (glyphs.none if place is None else str(place) for place in (ahead, after))
    yield f"{seconds:>5}", tone
    yield f" {into:>2}", "mute" if ahead is None else "full"
    yield f" {'->' if glyphs.ascii else '→'} ", "mute"
    yield f"{out:<2}", "mute" if after is None else "full"


def _seconds(scene: Scene, made: StopMade | None) -> Run:
    """Write how long a stop took; `IN` while the car is there."""
    visit = None if made is None else made.visit
    if visit is None:
        return scene.glyphs.none, "mute"
    if visit.length is None:
        here = scene.state.time < visit.until
        row = next(row for row in scene.state.order if row.car == visit.stop.car)
        there = here and row.status == "pit"
        return ("IN", "strong full") if there else (scene.glyphs.none, "mute")
    if visit.length < _LONGEST:
        return decimal(visit.length, 1), "full"
    return lap_time_text(visit.length, 0), "full"


def _remarks(entry: LogEntry, made: StopMade | None, room: int, look: LogLook) -> list[Row]:
    """Tell what was published of a stop beside its seconds: tyres, drivers, what happened."""
    length_of = made.visit.length if made is not None else None
    seconds = "" if length_of is None else f"{decimal(length_of, 1)} s"
    parts = [part for part in (entry.detail or "").split(", ") if part and part != seconds]
    if entry.brief_text is not None:
        parts.insert(0, entry.text)
    plate = look.plate(entry.car or "")
    left = length([plate]) + 1
    told = wrapped(drawable(", ".join(parts), look.glyphs), room - left)
    return [
        (blank(left - 1) if at else plate, blank(1), (part, "soft")) for at, part in enumerate(told)
    ]


# -- leads


def _lead_rows(scene: Scene, entry: LogEntry, room: int, look: LogLook) -> list[Row]:
    """Tell how a lead was taken, from where, and for how long so far."""
    taken = _taken(scene, entry)
    if taken is None:
        return []
    rows = _fact("how", entry.detail or "", room, look)
    surname = field_names(scene).surname(taken.over)
    rows.append((_label("over"), look.plate(taken.over), (f" {surname}", "full")))
    if taken.before is not None:
        lap = f"lap {taken.lap - 1}" if taken.lap > 1 else "the grid"
        sure = "" if taken.sure == "sure" else look.glyphs.rebuilt
        from_where = f"{sure}{ordinal(taken.before)} on {lap}"
        rows += _fact("from", from_where, room, look, PLACE_TONES[taken.sure])
    led = quantity(taken.led, "lap")
    until = f"laps {taken.lap} to {taken.lap + taken.led - 1}" if taken.led > 1 else ""
    told = f"{led}, {until}" if until else f"{led}, lap {taken.lap}"
    rows += _fact("led", told if taken.ended else f"{led} so far", room, look)
    return rows


def _taken(scene: Scene, entry: LogEntry) -> LeadTaken | None:
    found = (
        one
        for one in scene.ask(leads_taken)
        if one.at == entry.at and one.car == entry.car and one.race_class == entry.race_class
    )
    return next(found, None)


def _fact(label: str, text: str, room: int, look: LogLook, role: str = "full") -> list[Row]:
    parts = wrapped(drawable(text, look.glyphs), room - _LABEL)
    return [(_label(label if not at else ""), (part, role)) for at, part in enumerate(parts)]


def _label(label: str) -> Run:
    return f"{label:<{_LABEL}}", "mute"
