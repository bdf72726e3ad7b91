"""What the ribbon has under the mouse, in one line: the lap, who leads, and what happened there."""

from collections.abc import Iterator, Sequence

from replay.race.mark_orders import stop_marks
from replay.race.model import SECOND
from replay.race.state import LogEntry, LogKind, NeutralSpan, Ribbon
from replay.tui.drawing.cells import drawable
from replay.tui.field_names import field_names
from replay.tui.panes.ribbon_marks import done_by
from replay.tui.panes.ribbon_width import ribbon_place
from replay.tui.scene import Scene

TO_COME = "still to come"
"""What is said of all that lies ahead and that no schedule tells."""

_TOLD: tuple[LogKind, ...] = (
    *("caution", "red flag", "flag", "restart", "stage", "white flag", "chequered flag"),
    *("ruling", "time added", "exclusion", "lead change"),
)
"""The kinds of lines of the log that are told, the weightiest first."""


def ribbon_line(scene: Scene) -> str:
    """Give the line: a head, two blanks, and words between semicolons; empty without the mouse.

    Right of the playhead there is only what the schedule says, unless what lies ahead is revealed.
    """
    mark = scene.view.hovered
    if mark is None or not scene.has_laps:
        return ""
    ribbon = scene.frame.ribbon
    mark = min(mark, ribbon.scheduled)
    within = _marks_of_cell(scene, mark)
    words = _past(scene, mark, within) if mark <= ribbon.done else _to_come(scene, mark, within)
    return drawable(f"{_place(ribbon, mark)}  {'; '.join(words)}", scene.glyphs)


def _place(ribbon: Ribbon, mark: int) -> str:
    if ribbon.by_time:
        return f"{mark // 3600}:{mark // 60 % 60:02}:{mark % 60:02}"
    return f"lap {mark}" if mark else "the grid"


def _marks_of_cell(scene: Scene, mark: int) -> range:
    """Give the laps, or seconds, that end in the cell of a mark: it stands for all of them."""
    axis = ribbon_place(scene, scene.size.width).axis
    cell = axis.playhead(mark)
    start = -(-cell * axis.distance // axis.width)
    stop = -(-(cell + 1) * axis.distance // axis.width)
    return range(min(start, mark), max(stop, mark + 1))


def _past(scene: Scene, mark: int, within: range) -> Iterator[str]:
    """Tell what the clock has seen there: the leader, events, stops that are followed, notes."""
    ribbon, glyphs = scene.frame.ribbon, scene.glyphs
    yield from _leader(scene, ribbon, mark)
    entries = [one for one in scene.frame.log if one.kind in _TOLD and _of(ribbon, one) in within]
    led = mark if mark else 1
    for entry in sorted(entries, key=lambda one: _TOLD.index(one.kind)):
        # Who leads at the mark itself is told already.
        if entry.kind != "lead change" or _of(ribbon, entry) != led:
            yield _event(scene, entry, mark)
    car = scene.view.followed
    if car and any(done in within for done in scene.ask(stop_marks, car)):
        yield f"{field_names(scene).label(car)} pits"
    # In order of time, as those are that the clock has come to.
    marks = done_by(scene, [one.at for one in scene.view.bookmarks])
    for bookmark, done in zip(scene.view.bookmarks, marks, strict=False):
        if done in within:
            yield f"{glyphs.bookmark} {bookmark.note or 'bookmark'}"


def _event(scene: Scene, entry: LogEntry, mark: int) -> str:
    """Tell what happened, to which car, and on which lap where that is another of the cell."""
    ribbon = scene.frame.ribbon
    lap = f"lap {entry.lap}" if not ribbon.by_time and entry.lap != mark else ""
    car = "" if entry.car is None else field_names(scene).label(entry.car)
    return " ".join(filter(None, (lap, car, entry.brief_text or entry.text)))


def _of(ribbon: Ribbon, entry: LogEntry) -> int:
    """Give the mark of a line of the log: its lap, or the second of the race."""
    return entry.at // SECOND if ribbon.by_time else entry.lap


def _leader(scene: Scene, ribbon: Ribbon, mark: int) -> Iterator[str]:
    """Tell who leads at a mark, where anybody does."""
    names = field_names(scene)
    for stint in ribbon.stints:
        if stint.first <= max(mark, 1) <= stint.last:
            surname = names.surname(stint.car)
            yield " ".join(filter(None, (names.label(stint.car), surname, "leads")))


def _to_come(scene: Scene, mark: int, within: range) -> Sequence[str]:
    """Tell what lies ahead: the schedule, and all else only where it is revealed."""
    ahead = scene.ahead
    words = [] if ahead is None else list(_leader(scene, ahead.ribbon, mark))
    if ahead is not None:
        spans = (span for span in ahead.ribbon.neutralised if span.first in within)
        words += [_neutral(span) for span in spans]
    if not scene.frame.ribbon.by_time:
        done = scene.frame.ribbon.done
        stages = (one for one in scene.race.header.stages if one.ends in within)
        words += [f"stage {one.number} ends" for one in stages if one.ends > done]
    return words or [TO_COME]


def _neutral(span: NeutralSpan) -> str:
    if span.height == "bunch":
        return f"caution {span.number}" if span.number else "caution"
    return {"stop": "red flag", "slow": "all slowed", "part": "a part slowed"}[span.height]
