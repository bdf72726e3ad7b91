"""Small sheets in the shape of Al Kamel's timing: a race of a few cars and laps, made by hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from replay.importers import Imported, candidates, selected
from replay.race.model import Race, Stop

HEAD = (
    "NUMBER", " DRIVER_NUMBER", " LAP_NUMBER", " LAP_TIME", " LAP_IMPROVEMENT",
    " CROSSING_FINISH_LINE_IN_PIT", " S1", " S1_IMPROVEMENT", " S2", " S2_IMPROVEMENT", " S3",
    " S3_IMPROVEMENT", " KPH", " ELAPSED", " HOUR", "S1_LARGE", "S2_LARGE", "S3_LARGE",
    "TOP_SPEED", "DRIVER_NAME", "PIT_TIME", "CLASS", "GROUP", "TEAM", "MANUFACTURER", "FLAG_AT_FL",
    "S1_SECONDS", "S2_SECONDS", "S3_SECONDS", "",
)  # fmt: skip
"""The header of WEC's analysis: the first names have a blank before them, the last is empty."""

START = 57_626_602
"""The time of day at ELAPSED 0 that the sheets are written with: 16:00:26.602, in milliseconds."""


@dataclass(frozen=True)
class Lap:
    """A lap as a test writes it: seconds, the flag at the line, and what else happened on it."""

    time: float
    flag: str = "GF"
    driver: int = 1
    in_pit: bool = False
    pit: str = ""


@dataclass(frozen=True)
class Car:
    """A car and its laps; `drivers` are by their numbers from 1."""

    number: str
    laps: Sequence[Lap]
    race_class: str = "LMP2"
    drivers: Sequence[str] = ("Ann ABLE",)
    team: str = "A Team"
    make: str = "Oreca"


def clock(ms: int, *, day: bool = False) -> str:
    """A time as the sheets print it: `52.706`, `3:53.276`, `1:02:13.500`; `day`: of the day."""
    hours, minutes, rest = ms // 3_600_000, ms // 60_000 % 60, ms % 60_000
    seconds = f"{rest // 1000:02}.{rest % 1000:03}"
    if hours or day:
        return f"{hours % 24}:{minutes:02}:{seconds}"
    return f"{minutes}:{seconds}" if minutes else seconds.removeprefix("0")


def rows(car: Car, start: int = START) -> list[dict[str, str]]:
    """The rows of a car by the names of their columns, blanks left out."""
    found, elapsed = [], 0
    for number, lap in enumerate(car.laps, 1):
        time = round(lap.time * 1000)
        elapsed += time
        found.append(
            dict.fromkeys((name.strip() for name in HEAD), "")
            | {
                "NUMBER": car.number,
                "DRIVER_NUMBER": str(lap.driver),
                "LAP_NUMBER": str(number),
                "LAP_TIME": clock(time),
                "LAP_IMPROVEMENT": "0",
                "CROSSING_FINISH_LINE_IN_PIT": "B" if lap.in_pit else "",
                "KPH": "223.4",
                "ELAPSED": clock(elapsed),
                "HOUR": clock((start + elapsed) % 86_400_000, day=True),
                "DRIVER_NAME": car.drivers[lap.driver - 1] if car.drivers else "",
                "PIT_TIME": lap.pit,
                "CLASS": car.race_class,
                "TEAM": car.team,
                "MANUFACTURER": car.make,
                "FLAG_AT_FL": lap.flag,
            }
        )
    return found


def table(
    lines: Sequence[dict[str, str]],
    head: Sequence[str] = HEAD,
    separator: str = ";",
    end: str = "\r\n",
) -> str:
    """A sheet of rows under a header."""
    body = [separator.join(line.get(name.strip(), "") for name in head) for line in lines]
    return end.join([separator.join(head), *body, ""])


def analysis(*cars: Car, start: int = START) -> str:
    """The analysis of a race, as WEC publishes it but for the byte order mark."""
    return table([row for car in cars for row in rows(car, start)])


def laps(*times: float, flag: str = "GF", last: str = "FF") -> list[Lap]:
    """Laps of these times under one flag, the last under another."""
    return [Lap(time, flag) for time in times[:-1]] + [Lap(times[-1], last)]


