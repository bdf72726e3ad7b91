"""`--with FACTS.toml`: what no source knows, each group of facts with its own source.

Every group may be left out; one that is there has a `source`, which goes into the race file. What
a group says wins over the feeds. Cars are named by number, in quotes where TOML wants them.
"""

import datetime
import re
import tomllib
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from replay.foreign.foreign_file import ForeignFileError, file_text
from replay.importers.distance import with_distance
from replay.importers.fact_group import FactGroup
from replay.importers.result_facts import ResultGroup, official_with
from replay.importers.series_facts import (
    ClassesGroup,
    FlagsGroup,
    NightGroup,
    StartGroup,
    classes_of,
    flagged,
    night_of,
    started,
)
from replay.race.model import (
    MAX_LAPS,
    SECOND,
    CarNumber,
    Cars,
    Colour,
    Course,
    Driver,
    Entry,
    Fact,
    Header,
    Label,
    Livery,
    Race,
    Source,
    Stage,
    Text,
    Track,
)
from replay.race.record import plain_message

MAX_BYTES = 256 * 1024
MAX_DOTS = 100
"""The most dots in a line: a key of many parts takes the parser the square of their number."""


class RaceGroup(FactGroup, frozen=True, kw_only=True):
    """`[race]`: what the race is called, and when it was."""

    name: Label | None = None
    short: Label | None = None
    series: Label | None = None
    series_short: Label | None = None
    season: Label | None = None
    date: datetime.date | None = None
    round: Text | None = None


class TrackGroup(FactGroup, frozen=True, kw_only=True):
    """`[track]`: `length` in miles; `course` is an oval or a road."""

    name: Label
    length: Annotated[float, Meta(gt=0, le=1000)] | None = None
    short: Label | None = None
    shape: Text | None = None
    course: Course | None = None


class DistanceGroup(FactGroup, frozen=True, kw_only=True):
    """`[distance]`: as scheduled, in laps or in hours; `stages` are the laps that end them."""

    laps: Annotated[int, Meta(ge=1, le=MAX_LAPS)] | None = None
    hours: Annotated[float, Meta(gt=0, le=240)] | None = None
    stages: Annotated[list[int], Meta(max_length=20)] = []


class GridGroup(FactGroup, frozen=True, kw_only=True):
    """`[grid]`: `order` names the cars from the pole on."""

    order: Cars


class DriversGroup(FactGroup, frozen=True, kw_only=True):
    """`[drivers]`: names by car; `First Last`, or `Last, First` of a longer surname."""

    # One name is made a list of one: a union here breaks the memory of msgspec 0.22.
    cars: dict[CarNumber, Annotated[list[Label], Meta(min_length=1, max_length=10)]]


class WordsGroup(FactGroup, frozen=True, kw_only=True):
    """`[teams]` and `[makes]`: a name by car."""

    cars: dict[CarNumber, Text]


class ColoursGroup(FactGroup, frozen=True, kw_only=True):
    """`[colours]`: ground, number and trim by car."""

    cars: dict[CarNumber, Annotated[list[Colour], Meta(min_length=3, max_length=3)]]


class NotesGroup(FactGroup, frozen=True, kw_only=True):
    """`[notes]`: what was known before the start, `label = "text"`."""

    facts: Annotated[dict[Label, Text], Meta(max_length=20)]


class FactsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    race: RaceGroup | None = None
    track: TrackGroup | None = None
    distance: DistanceGroup | None = None
    start: StartGroup | None = None
    night: NightGroup | None = None
    classes: ClassesGroup | None = None
    flags: FlagsGroup | None = None
    grid: GridGroup | None = None
    drivers: DriversGroup | None = None
    teams: WordsGroup | None = None
    makes: WordsGroup | None = None
    colours: ColoursGroup | None = None
    notes: NotesGroup | None = None
    result: ResultGroup | None = None


@dataclass(frozen=True)
class GivenFacts:
    """The facts of a file, and where in it they stand."""

    file: str
    text: str
    table: FactsTable

    def error(self, message: str, group: str, key: str = "") -> ForeignFileError:
        """Return an error that names the line of a key of a group."""
        return ForeignFileError(self.file, message, _line_of(self.text, group, key))


