"""A file of facts as values: its groups, and where in it each of them stands.

Every group may be left out; one that is there has a `source`, which goes into the race file. Cars
are named by number, in quotes where TOML wants them.
"""

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from replay.foreign.foreign_file import ForeignFileError, file_text
from replay.importers.after_race_facts import AfterGroup
from replay.importers.fact_group import FactGroup
from replay.importers.facts_diagnosis import wrong_fact
from replay.importers.finish_facts import FinishGroup
from replay.importers.not_toml import not_toml
from replay.importers.result_facts import ResultGroup
from replay.importers.series_facts import ClassesGroup, FlagsGroup, NightGroup, StartGroup
from replay.race.model import MAX_LAPS, CarNumber, Cars, Colour, Course, Label, Text

MAX_BYTES = 256 * 1024
MAX_DOTS = 100
"""The most dots in a line: a key of many parts takes the parser the square of their number."""


class RaceGroup(FactGroup, frozen=True, kw_only=True):
    """`[race]`: what the race is called, and when it was."""

    name: Label | None = None
    """The name of the race."""
    short: Label | None = None
    """The same in few letters."""
    series: Label | None = None
    """The series."""
    series_short: Label | None = None
    """The series in few letters."""
    season: Label | None = None
    """The year or years that its series calls it by."""
    date: datetime.date | None = None
    """The day it began."""
    round: Text | None = None
    """Which race of the season it is, in words."""


class TrackGroup(FactGroup, frozen=True, kw_only=True):
    """`[track]`: where the race is run."""

    name: Label
    """Its name in full."""
    length: Annotated[float, Meta(gt=0, le=1000)] | None = None
    """The length of a lap in miles."""
    short: Label | None = None
    """Its name on a narrow screen."""
    shape: Text | None = None
    """What it is like, in words."""
    course: Course | None = None
    """What kind of course: `oval` or `road`."""


class DistanceGroup(FactGroup, frozen=True, kw_only=True):
    """`[distance]`: how long the race is, as scheduled; in laps or in hours."""

    laps: Annotated[int, Meta(ge=1, le=MAX_LAPS)] | None = None
    """The distance in laps."""
    hours: Annotated[float, Meta(gt=0, le=240)] | None = None
    """The distance in hours, instead of laps."""
    stages: Annotated[list[int], Meta(max_length=20)] = []
    """The laps that end its stages, if it has any."""


class GridGroup(FactGroup, frozen=True, kw_only=True):
    """`[grid]`: the order of the start."""

    order: Cars
    """The cars from the pole on; one that is not named was not on the grid."""


class DriversGroup(FactGroup, frozen=True, kw_only=True):
    """`[drivers]`: names by car: `First Last`, `Last, First` of a longer surname, or a list."""

    # One name is made a list of one: a union here breaks the memory of msgspec 0.22.
    cars: dict[CarNumber, Annotated[list[Label], Meta(min_length=1, max_length=10)]]
    """The names."""


class WordsGroup(FactGroup, frozen=True, kw_only=True):
    """`[teams]` and `[makes]`: a name by car."""

    cars: dict[CarNumber, Text]
    """The names."""


class ColoursGroup(FactGroup, frozen=True, kw_only=True):
    """`[colours]`: by car the colours of the plate: ground, number and trim."""

    cars: dict[CarNumber, Annotated[list[Colour], Meta(min_length=3, max_length=3)]]
    """The colours."""


class NotesGroup(FactGroup, frozen=True, kw_only=True):
    """`[notes]`: what was known before the start, each under a name of its own."""

    facts: Annotated[dict[Label, Text], Meta(max_length=20)]
    """The notes."""


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
    finish: FinishGroup | None = None
    after: AfterGroup | None = None


@dataclass(frozen=True)
class GivenFacts:
    """The facts of a file, and where in it they stand."""

    file: str
    text: str
    table: FactsTable

    def error(self, message: str, group: str, key: str = "") -> ForeignFileError:
        """Return an error that names the line of a key of a group."""
        return ForeignFileError(self.file, message, _line_of(self.text, group, key))


BY_CAR = ("drivers", "teams", "makes", "colours")
_INSIDE = {**dict.fromkeys(BY_CAR, "cars"), "notes": "facts", "classes": "marks", "flags": "words"}
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
        message, place = not_toml(text, error)
        raise ForeignFileError(file, message, *(place or ())) from None
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
        message, group, key = wrong_fact(plain, str(error), FactsTable, _INSIDE)
        raise ForeignFileError(file, message, _line_of(text, group, key)) from None


def _line_of(text: str, group: str, key: str) -> int | None:
    """Return the line of a key in a group, of the group without it; None where neither is seen.

    `after.facts[2]` is the third of the groups under `[[after.facts]]`. A group inside another may
    be written as a key of that, `classes = { ... }`.
    """
    begin = None
    here = False
    lists: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        written = line.strip()
        if written.startswith("["):
            name = written.strip("[] \t").split("]")[0].strip(" \"'")
            if written.startswith("[["):
                lists[name] = lists.get(name, -1) + 1
                name = f"{name}[{lists[name]}]"
            here = name == group or (
                "." not in group and name.startswith((f"{group}.", f"{group}["))
            )
            begin = number if here and begin is None else begin
        name, equals, _ = written.partition("=")
        name = name.strip().strip("\"'")
        if equals and ((here and name == key) or (begin is None and not here and name == group)):
            return number
    outer, dot, inner = group.rpartition(".")
    return _line_of(text, outer, inner) if begin is None and dot else begin
