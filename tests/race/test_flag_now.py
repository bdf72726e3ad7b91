"""The flag that neutralises a race now, and what the drivers of a car have done: right values."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from replay import racefile
from replay.race.class_order import class_stints
from replay.race.driver_records import DriverRecord, driver_records
from replay.race.events import Neutralises
from replay.race.flag_now import flag_now
from replay.race.model import Distance, Driver, Flag, Green, Race, RaceClass, Red
from replay.race.state import Stint
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"


@pytest.fixture(scope="module")
def tiny() -> Race:
    return racefile.load(TINY)


def with_events(race: Race, *events: Flag | Red | Green) -> Timeline:
    """The race with these flags in place of its caution."""
    kept = [e for e in race.events if type(e).__name__ not in ("Caution", "Green")]
    flags = (race.events[0], *events)
    return Timeline(replace(race, events=tuple(sorted((*flags, *kept), key=lambda e: e.at))))


def test_a_caution_tells_who_has_stopped_and_who_is_out_since(tiny: Race) -> None:
    timeline = Timeline(tiny)
    assert flag_now(timeline, 1_217_999) is None
    now = flag_now(timeline, 1_605_000)
    assert now is not None
    assert (now.flag, now.number, now.since, now.lap) == ("caution", 1, 1_218_000, 4)
    assert (now.reason, now.clock, now.out) == ("Stage 1 conclusion", None, ())
    assert now.stopped == frozenset(("99", "1", "24"))
    assert now.so_far == (("caution", 1),)
    later = flag_now(timeline, 2_000_000)
    assert later is not None
    assert later.out == ("99",)
    assert flag_now(timeline, 2_210_000) is None


def test_kinds_are_counted_apart_those_that_bunch_the_field_first(tiny: Race) -> None:
    def flag(at: int, lap: int, word: str, neutralises: Neutralises, number: int) -> Flag:
        return Flag(
            at=at, lap=lap, basis="timed", flag=word, neutralises=neutralises, number=number
        )

    timeline = with_events(
        tiny,
        flag(700_000, 2, "VSC", "slow", 1),
        Green(at=800_000, lap=2, basis="timed"),
        flag(1_218_000, 4, "safety car", "bunch", 1),
        flag(1_800_000, 5, "VSC", "slow", 2),
    )
    now = flag_now(timeline, 1_900_000)
    assert now is not None
    assert (now.flag, now.number) == ("VSC", 2)
    assert now.so_far == (("safety car", 1), ("VSC", 2))


def test_a_red_flag_is_that_of_its_tick_where_the_clock_stands_and_else_until_the_green(
    tiny: Race,
) -> None:
    red = Red(at=1_300_000, lap=4, basis="timed", reason="rain")
    follows = Flag(
        at=1_300_000, lap=4, basis="timed", flag="safety car", neutralises="bunch", number=1
    )
    standing = with_events(tiny, red, follows)
    now = flag_now(standing, 1_300_000)
    assert now is not None
    assert (now.flag, now.clock, now.reason) == ("red flag", "stands", "rain")
    assert now.so_far == (("red flag", 1),)
    after = flag_now(standing, 1_300_002)
    assert after is not None
    assert after.flag == "safety car"
    running = with_events(
        tiny, replace(red, clock="runs"), Green(at=1_500_000, lap=4, basis="timed")
    )
    now = flag_now(running, 1_400_000)
    assert now is not None
    assert now.clock == "runs"
    assert flag_now(running, 1_500_000) is None


def test_nobody_is_counted_where_nobody_knows_the_stops(tiny: Race) -> None:
    header = replace(tiny.header, known=replace(tiny.header.known, stops=None))
    now = flag_now(Timeline(replace(tiny, header=header)), 1_605_000)
    assert now is not None
    assert now.stopped is None


def test_drivers_of_a_car_are_told_by_their_whole_laps(tiny: Race) -> None:
    crew = (Driver(first="A", last="One"), Driver(first="B", last="Two"))
    entries = tuple(
        replace(entry, drivers=crew, starts=0) if entry.car == "24" else entry
        for entry in tiny.entries
    )
    stops = tuple(replace(stop, driver=1) if stop.car == "24" else stop for stop in tiny.stops)
    header = replace(tiny.header, known=replace(tiny.header.known, drivers="timed"))
    timeline = Timeline(replace(tiny, header=header, entries=entries, stops=stops))
    # Driver 1 leaves the lane at 1,910,000, amid lap 6, most of which is his.
    assert driver_records(timeline, 1_700_000, "24") == (
        DriverRecord(1_219_000, 4, 302_000, 1, True),
        DriverRecord(None, 0, None, 0, False),
    )
    one, two = driver_records(timeline, 2_600_000, "24")
    assert one == DriverRecord(1_720_000, 5, 302_000, 1, False)
    assert two == DriverRecord(2_563_000 - 1_720_000, 2, 343_000, 1, True)
    assert driver_records(Timeline(tiny), 2_600_000, "24") == ()


def test_who_led_a_class_is_told_over_laps_or_seconds_of_the_race(tiny: Race) -> None:
    classes = (RaceClass(name="FAST", short="F"), RaceClass(name="SLOW", short="S"))
    entries = tuple(
        replace(entry, race_class="FAST" if entry.car in ("24", "1") else "SLOW")
        for entry in tiny.entries
    )
    race = replace(tiny, header=replace(tiny.header, classes=classes), entries=entries)
    # Car 07 is the first of its class on the grid, and at every line of the race's four laps.
    assert class_stints(Timeline(race), 1_300_000, "SLOW") == (Stint(1, 4, "07"),)
    header = replace(race.header, scheduled_laps=None, scheduled_time=4_000_000, stages=())
    events = tuple(event for event in race.events if not isinstance(event, Distance))
    timed = Timeline(replace(race, header=header, events=events))
    assert class_stints(timed, 1_300_000, "SLOW")[-1].last == 130
    assert class_stints(timed, 1_300_000, "NONE") == ()
