"""A screen that goes through a recording by the clock: every key of time works here."""

from abc import abstractmethod

from textual.geometry import Region
from textual.strip import Strip
from textual.timer import Timer

from replay.clock import PlaybackClock
from replay.race.holds import halted
from replay.race.marks import next_mark, previous_mark, white_flag_time
from replay.race.short_moment import short_moment
from replay.race.state import LogKind
from replay.tui.dismiss_once import DismissOnce
from replay.tui.drawing.span_compositor import send_changes_only
from replay.tui.drawing.terminal_colours import blank_rows
from replay.tui.frame import Recording
from replay.tui.jumps import Jumps

FLASH_SECONDS = 1.0

_LONGEST_SAID = 8
"""The letters of a name for which there is room beside the clock, whatever the terminal."""


class ClockScreen(DismissOnce):
    """Owns the clock of a recording and moves it; what it shows is its subclass's to say."""

    def __init__(self, recording: Recording, clock: PlaybackClock) -> None:
        super().__init__()
        send_changes_only(self)
        self.recording = recording
        self.clock = clock
        self.jumps = Jumps()
        self._flash: Timer | None = None

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give what is seen where no pane stands."""
        return blank_rows(self, crop)

    @abstractmethod
    def refresh_frame(self) -> None:
        """Sample the clock and show the frame of that time."""

    @abstractmethod
    def show_flash(self, words: str) -> None:
        """Show a word on the clock line, or take it away."""

    @property
    def has_laps(self) -> bool:
        """Whether more than the finish is known of the race."""
        return self.recording.has_laps

    @property
    def class_shown(self) -> str | None:
        """The name of the class that is shown alone, whose laps and leads the keys go by."""
        return None

    @property
    def time(self) -> int:
        """What the clock says, in ticks."""
        return self.clock.sample().time

    def pause(self, _: object = None) -> None:
        """Stand still, while the viewer is away in the shell."""
        self.clock.pause()
        self.refresh_frame()

    def seek(self, time: int, *, jump: bool = True, drag: object = None) -> None:
        """Go to a time (ticks) and show it; a `jump` can be undone, a step can be stepped back.

        All that one `drag` of the mouse asks for is one jump.
        """
        if jump and time != (now := self.time):
            self.jumps.leave(now, drag)
        self.clock.seek(time)
        self.refresh_frame()
        self.say("")

    def say(self, words: str) -> None:
        """Show words on the clock line for a second."""
        if self._flash is not None:
            self._flash.stop()
            self._flash = None
        self.show_flash(words)
        if words:
            self._flash = self.set_timer(FLASH_SECONDS, lambda: self.say(""))

    def moment_words(self, time: int) -> str:
        """Say in words where a time is that the clock has come to."""
        return short_moment(self.recording.timeline, time)

    def action_undo_jump(self) -> None:
        """Go back to where the clock was before the last jump, and say where that is."""
        self._take_jump("back", self.jumps.back(self.time))

    def action_redo_jump(self) -> None:
        """Go on again to where a jump led that was undone."""
        self._take_jump("on", self.jumps.on(self.time))

    def _take_jump(self, way: str, at: int | None) -> None:
        if at is None:
            self.say("no jump to undo" if way == "back" else "no jump undone")
            return
        self.seek(at, jump=False)
        self.say(f"{way}: {self.moment_words(at)}")

    def action_play_pause(self) -> None:
        """Play or pause."""
        self.clock.toggle()
        self.refresh_frame()

    def action_lap(self, laps: int) -> None:
        """Go so many laps forward or back; to a red or the chequered flag on the way first."""
        self.seek(self.recording.step_of_key(self.time, laps, self.class_shown), jump=False)

    def _step_to(self, target: int) -> None:
        """Go to a time, or to the first hold of the recording on the way there."""
        self.seek(halted(self.recording.holds, self.time, target))

    def action_change(self, step: int) -> None:
        """Go to the next change of state, or the one before."""
        time = self.time
        timeline = self.recording.timeline
        found = timeline.next_change(time) if step > 0 else timeline.previous_change(time)
        self.seek(time if found is None else found, jump=False)

    def action_rate(self, step: int) -> None:
        """Go faster, slower or (0) at the normal speed."""
        if step == 0:
            self.clock.normal()
        elif step > 0:
            self.clock.faster()
        else:
            self.clock.slower()
        self.refresh_frame()

    def action_reverse(self) -> None:
        """Play backwards, or forwards again."""
        self.clock.reverse()
        self.refresh_frame()

    def action_slow_motion(self) -> None:
        """Have slow motion at the line, or skip it."""
        self.clock.slow_motion = not self.clock.slow_motion
        self.refresh_frame()
        self.say("slow motion" if self.clock.slow_motion else "no slow motion")

    def action_mark(self, step: int, kind: LogKind | None = None) -> None:
        """Go to the next mark of a kind, or of any kind, or to the one before.

        With none ahead go to the white flag, with none before to the grid, and say where that is;
        past the white flag stay, and say it just so: what is not to come is not told.
        """
        timeline, log = self.recording.timeline, self.recording.log
        find = next_mark if step > 0 else previous_mark
        self._go_on_to(find(timeline, log, self.time, kind, self.class_shown), step)

    def _go_on_to(self, found: int | None, step: int) -> None:
        """Go to a time that was found, or on or back as far as says nothing of what is to come."""
        time, timeline = self.time, self.recording.timeline
        if found is not None:
            self._step_to(found)
            return
        self._step_to(max(white_flag_time(timeline), time) if step > 0 else 0)
        self.say(f"lap {timeline.lap_at(self.time)}" if self.time else "grid")

    def action_white_flag(self) -> None:
        """Go to the white flag, or where none was shown to the start of the last lap run."""
        self.seek(white_flag_time(self.recording.timeline))

    def action_tenth(self, tenths: int) -> None:
        """Go to so many tenths of the scheduled laps or time; of neither where none is known."""
        timeline, header = self.recording.timeline, self.recording.race.header
        if header.scheduled_laps is not None:
            lap = header.scheduled_laps * tenths // 10
            self.seek(timeline.instant(min(lap, timeline.laps)))
        elif header.scheduled_time is not None:
            self.seek(min(header.scheduled_time * tenths // 10, timeline.end))
        else:
            self.say("no distance")

    def action_grid(self) -> None:
        """Go to the grid."""
        self.seek(0)

    async def action_go_to(self, typed: str = "") -> None:
        """Ask for a place and go there; `typed` is the beginning of its name."""

        def found(at: int | str | None) -> None:
            if isinstance(at, str):
                self.go_to_car(at)
            elif at is not None:
                self.seek(at)

        from replay.race.destination import can_be_named
        from replay.tui.dialogs.go_to import GoTo

        examples = can_be_named(self.recording.race.header)
        await self.app.push_screen(GoTo(self._destination, examples, typed), found)

    def action_copy_moment(self) -> None:
        """Copy what opens the race at this moment, by the terminal's own clipboard (OSC 52)."""
        from replay.race.moment_name import name_of

        moment = name_of(self.recording.timeline, self.time)
        name = quoted(self.recording.name)
        self.app.copy_to_clipboard(f"{name}@{moment}")
        self.say(f"copied {moment}" if len(moment) <= _LONGEST_SAID else "copied")

    def time_typed(self, text: str) -> int | None:
        """Give the time that words name, as the go-to line has it; None where they name none."""
        from replay.race.moment_words import NoSuchMoment

        try:
            return self._time_named(text)
        except NoSuchMoment:
            return None

    def _time_named(self, text: str) -> int:
        from replay.race.destination import resolve  # a start goes nowhere

        recording = self.recording
        return resolve(self._of_this_race(text), recording.timeline, recording.log, self.time)

    def _of_this_race(self, text: str) -> str:
        """Give the moment of what was copied from this race."""
        name, _, moment = text.rpartition("@")
        return moment if name and name.strip() == quoted(self.recording.name) else text

    @abstractmethod
    def go_to_car(self, car: str) -> None:
        """Go to the row of a car."""

    def _destination(self, text: str) -> int | str:
        """Give the time that words name, or else the car; a number is a lap before it is a car."""
        from replay.race.car_named import car_named
        from replay.race.moment_words import NoSuchMoment

        try:
            return self._time_named(text)
        except NoSuchMoment:
            car = car_named(text, self.recording.race.entries)
            if car is None:
                raise
            return car


def quoted(name: str) -> str:
    """Give the name of a race as a shell takes it; empty where there is none."""
    from shlex import quote

    return quote(name) if name else ""
