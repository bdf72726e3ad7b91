"""Libraries for the tests of the picker: races of seven series, and a thousand races."""

from pathlib import Path
from typing import Any

from msgspec import structs

from replay.race.model import Header, Known, RaceClass, Track
from replay.racefile import Listing

HOUR = 36_000_000

CUP = Header(
    name="AdventHealth 400",
    short="Kansas 2024",
    series="NASCAR Cup Series",
    series_short="NASCAR Cup",
    date="2024-05-05",
    track=Track(name="Kansas Speedway", short="Kansas", length=1_500, course="oval"),
    cars=38,
    scheduled_laps=267,
    start="rolling",
    known=Known(
        grid="official",
        laps="reconstructed",
        leaders="official",
        flags="official",
        stops="timed",
        finish="official",
    ),
)
GRAND_PRIX = Header(
    name="Abu Dhabi Grand Prix",
    short="Abu Dhabi 2021",
    series="FIA Formula One World Championship",
    series_short="Formula 1",
    season="2021",
    discipline="formula 1",
    date="2021-12-12",
    track=Track(name="Yas Marina Circuit", short="Yas Marina", length=3_281, course="road"),
    cars=20,
    scheduled_laps=58,
    time_limit=2 * HOUR,
    start="standing",
    known=Known(
        laps="timed", flags="estimated", stops="timed", stop_lengths="estimated", tyres="official"
    ),
)
LE_MANS = Header(
    name="24 h of Le Mans",
    short="Le Mans 2024",
    series="FIA World Endurance Championship",
    series_short="WEC",
    discipline="endurance",
    date="2024-06-15",
    track=Track(name="Circuit de la Sarthe", short="Le Mans", length=8_467, course="road"),
    cars=62,
    scheduled_time=24 * HOUR,
    start="rolling",
    time_of_day=16 * HOUR,
    classes=(
        RaceClass(name="Hypercar", short="HYP"),
        RaceClass(name="LMP2", short="P2"),
        RaceClass(name="LMGT3", short="GT3"),
    ),
    known=Known(laps="timed", drivers="timed", flags="timed", stops="timed"),
)
FINISH_ONLY = Header(
    name="Firestone Freedom 100",
    short="Freedom 100 2013",
    series="Indy Lights",
    date="2013-05-24",
    track=Track(name="Indianapolis Motor Speedway", short="Indianapolis", length=2_500),
    cars=4,
    scheduled_laps=40,
    known=Known(finish="official"),
)
_TRACKS = "Yas Marina,Jeddah,Losail,Interlagos,Mexico City,Austin,Istanbul,Sochi,Monza,Zandvoort"
_RACES = "Abu Dhabi,Saudi Arabian,Qatar,São Paulo,Mexico City,United States,Turkish,Russian,Italian"


def header(of: Header, **fields: Any) -> Header:
    """The header with other fields."""
    return structs.replace(of, **fields)


def listed(file: str, of: Header | None, error: str | None = None, **fields: Any) -> Listing:
    """A file of a race, or one that cannot be read."""
    return Listing(file, Path(f"{file}.json"), structs.replace(of, **fields) if of else None, error)


def season(year: int, races: int = 9) -> list[Listing]:
    """A season of Grands Prix, the last one in December."""
    found = []
    for number, (name, track) in enumerate(
        zip(_RACES.split(",")[:races], _TRACKS.split(","), strict=False)
    ):
        found.append(
            listed(
                f"f1-{year}-{number}",
                GRAND_PRIX,
                name=f"{name} Grand Prix",
                short=f"{track} {year}",
                season=str(year),
                date=f"{year}-{12 - number:02}-12",
                track=Track(name=f"{track} Circuit", short=track, length=3_281),
            )
        )
    return found


def mixed() -> tuple[Listing, ...]:
    """Races of seven series: of one enough for heads of its seasons, and what is hard to print."""
    return (
        listed("kansas-2024", CUP),
        listed("le-mans-2024", LE_MANS),
        *(race for year in (2022, 2021, 1998) for race in season(year)),
        listed("freedom-100-2013", FINISH_ONLY),
        listed(
            "lime-rock-2023",
            LE_MANS,
            name="FCP Euro Northeast Grand Prix",
            short="Lime Rock 2023",
            series="IMSA SportsCar Championship",
            series_short="IMSA",
            date="2023-07-22",
            track=Track(name="Lime Rock Park", short="Lime Rock", length=1_474),
            cars=22,
            scheduled_time=2 * HOUR + HOUR * 2 // 3,
            classes=LE_MANS.classes[:2],
        ),
        listed(
            "suzuka",
            GRAND_PRIX,
            name="全日本スーパーフォーミュラ選手権 第9戦 鈴鹿",
            short="鈴鹿 2023",
            series="スーパーフォーミュラ",
            series_short=None,
            season="2023",
            date="2023-10-29",
            track=Track(name="鈴鹿サーキット"),
            scheduled_laps=31,
            known=Known(laps="timed"),
        ),
        listed(
            "saudi",
            GRAND_PRIX,
            name="جائزة السعودية الكبرى",
            short="Jeddah 2021",
            series="iRacing",
            series_short=None,
            season=None,
            discipline="iracing",
            date=None,
            track=None,
            scheduled_laps=None,
            time_limit=None,
            start=None,
            known=Known(laps="timed"),
        ),
        listed("broken", None, "broken.json: Input data was truncated"),
        listed(
            "newer",
            None,
            "newer.json:2:12: written in version 2 of the race format; this program reads 1 "
            "(at $.replay)",
        ),
    )


def thousand() -> tuple[Listing, ...]:
    """A thousand races: 75 seasons of one series, and of another."""
    found = [race for year in range(1950, 2025) for race in season(year)]
    for number in range(1_000 - len(found)):
        year, week = 2024 - number // 36, number % 36
        date = f"{year}-{2 + week // 4:02}-{1 + week % 4 * 7:02}"
        name, short = f"Race {week + 1}", f"Race {week + 1} {year}"
        found.append(listed(f"cup-{number:03}", CUP, name=name, short=short, date=date))
    return tuple(found)
