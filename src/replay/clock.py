"""When we are: a playback clock that can be paused, sought, sped up, slowed and reversed.

It knows no racing. Its time is an integer count of ticks of 0.0001 s between 0 and an end.
The time is *sampled* from an injected source of nanoseconds, never accumulated: how often it is
read changes nothing, and no rounding is carried from one reading to the next.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

NANOSECONDS_IN_TICK = 100_000
"""One tick is 0.0001 s."""

RATES: tuple[Fraction, ...] = (
    *(Fraction(1, n) for n in (20, 10, 5, 2)),
    *(Fraction(n) for n in (1, 2, 4, 8, 16, 32, 64)),
)
"""The speeds, slowest first; each also runs backwards, as a negative rate."""


@dataclass(frozen=True, slots=True)
class ClockNow:
    """One reading of the clock.

    `time` is in ticks, `rate` negative when running backwards. `ended` says that the time is
    the end of the record.
    """

    time: int
    rate: Fraction
    playing: bool
    ended: bool = False


class PlaybackClock:
    """The only mutable object of the domain: what time it is in the recording.

    Paused at `start` (ticks) at first, at rate 1. Running into either end pauses it. `now`
    returns nanoseconds; should they go back, the clock waits for them to catch up.
    """

    def __init__(
        self, end: int, now: Callable[[], int] = time.monotonic_ns, start: int = 0
    ) -> None:
        """Raise ValueError if `end` is negative; `start` is clamped like any seek."""
        if end < 0:
            raise ValueError(f"a clock cannot end at {end}, before 0")
        self._end = end
        self._now = now
        self._rate = Fraction(1)
        self._playing = False
        # The time at the last command, exact, and the nanosecond it was given at.
        self._anchor = Fraction(min(max(start, 0), end))
        self._anchored_at = now()

    @property
    def end(self) -> int:
        """The last time, in ticks; the first is 0."""
        return self._end

    def sample(self) -> ClockNow:
        """Read the clock. A clock read as having run into an end is paused there."""
        self._settle()
        return ClockNow(
            time=int(self._anchor),
            rate=self._rate,
            playing=self._playing,
            ended=self._anchor >= self._end,
        )

    def play(self) -> None:
        """Run from here.

        At the end a forward clock restarts from 0. At the start a reversed clock turns forward:
        to jump to the end would show the result to someone who only wants the race to begin.
        """
        self._settle()
        if self._playing:
            return
        if self._rate > 0 and self._anchor >= self._end:
            self._anchor = Fraction(0)
        elif self._rate < 0 and self._anchor <= 0:
            self._rate = -self._rate
        self._playing = True

    def pause(self) -> None:
        """Stand still here."""
        self._settle()
        self._playing = False

    def toggle(self) -> None:
        """Play if paused, pause if playing."""
        self._settle()
        if self._playing:
            self.pause()
        else:
            self.play()

    def seek(self, time: int) -> None:
        """Go to `time` (ticks), or to the nearer end; a playing clock goes on playing."""
        self._settle()
        self._anchor = Fraction(min(max(time, 0), self._end))

    def set_rate(self, rate: Fraction) -> None:
        """Run at `rate`, one of `RATES` or its negative; raise ValueError for any other."""
        if abs(rate) not in RATES:
            raise ValueError(f"no rate {rate}: choose one of {', '.join(map(str, RATES))}")
        self._settle()
        self._rate = rate

    def faster(self) -> None:
        """Take the next faster of `RATES`, in the direction it runs."""
        self._step(1)

    def slower(self) -> None:
        """Take the next slower of `RATES`, in the direction it runs."""
        self._step(-1)

    def normal(self) -> None:
        """Run forward at rate 1."""
        self.set_rate(Fraction(1))

    def reverse(self) -> None:
        """Turn round, at the same speed; a paused clock stays paused."""
        self.set_rate(-self._rate)

    def _step(self, by: int) -> None:
        step = RATES.index(abs(self._rate)) + by
        speed = RATES[min(max(step, 0), len(RATES) - 1)]
        self.set_rate(speed if self._rate > 0 else -speed)

    def _settle(self) -> None:
        """Move the anchor to this nanosecond; pause if the clock has run into an end.

        The anchor stays an exact fraction (of at most 2,000,000ths of a tick), so that settling
        often, seldom or at odd moments gives the same time to the last digit.
        """
        now = max(self._now(), self._anchored_at)
        if self._playing:
            passed = now - self._anchored_at
            exact = self._anchor + self._rate * Fraction(passed, NANOSECONDS_IN_TICK)
            self._anchor = min(max(exact, Fraction(0)), Fraction(self._end))
            limit = self._end if self._rate > 0 else 0
            self._playing = self._anchor != limit
        self._anchored_at = now
