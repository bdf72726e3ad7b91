"""Small races in the shapes of the sources of Formula 1, written by hand; all names are invented.

Three cars and five laps: ABL leads, BOL passes him on lap 3, COL falls out on lap 4.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from replay.importers import Imported, candidates, selected
from replay.race.model import SECOND, Race

Row = dict[str, Any]

START = 3600.0
"""Lights-out on the clock of FastF1's session, in seconds."""

NUMBERS = {"ABL": "1", "BOL": "44", "COL": "7"}

ENDS: dict[str, list[float]] = {
    "ABL": [100.0, 190.0, 281.0, 372.0, 463.0],
    "BOL": [101.0, 191.5, 280.5, 370.0, 460.0],
    "COL": [103.0, 195.0, 287.0],
}
"""Seconds after lights-out at which each car completed its laps."""

COLUMNS = (
    "Time", "Driver", "DriverNumber", "LapTime", "LapNumber", "Stint", "PitOutTime", "PitInTime",
    "Compound", "TyreLife", "FreshTyre", "Team", "LapStartTime", "LapStartDate", "TrackStatus",
    "Position", "Deleted", "DeletedReason", "FastF1Generated", "IsAccurate",
)  # fmt: skip


def pandas(seconds: float) -> str:
    """A duration as pandas writes it: its fraction is absent where it is 0."""
    whole, part = divmod(round(seconds * 1000), 1000)
    hours, rest = divmod(whole, 3600)
    text = f"0 days {hours:02}:{rest // 60:02}:{rest % 60:02}"
    return f"{text}.{part * 1000:06}" if part else text


def rows(ends: Mapping[str, Sequence[float]] = ENDS, **columns: Any) -> list[Row]:
    """The rows of a race: each lap of each driver, with its place by its time."""
    found = []
    for code, times in ends.items():
        for lap, end in enumerate(times, 1):
            before = times[lap - 2] if lap > 1 else 0.0
            same = [other[lap - 1] for other in ends.values() if len(other) >= lap]
            found.append(
                {
                    "Time": pandas(START + end),
                    "Driver": code,
                    "DriverNumber": NUMBERS.get(code, code),
                    "LapTime": pandas(end - before),
                    "LapNumber": f"{lap}.0",
                    "Stint": "1.0",
                    "Compound": "MEDIUM",
                    "TyreLife": f"{lap + 2}.0",
                    "FreshTyre": "False",
                    "Team": f"Team {code.title()}",
                    "TrackStatus": "1",
                    "Position": f"{sorted(same).index(end) + 1}.0",
                    "FastF1Generated": "False",
                    **columns,
                }
            )
    return found


def row_of(table: Iterable[Row], code: str, lap: int) -> Row:
    """The row of a driver's lap, to be changed."""
    return next(one for one in table if (one["Driver"], one["LapNumber"]) == (code, f"{lap}.0"))


def table(lines: Iterable[Mapping[str, Any]], columns: Sequence[str] = ()) -> str:
    """A CSV table; cells that are not given are empty."""
    lines = list(lines)
    names = list(columns) or list(dict.fromkeys(name for line in lines for name in line))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, names, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    return stream.getvalue()


def fastf1(lines: Iterable[Row], columns: Sequence[str] = COLUMNS) -> str:
    """A file of FastF1, with the columns that are added to it behind its own."""
    lines = list(lines)
    added = [
        name for name in dict.fromkeys(n for line in lines for n in line) if name not in columns
    ]
    return table(lines, [*columns, *added])


# -- the tables of Ergast: race 10, with drivers 501 to 503

DRIVERS = {"501": "ABL", "502": "BOL", "503": "COL"}


