"""Which table or page a file is, told by its header or its first words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from replay.foreign.csv_dialect import NotCSV, dialect_of, names, records
from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.long_table import LongTable
from replay.importers import SourceFile
from replay.importers.f1 import tables

Kind = Literal[
    "fastf1",
    "laps",
    "races",
    "results",
    "drivers",
    "constructors",
    "circuits",
    "pit stops",
    "status",
    "safety cars",
    "red flags",
    "pages",
]

ROWS: dict[Kind, type[msgspec.Struct]] = {
    "fastf1": tables.FastF1Row,
    "laps": tables.ErgastLapRow,
    "races": tables.RaceRow,
    "results": tables.ErgastResultRow,
    "drivers": tables.ErgastDriverRow,
    "constructors": tables.ConstructorRow,
    "circuits": tables.CircuitRow,
    "pit stops": tables.ErgastStopRow,
    "status": tables.StatusRow,
    "safety cars": tables.SafetyCarRow,
    "red flags": tables.ErgastRedFlagRow,
}
"""What a row of each table is."""

TITLES: dict[Kind, str] = {
    "fastf1": "laps of FastF1",
    "laps": "lap_times.csv",
    "races": "races.csv",
    "results": "results.csv",
    "drivers": "drivers.csv",
    "constructors": "constructors.csv",
    "circuits": "circuits.csv",
    "pit stops": "pit_stops.csv",
    "status": "status.csv",
    "safety cars": "safety_cars.csv",
    "red flags": "red_flags.csv",
    "pages": "pages of the API",
}
"""What each is called by its publisher."""

_SHARE = 3, 5
"""The share of a table's columns that its header must have to be taken for that table: one that
is called otherwise is then missed by its name."""

_SPRINT = ("raceid", "positionorder", "statusid")
_RACE_ONLY = ("rank", "fastestlapspeed")
"""The columns by which the results of races are told from those of sprints, which lack them."""


@dataclass
class F1Files:
    """The files of one call by kind; of the tables there is at most one each."""

    fastf1: list[SourceFile] = field(default_factory=list)
    pages: list[SourceFile] = field(default_factory=list)
    tables: dict[Kind, SourceFile] = field(default_factory=dict)


def f1_kind_of(head: str) -> Kind | None:
    """Return what a file that begins so is, None for another file."""
    if '"MRData"' in head:
        return "pages" if '"RaceTable"' in head else None
    header = set(_header(head))
    if header.issuperset(_SPRINT) and header.isdisjoint(_RACE_ONLY):
        return None
    best: tuple[int, Kind] | None = None
    for kind, row in ROWS.items():
        columns = _columns(kind, row)
        found = len(header.intersection(columns))
        if found * _SHARE[1] >= len(columns) * _SHARE[0] and (best is None or found > best[0]):
            best = found, kind
    return best[1] if best else None


def f1_table(file: SourceFile, kind: Kind) -> LongTable[msgspec.Struct]:
    """Return a file as a table of that kind."""
    optional = tables.FASTF1_OPTIONAL if kind == "fastf1" else ()
    return LongTable(file.path, ROWS[kind], optional)


def sorted_out(files: Sequence[SourceFile]) -> F1Files:
    """Return the files by kind; raises `ForeignFileError` for a table that is there twice."""
    found = F1Files()
    for file in files:
        kind = f1_kind_of(file.head)
        if kind is None:
            continue
        if kind == "fastf1":
            found.fastf1.append(file)
        elif kind == "pages":
            found.pages.append(file)
        elif kind in found.tables:
            message = f"{TITLES[kind]} twice, also in {found.tables[kind].name}"
            raise ForeignFileError(file.name, message)
        else:
            found.tables[kind] = file
    return found


def _columns(kind: Kind, row: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(
        one.encode_name
        for one in msgspec.structs.fields(row)
        if kind != "fastf1" or one.encode_name not in tables.FASTF1_OPTIONAL
    )


def _header(head: str) -> list[str]:
    """Return the names of the columns that a text begins with, none for what is no table."""
    first = head.lstrip()[:65_536].partition("\n")
    lines = first[0] + first[1] + first[2].partition("\n")[0]
    try:
        for _, cells in records(lines, dialect_of(lines, ("raceid", "drivernumber"))):
            return names(cells)
    except NotCSV:
        pass
    return []
