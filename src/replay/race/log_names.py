"""What the race log calls a car: the driver in it then, and the plate another line names it by."""

from collections import Counter
from collections.abc import Sequence

from replay.race.driver_names import short_names
from replay.race.model import Driver
from replay.race.timeline import Timeline


class LogNames:
    """Names for the lines of one race.

    A car that several share is called by who is in it, as far as that is known then. With `whole`
    names a car has its number and surname in the middle of a line too, as lines that are read out
    want it: no codes, no bare numbers.
    """

    def __init__(self, timeline: Timeline, *, whole: bool = False) -> None:
        race = timeline.race
        self._timeline = timeline
        self._whole = whole
        self._stock_car = race.header.discipline == "stock car"
        short = short_names(race.entries)
        # A name that runs from right to left has no short one, but a line of text has room for it.
        self._short: dict[Driver, str] = {
            driver: name or driver.short or driver.last for driver, name in short.items()
        }
        self._first = {
            entry.car: self._short[entry.drivers[0]] if entry.drivers else ""
            for entry in race.entries
        }
        self._drivers = {
            entry.car: entry.drivers for entry in race.entries if len(entry.drivers) > 1
        }
        codes = {entry.car: entry.drivers[0].code for entry in race.entries if entry.drivers}
        often = Counter(codes.values())
        self._labels = {
            car: code
            for car, code in codes.items()
            if code and often[code] == 1 and race.header.discipline == "formula 1"
        }

    def of(self, car: str, time: int) -> str:
        """Give the surname of who is in a car at `time`, else of its first driver; may be empty."""
        drivers = self._drivers.get(car)
        if drivers is None:
            return self._first[car]
        driver = self._timeline.histories_at(time)[car].driver_at(time)[0]
        if driver is None or driver >= len(drivers):
            return self._first[car]
        return self._short[drivers[driver]]

    def of_driver(self, car: str, driver: int) -> str:
        """Give the surname of one of the drivers of a car."""
        drivers = self._drivers.get(car, ())
        return self._short[drivers[driver]] if driver < len(drivers) else self._first[car]

    def subject(self, car: str, time: int) -> str:
        """Give what a car is called where it does something: a stock car by its driver's name."""
        name = self.of(car, time) if self._stock_car and not self._whole else ""
        return name or self.label(car, time)

    def label(self, car: str, time: int) -> str:
        """Give what a car is called in the middle of a line: its code, or its number."""
        if self._whole:
            return f"{car} {self.of(car, time)}".rstrip()
        return self._labels.get(car, car)

    def listed(self, cars: Sequence[str], time: int) -> str:
        """Give several cars one after the other: their numbers, or their whole names."""
        return ", ".join(self.label(car, time) for car in cars) if self._whole else " ".join(cars)
