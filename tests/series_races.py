"""Races of any series made of drawn ones: classes, drivers in turn, and every kind of flag."""

from hypothesis import strategies as st
from msgspec import structs
from tests.futures import moments

from replay.race.model import (
    Caution,
    Driver,
    Event,
    Flag,
    Night,
    Race,
    RaceClass,
    Red,
)

CLASSES = (RaceClass(name="HYPERCAR", short="HYP"), RaceClass(name="LMGT3", short="GT3"))
FLAGS = (
    ("safety car", "bunch"),
    ("VSC", "slow"),
    ("slow zone", "part"),
    ("FCY", "bunch"),
    ("code 60", "slow"),
)


@st.composite
def moments_of_series(draw: st.DrawFn) -> tuple[Race, int]:
    """Give a race of some series, its cars in classes or not, and a time."""
    race, time = draw(moments())
    discipline = draw(st.sampled_from(("formula 1", "endurance", "indycar", "iracing")))
    classes = draw(st.booleans())
    kinds = draw(st.lists(st.sampled_from(FLAGS), min_size=3, max_size=3))
    stops = draw(st.lists(st.integers(0, 1), min_size=len(race.stops), max_size=len(race.stops)))
    known = structs.replace(
        race.header.known,
        drivers="timed",
        tyres="timed" if discipline == "formula 1" else None,
        retirements=None if discipline == "endurance" else race.header.known.retirements,
    )
    header = structs.replace(
        race.header,
        discipline=discipline,
        classes=CLASSES if classes else (),
        known=known,
        stages=(),
        start=draw(st.sampled_from(("standing", "rolling", "safety car"))),
        time_of_day=draw(st.none() | st.just(576_000_000)),
        night=Night(begins=1_000_000, ends=2_000_000),
        time_limit=draw(st.none() | st.just(5_000_000)),
    )
    return (
        structs.replace(
            race,
            header=header,
            entries=tuple(
                structs.replace(
                    entry,
                    drivers=(
                        Driver(first="Laurens", last="Vanthoor", code=f"V{at:02d}"),
                        Driver(first=f"Ann{at}", last="Vanthoor"),
                    )[: 1 if discipline == "formula 1" else 2],
                    starts=0,
                    race_class=CLASSES[at % 2].name if classes else None,
                    compound="SOFT",
                    tyre_age=at,
                )
                for at, entry in enumerate(race.entries)
            ),
            stops=tuple(
                structs.replace(
                    stop,
                    driver=driver if discipline != "formula 1" else None,
                    compound="HARD",
                    tyre_age=driver,
                )
                for stop, driver in zip(race.stops, stops, strict=True)
            ),
            events=tuple(_flag(event, kinds, discipline) for event in race.events),
        ),
        time,
    )


def _flag(event: Event, kinds: list[tuple[str, str]], discipline: str) -> Event:
    """Show another flag in place of a caution, but in a series that has cautions."""
    if isinstance(event, Red):
        return structs.replace(event, clock="runs" if discipline == "endurance" else "stands")
    if not isinstance(event, Caution) or discipline == "indycar":
        return event
    word, neutralises = kinds[event.number % len(kinds)]
    return Flag(
        at=event.at,
        lap=event.lap,
        basis="estimated",
        flag=word,
        neutralises=neutralises,  # type: ignore[arg-type]
        number=event.number,
        text=event.reason or None,
        cars=event.cars,
    )