def two_classes() -> tuple[Car, ...]:
    """A race of three laps: 50 of the fast class wins, 007 and 7 are two cars, 155 a lap down."""
    return (
        Car("50", laps(101.0, 100.0, 100.0), "HYPERCAR", ("Antonio FUOCO",), "Ferrari AF Corse"),
        Car("007", laps(102.0, 100.5, 100.25), "HYPERCAR", ("Ross GUNN",), "Heart of Racing"),
        Car("7", laps(103.0, 101.0, 101.0), "HYPERCAR", ("Nyck DE VRIES",), "Toyota Gazoo Racing"),
        Car("155", laps(140.0, 181.0), "LMGT3", ("Johnny LAURSEN",), "Spirit of Race"),
    )


RESULT_HEAD = (
    "POSITION", "NUMBER", "STATUS", "LAPS", "TOTAL_TIME", "GAP_FIRST", "GAP_PREVIOUS", "FL_LAPNUM",
    "FL_TIME", "FL_KPH", "TEAM", "CLASS", "GROUP", "DIVISION", "VEHICLE", "TIRES",
    "DRIVER1_FIRSTNAME", "DRIVER1_SECONDNAME", "DRIVER1_SHORTNAME",
    "DRIVER2_FIRSTNAME", "DRIVER2_SECONDNAME", "DRIVER2_SHORTNAME", "DRIVER3_FIRSTNAME",
)  # fmt: skip
"""The header of the results. Its last name has no cell in the rows, as in IMSA's."""


def result(position: int, car: str, laps: int, total: str, gap: str, **more: str) -> dict[str, str]:
    """A line of the results."""
    return {
        "POSITION": str(position),
        "NUMBER": car,
        "STATUS": "Classified",
        "LAPS": str(laps),
        "TOTAL_TIME": total,
        "GAP_FIRST": gap,
        **more,
    }


def results(*lines: dict[str, str], head: Sequence[str] = RESULT_HEAD) -> str:
    """The results of a race."""
    body = [",".join(line.get(name, "") for name in head[:-1]) for line in lines]
    return "\n".join([",".join(head), *body, ""])


def two_classes_result(**more: str) -> tuple[dict[str, str], ...]:
    """The result of `two_classes`, in which car 9 did not start."""
    return (
        result(1, "50", 3, "5:01.000", "-", FL_LAPNUM="2", FL_TIME="1:40.000", CLASS="HYPERCAR",
               DRIVER1_FIRSTNAME="Antonio", DRIVER1_SECONDNAME="Fuoco", DRIVER1_SHORTNAME="FUO",
               DRIVER2_FIRSTNAME="Miguel", DRIVER2_SECONDNAME="Molina"),
        result(2, "007", 3, "5:02.750", "+1.750", FL_LAPNUM="3", FL_TIME="1:40.250",
               CLASS="HYPERCAR", DRIVER1_FIRSTNAME="Ross", DRIVER1_SECONDNAME="Gunn", **more),
        result(3, "7", 3, "5:05.000", "+4.000", FL_LAPNUM="2", FL_TIME="1:41.000",
               CLASS="HYPERCAR", DRIVER1_FIRSTNAME="Nyck", DRIVER1_SECONDNAME="de Vries"),
        result(4, "155", 2, "5:21.000", "1 Lap", FL_LAPNUM="1", FL_TIME="2:20.000", CLASS="LMGT3"),
        result(5, "9", 0, "", "", STATUS="Not started", CLASS="LMGT3",
               DRIVER1_FIRSTNAME="Yo", DRIVER1_SECONDNAME="Yo"),
    )  # fmt: skip


def weather(first: int, last: int, step: int = 60) -> str:
    """Readings at these times, in seconds of Unix time, as IMSA publishes them."""
    head = "TIME_UTC_SECONDS,TIME_UTC_STR,AIR_TEMP,TRACK_TEMP,HUMIDITY,PRESSURE,RAIN,"
    body = [f"{at},22-Jul-23 16:10:56,75.4,109.0,61,29.83,-1," for at in range(first, last, step)]
    return "\n".join([head, *body, f"{last},later,75.4,109.0,61,29.83,-1,", ""])


def write(folder: Path, **files: str | bytes) -> Path:
    """Write sheets into a folder, under names that tell nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.txt").write_bytes(data)
    return folder


def imported(*paths: Path, select: str = "") -> Imported:
    """Import the one race that paths hold, the format found by content."""
    return selected(candidates(None, paths), select).read()


def race(*paths: Path) -> Race:
    return imported(*paths).race


def race_of(folder: Path, *cars: Car) -> Race:
    """Import a race of these cars."""
    return race(write(folder, sheet=analysis(*cars)))


def crossings(race: Race) -> dict[str, tuple[int, ...]]:
    return {line.car: line.crossings for line in race.laps}


def stops(race: Race, car: str) -> list[Stop]:
    return [stop for stop in race.stops if stop.car == car]
