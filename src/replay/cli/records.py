"""The commands that print what a race file says, as a table, CSV or JSON."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import TypeVar

from msgspec import Struct, defstruct

from replay import racefile
from replay.cli.failure import Failure
from replay.cli.output import UNKNOWN, csv_text, json_text, table_text, write
from replay.cli.race_at import RecordAt, read_at, read_between
from replay.cli.rounded_figures import rounded_figures
from replay.cli.rounding import rounded_events, rounded_orders
from replay.race.direction import first_rightward
from replay.race.export import (
    EventRow,
    event_rows,
    laps_with_order,
    order_columns,
    order_rows,
    order_rows_at,
)
from replay.race.export_figures import figure_columns, figure_rows
from replay.race.library import Library, LibraryRace, library_of, season_of
from replay.race.moment_name import NO_SUCH_MOMENT
from replay.race.quantity import hours_text, quantity
from replay.race.search import search_words
from replay.race.seconds import exact_seconds
from replay.race.text import printable

_Record = TypeVar("_Record", bound=Struct)


def _read_with(lap: int | None, argument: str) -> RecordAt:
    """Read a race, at a moment or whole, that has a lap."""
    record = read_at(argument)
    if lap is not None and record.time is not None:
        raise Failure("--lap and RACE@MOMENT exclude each other")
    if lap is not None and lap not in laps_with_order(record.timeline):
        raise Failure(NO_SUCH_MOMENT)
    return record


def print_order(argument: str, lap: int | None, *, as_csv: bool, as_json: bool) -> int:
    """Print the order at a moment, of one lap, or of all laps from 0."""
    _, timeline, time = _read_with(lap, argument)
    columns = order_columns(timeline.race)
    _print_rows(
        lambda: order_rows(timeline, lap) if time is None else order_rows_at(timeline, time),
        columns,
        rounded_orders,
        _kept(columns),
        as_csv=as_csv,
        as_json=as_json,
    )
    return 0


def print_figures(argument: str, lap: int | None, *, as_csv: bool, as_json: bool) -> int:
    """Print analysts' figures of every car after one lap, or after all from 0.

    At a moment they are those after the last lap whose instant is past.
    """
    _, timeline, time = _read_with(lap, argument)
    if not timeline.race.has_laps:
        raise Failure("finish only: figures are of laps, and this race has none")
    if time is not None:
        lap = timeline.lap_at(time)
        lap -= timeline.instant(lap) > time
    columns = figure_columns(timeline.race)
    _print_rows(
        lambda: figure_rows(timeline, lap),
        columns,
        rounded_figures,
        _kept(columns),
        as_csv=as_csv,
        as_json=as_json,
    )
    return 0


def _kept(columns: Sequence[str]) -> Callable[[Iterable[Struct]], Iterator[Struct]]:
    """Give what keeps of each row the columns alone."""
    kept = defstruct("Row", columns)

    def known(rows: Iterable[Struct]) -> Iterator[Struct]:
        return (kept(*(getattr(row, name) for name in columns)) for row in rows)

    return known


def print_events(argument: str, *, as_csv: bool, as_json: bool) -> int:
    """Print the events in order of time: all, those up to a moment, or between two."""
    rows = event_rows(*read_between(argument))
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
    season: str | None = None
    date: str | None = None
    track: str | None = None
    scheduled_laps: int | None = None
    scheduled_time_s: Decimal | None = None
    laps: str | None = None
    error: str | None = None


def print_races(words: Sequence[str], *, as_json: bool) -> int:
    """Print the races of the folders by their headers, those in which all `words` stand.

    They come by series, the newest first, as in the list of the screen; files that cannot be read
    come last.
    """
    found = library_of(racefile.list_races()).found(search_words(" ".join(words)))
    if as_json:
        broken = (ListedRace(name=file.name, error=file.error) for file in found.unreadable)
        write(json_text(chain(map(_listed, found.races), broken)))
        return 0
    if words and found == Library():
        raise Failure(f"no race has all of these words: {printable(' '.join(words))}")
    columns = ("race", "series", "date", "title", "track", "distance", "laps")
    lines = [f"unreadable: {file.error}\n" for file in found.unreadable]
    write(chain(table_text(lambda: map(_RaceText.of, found.races), columns), lines))
    return 0


def _listed(race: LibraryRace) -> ListedRace:
    header = race.header
    timed = header.scheduled_time
    return ListedRace(
        name=race.info.name,
        title=header.name,
        series=header.series,
        season=season_of(header) or None,
        date=header.date,
        track=header.track.name if header.track else None,
        scheduled_laps=header.scheduled_laps,
        scheduled_time_s=None if timed is None else exact_seconds(timed),
        laps=header.known.laps,
    )


class _RaceText(Struct, frozen=True):
    """A race in the list for people."""

    name: str
    series: str
    date: str
    title: str
    track: str
    distance: str
    laps: str

    @classmethod
    def of(cls, race: LibraryRace) -> "_RaceText":
        """Put the distance in words, and that no laps are known but the finish is."""
        header, track = race.header, race.header.track
        names = (track.short, track.name) if track else ()
        distance = UNKNOWN
        if header.scheduled_laps is not None:
            distance = quantity(header.scheduled_laps, "lap")
        elif header.scheduled_time is not None:
            distance = hours_text(header.scheduled_time)
        return cls(
            race.info.name,
            first_rightward(race.series) or UNKNOWN,
            header.date or UNKNOWN,
            first_rightward(header.name, header.short) or UNKNOWN,
            first_rightward(*names) or UNKNOWN,
            distance,
            header.known.laps or "finish only",
        )


def print_schema(*, page: bool) -> int:
    """Print the JSON Schema of a race file, or the page that tells its fields."""
    if page:
        from replay.schema.page import fields_page

        write([fields_page()])
    else:
        from replay.schema.json_schema import json_schema

        write([json_schema().decode()])
    return 0
