"""The state of the track in FastF1's digits.

FastF1 (`fastf1.api.track_status_data`) has 1 for a clear track, 2 for a yellow flag, 4 for the
safety car, 5 for a red flag, 6 for the virtual safety car, and 7 as that ends. A race file says of
each flag how far it neutralises the race, and that decides here: behind a pace car the field
bunches as behind a safety car, so that a caution of NASCAR or IndyCar is 4. No race file tells when
a virtual safety car is about to end: there is no 7.
"""

from bisect import bisect_left, bisect_right

from replay.race.flags import Shown
from replay.race.timeline import Timeline

CLEAR = "1"

_DIGITS = {"nothing": CLEAR, "part": "2", "bunch": "4", "stop": "5", "slow": "6"}


def status_digit(shown: Shown) -> str:
    """Give the digit of a flag: by how far it neutralises the race."""
    return _DIGITS[shown.neutralises]


class TrackStates:
    """The states of the track over a race, to be asked for those of a lap."""

    def __init__(self, timeline: Timeline) -> None:
        flags = timeline.flags
        self._since = sorted(set(flags.times))
        self._digits = [status_digit(flags.at(since)) for since in self._since]
        self._known = timeline.race.header.known.flags is not None

    def over(self, begin: int, end: int) -> str | None:
        """Give the digits of the states from `begin` up to, but not at, `end` (ticks).

        Several come in the order in which they were first shown, without 1, as FastF1 joins them.
        None where nobody knows whether the track was clear.
        """
        first = bisect_right(self._since, begin) - 1
        last = max(bisect_left(self._since, end), first + 1)
        digits = dict.fromkeys(self._digits[first:last])
        if len(digits) > 1:
            digits.pop(CLEAR, None)
        return self.known("".join(digits))

    def known(self, digits: str) -> str | None:
        """Give digits as they are known: that a track is clear only where flags are on record."""
        return digits if self._known or digits != CLEAR else None
