"""Fights and catches: who is near whom for how long, and what a rate of closing promises."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.race.small_races import CLASSES, at, flag, race_of, timeline_of

from replay import racefile
from replay.race.fights import NEAR, WINDOW, Catch, Fight, fights
from replay.race.model import Caution, Flag, Green, Stage, Stop
from replay.race.timeline import Timeline

RACES = Path(__file__).parents[2] / "races"


def behind(*gaps: float, lap: float = 30.0) -> list[float]:
    """The lines of a car that is so many seconds behind one that takes 30 s a lap."""
    return [lap * n + gap for n, gap in enumerate(gaps, 1)]


def after(timeline: Timeline, lap: int, race_class: str | None = None) -> tuple[Fight, ...]:
    return fights(timeline, timeline.instant(lap), race_class).fights


STOPS = {"stops": "timed"}

LEADER = behind(*[0] * 12)


def test_two_cars_within_a_second_on_four_of_five_laps_fight() -> None:
    near = behind(2, 2, 0.9, 1.0, 1.4, 0.8, 0.7, 0.6, 1.3, 1.3, 1.3, 1.3)
    timeline = timeline_of({"1": LEADER, "2": near})
    assert after(timeline, 6) == ()  # on three of five
    (fight,) = after(timeline, 7)
    assert (fight.place, fight.cars, fight.interval) == (1, ("1", "2"), at(0.7))
    (fight,) = after(timeline, 8)
    assert fight.laps == 6
    assert after(timeline, 9) == ()  # on four of five, but not now


def test_no_two_cars_fight_before_five_laps_are_run() -> None:
    timeline = timeline_of({"1": LEADER, "2": behind(*[0.5] * 12)})
    assert [fights(timeline, timeline.instant(lap), None).green for lap in (0, 1, 4)] == [0, 1, 4]
    assert after(timeline, 4) == ()
    assert len(after(timeline, 5)) == 1


def test_five_laps_from_the_first_that_began_after_the_restart() -> None:
    events = [
        Caution(at=at(100), lap=3, basis="timed", number=1, reason=""),
        Green(at=at(150), lap=5, basis="timed"),
    ]
    timeline = timeline_of({"1": LEADER, "2": behind(*[0.5] * 12)}, events)
    assert fights(timeline, at(100), None).green is None
    assert fights(timeline, at(149.9), None).green is None
    assert [fights(timeline, timeline.instant(lap), None).green for lap in (5, 6, 9)] == [0, 1, 4]
    (fight,) = after(timeline, 10)
    assert fight.laps == 5  # the laps before the restart tell nothing


def test_a_slow_zone_leaves_gaps_as_they_are_and_a_virtual_safety_car_does_not() -> None:
    def timeline(neutralises: str) -> Timeline:
        shown = Flag(
            at=at(170),
            lap=5,
            basis="timed",
            flag="slow",
            neutralises=neutralises,  # type: ignore[arg-type]
        )
        return timeline_of({"1": LEADER, "2": behind(*[0.5] * 12)}, [shown])

    assert fights(timeline("part"), at(181), None).green == 6
    assert fights(timeline("slow"), at(181), None).green is None


def test_four_cars_in_a_row_are_told_as_one_and_three_as_two_pairs() -> None:
    lines = {str(n): behind(*[0.6 * n] * 12) for n in range(1, 8)}
    lines |= {str(n): behind(*[0.6 * n + 5] * 12) for n in range(8, 11)}
    timeline = timeline_of(lines)
    told = after(timeline, 6)
    assert [(fight.place, fight.cars) for fight in told] == [
        (1, ("1", "2", "3", "4", "5", "6", "7")),
        (8, ("8", "9")),
        (9, ("9", "10")),
    ]
    assert (told[0].interval, told[0].closing) == (at(3.6), None)


def test_a_pass_is_counted_where_the_order_at_the_line_changes() -> None:
    other = behind(0.3, 0.3, -0.2, -0.2, 0.4, 0.4)
    (fight,) = after(timeline_of({"1": LEADER[:6], "2": other}), 6)
    assert fight.passes == 2
    # Longer than 1.5 s apart they did not fight, and what they did before is forgotten.
    other = behind(-0.2, 1.6, 0.4, 0.4, 0.4, 0.4)
    (fight,) = after(timeline_of({"1": LEADER[:6], "2": other}), 6)
    assert (fight.laps, fight.passes) == (4, 0)


def test_the_rate_is_that_of_the_last_eight_laps_by_least_squares() -> None:
    gaps = (9, 9, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2)
    (fight,) = after(timeline_of({"1": LEADER[:10], "2": behind(*gaps)}), 10)
    assert fight.closing == at(-0.1)
    uneven = behind(0.5, 0.5, 0.6, 0.5, 0.9)  # slope (-2·.5 - .5 + .5 + 2·.9) / 10
    (fight,) = after(timeline_of({"1": LEADER[:5], "2": uneven}), 5)
    assert fight.closing == at(0.08)


def test_a_car_that_is_laps_down_or_on_pit_road_fights_nobody() -> None:
    lapped = [line + 30.5 for line in LEADER]
    assert after(timeline_of({"1": LEADER, "2": lapped[:11]}), 6) == ()
    stop = Stop(car="2", lap=6, entry=at(181), exit=at(230))
    timeline = timeline_of({"1": LEADER, "2": behind(*[0.5] * 12)}, stops=[stop], known=STOPS)
    assert fights(timeline, at(180.9), None).fights
    assert fights(timeline, at(181), None).fights == ()


def test_cars_fight_within_their_class() -> None:
    lines = {"1": LEADER, "51": behind(*[0.2] * 12), "2": behind(*[0.4] * 12)}
    entries = {"1": {"race_class": "HYPERCAR"}, "2": {"race_class": "HYPERCAR"}}
    entries["51"] = {"race_class": "LMGT3"}
    timeline = timeline_of(lines, entries=entries, classes=CLASSES)
    (fight,) = after(timeline, 6, "HYPERCAR")
    assert fight.cars == ("1", "2")
    assert after(timeline, 6, "LMGT3") == ()
    assert after(timeline, 6, None) == ()


# -- who catches whom


def catching(gaps: list[float], lap: int, **more: object) -> tuple[Catch, ...]:
    laps = len(gaps)
    timeline = timeline_of({"1": behind(*[0] * laps), "2": behind(*gaps)}, **more)
    return fights(timeline, timeline.instant(lap), None).catching


def closing(by: float, first: float = 4.0, laps: int = 40) -> list[float]:
    return [max(first - by * n, 1.0) for n in range(laps)]


def test_a_car_is_caught_when_the_gap_is_gone_at_the_rate_of_the_last_eight_laps() -> None:
    (catch,) = catching(closing(0.2), 10)  # 4.0 s less nine times 0.2
    assert (catch.car, catch.other, catch.place) == ("2", "1", 1)
    assert (catch.interval, catch.closing, catch.laps) == (at(2.2), at(-0.2), 11)
    assert catching(closing(0.2), 5) == ()  # farther than three seconds behind
    assert catching(closing(0.2, 2.5), 7) == ()  # eight laps are not yet run
    assert catching(closing(0.09, 2.5), 10) == ()


def test_no_car_is_caught_after_the_end_of_the_stage_or_of_the_race() -> None:
    stages = (Stage(number=1, ends=20), Stage(number=2, ends=40))
    assert catching(closing(0.2), 10, stages=stages) == ()
    assert len(catching(closing(0.2), 10, stages=(Stage(number=1, ends=21), stages[1]))) == 1
    assert catching(closing(0.2, laps=40), 10, scheduled_laps=20) == ()
    over = [flag(300, 10)]
    assert catching(closing(0.2, laps=10), 10, events=over) == ()


def test_a_stop_of_either_car_ends_what_a_rate_can_be_told_by() -> None:
    stop = Stop(car="2", lap=2, length=at(1))
    gaps = closing(0.2)
    assert catching(gaps, 11, stops=[stop], known=STOPS) == ()
    # Lap 4 is the out-lap, and 5 to 12 are the eight after it.
    assert len(catching(gaps, 12, stops=[stop], known=STOPS)) == 1


def test_those_caught_soonest_come_first_and_four_are_named() -> None:
    lines = {"0": behind(*[0] * 40)}
    for n in range(1, 7):
        # Each closes on the one before by so much a lap.
        gaps = [g + 4 * n for g in closing(0.1 + 0.02 * n, 3.5)]
        lines |= {f"{n}A": behind(*[4.0 * n] * 40), f"{n}B": behind(*gaps)}
    timeline = timeline_of(lines)
    told = fights(timeline, timeline.instant(10), None).catching
    assert len(told) == 4
    assert [catch.laps for catch in told] == sorted(catch.laps for catch in told)


# -- a real race


def test_kansas_2025_at_lap_150_had_one_pair_one_chain_and_three_that_caught_another() -> None:
    timeline = Timeline(racefile.load(RACES / "kansas-2025.json"))
    now = fights(timeline, timeline.instant(150), None)
    assert [(f.place, f.cars, f.laps, f.passes) for f in now.fights] == [
        (3, ("20", "12"), 15, 0),
        (9, ("38", "17", "60", "8"), 7, 1),
    ]
    assert (now.fights[0].interval, now.fights[0].closing) == (1440, -926)
    assert [(c.place, c.car, c.other, c.laps) for c in now.catching] == [
        (14, "7", "45", 4),
        (7, "11", "6", 14),
        (1, "9", "5", 15),
    ]


# -- laws


@given(st.lists(st.lists(st.integers(1, 30_000), min_size=8, max_size=8), min_size=2, max_size=6))
def test_every_pair_that_fights_is_near_now_and_stands_in_the_order(gaps: list[list[int]]) -> None:
    lines = {
        str(car): [
            30 * lap + sum(gap[lap - 1] for gap in gaps[: car + 1]) / 10_000 for lap in range(1, 9)
        ]
        for car in range(len(gaps))
    }
    timeline = Timeline(race_of(lines))
    order = [row.car for row in timeline.at(timeline.instant(8)).order]
    for fight in after(timeline, 8):
        place = order.index(fight.cars[0])
        assert order[place : place + len(fight.cars)] == list(fight.cars)
        assert fight.place == place + 1
        assert fight.interval is not None
        assert 0 <= fight.interval <= NEAR * (len(fight.cars) - 1)
        assert fight.laps >= 1
        assert len(fight.cars) == 2 or len(fight.cars) >= 4


@pytest.mark.parametrize("name", ["kansas-2024", "abu-dhabi-2021"])
def test_fights_tell_nothing_of_a_lap_that_is_still_to_come(name: str) -> None:
    race = racefile.load(RACES / f"{name}.json")
    whole = Timeline(race)
    for lap in (WINDOW, 20, 40, 50):
        time = whole.instant(lap)
        laps = tuple(
            structs.replace(r, crossings=tuple(c for c in r.crossings if c <= time))
            for r in race.laps
        )
        past = structs.replace(
            race,
            laps=laps,
            events=tuple(event for event in race.events if event.at <= time),
            stops=tuple(
                s
                for s in race.stops
                if s.lap < len(next(r.crossings for r in laps if r.car == s.car))
            ),
            official=None,
        )
        assert fights(Timeline(past), time, None) == fights(whole, time, None)
