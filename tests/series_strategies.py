"""Races of any series nobody wrote by hand: classes, crews, tyres, flags of all kinds, rulings."""

from bisect import bisect_right
from typing import Any, Literal

from hypothesis import strategies as st
from msgspec import structs
from tests.strategies import BASES, races

from replay.race.model import (
    Added,
    Basis,
    Caution,
    Chequered,
    Distance,
    Driver,
    Entry,
    Event,
    Flag,
    Green,
    Header,
    Race,
    RaceClass,
    Red,
    Retirement,
    Ruling,
    Stop,
    White,
)

CLASSES = (
    RaceClass(name="HYPERCAR", short="HYP"),
    RaceClass(name="LMP2", short="P2"),
    RaceClass(name="LMGT3", short="GT3"),
)
DISCIPLINES = ("stock car", "formula 1", "endurance", "indycar", "iracing")
WORDS = (
    ("safety car", "bunch"), ("VSC", "slow"), ("FCY", "slow"), ("FCY", "bunch"),
    ("code 60", "slow"), ("slow zone", "part"), ("yellow", "part"), ("oil", "nothing"),
)  # fmt: skip
Clock = Literal["stands", "runs"]
COMPOUNDS = st.none() | st.sampled_from(("SOFT", "HARD"))
AGES = st.none() | st.integers(0, 9)


@st.composite
def series_races(draw: st.DrawFn) -> Race:
    """The races of `tests.strategies` as other series run them: each fact known in its own way.

    Stops known by lap, length or entry alone, changes of drivers and tyres, classes, incidents,
    neutralisations, red flags under either clock, penalties in time and exclusions, races over a
    time, and files that know of no flag or of no retirement.
    """
    race = draw(races())
    header = structs.replace(
        race.header,
        discipline=draw(st.sampled_from(DISCIPLINES)),
        classes=CLASSES[: draw(st.integers(0, 3))],
        known=structs.replace(
            race.header.known,
            tyres="timed",
            drivers="timed",
            incidents="timed",
            penalties="timed",
            retirements=draw(st.sampled_from((None, "timed"))),
        ),
    )
    entries = tuple(draw(_entries(entry, header)) for entry in race.entries)
    race = structs.replace(race, header=header, entries=entries)
    race = structs.replace(race, stops=draw(_stops(race)), remarks=())
    race = structs.replace(race, laps=tuple([draw(_with_incidents(r)) for r in race.laps]))
    race = structs.replace(race, events=draw(_events(race)))
    if draw(st.booleans()):
        race = over_time(race, draw(st.integers(1, 400)))
    return without_flags(race) if not draw(st.integers(0, 5)) else race


def over_time(race: Race, seconds: int) -> Race:
    """The race over a time; of its distance in laps nothing is told."""
    header = structs.replace(
        race.header, scheduled_laps=None, stages=(), scheduled_time=seconds * 10_000
    )
    events = tuple(event for event in race.events if not isinstance(event, Distance | White))
    return structs.replace(race, header=header, events=events)


def without_flags(race: Race) -> Race:
    """The race of whose flags only the chequered one is known."""
    header = structs.replace(race.header, known=structs.replace(race.header.known, flags=None))
    told = Green | Caution | Red | Flag
    events = tuple(event for event in race.events if not isinstance(event, told))
    return structs.replace(race, header=header, events=events)


@st.composite
def _entries(draw: st.DrawFn, entry: Entry, header: Header) -> Entry:
    crew = draw(st.integers(1, 3))
    names = [Driver(first=f"F{n}", last=draw(st.sampled_from("ABCD")) * 2) for n in range(crew)]
    return structs.replace(
        entry,
        drivers=tuple(names),
        starts=draw(st.none() | st.integers(0, crew - 1)),
        compound=draw(COMPOUNDS),
        tyre_age=draw(AGES),
        race_class=draw(st.sampled_from(header.classes)).name if header.classes else None,
    )


