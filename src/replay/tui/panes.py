"""The panes of the replay, laid out on one sheet and handed one frame at a time."""

from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from replay.clock import ClockNow
from replay.tui.board.columns import LONG_TRACK, Moment, moment_of
from replay.tui.cards import before_start, caution_card, focus_card
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.finish_line.line_pane import LinePane
from replay.tui.finish_line.viewport import Viewport
from replay.tui.flag_rule import FlagRule, PaneRule, Title
from replay.tui.frame import Frame, Recording
from replay.tui.hairline import Hairline
from replay.tui.race_log import RaceLog
from replay.tui.running_order import RunningOrder
from replay.tui.sheet import Sheet
from replay.tui.terminal_size import too_small
from replay.tui.title_bar import TitleBar
from replay.tui.transport import Transport

if TYPE_CHECKING:
    from replay.tui.finish_line.finish_pane import FinishPane
    from replay.tui.finish_line.photo_finish import PhotoFinish

LARGE_FROM = 36
"""From this many rows on the margin stands in large figures beside the result."""

VERY_WIDE = 150
"""From this many columns on the whole field at the line runs across the sheet."""

_SIDE = ((VERY_WIDE, 121), (100, 72), (80, 48), (0, 0))
_NEWS_SECONDS = 0.6
_MOMENTS: tuple[Moment, ...] = ("grid", "green", "yellow", "finish")
_CARD_TITLES = {"grid": "Before the start", "yellow": "Caution", "finish": "The finish"}


StripView = Literal["closed", "open", "full"]
"""The strip of the finish: shut, across the top of the sheet, or on the whole screen."""


class Showing(Struct, frozen=True):
    """A frame and what the viewer has chosen to see of it.

    `near`: the clock is at the last line, or 0.2 s before, and the strip opens.
    """

    frame: Frame
    chosen: str
    followed: bool
    view: str
    strip: StripView
    near: bool = False


