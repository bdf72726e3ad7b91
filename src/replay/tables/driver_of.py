"""Who is meant by a car at a time: the driver by his code or short name, and in full."""

import re
from typing import NamedTuple

from replay.race.driver_names import short_names
from replay.race.model import Driver
from replay.race.timeline import Timeline

_SUFFIX = re.compile(r" (Jr|Sr)$")


class CalledDriver(NamedTuple):
    """What a driver is called: his code or else his short name, and in full; None for nobody."""

    name: str | None
    full: str | None


NOBODY = CalledDriver(None, None)
"""Where no car, or nobody, is known."""


class DriverOf:
    """The drivers of a race, as they are known at a time (ticks)."""

    def __init__(self, timeline: Timeline, time: int) -> None:
        short = short_names(timeline.race.entries)
        self._crews = {
            entry.car: [
                CalledDriver(one.code or short[one] or one.last, full_name(one))
                for one in entry.drivers
            ]
            for entry in timeline.race.entries
        }
        self._histories = timeline.histories_at(time)

    def at(self, car: str, time: int) -> CalledDriver:
        """Name who is in a car at a time, as far as somebody knows."""
        place = self._histories[car].driver_at(time)[0]
        crew = self._crews[car]
        return crew[place] if place is not None and place < len(crew) else NOBODY

    def all(self, car: str) -> CalledDriver:
        """Name all drivers of a car, with strokes between."""
        crew = self._crews[car]
        names = " / ".join(one.name for one in crew if one.name)
        return CalledDriver(names or None, " / ".join(one.full for one in crew if one.full) or None)


def full_name(driver: Driver) -> str:
    """Give a driver's name in full; of `Jr` and `Jr.`, which sources write, always the second."""
    return _SUFFIX.sub(r" \1.", driver.name)