@st.composite
def _stops(draw: st.DrawFn, race: Race) -> tuple[Stop, ...]:
    laps = {record.car: len(record.crossings) for record in race.laps}
    crews = {entry.car: len(entry.drivers) for entry in race.entries}
    out = {event.car: event.at for event in race.events if isinstance(event, Retirement)}
    made = []
    for stop in race.stops:
        # A car that is out neither leaves the pits nor comes there.
        end = out.get(stop.car, stop.exit or 0)
        if (stop.entry or 0) > end and stop.left:
            continue
        if stop.exit is not None and stop.exit > end:
            stop = structs.replace(stop, exit=end)
        if stop.lap < laps[stop.car] and stop.left:
            stop = structs.replace(stop, **draw(_known_as(stop)))
        if stop.left:
            stop = structs.replace(
                stop,
                compound=draw(COMPOUNDS),
                tyre_age=draw(AGES),
                driver=draw(st.none() | st.integers(0, crews[stop.car] - 1)),
            )
        made.append(stop)
    return tuple(made)


@st.composite
def _known_as(draw: st.DrawFn, stop: Stop) -> dict[str, Any]:
    """What is known of a stop: both ends, its entry, its length, or its lap alone."""
    length = draw(st.integers(0, 200_000))
    return draw(
        st.sampled_from(
            (
                {},
                {"exit": None},
                {"entry": None, "exit": None, "length": length},
                {"entry": None, "exit": None},
                {"entry": None, "exit": None, "under_red": True},
            )
        )
    )


@st.composite
def _with_incidents(draw: st.DrawFn, record: Any) -> Any:
    laps = st.sets(st.integers(1, len(record.crossings) + 1), max_size=3)
    return structs.replace(record, incidents=tuple(sorted(draw(laps))))


@st.composite
def _events(draw: st.DrawFn, race: Race) -> tuple[Event, ...]:
    ends = [event.at for event in race.events if isinstance(event, Chequered)]
    flag = ends[0]
    columns: dict[int, int] = {}
    for record in race.laps:
        for lap, at in enumerate(record.crossings, 1):
            columns[lap] = min(at, columns.get(lap, at))
    lead = sorted(columns.values())
    events: list[Event] = list(race.events)
    numbers: dict[str, int] = {}
    for at in sorted(draw(st.lists(st.integers(0, flag - 1), max_size=4))):
        lap = bisect_right(lead, at)
        basis: Basis = draw(st.sampled_from(BASES))
        match draw(st.integers(0, 7)):
            case 0 | 1:
                events.append(Green(at=at, lap=lap, basis=basis))
            case 2 | 3:
                clock: Clock = draw(st.sampled_from(("stands", "runs")))
                stopped = draw(st.none() | st.integers(0, 90_000_000))
                events.append(Red(at=at, lap=lap, basis=basis, clock=clock, stopped=stopped))
            case _:
                word, how = draw(st.sampled_from(WORDS))
                numbers[word] = numbers.get(word, 0) + 1
                events.append(
                    Flag(
                        at=at,
                        lap=lap,
                        basis=basis,
                        flag=word,
                        neutralises=how,  # type: ignore[arg-type]
                        number=numbers[word],
                    )
                )
    if draw(st.booleans()):
        events.append(draw(_ruling(race, len(lead))))
    return tuple(sorted(events, key=lambda event: event.at))


@st.composite
def _ruling(draw: st.DrawFn, race: Race, laps: int) -> Ruling:
    """Penalty time and exclusions after the last crossing, or the ruling before."""
    cars = [entry.car for entry in race.entries]
    after = max(
        *(event.at for event in race.events),
        *(at for record in race.laps for at in record.crossings),
    )
    return Ruling(
        at=after + draw(st.integers(0, 900_000)),
        lap=laps,
        basis="official",
        by="stewards",
        text="track limits",
        of_lap=laps,
        added=tuple(
            Added(car=car, time=draw(st.integers(0, 400_000)))
            for car in draw(st.lists(st.sampled_from(cars), max_size=2, unique=True))
        ),
        excluded=tuple(draw(st.lists(st.sampled_from(cars), max_size=1))),
    )
