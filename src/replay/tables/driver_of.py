"""Who is meant by a car at a time: the driver by his code, or else by his short name."""

from replay.race.driver_names import short_names
from replay.race.model import Driver
from replay.race.timeline import Timeline


class DriverOf:
    """The drivers of a race, as they are known at a time (ticks)."""

    def __init__(self, timeline: Timeline, time: int) -> None:
        self._names = short_names(timeline.race.entries)
        self._entries = {entry.car: entry for entry in timeline.race.entries}
        self._histories = timeline.histories_at(time)

    def called(self, driver: Driver) -> str:
        """Give a driver's code, or his short name: a surname, told apart where two share it."""
        return driver.code or self._names[driver] or driver.last

    def at(self, car: str, time: int) -> str | None:
        """Name who is in a car at a time; None where nobody knows."""
        place = self._histories[car].driver_at(time)[0]
        drivers = self._entries[car].drivers
        return self.called(drivers[place]) if place is not None and place < len(drivers) else None

    def all(self, car: str) -> str | None:
        """Name all drivers of a car, with strokes between; None where none is known."""
        return " / ".join(map(self.called, self._entries[car].drivers)) or None