_BY_CAR = ("drivers", "teams", "makes", "colours")
_INSIDE = {**dict.fromkeys(_BY_CAR, "cars"), "notes": "facts", "classes": "marks", "flags": "words"}
"""Group whose keys are free -> the field that holds them all, but for the source."""


def read_facts(path: Path) -> GivenFacts:
    """Return the facts of a file; raises `ForeignFileError` with the line of what is wrong."""
    text, file = file_text(path), str(path)
    if len(text) > MAX_BYTES:
        raise ForeignFileError(file, f"larger than {MAX_BYTES:,} characters")
    for number, line in enumerate(text.splitlines(), 1):
        if line.count(".") > MAX_DOTS:
            raise ForeignFileError(file, f"more than {MAX_DOTS} dots", number)
    try:
        plain: dict[str, Any] = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line_number = re.search(r"line ([0-9]+)", str(error))
        found = int(line_number[1]) if line_number else None
        raise ForeignFileError(file, f"not TOML: {error}", found) from None
    for group, content in plain.items():
        if isinstance(content, dict) and group in _INSIDE:
            rest = {key: value for key, value in content.items() if key != "source"}
            if group == "drivers":
                rest = {car: [one] if isinstance(one, str) else one for car, one in rest.items()}
            inside = {_INSIDE[group]: rest}
            plain[group] = inside | {k: v for k, v in content.items() if k == "source"}
    try:
        return GivenFacts(file, text, msgspec.convert(plain, FactsTable))
    except msgspec.ValidationError as error:
        raise _wrong(file, text, plain, str(error)) from None


def _wrong(file: str, text: str, plain: dict[str, Any], complaint: str) -> ForeignFileError:
    """Return the error of a value, with its line; an unknown key by its own."""
    message, _, place = complaint.partition(" - at `$")
    steps = [step for step in re.split(r"[.`\[\]]+", place) if step and step != "..."]
    group = steps[0] if steps else ""
    unknown = message.partition("unknown field `")[2].rstrip("`")
    key = unknown or (steps[1] if len(steps) > 1 and steps[1] not in _INSIDE.values() else "")
    if not group and unknown:
        line = _line_of(text, unknown, "")
        return ForeignFileError(file, f"`{unknown}` is no group of facts", line)
    if group in _INSIDE and not key:
        key = _culprit(group, plain)
    words = plain_message(message).replace("Object", f"`[{group}]`" if group else "file", 1)
    where = f"`{group}.{key}`: " if key and not unknown else ""
    return ForeignFileError(file, where + words, _line_of(text, group, key))


def _culprit(group: str, plain: dict[str, Any]) -> str:
    """Return the key of which a value is wrong: msgspec does not name the key of a table."""
    field = _INSIDE[group]
    for car, value in plain[group].get(field, {}).items():
        one = {group: {"source": "-", field: {car: value}}}
        try:
            msgspec.convert(one, FactsTable)
        except msgspec.ValidationError:
            return str(car)
    return ""


def _line_of(text: str, group: str, key: str) -> int | None:
    """Return the line of a key in a group, of the group without it; None where neither is seen."""
    begin = None
    here = False
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if written.startswith("["):
            here = written.strip("[] \t").split("]")[0].strip(" \"'") == group
            begin = number if here and begin is None else begin
        name, equals, _ = written.partition("=")
        name = name.strip().strip("\"'")
        if equals and ((here and name == key) or (begin is None and not here and name == group)):
            return number
    return begin


def with_facts(race: Race, given: GivenFacts) -> Race:
    """Return the race with the facts in it; raises `ForeignFileError` for a car it does not have.

    The race still wants `verified`.
    """
    table = given.table
    header = _header(race.header, given)
    entries = _entries(race.entries, given)
    groups: dict[str, FactGroup | None] = {
        name: getattr(table, name) for name in table.__struct_fields__
    }
    named = tuple(Source(of=of, text=one.source) for of, one in groups.items() if one is not None)
    kept = tuple(source for source in header.sources if groups.get(source.of) is None)
    header = msgspec.structs.replace(header, sources=kept + named)
    race = msgspec.structs.replace(race, header=header, entries=entries)
    if table.flags:
        events = flagged(race.events, table.flags, given.error)
        race = msgspec.structs.replace(race, events=events)
    if table.result:
        official = official_with(race, table.result, given.error)
        race = msgspec.structs.replace(race, official=official)
    return with_distance(race)


