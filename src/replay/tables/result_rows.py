"""Results: the official result once it is out, before that the order as it stands."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import field

from replay.race.car_index import fastest_laps
from replay.race.class_order import class_places
from replay.race.model import Basis, Official, Result
from replay.race.state import Running
from replay.race.timeline import Timeline
from replay.tables.driver_of import DriverOf
from replay.tables.exact_time import known_seconds
from replay.tables.table_column import ColumnsRow, meaning, seconds


class ResultsRow(ColumnsRow, frozen=True, gc=False):
    """A car of the entry list, in the order of the result or of the race so far."""

    position: Annotated[
        int | None,
        meaning("Place in the official result, or in the order so far; None where there is none."),
    ]
    driver_number: Annotated[str, meaning("Number of the car, as text.")]
    driver: Annotated[
        str | None,
        meaning("Its driver by code or short name; several of one car with ` / ` between."),
    ]
    abbreviation: Annotated[
        str | None, meaning("Three-letter code of its one driver; None where the series has none.")
    ]
    full_name: Annotated[str | None, meaning("Its driver in full, or all of them likewise.")]
    team_name: Annotated[str | None, meaning("Team of the car.")]
    make: Annotated[str | None, meaning("Make of the car.")]
    grid_position: Annotated[
        int | None,
        meaning("Place on the grid; None where it is unknown, or the car was not on it."),
    ]
    status: Annotated[
        str | None,
        meaning("As published, such as `Finished` or `Engine`; so far: running, pit, or out."),
    ]
    points: Annotated[int | None, meaning("Points of the race as published; None until then.")]
    time: Annotated[
        float | None,
        seconds(
            "Race time as published, or else the race clock at the last crossing of the car; None "
            "without either."
        ),
    ]
    gap: Annotated[
        float | None,
        seconds("Behind the first car, as published or else in the order; None off the lead lap."),
    ]
    laps: Annotated[
        int | None, meaning("Laps completed, as published or else on record; None where unknown.")
    ]
    led: Annotated[int | None, meaning("Laps led at the line, likewise.")]
    stops: Annotated[int | None, meaning("Stops, likewise.")]
    best_lap_time: Annotated[
        float | None, seconds("Best lap of the car, likewise: of those laps that were not rebuilt.")
    ]
    official: Annotated[bool, meaning("Whether this row is from the official result.")]
    basis: Annotated[
        Basis | None,
        meaning(
            "How its last crossing is known; None before the first, and without any on record."
        ),
    ]
    race_class: Annotated[str | None, meaning("Class of the car; None where there are none.")] = (
        field(name="Class")
    )
    class_position: Annotated[
        int | None, meaning("Place in its class, as published or else in the order.")
    ]


def results_until(timeline: Timeline, until: int) -> Iterator[ResultsRow]:
    """Give every car at `until` (ticks): by the official result, those it leaves out last."""
    writer = _ResultWriter(timeline, until)
    running = {row.car: row for row in timeline.at(until).order}
    official = _official_at(timeline, until)
    results = official.results if official else ()
    for result in sorted(results, key=lambda result: result.position):
        yield writer.row(running.pop(result.car), result)
    for row in running.values():
        yield writer.row(row, None, placed=row.placed and not results)


def _official_at(timeline: Timeline, until: int) -> Official | None:
    """Give the published result, once the record is over."""
    state = timeline.at(until)
    return timeline.race.official if state.finished and not state.provisional else None


class _ResultWriter:
    """Writes rows of the result at one time."""

    def __init__(self, timeline: Timeline, until: int) -> None:
        race = timeline.race
        self._until = until
        self._cars = timeline.scoring_at(until).by_car
        self._entries = {entry.car: entry for entry in race.entries}
        self._drivers = DriverOf(timeline, until)
        self._has_laps = race.has_laps
        self._has_stops = race.header.known.stops is not None
        self._arrived = {nose.car for nose in timeline.finish_crossings if nose.at <= until}
        placed = {row.car for row in timeline.at(until).order if row.placed}
        places = class_places(timeline, until).items()
        self._in_class = {car: place.position for car, place in places if car in placed}
        official = _official_at(timeline, until)
        for listed in official.classes if official else ():
            self._in_class |= {car: place for place, car in enumerate(listed.order, 1)}

    def row(self, row: Running, result: Result | None, *, placed: bool = True) -> ResultsRow:
        entry = self._entries[row.car]
        driver, full_name = self._drivers.all(row.car)
        crossed = row.laps > 0 or row.car in self._arrived
        return ResultsRow(
            position=result.position if result else row.position if placed else None,
            driver_number=row.car,
            driver=driver,
            abbreviation=entry.drivers[0].code if len(entry.drivers) == 1 else None,
            full_name=full_name,
            team_name=entry.team,
            make=entry.make,
            grid_position=entry.grid,
            status=result.status if result else row.status,
            points=result.points if result else None,
            time=known_seconds(
                _known(result.elapsed if result else None, row.crossing if row.laps else None)
            ),
            gap=known_seconds(_known(result.gap if result else None, row.gap)),
            laps=_known(result.laps if result else None, row.laps if self._has_laps else None),
            led=_known(result.led if result else None, row.led if self._has_laps else None),
            stops=_known(result.stops if result else None, row.stops if self._has_stops else None),
            best_lap_time=known_seconds(
                _known(result.best_lap if result else None, self._best_measured(row.car))
            ),
            official=result is not None,
            basis=row.basis if crossed else None,
            race_class=entry.race_class,
            class_position=self._in_class.get(row.car),
        )

    def _best_measured(self, car: str) -> int | None:
        """Give the best lap of a car (ticks) that was measured; rebuilt ones count for nothing."""
        fastest = [took for at, _, took in fastest_laps(self._cars[car]) if at <= self._until]
        return fastest[-1] if fastest else None


def _known(published: int | None, on_record: int | None) -> int | None:
    """Give a published figure, or else what the record has."""
    return on_record if published is None else published
