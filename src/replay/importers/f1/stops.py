"""Visits to the pits: of one source or of two, on the race clock, within the car's own laps."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import median_low

from replay.importers.f1.lap_chart import GrandPrixCar, GrandPrixChart, SourceStop
from replay.importers.f1.published import Published
from replay.importers.f1.race_clock import SHORTEST, StandingClock
from replay.race.model import SECOND, Stop
from replay.race.quantity import quantity

LEAST_STOPS = 3
"""How many stops must tell the time of day of the start."""

SPREAD = 3 * SECOND
"""How far apart they may have it: times of day are written in whole seconds."""

DAY = 86_400 * SECOND

ALL_FOUR = 4
"""How many tyres are changed with a set: by the rules all are of one compound."""


def race_stops(
    chart: GrandPrixChart, published: Published, clock: StandingClock
) -> tuple[Stop, ...]:
    """Return the stops in order of the laps of the cars and of their times.

    What does not fit the laps of its car is left out and told, and so is what no car of the race
    made.
    """
    stops: list[Stop] = []
    _tell_of_others(chart, published)
    finish = chart.leaders()[-1]
    for car in chart.cars.values():
        visits = _joined(car, published.stops.get(car.car, []))
        taken: list[Stop] = []
        for visit in visits:
            after = _after_the_flag(visit, car, chart.laps, finish)
            if after and not visit.official:
                continue  # every car comes in then, and nobody publishes that as a stop
            stop = _no_lap(car) if after else _stop(visit, car, clock)
            if isinstance(stop, Stop) and taken and not _apart(taken[-1], stop):
                stop = "it begins before the one before it has ended"
            if isinstance(stop, Stop):
                taken.append(stop)
            else:
                chart.told.append(f"stop of car {car.car} on lap {visit.lap + 1} left out: {stop}")
        stops += taken
    return tuple(stops)


def time_of_day(chart: GrandPrixChart, published: Published) -> int | None:
    """Return the local time of day of lights-out, in ticks, where stops tell it to the second.

    The one source has when they began on the clock of the race, the other by the time of day.
    """
    starts = []
    for car in chart.cars.values():
        official = {one.lap: one.day for one in published.stops.get(car.car, [])}
        for stop in car.stops:
            day = official.get(stop.lap)
            if day is not None and stop.entry is not None:
                starts.append(day - stop.entry)
    if len(starts) < LEAST_STOPS or max(starts) - min(starts) > SPREAD:
        return None
    return round(median_low(starts) / SECOND) * SECOND % DAY


def _tell_of_others(chart: GrandPrixChart, published: Published) -> None:
    """Tell of the stops of cars that have no laps, and of drivers who have no car."""
    for car, visits in published.stops.items():
        if car not in chart.cars:
            whose = f"car {car}" if car else "a driver without laps or a result"
            laps = ", ".join(str(visit.lap + 1) for visit in visits[:5])
            more = ", ..." if len(visits) > 5 else ""
            chart.told.append(f"stops of {whose} left out: lap {laps}{more}")


def _joined(car: GrandPrixCar, official: Sequence[SourceStop]) -> list[SourceStop]:
    """Return the stops of the laps with the lengths of the official ones, and those they lack."""
    visits = list(car.stops)
    rest = list(official)
    for at, visit in enumerate(visits):
        same = next((one for one in rest if one.lap == visit.lap), None)
        if same is None:
            continue
        rest.remove(same)
        if visit.entry is None or visit.exit is None:
            visits[at] = replace(visit, length=same.length)
    return sorted([*visits, *rest], key=lambda stop: (stop.lap, stop.entry or 0))


def _after_the_flag(visit: SourceStop, car: GrandPrixCar, laps: int, finish: int) -> bool:
    """Tell whether a car came in after it had taken the flag, or with it."""
    took_it = car.laps == laps or bool(car.ends and car.ends[-1] >= finish)
    return took_it and visit.lap >= car.laps - (visit.exit is None and not visit.official)


def _stop(visit: SourceStop, car: GrandPrixCar, clock: StandingClock) -> Stop | str:
    """Return a stop, or why there is none."""
    if visit.lap > car.laps:
        return _no_lap(car)
    begin = car.ends[visit.lap - 1] if visit.lap else 0
    until = car.ends[visit.lap] if car.laps > visit.lap else None
    entry = visit.entry
    if entry is not None and not (begin <= entry and (until is None or entry < until)):
        return "the car was on another lap then"
    after = car.ends[visit.lap + 1] if car.laps > visit.lap + 1 else None
    leaves = visit.exit
    if leaves is not None and (leaves < begin or (after is not None and leaves > after)):
        return "the car was on another lap as it left"
    since = begin if entry is None else entry
    last = car.ends[-1] if car.ends else 0
    gone = leaves if leaves is not None else last if after is None else after
    long = leaves is not None or (visit.length or 0) >= SHORTEST
    under_red = long and clock.stop_within(since, gone) is not None
    both = entry is not None and leaves is not None
    length = None if both or under_red else visit.length
    changed = visit.fitted and (visit.compound is not None or visit.age is not None)
    left = visit.left or visit.exit is not None or visit.official
    return Stop(
        car=car.car,
        lap=visit.lap,
        entry=None if entry is None else clock.of(entry),
        exit=None if leaves is None else clock.of(leaves),
        length=length,
        left=left,
        under_red=under_red,
        length_basis="official" if length is not None and not visit.official else None,
        tyres=(ALL_FOUR if changed else 0) if visit.fitted else None,
        compound=visit.compound,
        tyre_age=visit.age,
    )


def _no_lap(car: GrandPrixCar) -> str:
    return f"the car completed {quantity(car.laps, 'lap')}"


def _apart(first: Stop, then: Stop) -> bool:
    """Tell whether one stop had ended, as far as anybody knows, before another began."""
    if not first.left:
        return False
    if first.exit is not None and then.entry is not None:
        return first.exit <= then.entry
    if first.entry is not None and then.entry is not None:
        return first.entry < then.entry
    return first.lap < then.lap
