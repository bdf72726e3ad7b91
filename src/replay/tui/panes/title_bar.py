"""The title bar: flag, how far the race is and the leader on the left, the race on the right."""

from collections.abc import Iterator, Sequence

from replay.race.flag_now import flag_now
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.flag_signs import flag_sign, zone_words
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.pane import PaneWidget
from replay.tui.panes.leader_words import leader_row, shown_leader
from replay.tui.panes.race_progress import progress_rows
from replay.tui.scene import Scene
from replay.tui.terminal_size import WIDE

AHEAD_SHOWN = " AHEAD SHOWN "
"""What the title says while the ribbon reveals what lies ahead."""


def flag_row(scene: Scene) -> Row:
    """The flag's sign and word on its fill; a race without flags says `RACE`.

    A record of the finish alone begins on the last lap, an entry list on the grid. Where the last
    lap is run under another flag both stand: it is the last by the white flag, or because the time
    is up. While the ribbon shows what lies ahead that is said beside them, in every terminal.
    """
    row = _flags_now(scene)
    return row if scene.ahead is None else (*row, blank(1), (AHEAD_SHOWN, "news"))


def _flags_now(scene: Scene) -> Row:
    state, glyphs = scene.state, scene.glyphs
    if state.flag == "chequered":
        checkers = (glyphs.checkers * 2, "empty flag_white")
        return (checkers, (" FINISH ", "fill flag_white"), checkers)
    up = state.time_to_go == 0 and not state.finished
    white = scene.race.header.discipline == "stock car" and not up
    word = "WHITE" if white else "LAST LAP"
    last = (f" {glyphs.white} {word} ", "fill flag_white")
    if up and state.flag in ("green", "race", "white"):
        return (last,)
    text, colour = flag_sign(state, glyphs, word, begins=not scene.race.is_entry_list)
    row: Row = ((f" {text} ", f"fill {colour}"),)
    return (*row, last) if (up or state.white) and state.flag != "white" else row


def _beside(scene: Scene) -> Row:
    """Say beside the flag what neutralises a part of the track, or that the race clock stands."""
    state = scene.state
    if state.neutralised == "part":
        return ((drawable(zone_words(state), scene.glyphs), "text flag_yellow_text"),)
    if state.neutralised == "stop" or state.flag == "red":
        now = scene.ask(flag_now)
        if now is not None and now.clock is not None:
            return ((f"clock {now.clock}", "bold"),)
    return ()


def title_row(scene: Scene, width: int) -> Row:
    """The title bar in `width` cells: the fullest of its forms that fits."""
    for left, right in _forms(scene, width):
        gap = width - length(left) - length(right) - 1
        if gap >= (2 if right else -1):
            return (*left, blank(gap), *right, blank(1)) if right else left
    return flag_row(scene)


def _forms(scene: Scene, width: int) -> Iterator[tuple[Row, Row]]:
    """Every form of the bar, the fullest first, each a left and a right part."""
    state, header, glyphs = scene.state, scene.race.header, scene.glyphs
    wide = width >= WIDE
    leader = shown_leader(scene)
    flag = flag_row(scene)
    lap, stage = progress_rows(scene, leader.laps if leader else state.lap, width)
    beside = _beside(scene)
    name: Row = ((drawable(header.name, glyphs), "bold"),)
    track = name
    if header.track is not None:
        track = (*name, (f"  {drawable(header.track.name, glyphs)}", "mute"))
    short: Row = ((drawable(header.short, glyphs), "soft"),)
    base = _spaced((flag, 2), (lap, 3), (stage, 3), (beside, 3))
    if state.neutralised == "part":
        base = _spaced((flag, 2), (beside, 3), (lap, 3), (stage, 3))
    whole = wide and leader is not None and (state.has_laps or state.finished)
    if whole and leader:
        full = _spaced((base, 3), (leader_row(scene, leader), 3))
        brief = _spaced((base, 3), (leader_row(scene, leader, whole=False), 3))
        yield from ((full, track), (full, name), (full, short), (brief, name), (brief, short))
    elif wide:
        yield from ((base, track), (base, name))
    least = _spaced((flag, 2), (lap, 3))
    if state.finished and leader:  # who won is the last thing to go
        full, brief = (
            _spaced((least, 3), (leader_row(scene, leader, whole=whole), 3))
            for whole in (True, False)
        )
        yield from ((full, short), (full, ()), (brief, ()))
    yield base, short
    yield least, short
    yield least, ()


def _spaced(*parts: tuple[Row, int]) -> Row:
    """Set rows side by side, each with so many blanks before the next; empty ones take none."""
    runs: list[Run] = []
    gap = 0
    for row, after in parts:
        if row:
            runs += [blank(gap)] if gap else []
            runs += row
            gap = after
    return tuple(runs)


class TitleBar(PaneWidget):
    """One row that says where the race stands."""

    def rows(self, scene: Scene, width: int, height: int) -> Sequence[RowContent]:
        """Give the bar, with the leader's words inverted where they are news."""
        return (RowContent(title_row(scene, width), "surface"),)
