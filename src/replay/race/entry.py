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
    """A driver of a car."""

    first: Text
    """First names; may be empty."""
    last: Label
    """The surname."""
    short: Label | None = None
    """The surname as a narrow board prints it, where `last` alone is ambiguous."""
    code: DriverCode | None = None
    """The three letters that a series shows."""
    surname_first: bool = False
    """Whether the name is said surname first."""

    @property
    def name(self) -> str:
        """The name in full, as it is said."""
        names = (self.last, self.first) if self.surname_first else (self.first, self.last)
        return " ".join(names).strip()


class Livery(Record, frozen=True, kw_only=True):
    """Colours of the number plate and of the car."""

    paint: Colour
    """The ground."""
    ink: Colour
    """The number on it."""
    second: Colour
    """The trim."""


class Entry(Record, frozen=True, kw_only=True):
    """One car of the entry list."""

    car: CarNumber
    """Its number, as text: `07` is another car than `7`."""
    drivers: Annotated[tuple[Driver, ...], Meta(max_length=10)] = ()
    """Who drove it; nobody knows where it is left out."""
    grid: Position | None = None
    """Its place on the grid, from 1; none for a car that was not on it."""
    team: Text | None = None
    """The team."""
    make: Text | None = None
    """The make of car, or of engine."""
    crew_chief: Text | None = None
    """The crew chief."""
    sponsor: Text | None = None
    """The sponsor."""
    race_class: Label | None = None
    """The name of one of the header's classes; needed where there are any."""
    eligible: bool | None = None
    """Whether its driver may score points of the series."""
    qualifying: Ticks | None = None
    """The time of its qualifying lap."""
    qualifying_speed: Count | None = None
    """The speed of that lap, thousandths of a mile an hour."""
    livery: Livery | None = None
    """Its colours."""
    starts: DriverIndex | None = None
    """Which of its drivers takes the start, counted from 0."""
    begins: Literal["grid", "pit lane", "not started"] = "grid"
    """Where it began the race."""
    compound: Label | None = None
    """The tyres it started on."""
    tyre_age: LapNumber | None = None
    """The laps these had run before."""

    @property
    def surname(self) -> str:
        """The first driver's surname, told apart where two share it; empty where none is known."""
        return next((driver.short or driver.last for driver in self.drivers), "")

    @property
    def driver(self) -> str:
        """The first driver's name in full; empty where no driver is known."""
        return next((one.name for one in self.drivers), "")
