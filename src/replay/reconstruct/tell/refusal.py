"""Where in a box score the fact stands that a rebuilt race cannot have.

A refusal names a file of the user's and a line of it: whoever reads it is to mend the record, not
the race that was made of it.
"""

from collections.abc import Callable
from pathlib import Path

import msgspec

from replay import json_place
from replay.foreign.box_score_tables import (
    CarTableRow,
    CautionRow,
    CheckpointRow,
    DriverRow,
    LeadRow,
    LiveryRow,
    PenaltyRow,
    RedFlagRow,
    ResultRow,
    StopRemarkRow,
    StopRow,
    WhiteFlagRow,
)
from replay.foreign.csv_cells import RowT
from replay.foreign.csv_table import read_table
from replay.foreign.foreign_file import ForeignFileError, bytes_of
from replay.race import consistency
from replay.race.model import (
    Caution,
    Event,
    Green,
    Penalty,
    Race,
    Red,
    Remark,
    Retirement,
    Ruling,
    Stop,
)
from replay.race.record import plain_message
from replay.reconstruct.read.race_json import FILE as RACE
from replay.reconstruct.solve.record_fact import RecordFact

_HEADER = {
    "track": "track_length_miles", "stages": "stage_end_laps", "known": "name",
    "average_speed": "average_speed_mph", "margin": "margin_of_victory_s",
}  # fmt: skip
_OF_ENTRY: dict[str, type[CarTableRow]] = {"livery": LiveryRow, "drivers": DriverRow}
"""Part of an entry -> the row that it is read from."""

_TOO_LATE = "Expected `int` <= "

RecordPlace = tuple[str, int | None]
"""A file and a line of it, None for the whole file."""


def verify_rebuilt(folder: Path, race: Race) -> None:
    """Require of a race rebuilt from `folder` what is required of every race file.

    Raises `ForeignFileError` at the fact of the box score that broke a rule.
    """
    try:
        msgspec.json.decode(msgspec.json.encode(race), type=Race)
        consistency.verify(race)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `")
        raise _refusal(folder, race, plain_message(message), path) from None
    except consistency.InconsistentRace as error:
        raise _refusal(folder, race, error.message, error.path) from None


def refused_fact(folder: Path, fact: RecordFact) -> ForeignFileError:
    """Return the error for a published fact that contradicts the others too often."""
    record = _Record(folder)
    file, line = record.of_fact(fact)
    return ForeignFileError(file, f"{fact.words}: the other facts contradict it too often", line)


def _refusal(folder: Path, race: Race, message: str, path: str) -> ForeignFileError:
    file, line = _Record(folder).of_path(race, json_place.path_of(path))
    if message.startswith(_TOO_LATE) and path.rstrip("`").endswith(("at", "entry", "exit", "]")):
        message = "puts an event later than the ten days that a race file can hold"
    return ForeignFileError(file, message, line)


