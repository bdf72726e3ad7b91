"""The entry list: cars, their drivers, and where they stood at the start."""

from typing import Annotated, Literal

from msgspec import Meta

from replay.race.record import (
    CarNumber,
    Colour,
    Count,
    DriverCode,
    DriverIndex,
    Label,
    LapNumber,
    Position,
    Record,
    Text,
    Ticks,
)


class Driver(Record, frozen=True, kw_only=True):
    """A driver; `short` is the surname as a narrow board prints it where `last` is ambiguous.

    `code` are the three letters a series shows for him. `surname_first`: so the name is said.
    """

    first: Text
    last: Label
    short: Label | None = None
    code: DriverCode | None = None
    surname_first: bool = False

    @property
    def name(self) -> str:
        """The name in full, as it is said."""
        names = (self.last, self.first) if self.surname_first else (self.first, self.last)
        return " ".join(names).strip()


class Livery(Record, frozen=True, kw_only=True):
    """Colours of the number plate and of the car: ground, number, trim."""

    paint: Colour
    ink: Colour
    second: Colour


class Entry(Record, frozen=True, kw_only=True):
    """One car of the entry list, its drivers and its place on the grid.

    Without `drivers` nobody knows who drove it. `grid` is None for a car that was not on the grid,
    and for all cars where the grid is unknown (`Known.grid`).
    `qualifying` is the time in ticks, `qualifying_speed` thousandths of a mile an hour.
    `eligible` says whether the driver may score series points (None: unknown).
    `race_class` is the name of one of the header's classes. `starts` indexes the driver who takes
    the start, None where nobody knows or there is one. `begins` tells a car that started from the
    pit lane, or not at all. `compound` names the tyres it started on, `tyre_age` the laps they had
    run by then.
    """

    car: CarNumber
    drivers: Annotated[tuple[Driver, ...], Meta(max_length=10)] = ()
    grid: Position | None = None
    team: Text | None = None
    make: Text | None = None
    crew_chief: Text | None = None
    sponsor: Text | None = None
    race_class: Label | None = None
    eligible: bool | None = None
    qualifying: Ticks | None = None
    qualifying_speed: Count | None = None
    livery: Livery | None = None
    starts: DriverIndex | None = None
    begins: Literal["grid", "pit lane", "not started"] = "grid"
    compound: Label | None = None
    tyre_age: LapNumber | None = None

    @property
    def surname(self) -> str:
        """The first driver's surname, told apart where two share it; empty where none is known."""
        return next((driver.short or driver.last for driver in self.drivers), "")

    @property
    def driver(self) -> str:
        """The first driver's name in full; empty where no driver is known."""
        return next((one.name for one in self.drivers), "")
