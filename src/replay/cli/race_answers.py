"""What is asked of somebody who begins a race file, read from text: each answer, and the race."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date as calendar_date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from replay.cli.failure import Failure
from replay.cli.series_names import SERIES, NamedSeries, series_named
from replay.foreign.csv_dialect import NotCSV, dialect_of, records
from replay.foreign.foreign_file import ForeignFileError, file_text
from replay.foreign.plain_table import plain_rows
from replay.importers.facts import driver_named
from replay.importers.surnames import told_apart
from replay.race import consistency
from replay.race.model import (
    MAX_CARS,
    MAX_LAPS,
    SECOND,
    VERSION,
    Basis,
    CarNumber,
    Date,
    Discipline,
    Driver,
    Entry,
    Header,
    Known,
    Label,
    Position,
    Race,
    Source,
    Text,
    Track,
)
from replay.race.text import printable
from replay.schema.fields import unannotated
from replay.schema.nearest import nearest_names
from replay.schema.wishes import wish_of

_SHORT = 24
"""Characters of a name that are its short form, too."""

_SLIP = 0.75
"""How alike a word is to one that is known, of 1, to be taken for a slip of it."""

BY_HAND = "written by hand"
"""The source of what is typed, where no other is named."""

_DISTANCE = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,4})?)\s*(laps?|h|hours?)?", re.IGNORECASE)
_MOST_HOURS = 240


class BadAnswer(ValueError):
    """An answer cannot be used; `str()` says why in one line that is safe to print."""


class CarLine(Struct, frozen=True):
    """A line of a table of cars."""

    car: str
    driver: str | None = None
    grid: str | None = None
    team: str | None = None
    make: str | None = None


@dataclass
class RaceAnswers:
    """All that is asked; what is None, or without cars, nobody has answered."""

    name: str | None = None
    series: NamedSeries | None = None
    date: str | None = None
    track: str | None = None
    laps: int | None = None
    time: int | None = None
    cars: list[Entry] = field(default_factory=list)
    in_order: bool = False
    source: str | None = None

    @property
    def grid_basis(self) -> Basis:
        """How a grid is known that was typed: as published where it is said by whom, else not."""
        return "estimated" if self.source is None else "official"

    def missing(self) -> list[str]:
        """Name the options that give what no race can do without."""
        given = {
            "--name": self.name,
            "--series": self.series and self.series.name,
            "--car or --cars": self.cars,
        }
        return [option for option, answer in given.items() if not answer]


def text_answer(text: str) -> str:
    """Read a name."""
    name: str = _converted(text.strip(), Label)
    return name


def discipline_answer(text: str) -> Discipline:
    """Read how a race is told."""
    discipline: Discipline = _converted(text.strip(), Discipline)
    return discipline


def date_answer(text: str) -> str:
    """Read a day, `2024-05-05`."""
    day: str = _converted(text.strip(), Date)
    try:
        calendar_date.fromisoformat(day)
    except ValueError:
        raise BadAnswer(f"there is no day {day}") from None
    return day


def distance_answer(text: str) -> tuple[int | None, int | None]:
    """Read a distance, as laps or as ticks: `267` or `267 laps`, `6 h` or `2.5 hours`."""
    match = _DISTANCE.fullmatch(text.strip())
    if match is None:
        raise BadAnswer("a distance is a number of laps, such as 267, or of hours, such as 6 h")
    if (match[2] or "laps").lower().startswith("lap"):
        if "." in match[1] or not 1 <= int(match[1]) <= MAX_LAPS:
            raise BadAnswer(f"laps are a whole number from 1 to {MAX_LAPS:,}")
        return int(match[1]), None
    return None, hours_answer(float(match[1]))


def hours_answer(hours: float) -> int:
    """Return a distance in hours as ticks."""
    ticks = round(hours * 3600 * SECOND) if 0 < hours <= _MOST_HOURS else 0
    if not ticks:
        raise BadAnswer(f"hours are a number above 0, up to {_MOST_HOURS}")
    return ticks


def car_answer(text: str) -> Entry:
    """Read a car, `5 Kyle Larson`: its number, and its driver, several between `/`."""
    number, _, names = text.strip().partition(" ")
    drivers = tuple(_driver(one) for one in names.split("/") if one.strip())
    if len(drivers) > 10:
        raise BadAnswer("a car has at most 10 drivers")
    return Entry(car=_converted(number, CarNumber), drivers=drivers)


def series_answer(text: str) -> NamedSeries:
    """Read a series: a word for one that is known, or any name that is no slip of such a word."""
    named = series_named(text_answer(text))
    if named not in SERIES.values() and (near := nearest_names(named.name, list(SERIES), _SLIP)):
        raise BadAnswer(f"`{named.name}`: did you mean {near[0]}? (if not, give --discipline, too)")
    return named


def cars_in(path: Path) -> list[Entry]:
    """Read a table of cars: columns `car`, and if it has them `driver`, `grid`, `team`, `make`.

    Raises `Failure` with file and line; a column of another name may be there.
    """
    shown = printable(str(path))
    try:
        text = file_text(path)
        _require_columns(shown, text)
        rows = plain_rows(str(path), text, CarLine)
    except ForeignFileError as error:
        raise Failure(str(error)) from None
    if not rows:
        raise Failure(f"{shown}: no cars below its header")
    found: list[Entry] = []
    places: dict[int, int] = {}
    for line, row in rows:
        try:
            entry = _entry_of(row)
            require_apart([*found, entry])
            if entry.grid is not None and places.setdefault(entry.grid, line) != line:
                before = places[entry.grid]
                raise BadAnswer(f"place {entry.grid} on the grid is that of line {before}, too")
            found.append(entry)
        except BadAnswer as error:
            raise Failure(f"{shown}, line {line}: {error}") from None
    return found


def _entry_of(row: CarLine) -> Entry:
    entry = car_answer(f"{row.car} {row.driver or ''}")
    words = {"team": row.team, "make": row.make}
    given: dict[str, Any] = {name: _converted(word, Text) for name, word in words.items() if word}
    if row.grid is not None:
        try:
            given["grid"] = _converted(row.grid, Position)
        except BadAnswer as error:
            raise BadAnswer(f"`grid`: {error}") from None
    return msgspec.structs.replace(entry, **given)


def _require_columns(shown: str, text: str) -> None:
    """Require that no column is called almost like one that is read; raises `Failure`."""
    legal = CarLine.__struct_fields__
    try:
        line, cells = next(records(text, dialect_of(text, ("car",))), (1, []))
    except NotCSV:
        return  # reading it will say why
    for cell in cells:
        name = cell.casefold()
        near = [] if name in legal else nearest_names(name, legal, _SLIP)
        if near and near[0] not in map(str.casefold, cells):
            asked = f"no column `{printable(cell, 60)}` is read; did you mean `{near[0]}`?"
            raise Failure(f"{shown}, line {line}: {asked}")


def race_of_answers(answers: RaceAnswers) -> Race:
    """Return the smallest race that says what was answered; raises `BadAnswer` if none can be so.

    It has no laps and no result. The cars stand on the grid `in_order`, or as a table has them.
    """
    assert answers.name is not None
    assert answers.series is not None
    cars = answers.cars
    if len(cars) > MAX_CARS:
        raise BadAnswer(f"a race has at most {MAX_CARS} cars")
    if answers.in_order:
        cars = [msgspec.structs.replace(one, grid=at) for at, one in enumerate(cars, 1)]
    crews = told_apart([one.drivers for one in cars])
    entries = tuple(
        msgspec.structs.replace(one, drivers=crew) for one, crew in zip(cars, crews, strict=True)
    )
    on_grid = any(one.grid is not None for one in cars)
    header = Header(
        name=answers.name,
        short=_short(answers.name),
        series=answers.series.name,
        series_short=answers.series.short,
        discipline=answers.series.discipline,
        date=answers.date,
        track=Track(name=answers.track) if answers.track else None,
        cars=len(entries),
        scheduled_laps=answers.laps,
        scheduled_time=answers.time,
        known=Known(grid=answers.grid_basis if on_grid else None),
        sources=(Source(of="everything", text=answers.source or BY_HAND),),
    )
    race = Race(replay=VERSION, header=header, entries=entries)
    try:
        race = msgspec.convert(msgspec.to_builtins(race), Race)
        consistency.verify(race)
    except (msgspec.ValidationError, consistency.InconsistentRace) as error:
        raise BadAnswer(printable(str(error))) from None
    return race


def answered(read: Callable[[Any], Any], value: Any, option: str) -> Any:
    """Read the value of an option; raises `Failure` that names it."""
    try:
        return read(value)
    except BadAnswer as error:
        raise Failure(f"{option}: {error}") from None


def require_apart(cars: Sequence[Entry]) -> None:
    """Require that no car is named twice; raises `BadAnswer`."""
    numbers = [one.car for one in cars]
    twice = next((car for at, car in enumerate(numbers) if car in numbers[:at]), None)
    if twice is not None:
        raise BadAnswer(f"car {twice} is named twice")


def _driver(name: str) -> Driver:
    return driver_named(_converted(name.strip(), Label))


def _short(name: str) -> str:
    """Return the first words of a name, as many as are short."""
    if len(name) <= _SHORT:
        return name
    return name[:_SHORT].rpartition(" ")[0].strip() or name[:_SHORT].strip()


def _converted(text: str, kind: Any) -> Any:
    try:
        return msgspec.convert(text, kind, strict=unannotated(kind) is not int)
    except msgspec.ValidationError:
        wish = wish_of(kind).replace(" in quotes", "").replace('"', "")
        raise BadAnswer(f"`{printable(text, 60)}`: expected {wish}") from None
