"""A screen whose clock is paced: it pauses by itself, hurries through yellow laps, or is condensed.

Only the pace looks ahead; nothing that is drawn or said does.
"""

from msgspec.structs import replace

from replay.clock import PlaybackClock, Presentation
from replay.race.model import SECOND
from replay.race.pacing_choices import PauseKind
from replay.tui.clock_screen import ClockScreen
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.frame import Recording
from replay.tui.pacing import YELLOW_WORDS, Pacing


class PacedScreen(ClockScreen):
    """Owns how the clock plays: the keys of that work here."""

    glyphs: Glyphs = UNICODE

    def __init__(self, recording: Recording, clock: PlaybackClock, pacing: Pacing) -> None:
        super().__init__(recording, clock)
        self.pacing = pacing if recording.has_laps else Pacing()
        self._pauses: dict[int, str] = {}
        self._paused_for: object = Pacing().pause_at, None, None
        self._present()

    @property
    def followed(self) -> str | None:
        """The car that is followed, whose stops are those to pause at."""
        return None

    @property
    def paused_at(self) -> str:
        """What the clock has paused at by itself, while it stands there; else empty."""
        now = self.clock.sample()
        return self._pauses.get(now.time, "") if now.stopped else ""

    def action_play_pause(self) -> None:
        """Play or pause."""
        self.take_pauses()
        super().action_play_pause()

    def take_pauses(self) -> None:
        """Tell the clock where to pause, if that has changed."""
        kinds = self.pacing.pause_at
        followed = self.followed if "stop" in kinds else None
        wanted = kinds, followed, self.class_shown if "lead" in kinds else None
        if wanted == self._paused_for:
            return
        self._paused_for = wanted
        self._pauses = self._pauses_at(kinds, *wanted[1:]) if kinds else {}
        self.clock.stop_at(tuple(self._pauses))

    def _pauses_at(
        self, kinds: frozenset[PauseKind], car: str | None, race_class: str | None
    ) -> dict[int, str]:
        from replay.race.pauses import pauses  # most races are played without any

        return pauses(self.recording.timeline, self.recording.log, kinds, car, race_class)

    def action_pause_at(self, kind: PauseKind | None = None) -> None:
        """Choose the kinds of events to pause at, or turn one of them on or off."""
        if kind is not None:
            self._toggle(kind)
            return
        from replay.tui.dialogs.pause_dialog import PauseDialog

        self.app.push_screen(PauseDialog(self.pacing.pause_at, self._toggle, self.glyphs))

    def _toggle(self, kind: PauseKind) -> frozenset[PauseKind]:
        self.pacing = self.pacing.toggled(kind)
        self.take_pauses()
        self.refresh_frame()
        return self.pacing.pause_at

    def action_yellow_laps(self) -> None:
        """Play the laps under yellow, hurry them, or skip them."""
        self.pacing = self.pacing.next_yellow()
        self._present()
        self.refresh_frame()
        self.say(YELLOW_WORDS[self.pacing.yellow])

    def action_slow_motion(self) -> None:
        """Have slow motion at the line, or skip it: a condensed race is dealt anew."""
        self.clock.slow_motion = not self.clock.slow_motion
        self._present()
        self.refresh_frame()
        self.say("slow motion" if self.clock.slow_motion else "no slow motion")

    def action_condense(self, minutes: int) -> None:
        """Play the race condensed to so many minutes, or (0) as long as it was."""
        self.pacing = replace(self.pacing, length=minutes * 60 * SECOND or None)
        self._present()
        self.refresh_frame()

    def _present(self) -> None:
        """Have the clock present the record as is chosen."""
        timeline, pacing = self.recording.timeline, self.pacing
        if pacing.length is None:
            self.clock.present(self._yellow_course())
            return
        from replay.race.condensed import condensed

        course = condensed(
            timeline,
            self.recording.log,
            pacing.length,
            yellow=pacing.yellow,
            slow_motion=self.clock.slow_motion,
        )
        self.clock.present(course, whole=True)

    def _yellow_course(self) -> Presentation | None:
        if self.pacing.yellow == "play":
            return None
        from replay.race.yellow_laps import yellow_course

        return yellow_course(self.recording.timeline, self.pacing.yellow)
