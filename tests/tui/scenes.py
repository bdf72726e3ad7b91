"""Scenes for the tests of panes, built by hand: no app, no clock, no record."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from rich.cells import cell_len
from tests.tui.ribbons import kansas
from tests.tui.states import FIELD, field_state

from replay.clock import ClockNow
from replay.race.cars_now import cars_now
from replay.race.caution_order import last_caution
from replay.race.class_order import class_laps, class_places
from replay.race.finish import FieldAtLine, Photo
from replay.race.flag_now import flag_now
from replay.race.forecast import laps_by_limit, laps_left
from replay.race.free_pass import free_pass_in_line
from replay.race.model import Caution, Entry, Header, Known, Race, Stage, Track
from replay.race.points_now import points_now
from replay.race.published_gaps import published_gaps
from replay.race.series import traces
from replay.race.stage_summary import stage_break
from replay.race.state import LogEntry, RaceState, Ribbon
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.runs import text_of
from replay.tui.frame import Frame, Recording
from replay.tui.pane import PaneWidget
from replay.tui.scene import Scene
from replay.tui.terminal_size import TerminalSize
from replay.tui.view import View

HEADER = Header(
    name="AdventHealth 400",
    short="Kansas 2024",
    series="NASCAR Cup Series",
    date="2024-05-05",
    track=Track(name="Kansas Speedway", length=1500),
    cars=38,
    scheduled_laps=267,
    stages=(Stage(number=1, ends=80), Stage(number=2, ends=165), Stage(number=3, ends=267)),
    known=Known(flags="official", stops="official"),
)

LAP_137 = ClockNow(48_800_000, Fraction(8), True)


def race(entries: Sequence[Entry] = FIELD, header: Header = HEADER) -> Race:
    """A race of which nothing is known but who is in it."""
    return Race(replay=1, header=header, entries=tuple(entries))


NOTHING: dict[Callable[..., Any], Any] = {
    traces: {},
    flag_now: None,
    laps_left: None,
    laps_by_limit: None,
    cars_now: {},
    class_places: {},
    class_laps: {},
    last_caution: None,
    stage_break: None,
    free_pass_in_line: None,
    points_now: {},
    published_gaps: frozenset(),
}
"""What a scene answers of a race of which nothing is known but its state."""


def unanswered(question: Callable[..., Any], *about: object) -> Any:
    """Answer of the series only that nothing is known."""
    name = question.__name__
    assert question in NOTHING, f"this scene has no answer to {name}: scene(answer=...)"
    return NOTHING[question]


def scene(
    state: RaceState | None = None,
    *,
    entries: Sequence[Entry] = FIELD,
    header: Header = HEADER,
    ribbon: Ribbon | None = None,
    log: Sequence[LogEntry] = (),
    field: FieldAtLine | None = None,
    photo: Photo | None = None,
    caution: Caution | None = None,
    now: ClockNow = LAP_137,
    view: View | None = None,
    size: tuple[int, int] = (120, 40),
    glyphs: Glyphs = UNICODE,
    keymap: Mapping[str, str] | None = None,
    answer: Callable[..., Any] = unanswered,
    **more: Any,
) -> Scene:
    """Lap 137 of Kansas 2024 under green in a terminal of 120 x 40, but for what is changed."""
    return Scene(
        race=race(entries, header),
        entries={entry.car: entry for entry in entries},
        frame=Frame(
            state=field_state() if state is None else state,
            log=tuple(log),
            ribbon=kansas(137) if ribbon is None else ribbon,
            field=field,
            photo=photo,
            caution=caution,
        ),
        view=View() if view is None else view,
        now=now,
        size=TerminalSize(*size),
        glyphs=glyphs,
        keymap=keymap or {},
        answer=answer,
        **more,
    )


def scene_of(recording: Recording, time: int, **more: Any) -> Scene:
    """What a screen is handed at a time of a race that is indexed."""
    frame, own = recording.frame(time), recording.race
    return scene(
        frame.state,
        entries=own.entries,
        header=own.header,
        ribbon=frame.ribbon,
        log=frame.log,
        field=frame.field,
        photo=frame.photo,
        caution=frame.caution,
        answer=recording.answers(time),
        **more,
    )


def standing_on(car: str, state: RaceState, **more: Any) -> View:
    """A view with the cursor on a car; on none that is in no row."""
    cars = [row.car for row in state.order]
    return (
        View(place=cars.index(car) + 1, **more) if car in cars else View(followed="nobody", **more)
    )


def texts(
    pane: type[PaneWidget], of: Scene, width: int, height: int, *, whole: bool = False
) -> list[str]:
    """What a pane says in a scene, row by row, without an app; `whole`: with blanks at the end."""
    widget = pane(of.race, glyphs=of.glyphs)
    rows = [text_of(widget.draw(value).row) for value in widget.rows(of, width, height)]
    if whole:
        return [row + " " * (width - cell_len(row)) for row in rows]
    return [row.rstrip() for row in rows]
