"""The commands that print what a race file says, as a table, CSV or JSON."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from msgspec import Struct, defstruct

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.output import UNKNOWN, csv_text, json_text, table_text, write
from replay.cli.reading import read
from replay.cli.rounding import rounded_events, rounded_orders
from replay.race.destination import NO_SUCH_MOMENT
from replay.race.export import EventRow, event_rows, laps_with_order, order_columns, order_rows
from replay.race.seconds import exact_seconds
from replay.race.timeline import Timeline

_Record = TypeVar("_Record", bound=Struct)


def print_order(name: str, lap: int | None, *, as_csv: bool, as_json: bool) -> int:
    """Print the order of one lap, or of all from 0."""
    timeline = Timeline(read(name))
    if lap is not None and lap not in laps_with_order(timeline):
        raise Failure(NO_SUCH_MOMENT)
    columns = order_columns(timeline.race)
    kept = defstruct("OrderRow", columns)

    def known(rows: Iterable[Struct]) -> Iterator[Struct]:
        return (kept(*(getattr(row, name) for name in columns)) for row in rows)

    _print_rows(
        lambda: order_rows(timeline, lap),
        columns,
        rounded_orders,
        known,
        as_csv=as_csv,
        as_json=as_json,
    )
    return 0


def print_events(name: str, *, as_csv: bool, as_json: bool) -> int:
    """Print all events in order of time."""
    rows = event_rows(Timeline(read(name)))
    columns = EventRow.__struct_fields__
    _print_rows(lambda: rows, columns, rounded_events, as_csv=as_csv, as_json=as_json)
    return 0


def _print_rows(
    rows: Callable[[], Iterable[_Record]],
    columns: Sequence[str],
    readable: Callable[[Iterable[_Record]], Iterable[Struct]],
    known: Callable[[Iterable[Struct]], Iterable[Struct]] = lambda rows: rows,
    *,
    as_csv: bool,
    as_json: bool,
) -> None:
    """Print rows; `known` keeps of each what stands in the columns."""
    if as_csv and as_json:
        raise Failure("--csv and --json exclude each other")
    if as_json:
        write(json_text(known(rows())))
    elif as_csv:
        write(csv_text(known(rows()), columns))
    else:
        write(table_text(lambda: known(readable(rows())), columns))


class ListedRace(Struct, frozen=True):
    """A race in the list as JSON: nothing of any result.

    `laps` says how they are known; None where there are none, but the finish alone. Date, track and
    distance are None where they are unknown.
    """

    name: str
    title: str | None = None
    series: str | None = None
    date: str | None = None
    track: str | None = None
    scheduled_laps: int | None = None
    scheduled_time_s: Decimal | None = None
    laps: str | None = None
    error: str | None = None


def print_races(*, as_json: bool) -> int:
    """Print the races of the folders by their headers."""
    rows = [_listed(listing) for listing in racefile.list_races()]
    if as_json:
        write(json_text(rows))
        return 0
    columns = ("race", "series", "date", "track", "distance", "laps")
    readable = [_RaceText.of(row) for row in rows if row.error is None]
    broken = [f"unreadable: {row.error}\n" for row in rows if row.error is not None]
    write(chain(table_text(lambda: readable, columns), broken))
    return 0


def _listed(listing: racefile.Listing) -> ListedRace:
    header = listing.header
    if header is None:
        return ListedRace(name=listing.name, error=listing.error)
    timed = header.scheduled_time
    return ListedRace(
        name=listing.name,
        title=header.name,
        series=header.series,
        date=header.date,
        track=header.track.name if header.track else None,
        scheduled_laps=header.scheduled_laps,
        scheduled_time_s=None if timed is None else exact_seconds(timed),
        laps=header.known.laps,
    )


class _RaceText(Struct, frozen=True):
    """A race in the list for people."""

    name: str
    series: str | None
    date: str
    track: str
    distance: str
    laps: str

    @classmethod
    def of(cls, row: ListedRace) -> "_RaceText":
        """Put the distance in words, and that no laps are known but the finish is."""
        distance = UNKNOWN
        if row.scheduled_laps is not None:
            distance = f"{row.scheduled_laps} laps"
        elif row.scheduled_time_s is not None:
            distance = f"{row.scheduled_time_s} s"
        date, track = row.date or UNKNOWN, row.track or UNKNOWN
        return cls(row.name, row.series, date, track, distance, row.laps or "finish only")


def print_schema() -> int:
    """Print the JSON Schema of a race file."""
    write([racefile.json_schema().decode()])
    return 0
