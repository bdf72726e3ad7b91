"""Where the recording stands: red flags that take no race time."""

from tests.race.small_races import CLASSES, at, flag, timeline_of

from replay.race.destination import resolve
from replay.race.holds import halted, holds, lap_holds
from replay.race.log import RaceLog
from replay.race.marks import next_mark, previous_mark
from replay.race.model import Flag, Green, Red
from replay.race.timeline import Timeline


def stopped(clock: str = "stands") -> Timeline:
    return timeline_of(
        {"1": (100, 200, 300), "2": (101, 201, 301)},
        (
            Red(at=at(150), lap=1, basis="timed", clock=clock, stopped=at(60)),  # type: ignore[arg-type]
            Green(at=at(160), lap=1, basis="timed"),
            flag(300, 3),
        ),
    )


def test_the_recording_stands_where_the_race_clock_does() -> None:
    assert holds(stopped()) == (at(150),)
    assert stopped().at(at(150)).flag == "red"
    assert holds(stopped("runs")) == ()


def test_a_step_past_a_hold_ends_there_either_way_and_goes_on_from_it() -> None:
    halts = (150, 170)
    assert [halted(halts, 100, to) for to in (140, 150, 200, 50)] == [140, 150, 150, 50]
    assert [halted(halts, 150, to) for to in (200, 100)] == [170, 100]
    assert halted(halts, 200, 100) == 170


def test_red_flags_and_safety_cars_are_marks() -> None:
    timeline = timeline_of(
        {"1": (100, 200, 300), "2": (101, 201, 301)},
        (
            Flag(
                at=at(110), lap=1, basis="timed", flag="safety car", neutralises="bunch", number=1
            ),
            Red(at=at(150), lap=1, basis="timed"),
            Green(at=at(160), lap=1, basis="timed"),
            Flag(at=at(210), lap=2, basis="timed", flag="VSC", neutralises="slow", number=1),
            flag(300, 3),
        ),
    )
    log = RaceLog(timeline)
    assert next_mark(timeline, log, 0, "caution") == at(110)
    assert next_mark(timeline, log, at(110), None) == at(150)
    assert next_mark(timeline, log, at(160), "caution") == at(210)
    assert previous_mark(timeline, log, at(160), None) == at(150)


def test_a_white_flag_is_asked_for_where_the_time_is_up() -> None:
    timeline = timeline_of(
        {"1": (100, 200, 300), "2": (101, 201, 301)}, (flag(300, 3),), scheduled_time=at(250)
    )
    assert resolve("white", timeline, RaceLog(timeline), 0) == at(250)


def test_laps_hold_as_the_leader_takes_the_flag_and_those_of_a_class_as_its_own_does() -> None:
    lines = {"1": (100, 200, 300), "2": (101, 201, 301), "3": (120, 240, 360)}
    timeline = timeline_of(
        lines,
        (flag(300, 3),),
        entries={car: {"race_class": "LMGT3" if car == "3" else "HYPERCAR"} for car in lines},
        classes=CLASSES,
    )
    assert lap_holds(timeline) == lap_holds(timeline, "HYPERCAR") == (at(300),)
    assert lap_holds(timeline, "LMGT3") == (at(360),)
    assert lap_holds(timeline_of(lines)) == ()
