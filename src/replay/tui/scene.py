"""All that a pane is handed: what is true at the clock, and what is chosen."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct

from replay.clock import ClockNow
from replay.race.model import Entry, Race, RaceClass
from replay.race.state import RaceState, Running
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.frame import Ahead, Frame
from replay.tui.moment import Moment, moment_of
from replay.tui.shown_order import shown_order
from replay.tui.terminal_size import TerminalSize
from replay.tui.view import View

T = TypeVar("T")

_MOST_LANES = 4


class Scene(Struct, frozen=True, eq=False, dict=True):
    """What every pane is handed, whole: none asks another, none knows the clock or the record.

    `race` is what was public before the start, and the file's own notes; what happened in it
    stands in the `frame`. `entries` are its cars by number. `at_line`: the clock is at the last
    line, or 0.2 s before. `focus` is the name of the pane that has the keys, empty without one.
    `covered`: a pane opened by key has the whole screen, `charted`: that is a chart over laps.
    `flash` are words said for a moment, `news`: the lead has just changed. `pointed` is the line
    that explains the head of a column under the mouse, empty without one. `pacing` tells to which
    time the race is condensed, `paused_at` at what the clock has paused by itself. `answer` answers
    a question of `replay.race.series` at the time of the frame.

    `ahead` is the whole race over its distance while that is revealed by hand, else None. `offer`
    says where the race was left, while one key goes there; `notice` is what went wrong with keeping
    it, a head and words two blanks apart. Both are empty without any.
    """

    race: Race
    entries: Mapping[str, Entry]
    frame: Frame
    view: View
    now: ClockNow
    size: TerminalSize
    glyphs: Glyphs
    keymap: Mapping[str, str]
    answer: Callable[..., Any]
    at_line: bool = False
    focus: str = ""
    covered: bool = False
    charted: bool = False
    flash: str = ""
    news: bool = False
    pointed: str = ""
    pacing: str = ""
    paused_at: str = ""
    ahead: Ahead | None = None
    offer: str = ""
    notice: str = ""

    def ask(self, question: Callable[..., T], *about: object) -> T:
        """Ask a question about the race up to now; the same one is worked out once a frame."""
        return self.answer(question, *about)  # type: ignore[no-any-return]

    @property
    def state(self) -> RaceState:
        """The state of the race."""
        return self.frame.state

    @property
    def has_come(self) -> bool:
        """Whether the car under the cursor may be told of: who finishes is told by the line alone.

        Of a race that is known by its finish alone nobody is before he has come to it.
        """
        if self.has_laps:
            return True
        photo = self.frame.photo
        return photo is not None and any(nose.car == self.entry.car for nose in photo.noses)

    @property
    def has_laps(self) -> bool:
        """Whether more than the finish is known of the race."""
        return self.state.has_laps

    @property
    def moment(self) -> Moment:
        """The question of the moment, whatever columns are chosen."""
        return moment_of(self.frame.state)

    @cached_property
    def shown_order(self) -> tuple[Running, ...]:
        """The rows of the order as they are chosen to be shown."""
        classes = self.race.header.classes
        return shown_order(self.frame.state.order, self.entries, classes, self.view.order_by)

    @property
    def only_class(self) -> RaceClass | None:
        """The class that is shown alone, if any is."""
        classes = self.race.header.classes
        return next((of for of in classes if of.name == self.view.order_by), None)

    @property
    def lane_classes(self) -> tuple[RaceClass, ...]:
        """The classes whose leaders have a lane of their own in the ribbon: none where one is all.

        The one class that is shown alone, or on very wide terminals the first four.
        """
        if (only := self.only_class) is not None:
            return (only,)
        wide = self.size.very_wide and self.size.high
        return self.race.header.classes[:_MOST_LANES] if wide else ()

    @cached_property
    def running(self) -> Running:
        """The row of the car under the cursor."""
        order = self.shown_order
        car = self.view.car(order)
        return next(row for row in order if row.car == car)

    @cached_property
    def entry(self) -> Entry:
        """The car under the cursor."""
        return self.entries[self.view.car(self.shown_order)]

    @property
    def full(self) -> bool:
        """Whether the finish line has the whole screen."""
        return self.view.line == "full"

    @property
    def at_finish(self) -> bool:
        """Whether the clock is at the finish, where the line opens."""
        return self.at_line or self.moment == "finish"

    @property
    def laid_flat(self) -> bool:
        """Whether what stands at the line is a lap in seconds: that of a road race."""
        return self.race.laid_flat

    @property
    def stage_ends(self) -> bool:
        """Whether there is a picture of the end of a stage."""
        photo = self.frame.photo
        return photo is not None and photo.stage is not None

    @property
    def field_alone(self) -> bool:
        """Whether the whole screen is that of all other times, with no finish at the clock."""
        return self.full and self.has_laps and self.frame.photo is None and not self.at_line

    @property
    def line_open(self) -> bool:
        """Whether the finish at the line stands over everything else, and has its keys."""
        if self.full:
            return not self.field_alone
        return self.view.line == "open" and self.at_finish and not self.size.low

    @property
    def strip_open(self) -> bool:
        """Whether that is the picture in thousandths of a second."""
        return self.line_open and (self.view.viewport.fine or not self.laid_flat)

    @property
    def strip_keys(self) -> bool:
        """Whether the keys of the finish at the line serve: it can be seen."""
        return self.line_open and not self.covered

    @property
    def pan_keys(self) -> bool:
        """Whether there are keys to move it: not while a whole lap is shown."""
        return self.strip_keys and (self.strip_open or self.view.viewport.zoom > 0)

    @property
    def line_pane(self) -> str:
        """The name of the pane that shows it."""
        return "strip" if self.strip_open else "lap"
