"""`replay cast RACE@A..B`: what the screen shows between two moments, as a terminal's recording."""

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from replay.cli.asciicast import CastVersion, CastWriter
from replay.cli.failure import Failure
from replay.cli.headless_look import LookOptions, instrument_of, run_headless
from replay.cli.progress import Progress
from replay.cli.race_at import RecordBetween, race_at, read_between
from replay.cli.whole_file import whole_file
from replay.clock import RATES
from replay.race.model import SECOND

if TYPE_CHECKING:
    from replay.tui.headless import HeadlessReplay
    from replay.tui.instruments import Instrument

MOST_FRAMES = 100_000
"""The frames of the longest cast: nearly two hours at fifteen a second."""

_NANOSECONDS, _MICROSECONDS = 1_000_000_000, 1_000_000
_STANDS = _MICROSECONDS
"""So long the last screen stands."""

_STEPS = 200
"""The steps of the bar."""


class CastPace(Struct, frozen=True):
    """How time goes in a cast: at a rate of the clock, or evenly condensed `within` ticks."""

    rate: Fraction = Fraction(1)
    within: int | None = None
    frames_a_second: int = 15


class _Interrupted(Exception):
    """The user wants no cast any more; `args` has the exit code."""


def write_cast(
    argument: str, options: LookOptions, pace: CastPace, version: CastVersion, output: Path
) -> int:
    """Write what a screen shows from one moment to another; give the exit code."""
    named = race_at(argument)
    if named.ends is None:
        raise Failure("a cast goes from one moment to another: RACE@L260..finish")
    record = read_between(argument)
    _check_length(record, pace)
    if pace.within is not None:
        options = LookOptions(
            size=options.size,
            pane=options.pane,
            theme=options.theme,
            ascii=options.ascii,
            slow_motion=False,
        )
    timeline = record.timeline
    instrument = instrument_of(options, timeline.race)
    try:
        with whole_file(output) as file, Progress(_STEPS, "casting", counted=False) as progress:
            writer = CastWriter(file, version, options.size, named.title())
            reel = _Reel(record, pace, writer, progress, instrument)
            code = run_headless(timeline.race, options, record.since, reel.shoot)
            if code:
                raise _Interrupted(code)
    except _Interrupted as error:
        return int(error.args[0])
    return 0


def _check_length(record: RecordBetween, pace: CastPace) -> None:
    """Refuse a cast of more frames than one can be meant to have."""
    seconds = Fraction(record.until - record.since, SECOND) / pace.rate
    if pace.within is not None:
        seconds = Fraction(pace.within, SECOND)
    if seconds * pace.frames_a_second > MOST_FRAMES:
        hours = MOST_FRAMES / pace.frames_a_second / 3600
        raise Failure(f"longer than a cast may be ({hours:.1f} hours): take --speed or --in")


class _Reel:
    """The frames of a cast, one after the other."""

    def __init__(
        self,
        record: RecordBetween,
        pace: CastPace,
        writer: CastWriter,
        progress: Progress,
        instrument: "Instrument | None",
    ) -> None:
        self._since, self._until = record.since, record.until
        self._pace = pace
        self._writer = writer
        self._progress = progress
        self._instrument = instrument
        self._frames = 0

    async def shoot(self, app: "HeadlessReplay") -> None:
        """Write every frame, the last of which stands where a frame of that moment does."""
        if self._pace.within is None:
            await self._play(app)
        else:
            await self._condense(app, self._pace.within)
        app.stand_at(self._until)
        self._writer.show(self._at(), await app.rows(self._instrument))
        self._writer.end(self._at() + _STANDS)
        self._progress.go_to(_STEPS)

    async def _play(self, app: "HeadlessReplay") -> None:
        """Play as the screen does, slowly at a close finish."""
        rate = self._pace.rate
        app.play_from(self._since, rate)
        while app.time < self._until and app.plays:
            await self._show(app)
            app.pass_time(self._passed(self._frames) - self._passed(self._frames - 1))

    async def _condense(self, app: "HeadlessReplay", within: int) -> None:
        """Spread the frames evenly over the span; the speed that is shown is the nearest one."""
        span = self._until - self._since
        frames = max(within * self._pace.frames_a_second // SECOND, 1)
        app.play_from(self._since, _nearest_rate(Fraction(span, max(within, 1))))
        for frame in range(frames):
            app.seek_on(self._since + span * frame // frames)
            await self._show(app)

    async def _show(self, app: "HeadlessReplay") -> None:
        self._writer.show(self._at(), await app.rows(self._instrument))
        self._frames += 1
        done = app.time - self._since
        self._progress.go_to(_STEPS * done // (self._until - self._since))

    def _at(self) -> int:
        return self._frames * _MICROSECONDS // self._pace.frames_a_second

    def _passed(self, frames: int) -> int:
        return frames * _NANOSECONDS // self._pace.frames_a_second


def _nearest_rate(wanted: Fraction) -> Fraction:
    """Give the rate of the clock that is the fewest times off."""
    return min(RATES, key=lambda rate: max(rate / wanted, wanted / rate))
