"""Pages of the API of Ergast and Jolpica: laps, pit stops and results of a race, in any order.

A page holds at most 100 timings and may begin or end inside a lap, so pages are merged by lap; a
race of which any timing is missing is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from replay.foreign.clock_time import clock_ticks
from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.json_document import JSONDocument, json_document
from replay.importers import SourceFile
from replay.importers.f1.lap_chart import GrandPrixCar, GrandPrixChart, SourceStop
from replay.importers.f1.pages import APIPage, PitStop, RacePart, ResultPart, Timing
from replay.importers.f1.published import Finisher, Meeting, Person, Published, code_of
from replay.race.model import MAX_CROSSINGS, MAX_LAPS

SHOWN = 3
"""How many missing stretches of timings are named."""


@dataclass
class PagedRace:
    """The pages of one race. `ranges` are offsets of its timings, begin and end, of each page.

    `total` and `stop_total` count what all pages have together, `count` the timings read so far.
    """

    file: str
    meeting: Meeting
    total: int = 0
    stop_total: int = 0
    count: int = 0
    timings: dict[int, dict[str, Timing]] = field(default_factory=dict)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    stops: list[PitStop] | None = None
    results: list[ResultPart] | None = None
    result_file: str = ""

    def chart(self) -> tuple[GrandPrixChart, Published]:
        """Return the laps, and what is published beside them; raises `ForeignFileError`."""
        if not self.timings:
            parts = (("results", self.results), ("pit stops", self.stops))
            beside = " and ".join(name for name, there in parts if there is not None)
            message = f"no laps of {self.meeting.line}: there are only {beside or 'other pages'}"
            raise ForeignFileError(self.file, message)
        self._refuse_missing()
        names = self._names()
        chart = GrandPrixChart(self.file, {})
        for driver, car in names.items():
            chart.cars[car] = self._car(driver, car)
        if self.results is None:
            chart.told.append(
                "no result: numbers of cars are in no file, and they are called by their drivers"
            )
        if self.stops is not None and len(self.stops) < self.stop_total:
            count = f"{len(self.stops)} of {self.stop_total} pit stops"
            chart.told.append(f"{count} are there; the others stand on pages that are not")
        return chart, self._published(names)

    def _refuse_missing(self) -> None:
        """Refuse laps of which any timing is missing, with those that are."""
        there = sum(len(lap) for lap in self.timings.values())
        if there >= self.total:
            return
        missing, end = [], 0
        for begin, until in sorted(self.ranges):
            if begin > end:
                missing.append((end + 1, begin))
            end = max(end, until)
        if end < self.total:
            missing.append((end + 1, self.total))
        shown = ", ".join(f"{a:,} to {b:,}" if a < b else f"{a:,}" for a, b in missing[:SHOWN]) + (
            " and more" if len(missing) > SHOWN else ""
        )
        last = max(self.timings)
        place = max(int(timing.position) for timing in self.timings[last].values())
        message = (
            f"laps are missing: of {self.total:,} timings of {self.meeting.year} "
            f"{self.meeting.name} {there:,} are there, not {shown or 'all'}; the last is of "
            f"lap {last}, place {place}"
        )
        raise ForeignFileError(self.file, message)

    def _names(self) -> dict[str, str]:
        """Return the car of each driver who has laps."""
        drivers = {driver: None for lap in sorted(self.timings) for driver in self.timings[lap]}
        numbers = {one.person.driver: one.number.strip().upper() for one in self.results or ()}
        found: dict[str, str] = {}
        for driver in drivers:
            if self.results is not None and driver not in numbers:
                message = f"{driver} has laps in {self.file}, but is not in this result"
                raise ForeignFileError(self.result_file, message)
            found[driver] = numbers.get(driver) or _capitals(driver, found)
        return found

    def _car(self, driver: str, name: str) -> GrandPrixCar:
        car = GrandPrixCar(name)
        clock = 0
        for lap in range(1, max(self.timings) + 1):
            timing = self.timings.get(lap, {}).get(driver)
            if timing is None:
                if any(driver in self.timings[later] for later in self.timings if later > lap):
                    message = f"{driver} lacks lap {lap}, though he goes on: laps are missing here"
                    raise ForeignFileError(self.file, message)
                break
            time = clock_ticks(timing.time)
            if time is None:
                message = f"lap {lap} of {driver}: no time: {timing.time[:40]!r}"
                raise ForeignFileError(self.file, message)
            clock += time
            car.ends.append(clock)
            car.places.append(int(timing.position) or None)
        return car

    def _published(self, names: dict[str, str]) -> Published:
        result = sorted(map(_finisher, self.results or ()), key=lambda one: one.place)
        cars = {one.person.driver: one.number.strip().upper() for one in self.results or ()}
        people = {} if result else {car: Person("", _spoken(one)) for one, car in names.items()}
        stops: dict[str, list[SourceStop]] = {}
        for stop in self.stops or ():
            car = (cars | names).get(stop.driver, "")
            length = clock_ticks(stop.duration or "")
            made = SourceStop(max(int(stop.lap) - 1, 0), length=length, official=True)
            stops.setdefault(car, []).append(made)
        return Published(
            meeting=self.meeting,
            result=tuple(result),
            people=people,
            stops=stops,
            has_stops=self.stops is not None,
            source="Jolpica",
            result_file=self.result_file,
        )


def _finisher(row: ResultPart) -> Finisher:
    elapsed = row.time.millis if row.time else None
    best = row.best
    return Finisher(
        car=row.number.strip().upper(),
        person=Person(row.person.forename, row.person.surname, code_of(row.person.code)),
        team=row.team.name if row.team else "",
        grid=None if row.grid is None else int(row.grid),
        place=int(row.position),
        classified=row.text,
        laps=int(row.laps),
        status=row.status,
        points=_points(row.points),
        elapsed=None if elapsed is None else int(elapsed) * 10,
        best_lap=clock_ticks((best.time.time if best and best.time else None) or ""),
        best_lap_number=int(best.lap) if best and best.lap else None,
    )


def _points(written: str | None) -> float | None:
    try:
        return None if written is None else float(written)
    except ValueError:
        return None


def _capitals(driver: str, taken: dict[str, str]) -> str:
    """Return three capitals of a driver's name that no other car has."""
    name = "".join(c for c in driver.rpartition("_")[2].upper() if c.isascii() and c.isalnum())
    first = (name or "X")[:3]
    used = set(taken.values())
    spare = (
        f"{first[:2]}{letter}" for letter in (name[3:] + "123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    )
    return next((one for one in (first, *spare) if one not in used), first)


def _spoken(driver: str) -> str:
    return " ".join(word.capitalize() for word in driver.split("_"))[:80] or driver


def paged_races(files: Sequence[SourceFile]) -> list[PagedRace]:
    """Return the races that pages hold, by season and round; raises `ForeignFileError`."""
    races: dict[tuple[str, str], PagedRace] = {}
    for file in files:
        document = json_document(file.name, file.text(), APIPage)
        parts = document.value.data.table.races
        if not parts:
            raise document.error("no races: the page is empty", "MRData")
        for at, part in enumerate(parts):
            key = part.season, part.round.lstrip("0") or "0"
            race = races.get(key)
            if race is None:
                race = races[key] = PagedRace(file.name, _meeting(part))
            _take(race, document, part, at)
    return [races[key] for key in sorted(races, key=lambda key: (key[0], key[1].zfill(7)))]


def _meeting(part: RacePart) -> Meeting:
    return Meeting(
        year=part.season,
        round=part.round.lstrip("0") or "0",
        name=" ".join(part.name.split()),
        date=part.date,
        circuit=part.circuit.name,
        place=part.circuit.location.get("locality", ""),
    )


def _take(race: PagedRace, document: JSONDocument[APIPage], part: RacePart, at: int) -> None:
    """Add a page to its race."""
    where = ("MRData", "RaceTable", "Races", at)
    if part.laps is not None:
        race.file = race.file if race.timings else document.file
        count = 0
        for index, lap in enumerate(part.laps):
            number = int(lap.number)
            if not 1 <= number <= MAX_LAPS:
                raise document.error(f"no lap {number}", *where, "Laps", index)
            own = race.timings.setdefault(number, {})
            for timing in lap.timings:
                count += 1
                known = own.setdefault(timing.driver, timing)
                if known != timing:
                    message = f"lap {number} of {timing.driver} is not as in another page"
                    raise document.error(message, *where, "Laps", index)
        race.count += count
        if race.count > MAX_CROSSINGS:
            raise document.error(f"more than {MAX_CROSSINGS:,} timings of one race", *where)
        offset = int(document.value.data.offset)
        race.ranges.append((offset, offset + count))
        race.total = max(race.total, int(document.value.data.total))
    if part.stops is not None:
        race.stop_total = max(race.stop_total, int(document.value.data.total))
        race.stops = [*(race.stops or ()), *(s for s in part.stops if s not in (race.stops or ()))]
    if part.results is not None:
        race.results = race.results or []
        known_drivers = {one.person.driver for one in race.results}
        race.results += [one for one in part.results if one.person.driver not in known_drivers]
        race.result_file = document.file
