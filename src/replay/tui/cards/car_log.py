"""The lines of the log that are about one car, but for its stops, which stand in a table."""

from collections.abc import Iterator

from replay.race.quantity import quantity
from replay.race.short_words import ordinal
from replay.race.stage_table import stage_places
from replay.race.state import LogEntry
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.fact_rows import heading
from replay.tui.drawing.runs import Row, blank
from replay.tui.drawing.wrapping import wrapped
from replay.tui.panes.log_lines import LogLine, line_row
from replay.tui.panes.log_look import LogLook, log_look
from replay.tui.scene import Scene

_WON = "1st "
_MOST_LINES = 200
"""More lines than a screen has rows."""


def log_rows(scene: Scene, width: int, height: int, *, above: bool) -> list[Row]:
    """Tell the lines of the car under the cursor, the newest on top, in at most `height` rows.

    A detail that has no room beside its line stands below it, whole. `above`: its stops stand in a
    table. Nothing where there is no line, or no room for one.
    """
    look = log_look(scene)
    rows: list[Row] = []
    for entry in _entries(scene):
        line = _line(entry, width, look)
        if len(rows) + len(line) > height - 1:
            break
        rows += line
    if not rows:
        return []
    note = "stops stand above" if above else "without stops"
    return [heading("Its race", width, scene.glyphs.rule, note), *rows]


def _entries(scene: Scene) -> Iterator[LogEntry]:
    """Give the entries about the car, newest first, with its own place at the end of a stage."""
    car = scene.running.car
    found = 0
    staged = {of.number: of for of in scene.ask(stage_places, car)}
    for entry in reversed(scene.frame.log):
        if found == _MOST_LINES:
            return
        if entry.kind == "stage":
            of = staged.get(entry.number or 0)
            if of is None:
                continue
            place = ordinal(of.place)
            points = quantity(of.points, "point") if of.points else None
            text = f"{place} in stage {of.number}"
            entry = LogEntry(entry.at, entry.lap, "stage", car, text, points)
        elif entry.kind == "pit stop" or (entry.car != car and car not in entry.cars):
            continue
        found += 1
        yield entry


def _line(entry: LogEntry, width: int, look: LogLook) -> list[Row]:
    """Draw an entry without the plate; below it what was published, where it has no room there."""
    row = line_row(LogLine(entry), width, look, plated=False)
    if entry.kind == "stage" and not entry.text.startswith(_WON):
        row = tuple((text, "full" if role == "bold" else role) for text, role in row)
    detail = drawable(entry.detail or "", look.glyphs)
    if not detail or (f"  {detail}", "mute") in row:
        return [row]
    left = look.lap_width + 1 + look.sign_width
    return [row, *(((blank(left)), (part, "mute")) for part in wrapped(detail, width - left))]