def _header(header: Header, given: GivenFacts) -> Header:
    table = given.table
    changes: dict[str, Any] = {}
    if table.race:
        for name in ("name", "short", "series", "series_short", "season", "round"):
            if getattr(table.race, name) is not None:
                changes[name] = getattr(table.race, name)
        if table.race.date is not None:
            changes["date"] = table.race.date.isoformat()
    if table.track:
        known = header.lap_length
        length = known if table.track.length is None else round(table.track.length * 1000)
        changes["track"] = Track(
            name=table.track.name,
            length=length,
            short=table.track.short,
            shape=table.track.shape,
            course=table.track.course,
        )
    if table.distance:
        laps, hours = table.distance.laps, table.distance.hours
        if (laps is None) == (hours is None):
            raise given.error("`[distance]` needs either `laps` or `hours`", "distance")
        changes["scheduled_laps"] = laps
        changes["scheduled_time"] = None if hours is None else round(hours * 3600 * SECOND)
        changes["stages"] = _stages(table.distance, given)
    if table.start:
        header = started(header, table.start, given.error)
    if table.night:
        changes["night"] = night_of(header, table.night, given.error)
    if table.classes:
        changes["classes"] = classes_of(header, table.classes, given.error)
    if table.notes:
        notes = tuple(Fact(label=label, text=text) for label, text in table.notes.facts.items())
        changes["facts"] = notes
    if table.grid:
        known_bases = msgspec.structs.replace(header.known, grid="official")
        changes["known"] = known_bases
    return msgspec.structs.replace(header, **changes)


def _stages(distance: DistanceGroup, given: GivenFacts) -> tuple[Stage, ...]:
    ends = distance.stages
    rising = all(a < b for a, b in pairwise(ends))
    if ends and not (rising and ends[0] >= 1 and ends[-1] <= (distance.laps or MAX_LAPS)):
        message = "`stages` are laps in rising order, within the distance"
        raise given.error(message, "distance", "stages")
    return tuple(Stage(number=number, ends=end) for number, end in enumerate(ends, 1))


def _entries(entries: tuple[Entry, ...], given: GivenFacts) -> tuple[Entry, ...]:
    table = given.table
    known = {entry.car for entry in entries}
    for group in _BY_CAR:
        part = getattr(table, group)
        for car in part.cars if part else ():
            if car not in known:
                raise given.error(f"`{group}`: no car {car} in this race", group, car)
    grid: dict[str, int] = {}
    for place, car in enumerate(table.grid.order if table.grid else (), 1):
        if car not in known or car in grid:
            what = "is named twice" if car in grid else "is not in this race"
            raise given.error(f"`grid`: car {car} {what}", "grid", "order")
        grid[car] = place
    return tuple(_entry(entry, given, grid) for entry in entries)


def _entry(entry: Entry, given: GivenFacts, grid: dict[str, int]) -> Entry:
    table, car = given.table, entry.car
    changes: dict[str, Any] = {"grid": grid.get(car)} if table.grid else {}
    if table.drivers and car in table.drivers.cars:
        changes["drivers"] = tuple(map(_driver, table.drivers.cars[car]))
    for field, group in (("team", table.teams), ("make", table.makes)):
        if group and car in group.cars:
            changes[field] = group.cars[car]
    if table.colours and car in table.colours.cars:
        paint, ink, second = table.colours.cars[car]
        changes["livery"] = Livery(paint=paint, ink=ink, second=second)
    return msgspec.structs.replace(entry, **changes)


def _driver(name: str) -> Driver:
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.strip().rpartition(" ")
    return Driver(first=first.strip(), last=last.strip() or name)
