"""The flag of each lap of the leader, and when it was changed.

Each record has the flag as it was shown when the record was written, but those of cars that are
out repeat an old one. So of each lap the leader's first record counts. When in the lap the flag
was changed lies between the last crossing under the old one and the first under the new.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Annotated

from msgspec import Meta, Struct

from replay.foreign.foreign_file import ForeignFileError
from replay.foreign.plain_table import plain_rows
from replay.importers import SourceFile
from replay.importers.indycar.records import CHEQUERED, GREEN, YELLOW, CarRecord, RaceRecords
from replay.race.model import MAX_LAPS, SECOND

GREEN_BEFORE_LINE = 3 * SECOND
"""How long before the leader ends the last lap behind the pace car the green flies: on NASCAR's
ovals, where a feed times it, 2.8 to 3.6 s; IndyCar's records do not time it."""


class FlagRow(Struct, frozen=True):
    """A row of the table of flags; its first column has no name and is an index."""

    completed_laps: Annotated[int, Meta(ge=0, le=MAX_LAPS)]
    track_status: Annotated[str, Meta(max_length=40)]


@dataclass(frozen=True)
class Change:
    """The flag became another at `at` (ticks)."""

    at: int
    flag: str


@dataclass(frozen=True)
class LapFlags:
    """`by_lap[n]` is the flag as the leader completed lap n, from 0; `lead[n]` when, in ticks."""

    by_lap: Sequence[str]
    lead: Sequence[int]
    changes: Sequence[Change]
    told: tuple[str, ...] = ()


def leaders(records: RaceRecords) -> list[CarRecord]:
    """Return who was first at the end of each lap from 1 on; level cars by the grid."""
    cars = records.cars.values()
    first = []
    for lap in range(records.laps):
        times = [(car.laps[lap].at, car) for car in cars if len(car.laps) > lap]
        first.append(min(times, key=itemgetter(0))[1])
    return first


def lap_flags(records: RaceRecords, file: SourceFile | None) -> LapFlags:
    """Return the flags of a race up to the chequered one; those of the table win where they differ.

    Raises `ForeignFileError` for a table of another race.
    """
    first = leaders(records)
    lead = [0, *(car.laps[lap].at for lap, car in enumerate(first))]
    by_lap = [GREEN, *(car.laps[lap].flag for lap, car in enumerate(first))]
    told = []
    odd = sorted(set(by_lap) - {GREEN, YELLOW, CHEQUERED})
    if odd:
        told.append(f"flags not known are left out: {', '.join(odd)[:80]}")
    if file is not None:
        given = _table(file, records)
        differing = [lap for lap, flag in given.items() if lap and by_lap[lap] != flag]
        if 4 * len(differing) > len(given):
            message = f"of another race than {records.file}: {len(differing)} laps have other flags"
            raise ForeignFileError(file.name, message)
        for lap, flag in given.items():
            by_lap[lap] = flag
        if differing:
            laps = ", ".join(map(str, differing[:20]))
            told.append(f"flags of laps {laps} as in {file.name}, not as in the records")
    return LapFlags(by_lap, lead, _changes(records, by_lap, lead), tuple(told))


def _table(file: SourceFile, records: RaceRecords) -> dict[int, str]:
    """Return the flag of each lap in a table; of a lap that is there twice the first one."""
    found: dict[int, str] = {}
    for line, row in plain_rows(file.name, file.text(), FlagRow):
        if row.completed_laps > records.laps:
            laps = f"lap {row.completed_laps} of {records.laps}"
            message = f"of another race than {records.file}: a flag on {laps}"
            raise ForeignFileError(file.name, message, line)
        found.setdefault(row.completed_laps, row.track_status.strip().upper())
    return found


def _changes(records: RaceRecords, by_lap: Sequence[str], lead: Sequence[int]) -> list[Change]:
    crossings = sorted((lap.at, lap.flag) for car in records.cars.values() for lap in car.laps)
    times = [at for at, _ in crossings]
    changes: list[Change] = []
    before = by_lap[0]
    if before == YELLOW:
        changes.append(Change(0, YELLOW))
    for lap in range(1, len(lead)):
        flag = by_lap[lap]
        if flag not in (GREEN, YELLOW) or flag == before:
            continue
        within = crossings[bisect_left(times, lead[lap - 1]) : bisect_right(times, lead[lap])]
        # A crossing on the way that is under the new flag was later than the change.
        new = next((at for at, one in within if one == flag and at > lead[lap - 1]), lead[lap])
        old = max((at for at, one in within if one == before and at < new), default=lead[lap - 1])
        if flag == YELLOW:
            at = old + (new - old + 1) // 2
        else:
            at = max(min(new, lead[lap] - GREEN_BEFORE_LINE), old + 1)
        # A leader's next lap may not begin before the flag that was shown on this one.
        at = min(max(at, lead[lap - 1] + 1), lead[lap] - 1)
        changes.append(Change(max(at, changes[-1].at + 1 if changes else 1), flag))
        before = flag
    return changes
