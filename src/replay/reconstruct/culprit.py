"""Where in a box score the fact stands that a rebuilt race cannot have.

A refusal names a file of the user's and a line of it: whoever reads it is to mend the record, not
the race that was made of it.
"""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec

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
from replay.reconstruct import fact_names, json_place
from replay.reconstruct.race_json import FILE as RACE
from replay.reconstruct.table import BoxScoreError, Row, read_bytes, read_table

RESULTS = "results.csv"

_HEADER = {
    "track": "track_length_miles", "stages": "stage_end_laps", "known": "name",
    "average_speed": "average_speed_mph", "margin": "margin_of_victory_s",
}  # fmt: skip
_FIGURES = {
    "race time": "race_time", "margin of victory": "margin_of_victory_s",
    "average speed": "average_speed_mph",
}  # fmt: skip
_TOO_LATE = "Expected `int` <= "

Place = tuple[str, int | None]
"""A file and a line of it, None for the whole file."""


def verify(folder: Path, race: Race) -> None:
    """Require of a race rebuilt from `folder` what is required of every race file.

    Raises `BoxScoreError` at the fact of the box score that broke a rule.
    """
    try:
        msgspec.json.decode(msgspec.json.encode(race), type=Race)
        consistency.verify(race)
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `")
        raise _refusal(folder, race, plain_message(message), path) from None
    except consistency.InconsistentRace as error:
        raise _refusal(folder, race, error.message, error.path) from None


def refused_fact(folder: Path, fact: str) -> BoxScoreError:
    """Return the error for a published fact that contradicts the others too often."""
    record = _Record(folder)
    file, line = record.of_fact(fact)
    named = fact.partition(" (")[0]
    return BoxScoreError(file, f"{named}: the other facts contradict it too often", line)


def _refusal(folder: Path, race: Race, message: str, path: str) -> BoxScoreError:
    file, line = _Record(folder).of_path(race, json_place.path_of(path))
    if message.startswith(_TOO_LATE) and path.rstrip("`").endswith(("at", "entry", "exit", "]")):
        message = "puts an event later than the ten days that a race file can hold"
    return BoxScoreError(file, message, line)


