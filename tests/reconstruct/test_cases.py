"""Box scores of other people's making, kept beside the project: how their races end.

Facts are asked for (the order, times and kinds of events, the flags), never words.
"""

from functools import lru_cache
from pathlib import Path

import pytest
from tests.tui.scenes import scene

from replay.race.car_index import CarIndex
from replay.race.check import check
from replay.race.log import full_log
from replay.race.model import (
    Caution,
    Chequered,
    Distance,
    Event,
    Green,
    Race,
    Red,
    White,
)
from replay.race.ribbon import ribbon_at
from replay.race.state import RaceState
from replay.race.timeline import Timeline
from replay.reconstruct import Rebuilt, rebuilt
from replay.tui.cards.caution_card import caution_card
from replay.tui.drawing.runs import text_of
from replay.tui.panes.title_bar import title_row

CASES = Path(__file__).parents[3] / "shared" / "cases" / "boxscores"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the cases are not beside this checkout, at ../shared/cases"
)


@lru_cache
def case(name: str) -> Rebuilt:
    return rebuilt(CASES / name)


def race_of(name: str) -> Race:
    return case(name).race


def flag(race: Race, kind: type[Event]) -> Event:
    (event,) = (event for event in race.events if isinstance(event, kind))
    return event


def title(race: Race, state: RaceState) -> str:
    of = scene(state, entries=race.entries, header=race.header)
    return text_of(title_row(of, 100))


def standing(race: Race, lap: int) -> list[str]:
    timeline = Timeline(race)
    return [row.car for row in timeline.at(timeline.instant(lap)).order]


def index(race: Race, car: str) -> CarIndex:
    timeline = Timeline(race)
    return timeline.scoring_at(timeline.end).by_car[car]


NAMES = sorted(path.name for path in CASES.glob("0[5-9]*")) if CASES.is_dir() else []


@pytest.mark.parametrize("name", NAMES)
def test_no_rule_fails_in_a_case_that_is_rebuilt(name: str) -> None:
    assert [finding for finding in check(race_of(name)) if finding.outcome == "failed"] == []


def test_rain_stops_the_race_under_yellow_and_it_is_called_once_lap_47_is_complete() -> None:
    race = race_of("05-rain")
    timeline = Timeline(race)
    red, call = flag(race, Red), flag(race, Chequered)
    assert not any(isinstance(event, White) for event in race.events)
    assert red.lap == call.lap == 47
    assert red.at >= index(race, "2").crossings[46]
    kinds = [entry.kind for entry in full_log(timeline)]
    assert kinds.index("red flag") < kinds.index("chequered flag")
    for lap in (44, 45, 46):
        state = timeline.at(timeline.instant(lap))
        assert (state.flag, state.caution) == ("yellow", 2)
        assert f"Lap {lap} of 80" in title(race, state)
        assert "WHITE" not in title(race, state)
    before = timeline.at(call.at - 1)
    assert (before.distance, before.flag) == (80, "yellow")
    assert ribbon_at(timeline, call.at - 1).scheduled == 80


def test_every_attempt_in_overtime_is_overtime_with_two_laps_to_go() -> None:
    race = race_of("06-overtime")
    timeline = Timeline(race)
    restarts = [e for e in race.events if isinstance(e, Green) and e.lap]
    assert [green.lap for green in restarts] == [30, 32]
    for green in restarts:
        state = timeline.at(green.at)
        assert (state.overtime, state.laps_to_go, state.flag) == (True, 2, "green")
    extended = [e for e in race.events if isinstance(e, Distance)]
    assert [(e.at, e.laps) for e in extended] == [(restarts[0].at, 32), (restarts[1].at, 34)]
    for time in timeline.changes:
        state = timeline.at(time)
        assert " 0 to go" not in title(race, state)
        assert state.distance is None or state.lap <= state.distance
    on_33 = timeline.at(timeline.instant(33))
    assert (on_33.flag, on_33.caution, on_33.white) == ("yellow", 3, True)
    assert "CAUTION 3" in title(race, on_33)
    assert "WHITE" in title(race, on_33)
    flags = [e for e in race.events if isinstance(e, Green | Caution | White | Chequered)]
    assert [type(e) for e in flags] == [
        Green, Caution, Green, Caution, Green, Caution, White, Chequered,
    ]  # fmt: skip


def test_on_the_last_lap_behind_the_pace_car_yellow_and_white_are_both_told() -> None:
    race = race_of("07-under-caution")
    timeline = Timeline(race)
    state = timeline.at(timeline.instant(59))
    assert (state.flag, state.caution, state.white) == ("yellow", 2, True)
    assert "CAUTION 2" in title(race, state)
    assert "WHITE" in title(race, state)
    caution = next(e for e in race.events if isinstance(e, Caution) and e.number == 2)
    assert any(
        "CAUTION 2" in text_of(row) for row in caution_card(state, caution, race.entries, 48)
    )


@pytest.mark.parametrize(
    "name", ["08-last-lap-wreck", "08b-no-white-table", "08c-wrecked-cars-named"]
)
def test_cars_that_wreck_on_the_last_lap_were_third_and_fifth_before_it(name: str) -> None:
    found = case(name)
    assert found.given_up == ()
    assert standing(found.race, 29)[:5] == ["1", "6", "5", "12", "8"]
    assert standing(found.race, 30)[-2:] == ["5", "8"]
    assert index(found.race, "5").crossings[-1] == 10_123_110
    assert index(found.race, "8").crossings[-1] == 10_153_520


def test_stops_on_a_clock_that_stood_are_given_up_with_their_lines() -> None:
    found = case("09-stops-over-red")
    assert found.race.stops == ()
    told = [str(one) for one in found.given_up]
    assert len(told) == 10
    assert all(f"(pit_stops.csv, line {n})" in text for n, text in enumerate(told, 2))
    assert not any(isinstance(event, White) for event in found.race.events)
    end = Timeline(found.race)
    assert {row.status for row in end.at(end.end).order} == {"running"}


def test_an_exit_with_one_digit_too_many_is_given_up_and_the_other_stops_stay() -> None:
    found = case("09b-one-digit-too-many")
    (told,) = found.given_up
    assert "(pit_stops.csv, line 11)" in str(told)
    assert len(found.race.stops) == 9
    end = Timeline(found.race)
    assert "pit" not in {row.status for row in end.at(end.end).order}


def test_on_a_clock_that_runs_under_red_green_flies_once_the_cars_have_left_their_pits() -> None:
    found = case("09c-stops-over-red-clock-runs")
    assert found.given_up == ()
    assert len(found.race.stops) == 10
    (green,) = (e for e in found.race.events if isinstance(e, Green) and e.at)
    assert green.at >= max(stop.exit or 0 for stop in found.race.stops)
    for stop in found.race.stops:
        assert stop.entry is not None
        inside = [at for at in index(found.race, stop.car).crossings if stop.entry <= at]
        assert stop.exit is not None
        assert sum(at <= stop.exit for at in inside) == 1


def test_a_series_whose_white_flag_means_a_slow_car_has_none_on_the_last_lap() -> None:
    assert not any(isinstance(event, White) for event in race_of("04-status-lapped").events)
