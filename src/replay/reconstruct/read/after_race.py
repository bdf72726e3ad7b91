"""Read what was published after the race and follows from no figure of it."""

from pathlib import Path
from typing import get_args

from msgspec import Struct, convert

from replay.foreign.box_score_tables import AfterRaceRow, StandingRow
from replay.foreign.csv_table import CSVRow, read_table
from replay.race.model import PublishedFact, Standing
from replay.race.published import MAX_FACTS, MAX_STANDING, Telling


def read_after_race(folder: Path, known: set[str]) -> tuple[PublishedFact, ...]:
    """Return the facts of after_race.csv in its order; raises `ForeignFileError`."""
    kinds = get_args(Telling)
    facts: list[PublishedFact] = []
    for row in read_table(folder, AfterRaceRow) or ():
        _refuse(row, known)
        if len(facts) >= MAX_FACTS:
            raise row.error(f"more than {MAX_FACTS} facts")
        if row.cells.kind not in kinds:
            words = f"{', '.join(kinds[:-1])} or {kinds[-1]}"
            raise row.error(f"`kind` must be {words}, not {row.cells.kind[:40]!r}")
        facts.append(convert(_cells(row.cells), PublishedFact))
    return tuple(facts)


def read_standing(folder: Path, known: set[str]) -> tuple[Standing, ...]:
    """Return the points of standing.csv in the order of places; raises `ForeignFileError`."""
    standing: list[Standing] = []
    for row in read_table(folder, StandingRow) or ():
        _refuse(row, known)
        if len(standing) >= MAX_STANDING:
            raise row.error(f"more than {MAX_STANDING} places")
        if row.cells.car is None and row.cells.driver is None:
            raise row.error("neither `car` nor `driver`")
        if standing and row.cells.position < standing[-1].position:
            raise row.error(f"`position` must not be less than {standing[-1].position}")
        standing.append(convert(_cells(row.cells), Standing))
    return tuple(standing)


def _refuse(row: CSVRow[AfterRaceRow] | CSVRow[StandingRow], known: set[str]) -> None:
    cells = row.cells
    if cells.car is not None and cells.car not in known:
        raise row.error(f"car {cells.car} is not in results.csv")
    if (cells.otherwise is None) != (cells.otherwise_source is None):
        raise row.error("`otherwise` and `otherwise_source` go together")


def _cells(row: Struct) -> dict[str, object]:
    cells = ((name, getattr(row, name)) for name in row.__struct_fields__)
    return {name: value for name, value in cells if value is not None}
