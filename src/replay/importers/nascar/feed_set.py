"""The feeds of one race, read and held against each other: one of another race is refused."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.json_document import JSONDocument, json_document
from replay.foreign.plain_table import plain_rows
from replay.importers import SourceFile
from replay.importers.nascar.feeds import (
    FlagRow,
    FlagStates,
    LapNotes,
    LapTimes,
    LiveFeed,
    PitRow,
    WeekendFeed,
    WeekendRace,
)
from replay.importers.nascar.files import RaceFiles
from replay.importers.nascar.lap_chart import YELLOW, LapChart, lap_chart
from replay.importers.nascar.names import driver_of, without_accents
from replay.importers.nascar.published import TABLES, PublishedTables, Table
from replay.race.text import clean

ValueT = TypeVar("ValueT")

_RACE = 3
"""The kind of run that is a race, in the live feed."""


@dataclass
class FeedSet:
    """What is known of one race. Lists are empty and values None where the feed is not there.

    `stops` are those of a box score, on the race clock, which the pit feed is not; `winners_time`
    is the published time of the winner on it, in ticks. `stop_file` is the file that the stops
    are from, the feed before the box score. `notes` are by the lap being run.
    """

    chart: LapChart
    weekend: WeekendRace | None = None
    live: LiveFeed | None = None
    flags: list[FlagRow] = field(default_factory=list)
    pits: list[PitRow] = field(default_factory=list)
    has_flags: bool = False
    notes: dict[int, str] = field(default_factory=dict)
    stops: list[PitRow] = field(default_factory=list)
    stop_file: str = ""
    winners_time: int | None = None
    box_score: bool = False


def read_feeds(files: RaceFiles) -> FeedSet:
    """Return the feeds of a race; raises `ForeignFileError`."""
    if files.lap_file is None:
        raise files.refusal()
    chart = lap_chart(_document(files.lap_file, LapTimes))
    feeds = FeedSet(chart)
    for feed, file in files.beside.items():
        if feed == "weekend":
            feeds.weekend = _weekend(file, chart)
        elif feed == "live":
            feeds.live = _live(file, chart)
        elif feed == "flags":
            feeds.flags = _flags(file, chart)
            feeds.has_flags = True
        elif feed == "notes":
            feeds.notes = _notes(file, chart)
        elif feed == "pits":
            feeds.pits = _pits(file, chart)
            feeds.stop_file = file.name
    _take_box_score(files, feeds)
    return feeds


def _take_box_score(files: RaceFiles, feeds: FeedSet) -> None:
    """Take what the tables of a box score say; a result is wanted once, and stops of the feed."""
    score = PublishedTables(
        {table: files.beside[table] for table in TABLES if table in files.beside}
    )
    if "stops" in files.beside:
        feeds.stops = score.pit_rows()
        feeds.stop_file = feeds.stop_file or files.beside["stops"].name
        named = ((row.vehicle_number, "") for row in feeds.stops)
        _refuse_other_field(files.beside["stops"].name, feeds.chart, named)
    weekend = score.weekend()
    if weekend is None:
        _refuse_alone(files)
        return
    file = files.beside["results"]
    if feeds.weekend is not None:
        twice = f"a result twice for one race, also in {files.beside['weekend'].name}"
        raise ForeignFileError(file.name, twice)
    feeds.weekend = _of_this_race(file, weekend, feeds.chart)
    feeds.box_score = True
    feeds.winners_time = score.winners_time


def _refuse_alone(files: RaceFiles) -> None:
    """Refuse tables that go with a result where there is none."""
    lone: tuple[Table, ...] = ("race", "leads", "cautions")
    for table in lone:
        if table in files.beside:
            raise ForeignFileError(files.beside[table].name, "goes with a table of results")


def _document(file: SourceFile, kind: type[ValueT]) -> JSONDocument[ValueT]:
    return json_document(file.name, file.text(), kind)


def _weekend(file: SourceFile, chart: LapChart) -> WeekendRace | None:
    races = _document(file, WeekendFeed).value.weekend_race or []
    if len(races) > 1:
        raise ForeignFileError(file.name, f"{len(races)} races where one is meant")
    if not races or not races[0].results:
        return races[0] if races else None
    return _of_this_race(file, races[0], chart)


def _of_this_race(file: SourceFile, race: WeekendRace, chart: LapChart) -> WeekendRace:
    """Return a result, unless it is that of another race."""
    named = ((one.car_number, one.driver_fullname) for one in race.results)
    _refuse_other_field(file.name, chart, named)
    counts = {one.car_number.strip(): one.laps_completed for one in race.results}
    both = [car for car in chart.cars.values() if car.car in counts]
    agreeing = sum(abs(counts[car.car] - car.laps) <= 1 for car in both)
    if 4 * agreeing < 3 * len(both):
        message = f"of another race than {chart.file}: cars completed other numbers of laps"
        raise ForeignFileError(file.name, message)
    return race


def _live(file: SourceFile, chart: LapChart) -> LiveFeed | None:
    feed = _document(file, LiveFeed).value
    if feed.run_type not in (None, _RACE):
        raise ForeignFileError(file.name, "live-feed of practice or qualifying, not of a race")
    _refuse_other_field(file.name, chart, ((one.vehicle_number, "") for one in feed.vehicles))
    return feed


def _flags(file: SourceFile, chart: LapChart) -> list[FlagRow]:
    text = file.text()
    if text.lstrip().startswith("{"):
        rows = json_document(file.name, text, FlagStates).value.flag_states
    else:
        rows = json_document(file.name, text, list[FlagRow]).value
    last = max((row.lap_number for row in rows if row.flag_state in (1, 2, 3)), default=0)
    if last > chart.laps:
        message = f"of another race than {chart.file}: flags on lap {last} of {chart.laps}"
        raise ForeignFileError(file.name, message)
    _refuse_other_flags(file.name, rows, chart)
    return rows


def _refuse_other_flags(file: str, rows: Sequence[FlagRow], chart: LapChart) -> None:
    """Refuse a flag feed of which most yellow laps are not those of the laps, to one lap."""
    near = {lap + off for lap, flag in chart.flags.items() if flag == YELLOW for off in (-1, 0, 1)}
    yellow = [
        lap
        for row, after in pairwise(rows)
        if row.flag_state == YELLOW
        for lap in range(row.lap_number + 1, min(after.lap_number, chart.laps) + 1)
    ]
    if chart.flags and 2 * sum(lap in near for lap in yellow) < len(yellow):
        message = f"of another race than {chart.file}: most yellow laps are others"
        raise ForeignFileError(file, message)


def _notes(file: SourceFile, chart: LapChart) -> dict[int, str]:
    """Return the notes of each lap that has any, those of one lap in one text."""
    document = _document(file, LapNotes)
    notes: dict[int, str] = {}
    for lap, written in document.value.laps.items():
        if not re.fullmatch("[0-9]{1,4}", lap):
            raise document.error(f"`{lap[:20]}` is no lap", "laps")
        if int(lap) > chart.laps:
            message = f"of another race than {chart.file}: a note on lap {lap} of {chart.laps}"
            raise ForeignFileError(file.name, message)
        text = "; ".join(" ".join(clean(one.note).split()) for one in written if one.note.strip())
        if text:
            notes[int(lap)] = text
    return notes


def _pits(file: SourceFile, chart: LapChart) -> list[PitRow]:
    text = file.text()
    begin = text.lstrip()[:1]
    if begin in ("[", "{") or text.lstrip().startswith("http"):
        rows = json_document(file.name, text, list[PitRow]).value
    else:
        rows = [row for _, row in plain_rows(file.name, text, PitRow)]
    _refuse_other_field(file.name, chart, ((row.vehicle_number, row.driver_name) for row in rows))
    last = max((row.leader_lap for row in rows), default=0)
    if last > chart.laps + 2:
        message = f"of another race than {chart.file}: a stop on lap {last} of {chart.laps}"
        raise ForeignFileError(file.name, message)
    return rows


def _refuse_other_field(file: str, chart: LapChart, named: Iterable[tuple[str, str]]) -> None:
    """Refuse a feed of which more than a quarter of the cars, or their drivers, are others."""

    def bare(name: str) -> str:
        return without_accents(name).casefold()

    fits = {}
    for car, name in named:
        known = chart.cars.get(car.strip().upper())
        driver = driver_of(known.name) if known else None
        surname = bare(driver.last.split()[0]) if driver else ""
        fits[car] = known is not None and (not name or surname in bare(name))
    if 4 * sum(fits.values()) < 3 * len(fits):
        wrong = ", ".join(sorted(car for car, good in fits.items() if not good)[:5])
        message = f"of another race than {chart.file}: cars or drivers differ ({wrong})"
        raise ForeignFileError(file, message)
