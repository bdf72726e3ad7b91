"""When we are: a playback clock that can be paused, sought, sped up, slowed and reversed.

Stretches of the record may be given a limit, above which it does not play forward.

It knows no racing. Its time is an integer count of ticks of 0.0001 s between 0 and an end.
The time is *sampled* from an injected source of nanoseconds, never accumulated: how often it is
read changes nothing, and no rounding is carried from one reading to the next.
"""

import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

NANOSECONDS_IN_TICK = 100_000
"""One tick is 0.0001 s."""

RATES: tuple[Fraction, ...] = (
    *(Fraction(1, n) for n in (20, 10, 5, 2)),
    *(Fraction(n) for n in (1, 2, 4, 8, 16, 32, 64)),
)
"""The speeds, slowest first; each also runs backwards, as a negative rate."""

_GRAIN = 10_000_000
"""Parts of a tick that a command keeps: what any of `RATES`, or 1/100, comes to in a nanosecond."""


class Limit(NamedTuple):
    """From `start` up to `end` (ticks) the clock runs forward no faster than `rate`."""

    start: int
    end: int
    rate: Fraction


class ClockNow(NamedTuple):
    """One reading of the clock.

    `time` is in ticks, `rate` negative when running backwards. `ended` says that the time is
    the end of the record. `held` is the pace of a limit that holds here, below the rate.
    """

    time: int
    rate: Fraction
    playing: bool
    ended: bool = False
    held: Fraction | None = None

    @property
    def pace(self) -> Fraction:
        """What it really runs at: its rate, or the limit."""
        return self.rate if self.held is None else self.held

    @property
    def slow(self) -> bool:
        """Whether it is playing, and a limit holds it back."""
        return self.playing and self.held is not None


class PlaybackClock:
    """The only mutable object of the domain: what time it is in the recording.

    Paused at `start` (ticks) at first, at rate 1. Running into either end pauses it; played from
    the end it begins again at `again` (ticks). `now` returns nanoseconds; should they go back,
    the clock waits for them to catch up. `limits` hold while it plays forward with `slow_motion`
    on; a seek, and playing backwards, know none.
    """

    def __init__(
        self,
        end: int,
        now: Callable[[], int] = time.monotonic_ns,
        start: int = 0,
        limits: Sequence[Limit] = (),
        again: int = 0,
    ) -> None:
        """Raise ValueError if `end` is negative, or limits overlap, are out of order or not > 0.

        `start` and `again` are clamped like any seek.
        """
        if end < 0:
            raise ValueError(f"a clock cannot end at {end}, before 0")
        _verify(limits)
        self._end = end
        self._again = min(max(again, 0), end)
        self._limits = tuple(limits)
        self._starts = [limit.start for limit in limits]
        self._slow_motion = True
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
        pace = self._stretch(self._anchor)[0] if self._rate > 0 else self._rate
        return ClockNow(
            time=int(self._anchor),
            rate=self._rate,
            playing=self._playing,
            ended=self._anchor >= self._end,
            held=None if pace == self._rate else pace,
        )

    @property
    def slow_motion(self) -> bool:
        """Whether the limits hold; turned off and on at any time, from where the clock is."""
        return self._slow_motion

    @slow_motion.setter
    def slow_motion(self, on: bool) -> None:
        self._settle()
        self._round()
        self._slow_motion = on

    def play(self) -> None:
        """Run from here.

        At the end a forward clock begins again at the place given for that. At the start a
        reversed clock turns forward: to jump to the end would show the result to someone who
        only wants the race to begin.
        """
        self._settle()
        if self._playing:
            return
        if self._rate > 0 and self._anchor >= self._end:
            self._anchor = Fraction(self._again)
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
        self._round()
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

        The anchor stays an exact fraction, so that settling often, seldom or at odd moments gives
        the same time to the last digit. Its denominator is bounded: between two commands it only
        takes in those of the paces (and, from the edges of limits, their numerators), and a
        command that changes the pace rounds it.
        """
        now = max(self._now(), self._anchored_at)
        if self._playing:
            passed = Fraction(now - self._anchored_at, NANOSECONDS_IN_TICK)
            if self._rate > 0:
                self._anchor = self._after(passed)
            else:
                self._anchor = max(self._anchor + self._rate * passed, Fraction(0))
            limit = self._end if self._rate > 0 else 0
            self._playing = self._anchor != limit
        self._anchored_at = now

    def _after(self, passed: Fraction) -> Fraction:
        """Give the time after playing forward for `passed` ticks of the wall, edge by edge."""
        at = self._anchor
        while at < self._end:
            pace, edge = self._stretch(at)
            needed = (edge - at) / pace
            if passed < needed:
                return at + pace * passed
            at, passed = Fraction(edge), passed - needed
        return at

    def _stretch(self, at: Fraction) -> tuple[Fraction, int]:
        """Give the pace at which it plays forward at `at`, and where the next may begin."""
        if not self._slow_motion:
            return self._rate, self._end
        place = bisect_right(self._starts, at)
        if place and at < self._limits[place - 1].end:
            limit = self._limits[place - 1]
            return min(self._rate, limit.rate), min(limit.end, self._end)
        edge = self._starts[place] if place < len(self._starts) else self._end
        return self._rate, min(edge, self._end)

    def _round(self) -> None:
        """Drop what is finer than any pace runs in a nanosecond.

        From the edge of a limit on, the time can be finer than that; a pace after another would
        make it finer each time. Only a command rounds, so that no reading can tell.
        """
        self._anchor = Fraction(int(self._anchor * _GRAIN), _GRAIN)


def _verify(limits: Sequence[Limit]) -> None:
    for start, end, rate in limits:
        if not 0 <= start < end or rate <= 0:
            raise ValueError(f"no limit of {rate} from {start} to {end}")
    for before, after in pairwise(limits):
        if after.start < before.end:
            raise ValueError(f"a limit from {after.start} begins before {before.end}")
