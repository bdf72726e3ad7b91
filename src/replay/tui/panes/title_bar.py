"""The title bar: flag, lap, stage and leader on the left, the race on the right."""

from collections.abc import Iterator, Mapping, Sequence

from replay.race.model import MEASURED, SECOND, Entry, Header
from replay.race.quantity import quantity
from replay.race.seconds import seconds_text
from replay.race.state import RaceState
from replay.tui.drawing.cells import clock_text, drawable, fit
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import Row, RowContent, Run, blank, length
from replay.tui.pane import PaneWidget
from replay.tui.scene import Scene
from replay.tui.terminal_size import WIDE

_FLAG_WIDTH = 24
_FILLS = {"green", "yellow", "red", "white"}


def flag_row(state: RaceState, glyphs: Glyphs) -> Row:
    """The flag's sign and word on its fill; a race without flags stays on the grid, and says so.

    A record of the finish alone begins on the last lap. Under yellow the white flag stands beside.
    """
    if state.flag == "chequered":
        checkers = (glyphs.checkers * 2, "empty flag_white")
        return (checkers, (" FINISH ", "fill flag_white"), checkers)
    signs = {
        "grid": glyphs.grid,
        "green": glyphs.green,
        "yellow": glyphs.caution,
        "red": glyphs.red,
        "white": glyphs.white,
    }
    word = state.flag.upper()
    if not state.has_laps:
        word = "LAST LAP"
    elif state.flag == "grid" and state.time:
        word = "NO FLAG DATA"
    if state.flag == "yellow":
        word = "CAUTION" if state.caution is None else f"CAUTION {state.caution}"
    words = f"{signs.get(state.flag, '')} {drawable(word, glyphs)}".strip()
    if len(words) > _FLAG_WIDTH:
        words = fit(words, _FLAG_WIDTH, cut=glyphs.cut)
    fill = state.flag if state.flag in _FILLS else "none"
    row: Row = ((f" {words} ", f"fill flag_{fill}"),)
    if state.white and state.flag != "white":
        row = (*row, (f" {f'{glyphs.white} WHITE'.strip()} ", "fill flag_white"))
    return row


def lap_row(state: RaceState) -> Row:
    """`Lap 137 of 267`; a race of no known distance has no second number."""
    of = "" if state.distance is None else f" of {state.distance}"
    return (("Lap ", "mute"), (str(state.lap), "bold"), (of, "mute"))


def _distance_row(state: RaceState) -> Row:
    """`40 laps`, of a race of which the finish alone is known, once the flag says so."""
    return ((f"{state.distance} laps", "mute"),) if state.finished and state.distance else ()


def stage_row(state: RaceState) -> Row:
    """The stage and what is left of it; nothing for a race without stages that is over.

    Over a time it says what is left of that, and when the time is up.
    """
    to_go = state.laps_to_go
    if state.overtime:
        left = "" if state.finished or not to_go else f"  {to_go} to go"
        return (("Overtime" + left, "soft"),)
    if state.finished:
        return ()
    if state.stage is not None:
        left = f"{state.stage.to_go} to go" if state.time else f"{state.stage.to_go} laps"
        return ((f"Stage {state.stage.number}  {left}", "soft"),)
    if state.time_to_go is not None and state.time:
        # Rounded up, so that it and the clock, which rounds down, make the whole time.
        left = clock_text(-(-state.time_to_go // SECOND) * SECOND, fine=False)
        return ((f"{left} to go" if state.time_to_go else "time is up", "soft"),)
    return () if to_go is None or not state.time else ((f"{to_go} to go", "soft"),)


def leader_words(state: RaceState, decimals: int = 3) -> tuple[str, str]:
    """What the first car does, in words that follow its driver's name: the fact, then for how long.

    Before the result is official nobody has won. `decimals` are those of the published margin.
    """
    if not state.time:
        return "on the pole", ""
    if state.finished:
        if state.provisional:
            return "first, unofficial", ""
        margin = state.order[1].gap if len(state.order) > 1 else None
        if margin is None:
            return "wins", ""
        if margin == 0:
            return "wins", f", level with {state.order[1].car}"
        if not all(row.basis in MEASURED for row in state.order[:2]):
            return "wins", f" by ~{seconds_text(margin, 1)} s"
        return "wins", f" by {seconds_text(margin, decimals)} s"
    laps = state.lap - max(state.led_since, 1) + 1  # the pole leads lap 0, which is not run
    if state.flag == "yellow" or state.lap < 1 or laps < 1:
        return "leads", ""
    return "leads", f", {quantity(laps, 'lap')}"


def leader_row(
    state: RaceState,
    entries: Mapping[str, Entry],
    glyphs: Glyphs,
    news: bool,
    whole: bool,
    decimals: int = 3,
) -> Row:
    """The leader's plate, surname and what it does; inverted while it is news.

    Nothing before the first crossing where nobody knows who was on the pole.
    """
    if not state.order or not state.order[0].placed:
        return ()
    car = state.order[0].car
    name = drawable(entries[car].surname, glyphs) if car in entries else ""
    words, how_long = leader_words(state, decimals)
    rest = words + (how_long if whole else "")
    plate = (f" {glyphs.plate}{car} ", f"plate {car}")
    named = f" {name}" if name else ""
    if news:
        return (plate, (f"{named} {rest} ", "news"))
    return (plate, *([(named, "bold")] if named else []), (f" {rest}", "soft"))


def title_row(
    state: RaceState,
    header: Header,
    entries: Mapping[str, Entry],
    width: int,
    glyphs: Glyphs = UNICODE,
    news: bool = False,
    decimals: int = 3,
) -> Row:
    """The title bar in `width` cells: the fullest of its forms that fits."""
    for left, right in _forms(state, header, entries, width >= WIDE, glyphs, news, decimals):
        gap = width - length(left) - length(right) - 1
        if gap >= (2 if right else -1):
            return (*left, blank(gap), *right, blank(1)) if right else left
    return flag_row(state, glyphs)


def _forms(
    state: RaceState,
    header: Header,
    entries: Mapping[str, Entry],
    wide: bool,
    glyphs: Glyphs,
    news: bool,
    decimals: int,
) -> Iterator[tuple[Row, Row]]:
    """Every form of the bar, the fullest first, each a left and a right part."""
    laps = state.has_laps
    flag = flag_row(state, glyphs)
    lap, stage = (lap_row(state), stage_row(state)) if laps else (_distance_row(state), ())
    name: Row = ((drawable(header.name, glyphs), "bold"),)
    track = name
    if header.track is not None:
        track = (*name, (f"  {drawable(header.track.name, glyphs)}", "mute"))
    short: Row = ((drawable(header.short, glyphs), "soft"),)
    base = _spaced((flag, 2), (lap, 3), (stage, 3))
    if wide and (laps or state.finished):
        full = _spaced((base, 3), (leader_row(state, entries, glyphs, news, True, decimals), 3))
        brief = _spaced((base, 3), (leader_row(state, entries, glyphs, news, False), 3))
        yield from ((full, track), (full, name), (full, short), (brief, name), (brief, short))
    elif wide:
        yield from ((base, track), (base, name))
    least = _spaced((flag, 2), (lap, 3))
    if state.finished:  # who won is the last thing to go
        full, brief = (
            _spaced((least, 3), (leader_row(state, entries, glyphs, news, whole, decimals), 3))
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
        words = scene.glyphs, scene.news, scene.race.decimals
        row = title_row(scene.state, scene.race.header, scene.entries, width, *words)
        return (RowContent(row, "surface"),)
