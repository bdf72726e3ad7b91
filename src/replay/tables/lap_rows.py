"""Laps: one row for each that a car has completed, by FastF1's names where it has the column."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import Annotated

from msgspec import field

from replay.race.crossed_laps import crossed_laps
from replay.race.model import Basis, Entry
from replay.race.series import stops
from replay.race.timeline import Timeline
from replay.tables.driver_of import DriverOf
from replay.tables.exact_time import exit_of, in_seconds, known_seconds
from replay.tables.table_column import ColumnsRow, meaning, seconds
from replay.tables.track_status import TrackStates


class LapsRow(ColumnsRow, frozen=True, gc=False):
    """A lap of a car. What stands in it is known as the car completes it, or it is None."""

    time: Annotated[
        float,
        seconds(
            "Race clock as the car completed the lap: 0 at the green flag, standing under a red "
            "flag where the series' clock does."
        ),
    ]
    driver: Annotated[
        str | None,
        meaning(
            "Who was in the car then: the three-letter code, or else the surname, told apart "
            "where two share it."
        ),
    ]
    driver_number: Annotated[str, meaning("Number of the car, as text: `07` is not `7`.")]
    lap_number: Annotated[int, meaning("The car's own lap, from 1.")]
    lap_time: Annotated[
        float,
        seconds("Time of the lap from line to line; the first counts from the green flag."),
    ]
    stint: Annotated[
        int | None,
        meaning(
            "From 1, one more from the lap after each lap on which the car came to pit road. "
            "None where no stop is on record."
        ),
    ]
    pit_in_time: Annotated[
        float | None,
        seconds(
            "Race clock as the car came to pit road on this lap; None on every other lap, and "
            "where nobody timed it (`Stint` still counts the stop)."
        ),
    ]
    pit_out_time: Annotated[
        float | None, seconds("Race clock as the car left pit road on this lap, likewise.")
    ]
    compound: Annotated[str | None, meaning("Tyres on which it completed the lap.")]
    tyre_life: Annotated[
        int | None, meaning("Laps those tyres had run by then, before the race among them.")
    ]
    position: Annotated[int, meaning("Place of the car at its own crossing, of all cars.")]
    track_status: Annotated[
        str | None,
        meaning(
            "FastF1's digits of the states of the track during the lap: 1 clear, 2 yellow, 4 "
            "safety car (or pace car: the full-course caution of NASCAR and IndyCar), 5 red, "
            "6 virtual safety car. Several stand side by side in order, without the 1. A flag "
            "that falls just as the lap ends belongs to the next."
        ),
    ]
    team: Annotated[str | None, meaning("Team of the car.")]
    generated: Annotated[
        bool, meaning("Whether the time of the lap was rebuilt or estimated, and not measured.")
    ]
    full_name: Annotated[
        str | None,
        meaning(
            "The name of `Driver` in full, as its source spells it: the same where `Driver`, told "
            "apart within a race, differs between races."
        ),
    ]
    gap: Annotated[
        float | None,
        seconds("Behind the first car on the same lap at the line; 0 for that; None off it."),
    ]
    interval: Annotated[
        float | None,
        seconds("Behind the car ahead on the same lap; None for the first, and off it."),
    ]
    laps_down: Annotated[
        int, meaning("Laps that the leader had completed beyond this one as the car completed it.")
    ]
    led: Annotated[bool, meaning("Whether the car was the first of all to complete the lap.")]
    basis: Annotated[
        Basis, meaning("How `Time` is known: official, timed, reconstructed, estimated.")
    ]
    place_sure: Annotated[
        bool,
        meaning("Whether `Position` is a fact; where not, a rebuilt place may be off by a few."),
    ]
    race_class: Annotated[str | None, meaning("Class of the car; None where there are none.")] = (
        field(name="Class")
    )
    class_position: Annotated[
        int | None, meaning("Place of the car in its class at its own crossing.")
    ]


def laps_until(timeline: Timeline, until: int) -> Iterator[LapsRow]:
    """Give the laps completed by `until` (ticks) in that order; none of a finish alone."""
    drivers, states = DriverOf(timeline, until), TrackStates(timeline)
    histories = timeline.histories_at(until)
    cars = {entry.car: _CarRow(timeline, until, entry) for entry in timeline.race.entries}
    for crossed in crossed_laps(timeline, until):
        of_car = cars[crossed.car]
        compound, age = histories[crossed.car].tyres_at(crossed.at, crossed.lap)
        name, full_name = drivers.at(crossed.car, crossed.at)
        yield LapsRow(
            time=in_seconds(crossed.at),
            driver=name,
            driver_number=crossed.car,
            lap_number=crossed.lap,
            lap_time=in_seconds(crossed.lap_time),
            stint=of_car.stint(crossed.lap),
            pit_in_time=known_seconds(of_car.entered.get(crossed.lap)),
            pit_out_time=known_seconds(of_car.left.get(crossed.lap)),
            compound=compound,
            tyre_life=age,
            position=crossed.place,
            track_status=states.over(crossed.at - crossed.lap_time, crossed.at),
            team=of_car.team,
            generated=not crossed.measured,
            full_name=full_name,
            gap=known_seconds(crossed.gap),
            interval=known_seconds(crossed.interval),
            laps_down=crossed.laps_down,
            led=crossed.place == 1,
            basis=crossed.basis,
            place_sure=crossed.confidence == "sure",
            race_class=of_car.race_class,
            class_position=crossed.class_place,
        )


class _CarRow:
    """What of a car stands in its rows, and when it came to pit road and left it, by its laps."""

    def __init__(self, timeline: Timeline, until: int, entry: Entry) -> None:
        self.team = entry.team
        self.race_class = entry.race_class
        crossings = timeline.scoring_at(until).by_car[entry.car].crossings
        visits = stops(timeline, until, entry.car)
        self._stopped = sorted({visit.stop.lap + 1 for visit in visits})
        self._counted = timeline.race.header.known.stops is not None or bool(visits)
        self.entered: dict[int, int] = {}
        self.left: dict[int, int] = {}
        for visit in visits:
            if visit.exact:
                self.entered.setdefault(visit.stop.lap + 1, visit.since)
            if (out := exit_of(visit)) is not None:
                self.left[bisect_left(crossings, out) + 1] = out

    def stint(self, lap: int) -> int | None:
        """Count the stints up to a lap."""
        return 1 + bisect_left(self._stopped, lap) if self._counted else None