def lap_times(
    ends: Mapping[str, Sequence[float]] = ENDS, race: int = 10, **places: Sequence[int]
) -> list[Row]:
    """The rows of lap_times.csv; `places` of a car, by its code, win over those of its times."""
    found = []
    for driver, code in DRIVERS.items():
        times = ends.get(code, ())
        for lap, end in enumerate(times, 1):
            time = round((end - (times[lap - 2] if lap > 1 else 0)) * 1000)
            same = [other[lap - 1] for other in ends.values() if len(other) >= lap]
            hours, rest = divmod(time // 1000, 3600)
            text = f"{rest // 60}:{rest % 60:02}.{time % 1000:03}"
            if hours:
                text = f"{hours}:{rest // 60:02}:{rest % 60:02}.{time % 1000:03}"
            place = places[code][lap - 1] if code in places else sorted(same).index(end) + 1
            found.append(
                {
                    "raceId": race,
                    "driverId": driver,
                    "lap": lap,
                    "position": place,
                    "time": text,
                    "milliseconds": time,
                }
            )
    return found


def result(driver: str, place: int, laps: int, milliseconds: int | None = None, **more: Any) -> Row:
    """A row of results.csv."""
    return {
        "resultId": 9000 + place,
        "raceId": 10,
        "driverId": driver,
        "constructorId": int(driver) - 300,
        "number": NUMBERS[DRIVERS[driver]],
        "grid": place,
        "position": place,
        "positionText": place,
        "positionOrder": place,
        "points": 25,
        "laps": laps,
        "time": "\\N",
        "milliseconds": "\\N" if milliseconds is None else milliseconds,
        "fastestLap": "\\N",
        "rank": "\\N",
        "fastestLapTime": "\\N",
        "fastestLapSpeed": "\\N",
        "statusId": 1,
        **more,
    }


def results() -> list[Row]:
    """results.csv of the race."""
    return [
        result("502", 1, 5, 460_000, grid=2, fastestLap=3, fastestLapTime="1:29.000"),
        result("501", 2, 5, 463_000, grid=1, points=18),
        result("503", 3, 3, positionText="R", position="\\N", points=0, statusId=6),
    ]


def ergast(**changed: list[Row] | str | None) -> dict[str, str]:
    """The tables of race 10, the 2012 Invented Grand Prix; one that is None is left out."""
    tables: dict[str, list[Row] | str | None] = {
        "laps": lap_times(),
        "results": results(),
        "races": [
            {
                "raceId": race, "year": year, "round": 3, "circuitId": 77,
                "name": name, "date": f"{year}-05-06", "time": "12:00:00", "url": "-",
            }
            for race, year, name in ((10, 2012, "Invented Grand Prix"), (11, 2013, "Other Prix"))
        ],
        "drivers": [
            {
                "driverId": driver, "driverRef": code.lower(), "number": "\\N", "code": code,
                "forename": first, "surname": last, "dob": "-", "nationality": "-", "url": "-",
            }
            for (driver, code), (first, last) in zip(
                DRIVERS.items(), (("Ann", "Able"), ("Bea", "Bold"), ("Cy", "Cole")), strict=True
            )
        ],
        "constructors": [
            {"constructorId": 200 + at, "constructorRef": name.lower(), "name": name,
             "nationality": "-", "url": "-"}
            for at, name in enumerate(("-", "Red", "Blue", "Green"))
        ],
        "circuits": [
            {"circuitId": 77, "circuitRef": "ring", "name": "The Ring", "location": "Somewhere",
             "country": "-", "lat": 1, "lng": 2, "alt": 3, "url": "-"}
        ],
        "status": [
            {"statusId": number, "status": word}
            for number, word in (
                (1, "Finished"), (2, "Disqualified"), (6, "Gearbox"), (11, "+1 Lap"),
                (54, "Withdrew"),
            )
        ],
    }  # fmt: skip
    tables.update(changed)
    return {
        name: content if isinstance(content, str) else table(content)
        for name, content in tables.items()
        if content
    }


def pit_stop(driver: str, lap: int, seconds: float, stop: int = 1) -> Row:
    """A row of pit_stops.csv."""
    return {
        "raceId": 10, "driverId": driver, "stop": stop, "lap": lap, "time": "13:00:11",
        "duration": f"{seconds:.3f}", "milliseconds": round(seconds * 1000),
    }  # fmt: skip


def safety_car(deployed: int, retreated: int | None, full: int, cause: str = "Accident") -> Row:
    """A row of safety_cars.csv."""
    return {
        "Race": "2012 Invented Grand Prix",
        "Cause": cause,
        "Deployed": deployed,
        "Retreated": "" if retreated is None else f"{retreated}.0",
        "FullLaps": full,
    }


def red_flag(lap: int, incident: str = "Rain.", resumed: str = "R") -> Row:
    """A row of red_flags.csv."""
    return {
        "Race": "2012 Invented Grand Prix",
        "Lap": lap,
        "Resumed": resumed,
        "Incident": incident,
        "Excluded": "Two, three and four (crash)",
    }


# -- pages of the API

IDS = {"ABL": "ann_able", "BOL": "bold", "COL": "cy_cole"}


def timings(ends: Mapping[str, Sequence[float]] = ENDS) -> list[tuple[int, Row]]:
    """Every timing of a race with its lap, in the order of the API: by laps, then places."""
    found = []
    for lap in range(1, max(map(len, ends.values())) + 1):
        cars = sorted((times[lap - 1], code) for code, times in ends.items() if len(times) >= lap)
        for place, (end, code) in enumerate(cars, 1):
            time = end - (ends[code][lap - 2] if lap > 1 else 0)
            minutes, rest = divmod(round(time * 1000), 60_000)
            text = f"{minutes}:{rest / 1000:06.3f}"
            if minutes >= 60:
                text = f"{minutes // 60}:{minutes % 60:02}:{rest / 1000:06.3f}"
            found.append((lap, {"driverId": IDS[code], "position": str(place), "time": text}))
    return found


def page(part: Row, offset: int = 0, total: int = 0) -> str:
    """A page: what it says of the race, and where in the whole it begins."""
    race = {
        "season": "2023", "round": "4", "url": "-", "raceName": "Paged Grand Prix",
        "Circuit": {"circuitId": "ring", "circuitName": "The Ring",
                    "Location": {"locality": "Somewhere", "country": "-"}},
        "date": "2023-04-30", "time": "11:00:00Z", **part,
    }  # fmt: skip
    return json.dumps(
        {
            "MRData": {
                "series": "f1", "url": "-", "limit": "4", "offset": str(offset),
                "total": str(total), "RaceTable": {"season": "2023", "Races": [race]},
            }
        },
        indent=1,
    )  # fmt: skip


def pages(size: int = 4, ends: Mapping[str, Sequence[float]] = ENDS) -> list[str]:
    """The laps of a race on pages of so many timings."""
    every = timings(ends)
    found = []
    for offset in range(0, len(every), size):
        laps: dict[str, list[Row]] = {}
        for lap, timing in every[offset : offset + size]:
            laps.setdefault(str(lap), []).append(timing)
        listed = [{"number": lap, "Timings": these} for lap, these in laps.items()]
        found.append(page({"Laps": listed}, offset, len(every)))
    return found


def page_result(code: str, place: int, laps: int, status: str, **more: Any) -> Row:
    """A line of the result of the API."""
    return {
        "number": NUMBERS[code], "position": str(place), "positionText": str(place), "points": "25",
        "Driver": {"driverId": IDS[code], "code": code, "givenName": code.title(),
                   "familyName": IDS[code].title()},
        "Constructor": {"constructorId": "x", "name": "Team X"},
        "grid": str(place), "laps": str(laps), "status": status, **more,
    }  # fmt: skip


def page_results() -> list[Row]:
    """The result of the race on a page."""
    return [
        page_result("BOL", 1, 5, "Finished", Time={"millis": "460000", "time": "7:40.000"},
                    FastestLap={"rank": "1", "lap": "3", "Time": {"time": "1:29.000"}}),
        page_result("ABL", 2, 5, "Finished", Time={"millis": "463000", "time": "+3.000"}),
        page_result("COL", 3, 3, "Retired", positionText="R"),
    ]  # fmt: skip


# -- importing


def write(folder: Path, files: Mapping[str, str] | Sequence[str]) -> Path:
    """Write texts into a folder, under names that tell nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    texts = files.items() if isinstance(files, Mapping) else enumerate(files)
    for name, text in texts:
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def imported(*paths: Path, select: str = "") -> Imported:
    """Import the one race of files, of whatever source knows them."""
    return selected(candidates(None, paths), select).read()


def crossings(race: Race, car: str) -> list[float]:
    """When a car completed its laps, in seconds."""
    line = next(one for one in race.laps if one.car == car)
    return [at / SECOND for at in line.crossings]
