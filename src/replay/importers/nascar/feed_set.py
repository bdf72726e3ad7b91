"""The feeds of one race, read and held against each other: one of another race is refused."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.json_document import JSONDocument, json_document
from replay.foreign.plain_table import plain_rows
from replay.importers import SourceFile
from replay.importers.nascar.feeds import (
    FlagRow,
    FlagStates,
    LapTimes,
    LiveFeed,
    PitRow,
    WeekendFeed,
    WeekendRace,
)
from replay.importers.nascar.files import RaceFiles
from replay.importers.nascar.lap_chart import LapChart, lap_chart
from replay.importers.nascar.names import driver_of

ValueT = TypeVar("ValueT")

_RACE = 3
"""The kind of run that is a race, in the live feed."""


@dataclass
class FeedSet:
    """What is known of one race. Lists are empty and values None where the feed is not there."""

    chart: LapChart
    weekend: WeekendRace | None = None
    live: LiveFeed | None = None
    flags: list[FlagRow] = field(default_factory=list)
    pits: list[PitRow] = field(default_factory=list)
    has_flags: bool = False


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
        elif feed == "pits":
            feeds.pits = _pits(file, chart)
    return feeds


def _document(file: SourceFile, kind: type[ValueT]) -> JSONDocument[ValueT]:
    return json_document(file.name, file.text(), kind)


def _weekend(file: SourceFile, chart: LapChart) -> WeekendRace | None:
    races = _document(file, WeekendFeed).value.weekend_race or []
    if len(races) > 1:
        raise ForeignFileError(file.name, f"{len(races)} races where one is meant")
    if not races or not races[0].results:
        return races[0] if races else None
    named = ((one.car_number, one.driver_fullname) for one in races[0].results)
    _refuse_other_field(file.name, chart, named)
    counts = {one.car_number.strip(): one.laps_completed for one in races[0].results}
    both = [car for car in chart.cars.values() if car.car in counts]
    agreeing = sum(abs(counts[car.car] - car.laps) <= 1 for car in both)
    if 4 * agreeing < 3 * len(both):
        message = f"of another race than {chart.file}: cars completed other numbers of laps"
        raise ForeignFileError(file.name, message)
    return races[0]


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
    return rows


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
    fits = {}
    for car, name in named:
        known = chart.cars.get(car.strip().upper())
        driver = driver_of(known.name) if known else None
        surname = driver.last.split()[0].casefold() if driver else ""
        fits[car] = known is not None and (not name or surname in name.casefold())
    if 4 * sum(fits.values()) < 3 * len(fits):
        wrong = ", ".join(sorted(car for car, good in fits.items() if not good)[:5])
        message = f"of another race than {chart.file}: cars or drivers differ ({wrong})"
        raise ForeignFileError(file, message)