class Panes(Widget):
    """Every pane of the replay but the key bar. `show` hands each its own value."""

    DEFAULT_CSS = "Panes { height: 1fr; layout: vertical; }"

    def __init__(self, recording: Recording, glyphs: Glyphs) -> None:
        super().__init__()
        self.recording = recording
        self.glyphs = glyphs
        self._showing: Showing | None = None
        race = recording.race
        entries, header = race.entries, race.header
        self.title_bar = TitleBar(header, entries, decimals=race.decimals, glyphs=glyphs)
        self.flag_rule = FlagRule(glyphs=glyphs)
        self._finish: FinishPane | None = None
        self.order = RunningOrder(entries, long_track=header.track.length >= LONG_TRACK)
        self.order.set_reactive(RunningOrder.glyphs, glyphs)
        self.card = Sheet(entries, glyphs=glyphs, id="card")
        self.log_rule = PaneRule(glyphs=glyphs, id="log-rule")
        self.log_pane = RaceLog(entries, glyphs=glyphs)
        self.line_rule = PaneRule(glyphs=glyphs, id="line-rule")
        self.side_line = LinePane(entries, glyphs, id="side-line")
        self.focus_rule = PaneRule(glyphs=glyphs, id="focus-rule")
        self.focus_card = Sheet(entries, glyphs=glyphs, id="focus")
        self.field_rule = PaneRule(glyphs=glyphs, id="field-rule")
        self.wide_line = LinePane(entries, glyphs, id="wide-line")
        self.transport = Transport(header, entries, laps_known=recording.has_laps, glyphs=glyphs)
        self.set_class(not recording.has_laps, "-only")

    def compose(self) -> ComposeResult:
        """Lay out the sheet: one hairline, titles in rules, no boxes.

        What only the finish or a very wide terminal shows is mounted when it is needed first:
        every pane costs a start some milliseconds.
        """
        yield self.title_bar
        yield self.flag_rule
        with Horizontal(id="main"):
            yield self.order
            yield Hairline(glyphs=self.glyphs)
            with Vertical(id="side"):
                yield self.card
                yield self.log_rule
                yield self.log_pane
                yield self.line_rule
                yield self.side_line
        yield self.transport

    def in_turn(self) -> tuple[Widget, ...]:
        """Give the panes that can have the focus, in the order tab takes them."""
        return (self.order, self.log_pane, *((self.strip,) if self.strip_open else ()))

    @property
    def _side_column(self) -> int:
        """The first column of the right side, as app.tcss lays it out."""
        width = self.app.size.width
        return next(column for least, column in _SIDE if width >= least)

    @property
    def finish(self) -> "FinishPane":
        """The pane of the line, made when it is first needed: a start is short."""
        if self._finish is None:
            from replay.tui.finish_line.finish_pane import FinishPane

            self._finish = FinishPane(self.recording.race, glyphs=self.glyphs)
        return self._finish

    @property
    def strip(self) -> "PhotoFinish":
        """The strip of the finish."""
        return self.finish.strip

    @property
    def strip_open(self) -> bool:
        """Whether the strip of the finish is on the screen."""
        shown = self._finish is not None and self._finish.shown
        return shown and self.has_class("-strip") and self.strip.display

    @property
    def strip_focused(self) -> bool:
        """Whether the strip has the keys."""
        return self._finish is not None and self.screen.focused is self.strip

    # -- one frame

    def show(self, showing: Showing, now: ClockNow) -> None:
        """Hand every pane its part of a frame, and lay out for its moment."""
        frame = showing.frame
        self._tell(showing, now)
        self._showing = showing
        moment = moment_of(frame.state)
        rearranged = self.suit(frame, showing.strip, showing.near)
        rearranged |= self._complete()
        self.title_bar.state = frame.state
        self._show_order(showing)
        self.log_pane.log_entries = frame.log
        self.transport.ribbon = frame.ribbon
        self.transport.now = now
        self.transport.official = frame.state.race_time
        self.transport.fine = showing.strip == "full"
        for line in (self.side_line, self.wide_line):
            if line.display:
                line.show(frame.field, frame.photo if self.has_class("-stage") else None)
        if self._finish is not None:
            self.strip.photo = frame.photo
            if not self.has_class("-strip"):
                self.strip.viewport = Viewport()
        self._show_cards(moment, showing)
        self._show_titles(moment, showing)
        if rearranged:
            self.call_after_refresh(self.keep_focus)
            # Titles and cards depend on widths that the new arrangement is yet to give.
            self.call_after_refresh(self._show_cards, moment, showing)
            self.call_after_refresh(self._show_titles, moment, showing)

    def _tell(self, showing: Showing, now: ClockNow) -> None:
        """Invert the leader's words for a moment as the lead changes, while the clock runs."""
        before, bar = self._showing, self.title_bar
        if before is None or not now.playing or self.app.animation_level == "none":
            return
        if before.frame.state.order[0].car != showing.frame.state.order[0].car and not bar.news:
            bar.news = True
            self.set_timer(_NEWS_SECONDS, lambda: setattr(bar, "news", False))

    def keep_focus(self) -> None:
        """Give the keys to the order when the pane that had them has gone.

        On the whole screen the strip has them while it is there, and else the laps.
        """
        screen = self.screen
        if not screen.is_current or too_small(self.app.size):
            return
        if self.has_class("-full"):
            wanted = self.strip if self.strip_open else None
            if screen.focused is not wanted:
                screen.set_focus(wanted)
        elif screen.focused is None:
            self.order.focus()

    def _complete(self) -> bool:
        """Mount the panes that are needed now for the first time; tell if there were any."""
        strip = self.has_class("-strip") and not self.finish.is_attached
        if strip:
            self.mount(self.finish, after=self.flag_rule)
        wide = self.app.size.width >= VERY_WIDE and not self.wide_line.is_attached
        if wide:
            self.mount(self.field_rule, self.wide_line, before=self.transport)
            self.query_one("#side").mount(self.focus_rule, self.focus_card)
        return strip or wide

    def suit(self, frame: Frame, strip: StripView, near: bool = False) -> bool:
        """Choose the panes of the moment (their rules stand in app.tcss); tell of a change."""
        moment = moment_of(frame.state)
        stage = frame.photo is not None and frame.photo.stage is not None
        full, at_line = strip == "full", moment == "finish" or near
        before = self.classes
        for name in _MOMENTS:
            self.set_class(name == moment, f"-{name}")
        self.set_class(full or (strip == "open" and at_line), "-strip")
        self.set_class(full, "-full")
        self.set_class(stage and not full, "-stage")
        field = full and self.recording.has_laps and frame.photo is None and not near
        self.set_class(field, "-field")
        return self.classes != before

    def _show_order(self, showing: Showing) -> None:
        order = self.order
        order.view = showing.view
        order.chosen = showing.chosen
        wide = self.app.size.width >= VERY_WIDE
        order.traces = self.recording.traces(showing.frame.state) if wide else {}
        order.state = showing.frame.state

    def _show_cards(self, moment: Moment, showing: Showing) -> None:
        frame, race = showing.frame, self.recording.race
        width = self.app.size.width - self._side_column
        if moment == "grid":
            self.card.rows = before_start(race.header, race.entries, width)
        elif moment == "yellow" and frame.caution is not None:
            told = frame.state, frame.caution, race.entries, width, self.glyphs
            self.card.rows = caution_card(*told)
        elif moment == "yellow":
            self.card.rows = ()
        elif moment == "finish":
            from replay.tui.finish_line.margin import margin_card

            large = self.app.size.height >= LARGE_FROM
            self.card.rows = margin_card(frame.photo, width, self.glyphs, large)
        if self.has_class("-full") and self.finish.is_attached:
            self.finish.tell(frame.photo, frame.field)
        if self.focus_card.is_attached and self.focus_card.display:
            row = next(row for row in frame.state.order if row.car == showing.chosen)
            entry = next(entry for entry in race.entries if entry.car == showing.chosen)
            stops = self.recording.stops(showing.chosen, frame.state.time)
            self.focus_card.rows = focus_card(row, frame.state, entry, stops)

    # -- titles, set into the rules

    def _show_titles(self, moment: Moment, showing: Showing) -> None:
        state = showing.frame.state
        strip = self.has_class("-strip")
        self.flag_rule.state = state
        order = Title(2, self.order.title, self.order.note, self.order.has_focus)
        if self.screen.has_class("-tiny") and self.screen.has_class("-log"):
            order = Title(2, "Race log", "", self.log_pane.has_focus)
        side_at = self._side_column
        card = _CARD_TITLES.get(moment)
        photo = showing.frame.photo
        if card and moment == "finish" and photo is not None:
            from replay.tui.finish_line.margin import scored_by

            card = scored_by(photo)
        top = Title(side_at, card or "Race log", "", not card and self.log_pane.has_focus)
        if strip:
            self.flag_rule.titles = (self.finish.title(self.has_class("-field")),)
            if not self.has_class("-full"):
                self.finish.rule.titles = (order, top)
        else:
            self.flag_rule.titles = (order, top)
        self.flag_rule.note = self.finish.remark if strip else ""
        self.log_rule.titles = (Title(0, "Race log", "", self.log_pane.has_focus),)
        self.line_rule.titles = (Title(0, self.side_line.title, "", False),)
        self.field_rule.titles = (Title(2, self.wide_line.title, "", False),)
        focus = "Following" if showing.followed else "Chosen"
        self.focus_rule.titles = (Title(0, focus, "", False),)
