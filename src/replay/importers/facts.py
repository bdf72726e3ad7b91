"""`--with FACTS.toml`: what no source knows. What a group of facts says wins over the source."""

from itertools import pairwise
from typing import Any

import msgspec

from replay.importers.after_race_facts import told_after
from replay.importers.distance import with_distance
from replay.importers.fact_group import FactGroup
from replay.importers.facts_table import BY_CAR, DistanceGroup, GivenFacts
from replay.importers.finish_facts import finish_of
from replay.importers.result_facts import official_with
from replay.importers.series_facts import classes_of, flagged, night_of, started
from replay.importers.surnames import told_apart
from replay.race.model import (
    MAX_LAPS,
    SECOND,
    Driver,
    Entry,
    Fact,
    Header,
    Livery,
    Race,
    Source,
    Stage,
    Track,
)


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
    if table.finish:
        finish = finish_of(race, table.finish, given.error)
        race = msgspec.structs.replace(race, finish=finish)
    if table.after:
        race = told_after(race, table.after, given.error)
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
    bases = {"grid": table.grid, "finish": table.finish}
    given_bases: dict[str, Any] = {name: "official" for name, group in bases.items() if group}
    if given_bases:
        changes["known"] = msgspec.structs.replace(header.known, **given_bases)
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
    for group in BY_CAR:
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
    found = [_entry(entry, given, grid) for entry in entries]
    if table.drivers:
        crews = told_apart([entry.drivers for entry in found])
        return tuple(
            msgspec.structs.replace(entry, drivers=crew)
            for entry, crew in zip(found, crews, strict=True)
        )
    return tuple(found)


def _entry(entry: Entry, given: GivenFacts, grid: dict[str, int]) -> Entry:
    table, car = given.table, entry.car
    changes: dict[str, Any] = {"grid": grid.get(car)} if table.grid else {}
    if table.drivers and car in table.drivers.cars:
        changes["drivers"] = tuple(map(driver_named, table.drivers.cars[car]))
    for field, group in (("team", table.teams), ("make", table.makes)):
        if group and car in group.cars:
            changes[field] = group.cars[car]
    if table.colours and car in table.colours.cars:
        paint, ink, second = table.colours.cars[car]
        changes["livery"] = Livery(paint=paint, ink=ink, second=second)
    return msgspec.structs.replace(entry, **changes)


def driver_named(name: str) -> Driver:
    """Return a driver by name: `First Last`, or `Last, First` of a longer surname."""
    last, comma, first = name.partition(",")
    if not comma:
        first, _, last = name.strip().rpartition(" ")
    return Driver(first=first.strip(), last=last.strip() or name)