class _Record:
    """The files of a box score, looked through for one fact."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    # -- rows and fields

    def _row(self, file: str, wanted: Callable[[Row], bool], place: int = 0) -> Place:
        """Give the line of the row at a place among the wanted; of the file where there is none."""
        rows = [row for row in read_table(self._folder, file, ()) or () if wanted(row)]
        return (file, rows[place].line) if place < len(rows) else (file, None)

    def _of_car(self, file: str, car: str, place: int = 0) -> Place:
        return self._row(file, lambda row: row.cells.get("car") == car, place)

    def _field(self, *path: str | int) -> Place:
        text = (read_bytes(self._folder, RACE) or b"").decode("utf-8-sig", "replace")
        try:
            return RACE, json_place.line_of(text, path)
        except (ValueError, IndexError, RecursionError):
            return RACE, None

    # -- from a place in the race

    def of_path(self, race: Race, path: json_place.Path) -> Place:
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

    def _of_header(self, path: json_place.Path) -> Place:
        name = str(path[0]) if path else ""
        if name == "cars":
            return RESULTS, None
        return self._field(_HEADER.get(name, name), *path[1:])

    def _of_entry(self, car: str, path: json_place.Path) -> Place:
        for word, file in (("livery", "liveries.csv"), ("drivers", "drivers.csv")):
            found = self._of_car(file, car)
            if word in path and found[1] is not None:
                return found
        return self._of_car(RESULTS, car)

    def _of_event(self, race: Race, event: Event, path: json_place.Path) -> Place:
        before = race.events[: race.events.index(event)]
        if isinstance(event, Caution | Green):
            number = sum(isinstance(one, Caution) for one in before)
            place = number if isinstance(event, Caution) else max(number - 1, 0)
            return self._row("cautions.csv", lambda _: True, place)
        if isinstance(event, Red):
            number = sum(isinstance(one, Red) for one in before)
            return self._row("red_flags.csv", lambda _: True, number)
        if isinstance(event, Penalty):
            text = event.text
            return self._row("penalties.csv", lambda row: row.cells.get("text") == text)
        if isinstance(event, Retirement):
            return self._of_car(RESULTS, event.car)
        if isinstance(event, Ruling):
            return self._of_ruling(event, path)
        return self._row(RESULTS, lambda _: True)

    def _of_ruling(self, ruling: Ruling, path: json_place.Path) -> Place:
        """A ruling of race.json has crossings; without them it deals places of the results."""
        if not ruling.provisional:
            return self._of_car(RESULTS, ruling.order[0]) if ruling.order else (RESULTS, None)
        if path[:1] == ("provisional",):
            return self._field("ruling", *path[:2])
        return self._field("ruling", "after_s" if path[:1] == ("at",) else "of_lap")

    def _of_stop(self, stop: Stop) -> Place:
        def is_it(row: Row) -> bool:
            same_car = row.cells.get("car") == stop.car
            return same_car and row.maybe_decimal("pit_in_race_time_s") == stop.entry

        return self._row("pit_stops.csv", is_it)

    def _of_remark(self, remark: Remark) -> Place:
        if remark.on == "stop":
            text = remark.text
            return self._row("stop_remarks.csv", lambda row: row.cells.get("text") == text)
        return self._led(remark.car, remark.lap)

    def _led(self, car: str, lap: int) -> Place:
        def covers(row: Row) -> bool:
            first, last = row.maybe_integer("start_lap"), row.maybe_integer("end_lap")
            return row.cells.get("car") == car and (first or 0) <= lap <= (last or 0)

        return self._row("lead_segments.csv", covers)

    def _of_official(self, race: Race, path: json_place.Path) -> Place:
        name, index = str(path[0]), path[1] if len(path) > 1 else 0
        place = index if isinstance(index, int) else 0
        if name in ("results", "stages"):
            return self._row(RESULTS, lambda _: True, place)
        if name == "lead":
            return self._row("lead_segments.csv", lambda _: True, place)
        if name == "orders" and race.official is not None:
            return self._ordered(race.official.orders[place].lap)
        if name == "explanations":
            return self._field(*path)
        return self._field(_HEADER.get(name, name))

    def _ordered(self, lap: int) -> Place:
        found = self._row("checkpoints.csv", lambda row: row.maybe_integer("lap") == lap)
        return found if found[1] is not None else ("white_flag.csv", None)

    # -- from the name of a fact

    def of_fact(self, fact: str) -> Place:
        """Give the place of a published fact by its name (`fact_names`)."""
        told = re.search(r"\((\w+\.csv), line (\d+)\)", fact)
        if told:
            return told[1], int(told[2])
        figure = next((name for name in _FIGURES if fact.startswith(name)), None)
        if figure is not None:
            return self._field(_FIGURES[figure])
        cars = re.findall(r"\bcar ([0-9A-Z]{1,3})\b", fact)
        laps = re.findall(r"\blaps? (\d+)", fact)
        file = fact_names.file_of(fact)
        if "white_flag.csv" in fact or re.match(r"gap of car \S+ at the end", fact):
            file = "white_flag.csv"
        if file == "lead_segments.csv" and cars and laps:
            return self._led(cars[0], int(laps[0]))
        if file == "checkpoints.csv" and laps:
            return self._ordered(int(laps[0]))
        caution = re.search(r"at caution (\d+)$", fact)
        if caution:
            return self._row("cautions.csv", lambda _: True, int(caution[1]) - 1)
        first = cars[0] if cars else (re.match(r"[0-9A-Z]{1,3}\b", fact) or [""])[0]
        return self._of_car(file, first) if first else (file, None)
