"""What a clock is told, and what it tells: rates, limits, holds, how it presents, a reading."""

from fractions import Fraction
from typing import NamedTuple, Protocol

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


class Presentation(Protocol):
    """Which time of the record is shown after how much playing at rate 1.

    Times of the record are ticks; what has been played is counted in so many `parts` of a tick.
    Both begin at 0 and rise together, and no time is lost where a part is short enough.
    """

    def time_at(self, presented: int, parts: int = 1) -> int:
        """Give the time that is shown then."""
        ...

    def presented_at(self, time: int, parts: int = 1) -> int:
        """Give the first part at which a time is shown."""
        ...

    def pace_at(self, time: int) -> Fraction:
        """Give how many ticks of the record go by in a tick of playing."""
        ...


class ClockNow(NamedTuple):
    """One reading of the clock.

    `time` is in ticks, `rate` negative when running backwards. `ended` says that the time is
    the end of the record, `stopped` that it has stopped at one of the times it was told to.
    `held` is the pace of a limit that holds here, below the rate, and `swift` the pace of a
    presentation that hurries here, above it.
    """

    time: int
    rate: Fraction
    playing: bool
    ended: bool = False
    held: Fraction | None = None
    stopped: bool = False
    swift: Fraction | None = None

    @property
    def pace(self) -> Fraction:
        """What it really runs at: its rate, the limit, or what a presentation makes of it."""
        return self.held or self.swift or self.rate

    @property
    def slow(self) -> bool:
        """Whether it is playing, and a limit holds it back."""
        return self.playing and self.held is not None
