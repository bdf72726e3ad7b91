"""Events: what happened, as `replay events` tells it."""

from collections.abc import Iterator
from typing import Annotated

from msgspec import field

from replay.race.export import event_text, logged
from replay.race.model import Basis
from replay.race.timeline import Timeline
from replay.tables.driver_of import NOBODY, DriverOf
from replay.tables.exact_time import in_seconds
from replay.tables.table_column import ColumnsRow, meaning, seconds


class EventsRow(ColumnsRow, frozen=True, gc=False):
    """A line of the race log, in the words that are known by the moment asked for."""

    time: Annotated[float, seconds("Race clock.")]
    lap: Annotated[
        int, meaning("The leader's lap being run, or the lap just completed if scored at the line.")
    ]
    kind: Annotated[
        str,
        meaning(
            "What it is, as `replay events` has it: green, caution, lead change, pit stop, "
            "retirement and the like."
        ),
    ]
    driver: Annotated[
        str | None, meaning("Who was in the car then; None where no car, or nobody, is known.")
    ]
    driver_number: Annotated[str | None, meaning("Number of the car, as text; None without one.")]
    full_name: Annotated[str | None, meaning("The name of `Driver` in full, as the laps have it.")]
    text: Annotated[str, meaning("The line in words.")]
    basis: Annotated[
        Basis, meaning("How `Time` is known: official, timed, reconstructed, estimated.")
    ]
    race_class: Annotated[
        str | None, meaning("Class that it is about; None where there are none.")
    ] = field(name="Class")


def events_until(timeline: Timeline, until: int) -> Iterator[EventsRow]:
    """Give what happened by `until` (ticks), in order of time."""
    drivers = DriverOf(timeline, until)
    for entry, basis in logged(timeline, until=until):
        driver = NOBODY if entry.car is None else drivers.at(entry.car, entry.at)
        yield EventsRow(
            time=in_seconds(entry.at),
            lap=entry.lap,
            kind=entry.kind,
            driver=driver.name,
            driver_number=entry.car,
            full_name=driver.full,
            text=event_text(entry),
            basis=basis,
            race_class=entry.race_class,
        )
