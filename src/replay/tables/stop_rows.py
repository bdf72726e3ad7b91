"""Stops: one row for each time that a car came to pit road."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import field

from replay.race.model import Basis, Entry
from replay.race.stops_made import StopMade, stops_made
from replay.race.timeline import Timeline
from replay.tables.driver_of import CalledDriver, DriverOf
from replay.tables.exact_time import exit_of, in_seconds, known_seconds
from replay.tables.table_column import ColumnsRow, meaning, seconds
from replay.tables.track_status import TrackStates, status_digit


class StopsRow(ColumnsRow, frozen=True, gc=False):
    """A visit of a car to pit road, as far as it is known by the moment asked for."""

    time: Annotated[
        float,
        seconds(
            "Race clock from which the stop is seen: `PitInTime`, or else the crossing that ends "
            "the lap."
        ),
    ]
    driver: Annotated[
        str | None, meaning("Who drove the car to pit road, as `Driver` of the laps has it.")
    ]
    driver_number: Annotated[str, meaning("Number of the car, as text.")]
    stop: Annotated[int, meaning("Stops of the car so far, this one among them.")]
    lap_number: Annotated[int, meaning("The car's own lap on which it came to pit road.")]
    laps_run: Annotated[
        int, meaning("Laps of the car since the lap of its stop before, or since the start.")
    ]
    pit_in_time: Annotated[
        float | None, seconds("Race clock as it came to pit road; None where nobody timed it.")
    ]
    pit_out_time: Annotated[
        float | None, seconds("Race clock as it left pit road, likewise; None while it is there.")
    ]
    duration: Annotated[
        float | None,
        seconds("Time on pit road, from line to line: standing still is only a part of it."),
    ]
    position_in: Annotated[
        int | None,
        meaning(
            "Place as it completed the lap before the stop, in its class where there are some."
        ),
    ]
    position_out: Annotated[
        int | None, meaning("Place two laps of its own later, likewise; None until then.")
    ]
    track_status: Annotated[
        str | None,
        meaning("FastF1's digit of the state of the track as the stop was seen to begin."),
    ]
    compound: Annotated[
        str | None,
        meaning("Tyres fitted, once it has left; None where none were, or nobody knows."),
    ]
    tyre_life: Annotated[int | None, meaning("Laps that those had run before.")]
    new_tyres: Annotated[int | None, meaning("How many tyres were changed, likewise.")]
    under_red: Annotated[bool, meaning("Whether the race stood still under a red flag meanwhile.")]
    text: Annotated[str | None, meaning("What was published of the stop, once it is over.")]
    team: Annotated[str | None, meaning("Team of the car.")]
    full_name: Annotated[str | None, meaning("The name of `Driver` in full, as the laps have it.")]
    basis: Annotated[
        Basis, meaning("How the times are known: official, timed, reconstructed, estimated.")
    ]
    duration_basis: Annotated[Basis | None, meaning("How `Duration` is known, likewise.")]
    race_class: Annotated[str | None, meaning("Class of the car; None where there are none.")] = (
        field(name="Class")
    )


def stops_until(timeline: Timeline, until: int) -> Iterator[StopsRow]:
    """Give the stops begun by `until` (ticks), in order of the times at which they are seen."""
    drivers, states = DriverOf(timeline, until), TrackStates(timeline)
    found = [
        (made, entry, number)
        for entry in timeline.race.entries
        for number, made in enumerate(stops_made(timeline, until, entry.car), 1)
    ]
    found.sort(key=lambda one: (one[0].visit.since, len(one[1].car), one[1].car))
    for made, entry, number in found:
        driver = drivers.at(entry.car, made.visit.since)
        yield _row(made, entry, number, driver, states.known(status_digit(made.under)), timeline)


def _row(
    made: StopMade,
    entry: Entry,
    number: int,
    driver: CalledDriver,
    status: str | None,
    timeline: Timeline,
) -> StopsRow:
    visit, known = made.visit, timeline.race.header.known
    stop = visit.stop
    basis = stop.basis or known.stops or "estimated"
    length_basis = stop.length_basis or known.stop_lengths or basis
    return StopsRow(
        time=in_seconds(visit.since),
        driver=driver.name,
        driver_number=entry.car,
        stop=number,
        lap_number=made.lap,
        laps_run=made.run,
        pit_in_time=in_seconds(visit.since) if visit.exact else None,
        pit_out_time=known_seconds(exit_of(visit)),
        duration=known_seconds(visit.length),
        position_in=made.place_in,
        position_out=made.place_out,
        track_status=status,
        compound=stop.compound,
        tyre_life=stop.tyre_age,
        new_tyres=stop.tyres,
        under_red=stop.under_red,
        text=made.words,
        team=entry.team,
        full_name=driver.full,
        basis=basis,
        duration_basis=None if visit.length is None else length_basis,
        race_class=entry.race_class,
    )
