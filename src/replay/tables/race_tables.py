"""The tables of a race, and the functions by which a notebook asks for them.

Times are seconds as float, car numbers are text, and what nobody knows is None. A table has the
same columns for every race.
"""

from collections.abc import Callable, Iterator
from copy import copy
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import astuple

from replay.race.model import Race
from replay.race.moment_words import NoSuchMoment
from replay.race.text import printable
from replay.race.timeline import Timeline
from replay.racefile import RaceFileError
from replay.tables.event_rows import EventsRow, events_until
from replay.tables.lap_rows import LapsRow, laps_until
from replay.tables.moment_until import Until, time_until
from replay.tables.race_read import RaceSource, load, read_source, told_of
from replay.tables.result_rows import ResultsRow, results_until
from replay.tables.stop_rows import StopsRow, stops_until
from replay.tables.table_column import ColumnsRow, TableColumn, row_columns

if TYPE_CHECKING:
    import pyarrow

__all__ = [
    "Columns",
    "NoSuchMoment",
    "Race",
    "RaceFileError",
    "events",
    "laps",
    "load",
    "results",
    "stops",
]


class TableKind(Struct, frozen=True):
    """A kind of table: its name, what a row holds, and what gives the rows up to a time (ticks)."""

    name: str
    row: type[ColumnsRow]
    rows: Callable[[Timeline, int], Iterator[ColumnsRow]]

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        """Its columns in order."""
        return row_columns(self.row)


TABLES: dict[str, TableKind] = {
    table.name: table
    for table in (
        TableKind("laps", LapsRow, laps_until),
        TableKind("stops", StopsRow, stops_until),
        TableKind("events", EventsRow, events_until),
        TableKind("results", ResultsRow, results_until),
    )
}
"""Name -> table, as `replay export` calls them."""


class Columns(dict[str, list[Any]]):
    """A table as a dict: the name of each column -> its cells, a list, in the order of the rows.

    pandas, Polars and PyArrow make a frame of it as they do of any dict: `pandas.DataFrame(laps)`.
    DuckDB reads such a frame, or `laps.arrow()`, by the name of its variable.

    >>> import replay
    >>> grid = replay.laps("kansas-2024", until="grid")
    >>> grid["LapTime"], grid.units["LapTime"]
    ([], 's')
    >>> grid.race["name"], grid.race["until"]
    ('kansas-2024', 'grid')
    """

    def __init__(
        self, table: TableKind, rows: Iterator[ColumnsRow], race: dict[str, object]
    ) -> None:
        cells = list(zip(*map(astuple, rows), strict=True)) or [()] * len(table.columns)
        names = table.row.__struct_encode_fields__
        super().__init__((name, list(column)) for name, column in zip(names, cells, strict=True))
        self._table = table
        self.race = race
        """Name, title, series, season, date, `until` as asked for, SHA-256 of the file, sources.

        Of a table that ends before the record does there are no sources: they tell of the result.
        """

    def copy(self) -> "Columns":
        """Give a table of the same lists, as a dict's `copy` does, with units and race."""
        return copy(self)

    @property
    def units(self) -> dict[str, str]:
        """Column -> unit (`s`: seconds), of the columns that have one."""
        return {column.name: column.unit for column in self._table.columns if column.unit}

    @property
    def meanings(self) -> dict[str, str]:
        """Column -> what it means, in a sentence or two."""
        return {column.name: column.meaning for column in self._table.columns}

    def arrow(self) -> "pyarrow.Table":
        """Give the table in Arrow's types, with units and race as metadata; needs PyArrow.

        Here even an empty column has its type. Raises ImportError without the extra `data`.
        """
        from replay.tables.arrow import arrow_table

        return arrow_table(self._table.columns, self.values(), self._table.name, [self.race])


def laps(race: RaceSource, until: Until = None) -> Columns:
    """Give every lap of every car, in the order in which they were completed.

    `race` is a name as `replay list` prints it, the path of a race file, or a `Race` as `load`
    gives it. With `until` nothing is later than that moment, and what is at it belongs to it: a
    name such as "L137", "caution3" or "2:31:07", or seconds of the race clock. The text "100" is
    lap 100, the number 100 is 100 s. The columns are those of FastF1 where it has them;
    `Columns.meanings` says what each holds. A race known by its finish alone has no laps.

    Raises `RaceFileError` where the race cannot be read, and `NoSuchMoment` where there is none.

    >>> import replay
    >>> laps = replay.laps("kansas-2024", until="L100")
    >>> len(laps["LapTime"]), laps["Driver"][0], laps["LapNumber"][0], laps["Position"][0]
    (3796, 'Bell', 1, 1)
    """
    return _columns("laps", race, until)


def stops(race: RaceSource, until: Until = None) -> Columns:
    """Give every visit to pit road, in order of time; `race` and `until` as `laps` has them.

    >>> import replay
    >>> stops = replay.stops("kansas-2024")
    >>> len(stops["Duration"]), stops["DriverNumber"][0], stops["Duration"][0]
    (254, '38', 39.63)
    """
    return _columns("stops", race, until)


def events(race: RaceSource, until: Until = None) -> Columns:
    """Give what happened, in order of time, as `replay events` does; `race`, `until` as `laps`.

    >>> import replay
    >>> events = replay.events("kansas-2024")
    >>> events["Kind"].count("caution"), events["Text"][-1]
    (7, 'Larson wins, 0.001 s, by the camera')
    """
    return _columns("events", race, until)


def results(race: RaceSource, until: Until = None) -> Columns:
    """Give the official result, or the order so far before it is out; `race`, `until` as `laps`.

    >>> import replay
    >>> result = replay.results("kansas-2024")
    >>> result["Driver"][:2], result["Gap"][:2], result["Official"][0]
    (['Larson', 'Buescher'], [0.0, 0.001], True)
    >>> replay.results("kansas-2024", until="L200")["Official"][0]
    False
    """
    return _columns("results", race, until)


def _columns(name: str, race: RaceSource, until: Until) -> Columns:
    read = read_source(race)
    try:
        time = time_until(read.timeline, until)
    except NoSuchMoment as error:
        where = f"@{until}" if isinstance(until, str) else f", {until} s"
        raise NoSuchMoment(f"{printable(read.name + where)}: {error}") from None
    table = TABLES[name]
    return Columns(table, table.rows(read.timeline, time), told_of(read, until, time))
