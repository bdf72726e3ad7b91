"""Read race.json, and refuse in it what cannot be meant."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path

import msgspec

from replay import json_place
from replay.foreign.box_score_race import RaceFacts
from replay.foreign.foreign_file import ForeignFileError, bytes_of
from replay.race.model import MAX_LAPS
from replay.race.record import plain_message
from replay.reconstruct.read.facts import CarFacts

FILE = "race.json"


class RaceFile:
    """race.json as read: its facts, and the line of each of them."""

    def __init__(self, facts: RaceFacts, text: str) -> None:
        self.facts = facts
        self._text = text

    def error(self, message: str, *path: str | int) -> ForeignFileError:
        """Return an error that names the line of the value at `path`."""
        return ForeignFileError(FILE, message, _line_of(self._text, path))

    def refuse_unknown(self, cars: Mapping[str, CarFacts]) -> None:
        """Raise `ForeignFileError` for the first car not in results.csv, or not where that says.

        `cars` are the lines of results.csv by car.
        """
        for path, name in _named(self.facts):
            if name not in cars:
                raise self.error(f"car {name} is not in results.csv", *path)
        ruling = self.facts.ruling
        for at, (name, time) in enumerate(ruling.scored if ruling else ()):
            car, lap = cars[name], ruling.of_lap if ruling else 0
            if car.laps < lap:
                message = f"`ruling`: car {name} has not completed lap {lap}"
                raise self.error(message, "ruling", "provisional", at, 0)
            before = (car.elapsed or 0) - (car.last_lap or car.elapsed or 0)
            if time is not None and lap == car.laps and time <= before:
                message = f"`ruling`: car {name} was not yet on lap {lap} at this time"
                raise self.error(message, "ruling", "provisional", at, 1)


def read_race(folder: Path) -> RaceFile:
    """Return race.json of the folder; raises `ForeignFileError`."""
    data = bytes_of(folder, FILE)
    if data is None:
        raise ForeignFileError(FILE, "not found in the box score")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ForeignFileError(FILE, "not UTF-8", _line_after(data[: error.start])) from None
    try:
        facts = msgspec.json.decode(text, type=RaceFacts)
    except msgspec.ValidationError as error:
        message, _, written = str(error).partition(" - at `")
        path = json_place.path_of(written)
        unknown = message.partition("unknown field `")[2].rstrip("`")
        line = _line_of(text, (*path, unknown) if unknown else path)
        raise ForeignFileError(FILE, plain_message(message), line) from None
    except msgspec.DecodeError as error:
        message, _, byte = str(error).partition(" (byte ")
        before = text.encode()[: int(byte.rstrip(")")) if byte else None].rstrip()
        raise ForeignFileError(FILE, f"not JSON: {message}", _line_after(before)) from None
    file = RaceFile(facts, text)
    _verify_figures(file)
    _verify_stages(file)
    _verify_finish(file)
    return file


def _line_after(before: bytes) -> int:
    return before.count(b"\n") + 1


def _line_of(text: str, path: json_place.Path) -> int | None:
    """Return the line of a value, None for a text too odd to walk through."""
    try:
        return json_place.line_of(text, path)
    except (ValueError, IndexError, RecursionError):
        return None


def _verify_figures(file: RaceFile) -> None:
    race = file.facts
    for field in ("laps", "scheduled_laps"):
        if not 1 <= getattr(race, field) <= MAX_LAPS:
            raise file.error(f"`{field}` must lie between 1 and {MAX_LAPS}", field)
    if not 0.01 <= race.track_length_miles <= 1000:
        message = "`track_length_miles` must lie between 0.01 and 1000"
        raise file.error(message, "track_length_miles")
    try:
        date.fromisoformat(race.date)
    except ValueError:
        raise file.error(f"no such day as {race.date}", "date") from None
    if race.race_time is not None and race.time is None:
        raise file.error(f"`race_time` is not h:mm:ss: {race.race_time[:40]!r}", "race_time")
    margin = race.margin_of_victory_s
    if margin is not None and race.margin is None and not race.no_margin:
        message = f"`margin_of_victory_s` is no time in seconds: {margin[:40]!r}"
        raise file.error(message, "margin_of_victory_s")


def _verify_stages(file: RaceFile) -> None:
    """A race cut short may have stage ends that it never reached, but none beyond its schedule."""
    race = file.facts
    for earlier, later in pairwise((0, *race.stage_end_laps)):
        if later <= earlier:
            raise file.error("`stage_end_laps` must rise from 1", "stage_end_laps")
        if later > race.scheduled_laps:
            message = f"stage end {later} is beyond the {race.scheduled_laps} laps scheduled"
            raise file.error(message, "stage_end_laps")


def _verify_finish(file: RaceFile) -> None:
    finish, ruling = file.facts.finish, file.facts.ruling
    if finish is not None:
        for at, car in enumerate(finish.lanes_known):
            if car not in finish.lanes:
                raise file.error(f"car {car} is not among `lanes`", "finish", "lanes_known", at)
        if finish.speed is not None and finish.speed_basis is None:
            raise file.error("`speed` needs `speed_basis`", "finish", "speed")
    if ruling is None:
        return
    if ruling.of_lap > file.facts.laps:
        message = f"`of_lap` is {ruling.of_lap}, the race had {file.facts.laps} laps"
        raise file.error(message, "ruling", "of_lap")
    seen: set[str] = set()
    for at, (car, clock) in enumerate(ruling.provisional):
        place = ("ruling", "provisional", at)
        if car in seen:
            raise file.error(f"`ruling` has car {car} twice", *place, 0)
        seen.add(car)
        if ruling.scored[at][1] is None:
            raise file.error(f"`ruling`: no time in seconds: {clock[:40]!r}", *place, 1)


def _named(race: RaceFacts) -> list[tuple[json_place.Path, str]]:
    """Return every car that race.json names, with its place."""
    named: list[tuple[json_place.Path, str]] = []
    if race.pole is not None:
        named.append((("pole", "car"), race.pole.car))
    if race.fastest_lap is not None:
        named.append((("fastest_lap", "car"), race.fastest_lap.car))
    for at, car in enumerate(race.not_eligible or ()):
        named.append((("not_eligible", at), car))
    for at, fact in enumerate(race.facts):
        if fact.car is not None:
            named.append((("facts", at, "car"), fact.car))
    if race.finish is not None:
        lanes = enumerate(race.finish.lanes)
        named += [(("finish", "lanes", at), car) for at, car in lanes]
        named += [(("finish", "times", at), t.car) for at, t in enumerate(race.finish.times)]
    if race.ruling is not None:
        provisional = enumerate(race.ruling.provisional)
        named += [(("ruling", "provisional", at, 0), car) for at, (car, _) in provisional]
    return named
