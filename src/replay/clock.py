"""When we are: a playback clock that can be paused, sought, sped up, slowed and reversed.

Stretches of the record may be given a limit, above which it does not play forward, and times a
hold: it stands there for a while each time that it plays through.

It knows no racing. Its time is an integer count of ticks of 0.0001 s between 0 and an end.
The time is *sampled* from an injected source of nanoseconds, never accumulated: it follows from
the last command and from now, so that how often it is read changes nothing.
"""

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import NamedTuple

NANOSECONDS_IN_TICK = 100_000
"""One tick is 0.0001 s."""

RATES: tuple[Fraction, ...] = (
    *(Fraction(1, n) for n in (20, 10, 5, 2)),
    *(Fraction(n) for n in (1, 2, 4, 8, 16, 32, 64)),
)
"""The speeds, slowest first; each also runs backwards, as a negative rate."""


class Limit(NamedTuple):
    """From `start` up to `end` (ticks) the clock runs forward no faster than `rate`."""

    start: int
    end: int
    rate: Fraction


class Hold(NamedTuple):
    """At `at` (ticks) a clock that plays, at whatever rate, stands for `stay` nanoseconds."""

    at: int
    stay: int


class Loop(NamedTuple):
    """A clock that plays from `start` comes to `end` (ticks) and begins again; back likewise."""

    start: int
    end: int


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
    on; a seek, and playing backwards, know none. It stands at each of the `holds` once for every
    time that it comes there by playing, or is played from there; a seek past one knows none.
    """

    def __init__(
        self,
        end: int,
        now: Callable[[], int] = time.monotonic_ns,
        start: int = 0,
        limits: Sequence[Limit] = (),
        again: int = 0,
        holds: Sequence[Hold] = (),
    ) -> None:
        """Raise ValueError if `end` is negative, or limits overlap, are out of order or not > 0.

        `start` and `again` are clamped like any seek.
        """
        if end < 0:
            raise ValueError(f"a clock cannot end at {end}, before 0")
        _verify(limits)
        # Inside, a time is counted in parts of a tick and waiting in steps of a nanosecond, so fine
        # that no reading rounds: a part takes whole steps at every pace there is, and a nanosecond
        # goes whole parts at all of `RATES`.
        paces = [*RATES, *(limit.rate for limit in limits)]
        finest = lcm(*(pace.denominator for pace in paces))
        self._parts = NANOSECONDS_IN_TICK * finest
        self._steps_at_1 = lcm(*(pace.numerator for pace in paces))
        self._steps = finest * self._steps_at_1
        self._end = end * self._parts
        self._again = self._inside(again)
        self._starts = [limit.start * self._parts for limit in limits]
        self._ends = [limit.end * self._parts for limit in limits]
        self._held = [limit.rate for limit in limits]
        self._stays = {hold.at * self._parts: hold.stay * self._steps for hold in holds}
        self._holds = sorted(self._stays)
        self._slow_motion = True
        self._loop: tuple[int, int] | None = None
        self._now = now
        self._rate = Fraction(1)
        self._playing = False
        # Where the last command left the clock, and the nanosecond it was given at.
        self._anchor = self._inside(start)
        self._stayed = 0  # steps it had stood at the hold where the anchor is, if it is at one
        self._anchored_at = self._latest = now()

    @property
    def end(self) -> int:
        """The last time, in ticks; the first is 0."""
        return self._end // self._parts

    def sample(self) -> ClockNow:
        """Read the clock. A clock read as having run into an end is paused there."""
        at, playing, _ = self._read()
        pace = self._stretch(at)[0] if self._rate > 0 else self._rate
        return ClockNow(
            time=at // self._parts,
            rate=self._rate,
            playing=playing,
            ended=at == self._end,
            held=None if pace == self._rate else pace,
        )

    @property
    def slow_motion(self) -> bool:
        """Whether the limits hold; turned off and on at any time, from where the clock is."""
        return self._slow_motion

    @slow_motion.setter
    def slow_motion(self, on: bool) -> None:
        self._settle()
        self._slow_motion = on

    @property
    def loop(self) -> Loop | None:
        """What is played over and over, once the clock comes into it by playing; None: nothing."""
        return self._loop and Loop(*(edge // self._parts for edge in self._loop))

    @loop.setter
    def loop(self, loop: Loop | None) -> None:
        """Set it on its way; ValueError for one that does not last."""
        edges = loop and (self._inside(loop.start), self._inside(loop.end))
        if edges and edges[0] >= edges[1]:
            raise ValueError(f"no loop from {loop and loop.start} to {loop and loop.end}")
        self._settle()
        self._loop = edges

    def play(self) -> None:
        """Run from here.

        At the end a forward clock begins again at the place given for that. At the start a
        reversed clock turns forward: to jump to the end would show the result to someone who
        only wants the race to begin.
        """
        self._settle()
        if self._playing:
            return
        if self._loop and self._anchor == self._turn:
            pass  # it begins again at the other end of the loop
        elif self._rate > 0 and self._anchor == self._end:
            self._anchor, self._stayed = self._again, 0
        elif self._rate < 0 and self._anchor == 0:
            self._rate = -self._rate
        self._playing = True

    def pause(self) -> None:
        """Stand still here."""
        self._settle()
        self._playing = False

    def toggle(self) -> None:
        """Play if paused, pause if playing."""
        if self._read()[1]:
            self.pause()
        else:
            self.play()

    def seek(self, time: int) -> None:
        """Go to `time` (ticks), or to the nearer end; a playing clock goes on playing."""
        self._settle()
        self._anchor, self._stayed = self._inside(time), 0

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

    def _inside(self, time: int) -> int:
        """Give the parts of a time in ticks, or of the nearer end."""
        return min(max(time * self._parts, 0), self._end)

    def _settle(self) -> None:
        """Begin a command: move the anchor to where the clock is now."""
        self._anchor, self._playing, self._stayed = self._read()
        self._anchored_at = self._latest

    def _read(self) -> tuple[int, bool, int]:
        """Give the parts of the time now, whether it is running, and what it has stood there.

        At an end it no longer runs.
        """
        self._latest = max(self._now(), self._latest)
        if not self._playing:
            return self._anchor, False, self._stayed
        passed = (self._latest - self._anchored_at) * self._steps
        at, stayed = self._after(passed)
        return at, at < self._end if self._rate > 0 else at > 0, stayed

    def _after(self, passed: int) -> tuple[int, int]:
        """Give where it is after playing for so many steps, edge by edge, and has stood there."""
        at, stayed = self._anchor, self._stayed
        forward = self._rate > 0
        last = self._end if forward else 0
        turned = None
        while True:
            if self._loop and at == self._turn:
                if turned is not None:
                    passed %= turned - passed  # whole turns change nothing
                turned = passed
                at, stayed = self._loop[0 if forward else 1], 0
            elif at == last:
                return at, 0
            still = self._stays.get(at, 0) - stayed
            if still > 0:
                if passed < still:
                    return at, stayed + passed
                passed, stayed = passed - still, stayed + still
            pace, edge = self._stretch(at) if forward else (-self._rate, 0)
            edge = self._turn_before(at, self._hold_before(at, edge))
            needed = self._needed(pace)
            if passed < abs(edge - at) * needed:
                parts = passed // needed
                return (at + parts if forward else at - parts), stayed if not parts else 0
            at, passed, stayed = edge, passed - abs(edge - at) * needed, 0

    @property
    def _turn(self) -> int:
        """Where the loop, of which there is one, begins again in the direction it runs."""
        assert self._loop is not None
        return self._loop[1 if self._rate > 0 else 0]

    def _turn_before(self, at: int, edge: int) -> int:
        """Give where the loop begins again, if that is on the way from `at` to `edge`; or that."""
        if self._loop is None:
            return edge
        turn = self._turn
        return turn if min(at, edge) < turn < max(at, edge) else edge

    def _hold_before(self, at: int, edge: int) -> int:
        """Give the first hold on the way from `at` to `edge`, or that."""
        if edge > at:
            place = bisect_right(self._holds, at)
            return min(edge, *self._holds[place : place + 1], edge)
        place = bisect_left(self._holds, at)
        return max(edge, *self._holds[max(place - 1, 0) : place], edge)

    def _needed(self, pace: Fraction) -> int:
        """Give the steps that a part takes at a pace above 0."""
        return self._steps_at_1 * pace.denominator // pace.numerator

    def _stretch(self, at: int) -> tuple[Fraction, int]:
        """Give the pace at which it plays forward at `at`, and where the next may begin."""
        place = bisect_right(self._starts, at) if self._slow_motion else len(self._starts)
        if self._slow_motion and place and at < self._ends[place - 1]:
            return min(self._rate, self._held[place - 1]), min(self._ends[place - 1], self._end)
        return self._rate, min([self._end, *self._starts[place : place + 1]])


def _verify(limits: Sequence[Limit]) -> None:
    for start, end, rate in limits:
        if not 0 <= start < end or rate <= 0:
            raise ValueError(f"no limit of {rate} from {start} to {end}")
    for before, after in pairwise(limits):
        if after.start < before.end:
            raise ValueError(f"a limit from {after.start} begins before {before.end}")
