"""Fields of any size for the benchmarks: made by rule, the same every time."""

from replay.race.model import (
    SECOND,
    CarLaps,
    Driver,
    Entry,
    Green,
    Header,
    Known,
    Race,
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
