"""Road races written by hand: one of two classes over a time, one of single-seaters over laps."""

from typing import Any

from msgspec import structs
from tests.race.small_races import CLASSES, flag, race_of

from replay.race.model import Driver, Entry, Flag, Official, Race, Result, Track

ROAD = Track(name="Hill Circuit", length=8_000, course="road")

LATE = Flag(at=60_000_000, lap=6, basis="timed", flag="over")
"""It puts off the end of a record, at which the result becomes official."""


def _laps(each: float, count: int) -> tuple[float, ...]:
    return tuple(each * lap for lap in range(1, count + 1))


def class_race(**crossings: tuple[float, ...]) -> Race:
    """Ten minutes of two classes: 50 takes the flag after 606 s, then 85, 11, 7, 91 and 31.

    Car 7 is 14.2 s behind 50, and 11 a lap down; 91 wins the other class 21.5 s after that, 85 is
    a lap down there. `crossings` (`car_7=...`) has others.
    """
    lines = {
        "50": _laps(101, 6),
        "7": (*_laps(103, 5), 620.2),
        "11": _laps(124, 5),
        "91": _laps(125.5, 5),
        "31": _laps(130, 5),
        "85": _laps(152.5, 4),
    }
    lines |= {name.removeprefix("car_"): times for name, times in crossings.items()}
    names = {car: CLASSES[car in ("91", "31", "85")].name for car in lines}
    return race_of(
        lines,
        (flag(606, 6),),
        entries={car: {"race_class": name} for car, name in names.items()},
        classes=CLASSES,
        discipline="endurance",
        scheduled_time=6_000_000,
        track=ROAD,
    )


_DRIVERS = {"33": "Verstappen", "44": "Hamilton", "3": "Ricciardo", "4": "Norris"}


def formula_race(second: float = 452.29, margin: int | None = 22_560, **header: Any) -> Race:
    """Five laps: 33 takes the flag after 450 s, 44 at `second`, 3 a lap down, 4 after 509.2 s."""
    lines = {
        "33": _laps(90, 5),
        "44": (*_laps(90.4, 4), second),
        "3": _laps(113.4, 4),
        "4": _laps(101.84, 5),
    }
    entries = {
        car: {"drivers": (Driver(first="", last=name, code=name[:3].upper()),)}
        for car, name in _DRIVERS.items()
    }
    header = {"discipline": "formula 1", "track": ROAD, **header}
    race = race_of(lines, (flag(450, 5),), entries=entries, **header)
    if margin is None:
        return race
    results = (
        Result(position=1, car="33", laps=5),
        Result(position=2, car="44", laps=5, gap=margin),
    )
    return structs.replace(race, official=Official(laps=5, results=results))


def going_on(race: Race) -> Race:
    """The race with a record that goes on behind the result."""
    return structs.replace(race, events=(*race.events, LATE))


def entries_of(race: Race) -> dict[str, Entry]:
    """Its entries by car."""
    return {entry.car: entry for entry in race.entries}
