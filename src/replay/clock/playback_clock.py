"""When we are: a playback clock that can be paused, sought, sped up, slowed and reversed.

Stretches of the record may be given a limit, above which it does not play forward, and times a
hold: it stands there for a while each time that it plays through. At others it stops. A
presentation says which time is shown after how much playing, so that some of it goes by faster.

It knows no racing. Its time is an integer count of ticks of 0.0001 s between 0 and an end.
The time is *sampled* from an injected source of nanoseconds, never accumulated: it follows from
the last command and from now, so that how often it is read changes nothing.
"""

import time
from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction
from math import lcm

from replay.clock.on_the_way import first_on_way, verify_limits
from replay.clock.reading import (
    NANOSECONDS_IN_TICK,
    RATES,
    ClockNow,
    Hold,
    Limit,
    Loop,
    Presentation,
)

_A_HOLD = Fraction(1, 1_000)
"""What a presentation shows slower than this stands still."""


class PlaybackClock:
    """The only mutable object of the domain: what time it is in the recording.

    Paused at `start` (ticks) at first, at rate 1. Running into either end pauses it; played from
    the end it begins again at `again` (ticks). `now` returns nanoseconds; should they go back,
    the clock waits for them to catch up. `limits` hold while it plays forward with `slow_motion`
    on; a seek, and playing backwards, know none. It stands at each of the `holds` once for every
    time that it comes there by playing, or is played from there; a seek past one knows none. Where
    it is told to stop it pauses whenever it comes there by playing, either way and at any rate.
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
        verify_limits(limits)
        # Inside, a time is counted in parts of a tick and waiting in steps of a nanosecond, so fine
        # that no reading rounds: a part takes whole steps at every pace there is, and a nanosecond
        # goes whole parts at all of `RATES`.
        paces = [*RATES, *(limit.rate for limit in limits)]
        finest = lcm(*(pace.denominator for pace in paces))
        self._parts = NANOSECONDS_IN_TICK * finest
        self._steps_at_1 = lcm(*(pace.numerator for pace in paces))
        self._steps = finest * self._steps_at_1
        self._last = end
        self._begins_again = again
        self._limits = tuple(limits)
        self._stays_at = tuple(holds)
        self._stops_at: tuple[int, ...] = ()
        self._presentation: Presentation | None = None
        self._whole = False
        self._loop: Loop | None = None
        self._lay_out()
        self._slow_motion = True
        self._now = now
        self._rate = Fraction(1)
        self._playing = False
        # Where the last command left the clock, and the nanosecond it was given at.
        self._anchor = self._inside(start)
        self._stayed = 0  # steps it had stood at the hold where the anchor is, if it is at one
        self._stopped = False
        self._anchored_at = self._latest = now()

    @property
    def end(self) -> int:
        """The last time, in ticks; the first is 0."""
        return self._last

    def sample(self) -> ClockNow:
        """Read the clock. A clock read as having run into an end, or a stop, is paused there."""
        at, playing, _, stopped = self._read()
        pace = self._stretch(at)[0] if self._rate > 0 else self._rate
        time, shown = self._time(at), Fraction(1)
        if self._presentation is not None:
            shown = self._presentation.pace_at(time)
        if _A_HOLD < shown < 1 and pace > 0:
            pace = min(pace, self._rate / round(1 / shown))
        return ClockNow(
            time=time,
            rate=self._rate,
            playing=playing,
            ended=at == self._end,
            held=None if pace == self._rate else pace,
            stopped=stopped,
            swift=self._rate * shown if shown > 1 else None,
        )

    def stop_at(self, times: Sequence[int]) -> None:
        """Pause from now on at these times (ticks), and at no others, when it plays there."""
        self._settle()
        self._stops_at = tuple(times)
        self._lay_out()

    def present(self, presentation: Presentation | None, *, whole: bool = False) -> None:
        """Play by a presentation from now on, or tick for tick; the time stays as it is.

        One that is `whole` has slow motion and holds in it: those of the clock rest meanwhile.
        """
        self._settle()
        time = self._time(self._anchor)
        self._presentation, self._whole = presentation, whole
        self._lay_out()
        self._anchor = self._inside(time)

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
        """What is played over and over, once the clock comes into it by playing; None: nothing.

        One of which a presentation shows nothing rests meanwhile.
        """
        return self._loop

    @loop.setter
    def loop(self, loop: Loop | None) -> None:
        """Set it on its way; ValueError for one that does not last."""
        if loop is not None:
            start, end = (min(max(edge, 0), self._last) for edge in loop)
            if start >= end:
                raise ValueError(f"no loop from {loop.start} to {loop.end}")
            loop = Loop(start, end)
        self._settle()
        self._loop = loop
        self._lay_out()

    def _loop_edges(self) -> tuple[int, int] | None:
        """Give the parts between which the loop is played, None where there is nothing to play."""
        if self._loop is None:
            return None
        start, end = map(self._inside, self._loop)
        return (start, end) if start < end else None

    def play(self) -> None:
        """Run from here.

        At the end a forward clock begins again at the place given for that. At the start a
        reversed clock turns forward: to jump to the end would show the result to someone who
        only wants the race to begin.
        """
        self._settle()
        if self._playing:
            return
        self._stopped = False
        if self._turns(self._anchor):
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
        self._anchor, self._stayed, self._stopped = self._inside(time), 0, False

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

    def _lay_out(self) -> None:
        """Find where ends, limits, holds and stops lie as the record is presented."""
        self._end = self._inside(self._last)
        self._again = self._inside(self._begins_again)
        limits = () if self._whole else self._limits
        self._starts = [self._part_of(limit.start) for limit in limits]
        self._ends = [self._part_of(limit.end) for limit in limits]
        self._held = [limit.rate for limit in limits]
        holds = () if self._whole else self._stays_at
        self._stays = {self._part_of(at): stay * self._steps for at, stay in holds}
        self._stops = sorted({self._inside(at) for at in self._stops_at})
        self._edges = self._loop_edges()
        self._breaks = sorted({*self._stays, *self._stops, *(self._edges or ())})

    def _inside(self, time: int) -> int:
        """Give the part at which a time in ticks is shown, or the nearer end."""
        return self._part_of(min(max(time, 0), self._last))

    def _part_of(self, time: int) -> int:
        if self._presentation is None:
            return time * self._parts
        return self._presentation.presented_at(time, self._parts)

    def _time(self, at: int) -> int:
        """Give the time in ticks that is shown at a part."""
        if self._presentation is None:
            return at // self._parts
        return self._presentation.time_at(at, self._parts)

    def _settle(self) -> None:
        """Begin a command: move the anchor to where the clock is now."""
        self._anchor, self._playing, self._stayed, self._stopped = self._read()
        self._anchored_at = self._latest

    def _read(self) -> tuple[int, bool, int, bool]:
        """Give the part it is at, whether it is running, what it has stood there, if it stopped.

        At an end it no longer runs.
        """
        self._latest = max(self._now(), self._latest)
        if not self._playing:
            return self._anchor, False, self._stayed, self._stopped
        passed = (self._latest - self._anchored_at) * self._steps
        at, stayed, last = self._after(passed)
        end = self._end if self._rate > 0 else 0
        over = at == last and not (at == end and self._turns(at))
        return at, not over, stayed, at == last != end

    def _after(self, passed: int) -> tuple[int, int, int]:
        """Give where it is after playing for so many steps, edge by edge, and has stood there.

        The third is where it would pause next, which is there once it has.
        """
        at, stayed = self._anchor, self._stayed
        forward = self._rate > 0
        end = self._end if forward else 0
        last, turned = first_on_way(self._stops, at, end), None
        while at != last or (at == end and self._turns(at)):
            if self._edges is not None and self._turns(at):
                if turned is not None:
                    passed %= turned - passed  # whole turns change nothing
                turned = passed
                at, stayed = self._edges[0 if forward else 1], 0
                last = first_on_way(self._stops, at, end)
            still = self._stays.get(at, 0) - stayed
            if still > 0:
                if passed < still:
                    return at, stayed + passed, last
                passed, stayed = passed - still, stayed + still
            pace, edge = self._stretch(at) if forward else (-self._rate, 0)
            edge = first_on_way(self._breaks, at, edge)
            needed = self._needed(pace)
            if passed < abs(edge - at) * needed:
                parts = passed // needed
                return (at + parts if forward else at - parts), stayed if not parts else 0, last
            at, passed, stayed = edge, passed - abs(edge - at) * needed, 0
        return at, 0, last

    def _turns(self, at: int) -> bool:
        """Tell whether there the loop begins again, in the direction it runs."""
        return self._edges is not None and at == self._edges[1 if self._rate > 0 else 0]

    def _needed(self, pace: Fraction) -> int:
        """Give the steps that a part takes at a pace above 0."""
        return self._steps_at_1 * pace.denominator // pace.numerator

    def _stretch(self, at: int) -> tuple[Fraction, int]:
        """Give the pace at which it plays forward at `at`, and where the next may begin."""
        place = bisect_right(self._starts, at) if self._slow_motion else len(self._starts)
        if self._slow_motion and place and at < self._ends[place - 1]:
            return min(self._rate, self._held[place - 1]), min(self._ends[place - 1], self._end)
        return self._rate, min([self._end, *self._starts[place : place + 1]])
