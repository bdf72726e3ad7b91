"""The story of a race beside its summary: the lines of its log without the stops, newest on top."""

from replay.race.state import LogEntry, LogKind
from replay.tui.drawing.runs import Row
from replay.tui.panes.log_lines import FoldedLog, line_row
from replay.tui.panes.log_look import log_look
from replay.tui.scene import Scene
from replay.tui.summary.summed_up import SummedUp

_NOT_THE_STORY: frozenset[LogKind] = frozenset(("pit stop", "free pass", "unseen"))


def story_rows(scene: Scene, of: SummedUp, width: int, height: int) -> list[Row]:
    """Give as many lines as there is room for; of a race of classes those of the class."""
    log = tuple(entry for entry in scene.frame.log if _belongs(entry, of))
    lines, look = FoldedLog(log), log_look(scene)
    rows: list[Row] = []
    before = None
    for at in range(min(len(lines), height)):
        line = lines[at]
        when = look.when(line.entry)
        rows.append(line_row(line, width, look, lap=when != before, newest=not at))
        before = when
    return rows


def _belongs(entry: LogEntry, of: SummedUp) -> bool:
    if entry.kind in _NOT_THE_STORY:
        return False
    cars = {line.row.car for line in of.cars}
    return entry.race_class in (None, of.name) and (entry.car is None or entry.car in cars)
