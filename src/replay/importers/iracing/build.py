"""The answers of one race made a `Race`."""

from collections.abc import Sequence
from itertools import groupby

from replay.importers import Imported, verified
from replay.importers.iracing.answers import Answers
from replay.importers.iracing.events import race_events
from replay.importers.iracing.header import answers_entries, answers_header, drivers_by_car
from replay.importers.iracing.lap_chart import CarChart, LapChart
from replay.importers.iracing.official import answers_official
from replay.importers.iracing.payloads import PITTED
from replay.race.model import SECOND, VERSION, Basis, CarLaps, Race, Span, Stop
from replay.race.quantity import quantity

GRID_STEP = 10
"""Ticks from one place of the grid to the next on lap 0, which order the cars and time nothing."""


def race_of(answers: Answers) -> Imported:
    """Return the race, and what was mended or left out; raises `ForeignFileError`."""
    chart = answers.chart
    told = list(chart.told)
    drivers = drivers_by_car(answers)
    stops = _stops(answers, drivers, told)
    events = race_events(answers, told)
    told += [*_misplaced(chart), *_late_and_untimed(chart)]
    race = Race(
        replay=VERSION,
        header=answers_header(answers),
        entries=answers_entries(answers, drivers),
        events=events,
        stops=stops,
        official=answers_official(answers, told),
        laps=tuple(_car_laps(car, chart.begin) for car in chart.cars.values()),
    )
    told += answers.mended.told()
    return Imported(verified(race, chart.file), tuple(told))


def _car_laps(car: CarChart, begin: int) -> CarLaps:
    return CarLaps(
        car=car.car,
        known=_spans(car, begin),
        crossings=tuple(row.session_time - begin for row in car.rows),
        incidents=tuple(row.lap_number for row in car.rows if row.incident),
    )


def _spans(car: CarChart, begin: int) -> tuple[Span, ...]:
    """Return how each lap is known: its time is `timed` where it is the one that was given.

    Of the first lap it is so where the car began it with the field.
    """
    bases: list[Basis] = []
    before = begin
    for row in car.rows:
        off = row.session_time - before - row.lap_time
        spare = 0 if bases else GRID_STEP * max(car.grid.lap_position, 0)
        bases.append("timed" if 0 <= off <= spare else "reconstructed")
        before = row.session_time
    spans, lap = [], 1
    for basis, run in groupby(bases):
        spans.append(Span(lap=lap, crossing="timed", lap_time=basis, place="sure"))
        lap += len(list(run))
    return tuple(spans)


def _stops(
    answers: Answers, drivers: dict[str, tuple[str, ...]], told: list[str]
) -> tuple[Stop, ...]:
    """Return a stop for each lap on which a car was in the pits, in order of the laps' ends."""
    found: list[tuple[int, Stop]] = []
    begun = []
    for car in answers.chart.cars.values():
        pitted = [row.lap_number for row in car.rows if row.flags & PITTED]
        if car.from_the_pits and 1 in pitted:
            begun.append(car.car)
        taken = _taken_over(answers, car, drivers[car.car], pitted, told)
        for lap in pitted:
            at = car.rows[lap - 1].session_time
            found.append((at, Stop(car=car.car, lap=lap - 1, driver=taken.get(lap))))
    if begun:
        cars = ", ".join(begun)
        told.append(f"`pitted` on lap 1 of {cars} may be the start from the pits, and is a stop")
    return tuple(stop for _, stop in sorted(found, key=lambda one: one[0]))


def _taken_over(
    answers: Answers,
    car: CarChart,
    drivers: Sequence[str],
    pitted: Sequence[int],
    told: list[str],
) -> dict[int, int]:
    """Return the lap in the pits on which each new driver took over, by his index."""
    taken: dict[int, int] = {}
    before = ""
    for row in car.rows:
        name = answers.mended.name(row.display_name)
        if before and name and name != before:
            # He drove this lap, so the stop was on the one before, or as this one began.
            lap = next((lap for lap in (row.lap_number - 1, row.lap_number) if lap in pitted), None)
            if lap is None:
                told.append(f"car {car.car}: {name} drives lap {row.lap_number}, without a stop")
            elif name in drivers:
                taken[lap] = drivers.index(name)
        before = name or before
    return taken


def _late_and_untimed(chart: LapChart) -> list[str]:
    """Tell of cars that joined after the start, and of laps without a time of their own."""
    told = []
    for car in chart.cars.values():
        late = car.grid.session_time - chart.begin
        if car.started and late > GRID_STEP * max(car.grid.lap_position, 0):
            told.append(f"car {car.car} joined {late / SECOND:,.4f} s after the start")
    untimed = sum(row.lap_time < 0 for car in chart.cars.values() for row in car.rows)
    if untimed:
        laps = quantity(untimed, "lap")
        told.append(f"{laps} without a time: that of the session goes on")
    return told


def _misplaced(chart: LapChart) -> list[str]:
    """Tell of the cars whose place on a lap is not that of their time, which stands."""
    told = []
    for lap in range(chart.laps):
        rows = [(car, car.rows[lap]) for car in chart.cars.values() if car.laps > lap]
        by_time = sorted(rows, key=lambda one: one[1].session_time)
        by_place = sorted(by_time, key=lambda one: one[1].lap_position)
        told += [
            f"place not held: car {car.car}, lap {lap + 1}: position {row.lap_position}, "
            f"but place {place} by its time"
            for place, ((car, row), (other, _)) in enumerate(zip(by_time, by_place, strict=True), 1)
            if car is not other
        ]
    return told
