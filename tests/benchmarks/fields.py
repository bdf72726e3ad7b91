"""Fields of any size for the benchmarks: made by rule, the same every time."""

from msgspec.structs import replace

from replay.race.model import (
    SECOND,
    CarLaps,
    Driver,
    Entry,
    Green,
    Header,
    Known,
    Race,
    RaceClass,
    Span,
    Stop,
    Track,
)


def field(cars: int, laps: int) -> Race:
    """A green race of `cars` cars over `laps` laps, each car with a stop every 50 laps."""
    entries = tuple(
        Entry(car=str(n), drivers=(Driver(first="A", last=f"Driver {n}"),), grid=n)
        for n in range(1, cars + 1)
    )
    records: list[CarLaps] = []
    stops: list[Stop] = []
    for n in range(1, cars + 1):
        pace = 31 * SECOND + n * 37
        crossings = tuple(
            n * 900 + lap * pace + (lap * n * 7919) % 1500 for lap in range(1, laps + 1)
        )
        known = (Span(lap=1, crossing="timed", lap_time="timed", place="sure"),)
        records.append(CarLaps(car=str(n), known=known, crossings=crossings))
        stops.extend(
            Stop(car=str(n), lap=lap, entry=crossings[lap - 1] + 10, exit=crossings[lap - 1] + 9000)
            for lap in range(50, laps, 50)
        )
    header = Header(
        name="Made by rule",
        short="Made",
        series="Benchmark",
        date="2000-01-01",
        track=Track(name="Oval", length=1500),
        cars=cars,
        scheduled_laps=laps,
        known=Known(laps="timed"),
    )
    events = (Green(at=0, lap=0, basis="timed"),)
    return Race(
        replay=1,
        header=header,
        entries=entries,
        events=events,
        stops=tuple(stops),
        laps=tuple(records),
    )


def endurance_field(cars: int = 62, laps: int = 311) -> Race:
    """A race of 24 hours: three classes, each slower than the last, and a new driver every stop."""
    race = field(cars, laps)
    names = ("HYPERCAR", "LMP2", "LMGT3")
    crew = tuple(Driver(first="A", last=f"Driver {n}") for n in range(3))
    classes = tuple(RaceClass(name=name, short=name[-3:]) for name in names)
    of_class = {entry.car: n * 3 // cars for n, entry in enumerate(race.entries)}
    slower = {car: 1 + place for car, place in of_class.items()}
    stops: list[Stop] = []
    records = []
    for record in race.laps:
        times = tuple(at * (20 + slower[record.car]) // 3 for at in record.crossings)
        flag = race.laps[0].crossings[-1] * 21 // 3
        times = tuple(at for at in times if at <= flag) or times[:1]
        records.append(replace(record, crossings=times))
        stops.extend(
            Stop(car=record.car, lap=lap, length=70 * SECOND, driver=lap // 12 % 3)
            for lap in range(12, len(times), 12)
        )
    header = replace(
        race.header,
        discipline="endurance",
        classes=classes,
        known=Known(laps="timed", stops="timed", drivers="timed", flags="timed"),
    )
    entries = tuple(
        replace(entry, drivers=crew, starts=0, race_class=names[of_class[entry.car]])
        for entry in race.entries
    )
    return replace(race, header=header, entries=entries, stops=tuple(stops), laps=tuple(records))