class _Record:
    """The files of a box score, looked through for one fact."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    # -- rows and fields

    def _row(
        self, kind: type[RowT], wanted: Callable[[RowT], bool] | None = None, place: int = 0
    ) -> RecordPlace:
        """Give the line of the row at a place among the wanted; of the file where there is none."""
        rows = read_table(self._folder, kind) or ()
        found = [row for row in rows if wanted is None or wanted(row.cells)]
        return (kind.FILE, found[place].line) if place < len(found) else (kind.FILE, None)

    def _of_car(self, kind: type[CarTableRow], car: str) -> RecordPlace:
        return self._row(kind, lambda row: row.car == car)

    def _field(self, *path: str | int) -> RecordPlace:
        text = (bytes_of(self._folder, RACE) or b"").decode("utf-8-sig", "replace")
        try:
            return RACE, json_place.line_of(text, path)
        except (ValueError, IndexError, RecursionError):
            return RACE, None

    # -- from a place in the race

    def of_path(self, race: Race, path: json_place.Path) -> RecordPlace:
        """Give the place of the fact that a value of the rebuilt race was made of."""
        part, index = path[0] if path else "", path[1] if len(path) > 1 else 0
        if part == "header":
            return self._of_header(path[1:])
        if part == "finish":
            return self._field(*path)
        if part == "official":
            return self._of_official(race, path[1:])
        items = getattr(race, str(part), ())
        if not isinstance(index, int) or not isinstance(items, tuple) or index >= len(items):
            return self._field()
        item = items[index]
        if part == "events":
            return self._of_event(race, item, path[2:])
        if part == "stops":
            return self._of_stop(item)
        if part == "remarks":
            return self._of_remark(item)
        return self._of_entry(item.car, path[2:])

    def _of_header(self, path: json_place.Path) -> RecordPlace:
        name = str(path[0]) if path else ""
        if name == "cars":
            return ResultRow.FILE, None
        return self._field(_HEADER.get(name, name), *path[1:])

    def _of_entry(self, car: str, path: json_place.Path) -> RecordPlace:
        for word, kind in _OF_ENTRY.items():
            found = self._of_car(kind, car)
            if word in path and found[1] is not None:
                return found
        return self._of_car(ResultRow, car)

    def _of_event(self, race: Race, event: Event, path: json_place.Path) -> RecordPlace:
        before = race.events[: race.events.index(event)]
        if isinstance(event, Caution | Green):
            number = sum(isinstance(one, Caution) for one in before)
            place = number if isinstance(event, Caution) else max(number - 1, 0)
            return self._row(CautionRow, place=place)
        if isinstance(event, Red):
            number = sum(isinstance(one, Red) for one in before)
            return self._row(RedFlagRow, place=number)
        if isinstance(event, Penalty):
            text = event.text
            return self._row(PenaltyRow, lambda row: row.text == text)
        if isinstance(event, Retirement):
            return self._of_car(ResultRow, event.car)
        if isinstance(event, Ruling):
            return self._of_ruling(event, path)
        return self._row(ResultRow)

    def _of_ruling(self, ruling: Ruling, path: json_place.Path) -> RecordPlace:
        """A ruling of race.json has crossings; without them it assigns places of the results."""
        if not ruling.provisional:
            return (
                self._of_car(ResultRow, ruling.order[0]) if ruling.order else (ResultRow.FILE, None)
            )
        if path[:1] == ("provisional",):
            return self._field("ruling", *path[:2])
        return self._field("ruling", "after_s" if path[:1] == ("at",) else "of_lap")

    def _of_stop(self, stop: Stop) -> RecordPlace:
        return self._row(
            StopRow, lambda row: (row.car, row.pit_in_race_time_s) == (stop.car, stop.entry)
        )

    def _of_remark(self, remark: Remark) -> RecordPlace:
        if remark.on == "stop":
            text = remark.text
            return self._row(StopRemarkRow, lambda row: row.text == text)
        return self._led(remark.car, remark.lap)

    def _led(self, car: str, lap: int) -> RecordPlace:
        return self._row(
            LeadRow, lambda row: row.car == car and row.start_lap <= lap <= row.end_lap
        )

    def _of_official(self, race: Race, path: json_place.Path) -> RecordPlace:
        name, index = str(path[0]), path[1] if len(path) > 1 else 0
        place = index if isinstance(index, int) else 0
        if name in ("results", "stages"):
            return self._row(ResultRow, place=place)
        if name == "lead":
            return self._row(LeadRow, place=place)
        if name == "orders" and race.official is not None:
            return self._ordered(race.official.orders[place].lap)
        if name == "explanations":
            return self._field(*path)
        return self._field(_HEADER.get(name, name))

    def _ordered(self, lap: int) -> RecordPlace:
        found = self._row(CheckpointRow, lambda row: row.lap == lap)
        return found if found[1] is not None else (WhiteFlagRow.FILE, None)

    # -- from a fact

    def of_fact(self, fact: RecordFact) -> RecordPlace:
        """Give the place of a published fact."""
        if fact.line:
            return fact.table, fact.line
        if fact.table == RACE:
            return self._field(fact.field)
        if fact.table == LeadRow.FILE:
            return self._led(fact.car, fact.lap)
        if fact.table == CheckpointRow.FILE:
            return self._ordered(fact.lap)
        if fact.table == CautionRow.FILE:
            return self._row(CautionRow, place=fact.number - 1)
        return self._of_car(
            WhiteFlagRow if fact.table == WhiteFlagRow.FILE else ResultRow, fact.car
        )
