"""How rebuilt races end: cut short, under caution, in overtime; and which flags that shows."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from tests.reconstruct.publishing import Published, Row, published
from tests.reconstruct.simulation import Plan, simulated

from replay import racefile
from replay.race.check import check
from replay.race.line_camera import photo_at
from replay.race.log import RaceLog, full_log
from replay.race.marks import next_mark
from replay.race.model import Caution, Chequered, Distance, Event, Green, Race, Red, White
from replay.race.ribbon import ribbon_at
from replay.race.slow_motion import finish_window, slow_stretches
from replay.race.timeline import Timeline
from replay.reconstruct import rebuilt
from replay.reconstruct.tell.white_flag import series_has_white_flag
from replay.tui.moment import moment_of

Change = Callable[[Published], object]
Some = TypeVar("Some", bound=Event)


def raced(plan: Plan, folder: Path, *changes: Change) -> Race:
    """The race rebuilt from the box score of a plan once `changes` are made; it fails no rule."""
    box_score = published(simulated(plan))
    for change in changes:
        change(box_score)
    race = rebuilt(box_score.write(folder)).race
    assert racefile.decode(racefile.encode(race)) == race
    assert [finding for finding in check(race) if finding.outcome == "failed"] == []
    return race


def scheduled(laps: int) -> Change:
    return lambda box_score: box_score.race.update(scheduled_laps=laps)


def of_series(series: str) -> Change:
    return lambda box_score: box_score.race.update(series=series)


def without(file: str) -> Change:
    return lambda box_score: box_score.tables.update({file: []})


def red(laps: int) -> Change:
    row = {"laps_completed": str(laps), "reason": "rain"}
    return lambda box_score: box_score.tables.update({"red_flags.csv": [row]})


def nothing(box_score: Published) -> None:
    """Leave a box score as it is."""


def of_kind(race: Race, kind: type[Some]) -> list[Some]:
    return [event for event in race.events if isinstance(event, kind)]


def lead_at(race: Race, lap: int) -> int:
    """When the leader completes a lap."""
    return min(line.crossings[lap - 1] for line in race.laps if len(line.crossings) >= lap)


RAIN = Plan(cars=6, laps=16, seed=3, cautions=((4, 6), (12, 16)))
DRY = Plan(cars=6, laps=16, seed=3, cautions=((4, 6),))


# -- a race that is called ----------------------------------------------------------------------


@pytest.mark.parametrize("table", [nothing, without("white_flag.csv")])
@pytest.mark.parametrize("stop", [nothing, red(16)])
def test_nothing_tells_that_a_race_will_be_called_before_it_is(
    tmp_path: Path, table: Change, stop: Change
) -> None:
    race = raced(RAIN, tmp_path, scheduled(30), table, stop)
    timeline = Timeline(race)
    assert of_kind(race, White) == []
    (call,) = of_kind(race, Chequered)
    assert [(d.at, d.laps) for d in of_kind(race, Distance)] == [(call.at, 16)]
    for time in [0, *(at for at in timeline.changes if at < call.at), call.at - 1]:
        state = timeline.at(time)
        assert (state.distance, state.white, state.overtime) == (30, False, False)
        assert state.laps_to_go == 30 - state.lap
        assert ribbon_at(timeline, time).scheduled == 30
        assert photo_at(timeline, time) is None
    assert timeline.at(call.at - 1).flag == "yellow"
    assert (timeline.at(call.at).flag, timeline.at(call.at).distance) == ("chequered", 16)
    assert slow_stretches(timeline) == ()
    assert len(finish_window(timeline)) == 0


def test_the_red_flag_that_ends_a_race_follows_its_last_lap_and_the_call_follows_it(
    tmp_path: Path,
) -> None:
    race = raced(RAIN, tmp_path, scheduled(30), red(16))
    (stop,) = of_kind(race, Red)
    assert stop.lap == 16
    assert all(line.crossings[-1] <= stop.at for line in race.laps)
    last = [entry.kind for entry in full_log(Timeline(race)) if entry.at >= stop.at]
    assert last == ["red flag", "flag", "chequered flag"]
    assert Timeline(race).at(lead_at(race, 16)).flag == "yellow"


def test_without_a_red_flag_the_race_is_called_as_the_leader_ends_its_last_lap(
    tmp_path: Path,
) -> None:
    race = raced(RAIN, tmp_path, scheduled(30))
    assert of_kind(race, Chequered)[0].at == lead_at(race, 16)


def test_a_race_cut_short_under_green_has_the_white_flag_that_its_record_tells_of(
    tmp_path: Path,
) -> None:
    race = raced(DRY, tmp_path, scheduled(30))
    (white,), (distance,) = of_kind(race, White), of_kind(race, Distance)
    assert (white.lap, distance.lap, distance.laps) == (15, 15, 16)
    assert distance.at == white.at
    told = raced(DRY, tmp_path, scheduled(30), without("white_flag.csv"))
    assert of_kind(told, White) == []
    assert of_kind(told, Distance)[0].at == of_kind(told, Chequered)[0].at


@pytest.mark.parametrize("lap", [0, 4, 5, 10, 15])
def test_a_red_flag_comes_after_the_lap_it_follows_and_before_the_next(
    tmp_path: Path, lap: int
) -> None:
    race = raced(DRY, tmp_path, red(lap))
    (stop,) = of_kind(race, Red)
    assert stop.lap == lap
    assert (lead_at(race, lap) if lap else 0) < stop.at < lead_at(race, lap + 1)
    if lap == 4:
        assert of_kind(race, Caution)[0].at <= stop.at


# -- overtime -------------------------------------------------------------------------------------

ATTEMPTS = Plan(cars=6, laps=17, seed=5, cautions=((3, 5), (9, 12), (12, 14)))


def test_each_restart_in_overtime_extends_the_distance(tmp_path: Path) -> None:
    race = raced(ATTEMPTS, tmp_path, scheduled(13))
    timeline = Timeline(race)
    restarts = of_kind(race, Green)[1:]
    assert [green.lap for green in restarts] == [5, 12, 14]
    assert [(d.at, d.lap, d.laps) for d in of_kind(race, Distance)] == [
        (restarts[1].at, 12, 15),
        (restarts[2].at, 14, 17),
    ]
    told = [entry.detail for entry in full_log(timeline) if entry.kind == "restart"]
    assert told == [None, "overtime", "overtime"]
    assert [timeline.at(green.at).overtime for green in restarts] == [False, True, True]
    for time in timeline.changes:
        state = timeline.at(time)
        assert state.distance is None or state.lap <= state.distance
        assert state.finished or state.laps_to_go != 0
        assert state.stage is None or state.finished or state.stage.to_go > 0


def test_a_race_behind_the_pace_car_past_its_distance_has_none_until_the_restart(
    tmp_path: Path,
) -> None:
    plan = Plan(cars=6, laps=17, seed=5, cautions=((3, 5), (9, 14)))
    timeline = Timeline(raced(plan, tmp_path, scheduled(12)))
    at_12, at_13 = (timeline.at(timeline.instant(lap)) for lap in (12, 13))
    assert (at_12.distance, at_12.laps_to_go, at_12.overtime) == (12, None, False)
    assert (at_13.distance, at_13.laps_to_go, at_13.overtime) == (None, None, True)
    assert ribbon_at(timeline, timeline.instant(13)).scheduled == 13


def test_overtime_that_no_restart_explains_is_known_from_the_white_flag(tmp_path: Path) -> None:
    race = raced(DRY, tmp_path, scheduled(12))
    (distance,), (white,) = of_kind(race, Distance), of_kind(race, White)
    assert (distance.at, distance.laps) == (white.at, 16)


# -- a race that ends under caution -----------------------------------------------------------


@pytest.mark.parametrize("shown", [13, 14, 15])
def test_on_a_last_lap_under_yellow_both_flags_are_told_and_the_caution_stays(
    tmp_path: Path, shown: int
) -> None:
    plan = Plan(cars=6, laps=16, seed=3, cautions=((4, 6), (shown, 16)))
    race = raced(plan, tmp_path)
    timeline = Timeline(race)
    (white,), (fall,) = of_kind(race, White), of_kind(race, Chequered)
    assert (white.lap, white.at) == (15, lead_at(race, 15))
    last = timeline.at(fall.at - 1)
    assert (last.flag, last.caution, last.white) == ("yellow", 2, True)
    assert moment_of(last) == "yellow"
    assert timeline.at(white.at).white
    assert not timeline.at(white.at - 1).white
    assert not timeline.at(fall.at).white
    assert ribbon_at(timeline, timeline.end).neutralised[-1].last == 16
    assert timeline.at(timeline.end).caution_laps == 2 + 16 - shown


def test_overtime_may_end_under_yellow(tmp_path: Path) -> None:
    plan = Plan(cars=6, laps=15, seed=5, cautions=((9, 12), (13, 15)))
    race = raced(plan, tmp_path, scheduled(13))
    timeline = Timeline(race)
    state = timeline.at(of_kind(race, White)[0].at)
    assert (state.flag, state.white, state.lap, state.laps_to_go) == ("yellow", True, 14, 1)
    assert (state.overtime, state.distance) == (True, 15)


# -- two cautions at once -------------------------------------------------------------------------

TWO = Plan(cars=6, laps=16, seed=3, cautions=((4, 6), (6, 9)))


@pytest.mark.parametrize("stage", [None, 6])
def test_no_green_flies_between_a_caution_and_one_that_begins_on_the_next_lap(
    tmp_path: Path, stage: int | None
) -> None:
    plan = Plan(**{**vars(TWO), "stage": stage})
    race = raced(plan, tmp_path)
    timeline = Timeline(race)
    assert [green.lap for green in of_kind(race, Green)] == [0, 9]
    kinds = [(e.kind, e.number) for e in full_log(timeline) if e.kind in ("caution", "restart")]
    assert kinds == [("caution", 1), ("caution", 2), ("restart", None)]
    one, two = of_kind(race, Caution)
    assert all(
        timeline.at(time).flag == "yellow" for time in timeline.changes if one.at <= time <= two.at
    )
    spans = [(span.first, span.last) for span in ribbon_at(timeline, timeline.end).neutralised]
    assert spans[0][0] == 5
    assert spans[0][1] < spans[1][0] == 7
    assert timeline.at(timeline.end).caution_laps == 5
    assert next_mark(timeline, RaceLog(timeline), one.at, None) == two.at


def by_lap(box_score: Published) -> None:
    for row in box_score.tables["cautions.csv"]:
        row["green_shown_laps_completed"] = row["last_yellow_lap"]


def in_words(box_score: Published) -> None:
    box_score.tables["cautions.csv"][1]["reason"] = "#3 wrecks on the restart"


@pytest.mark.parametrize("tell", [by_lap, in_words])
def test_a_green_that_the_record_tells_of_flies_and_stands_before_the_next_caution(
    tmp_path: Path, tell: Change
) -> None:
    race = raced(TWO, tmp_path, tell)
    assert [green.lap for green in of_kind(race, Green)] == [0, 6, 9]
    kinds = [e.kind for e in full_log(Timeline(race)) if e.kind in ("caution", "restart")]
    assert kinds == ["caution", "restart", "caution", "restart"]
    assert Timeline(race).at(Timeline(race).end).caution_laps == 5


# -- the white flag -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series", "shown"),
    [
        ("NASCAR Cup Series", True),
        ("NASCAR Xfinity Series", True),
        ("ARCA Menards Series", True),
        ("NTT IndyCar Series", True),
        ("IMSA WeatherTech SportsCar Championship", True),
        ("Formula 1", False),
        ("Formula One", False),
        ("FIA Formula One World Championship", False),
        ("F1", False),
        ("FIA World Endurance Championship", False),
        ("24 Hours of Le Mans", False),
        ("Test Series", None),
        ("Carcassonne Cup", None),
    ],
)
def test_the_series_tells_whether_the_white_flag_begins_the_last_lap(
    series: str, shown: bool | None
) -> None:
    assert series_has_white_flag(series) is shown


@pytest.mark.parametrize(
    ("series", "with_table", "without_one"),
    [("NASCAR Cup Series", 1, 1), ("Formula 1", 0, 0), ("Test Series", 1, 0)],
)
def test_a_white_flag_is_shown_where_series_or_record_tell_of_one(
    tmp_path: Path, series: str, with_table: int, without_one: int
) -> None:
    race = raced(DRY, tmp_path, of_series(series))
    assert len(of_kind(race, White)) == with_table
    race = raced(DRY, tmp_path, of_series(series), without("white_flag.csv"))
    assert len(of_kind(race, White)) == without_one


# -- cars that crash on the last lap --------------------------------------------------------------

WRECK = Plan(cars=8, laps=16, seed=2, retired={2: 15, 7: 15})
"""Third and fifth at lap 15 do not complete lap 16."""

LEADER = Plan(cars=8, laps=16, seed=2, retired={5: 15})


def white_table(named: bool, plan: Plan = WRECK) -> Change:
    """The order at the white flag: of all cars, or only of those that completed the last lap."""

    def change(box_score: Published) -> None:
        race = simulated(plan)
        lines = {line.car: line.crossings for line in race.laps}
        first = min(line[14] for line in lines.values() if named or len(line) == 16)
        rows: list[Row] = []
        for car, line in sorted(lines.items(), key=lambda item: item[1][14]):
            last = line[15] - line[14] if len(line) == 16 else None
            if last is not None or named:
                rows.append(
                    {
                        "position": str(len(rows) + 1),
                        "car": car,
                        "gap_s": seconds(line[14] - first),
                        "last_lap_s": "" if last is None else seconds(last),
                    }
                )
        box_score.tables["white_flag.csv"] = rows

    return change


def seconds(ticks: int) -> str:
    return f"{ticks // 10_000}.{ticks % 10_000:04}"


@pytest.mark.parametrize("named", [False, True])
@pytest.mark.parametrize("plan", [WRECK, LEADER])
def test_cars_that_crash_on_the_last_lap_keep_their_places_and_times_before_it(
    tmp_path: Path, plan: Plan, named: bool
) -> None:
    box_score = published(simulated(plan))
    white_table(named, plan)(box_score)
    found = rebuilt(box_score.write(tmp_path))
    assert [str(one) for one in found.given_up] == []
    assert [finding for finding in check(found.race) if finding.outcome != "met"] == []
    before, after = Timeline(simulated(plan)), Timeline(found.race)
    then, now = (t.at(t.instant(15)).order for t in (before, after))
    assert [row.car for row in now] == [row.car for row in then]
    assert [row.gap for row in now] == [row.gap for row in then]
    out = {row.car for row in after.at(after.end).order if row.status == "out"}
    assert out == {str(car + 1) for car in plan.retired}


def test_no_place_is_sure_behind_a_car_of_which_neither_table_nor_time_is_told(
    tmp_path: Path,
) -> None:
    def untimed(box_score: Published) -> None:
        for row in box_score.tables["results.csv"]:
            if row["car"] == "8":
                row["elapsed_s"] = ""

    race = raced(WRECK, tmp_path, white_table(False), untimed)
    timeline = Timeline(race)
    leader, *others = timeline.at(timeline.instant(15)).order
    assert leader.place == "sure"
    assert all(row.place != "sure" for row in others)


def test_a_last_lap_of_a_car_that_did_not_complete_it_is_given_up(tmp_path: Path) -> None:
    box_score = published(simulated(WRECK))
    white_table(True)(box_score)
    for row in box_score.tables["white_flag.csv"]:
        row["last_lap_s"] = row["last_lap_s"] or "31.0000"
    told = [str(one) for one in rebuilt(box_score.write(tmp_path)).given_up]
    assert told == [
        f"last lap of car {car} in white_flag.csv (against: it completed 15 laps)"
        for car in ("8", "3")
    ]
