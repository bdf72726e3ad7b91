"""The finish of a road race on the screen: text by size and zoom, and what it never tells."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from rich.cells import cell_len
from tests.road_races import class_race, formula_race, going_on
from tests.tui.scenes import scene, texts
from tests.tui.viewing import Viewer, view, viewport

from replay.race.lap_at_line import CarOnLap
from replay.race.model import Driver, Race
from replay.tui.drawing.glyphs import ASCII
from replay.tui.drawing.runs import text_of
from replay.tui.finish_line.lap_axis import LapAxis, axis_of, lap_spans, panned, zoomed
from replay.tui.finish_line.lap_details import lap_details
from replay.tui.finish_line.lap_lanes import COUNT_CELLS, HungLane, Lane, LaneOf, hang, lanes, share
from replay.tui.finish_line.lap_pane import LapPane, lap_of
from replay.tui.finish_line.viewport import Viewport
from replay.tui.frame import Recording
from replay.tui.scene import Scene
from replay.tui.view import View

AFTER_ALL = 45
"""Seconds after the flag by which all cars of the class race have taken it."""


def standing_at(race: Race, seconds: float, **more: Any) -> Scene:
    """The scene of a race at a time, as the replay would show it."""
    time, recording = round(seconds * 10_000), Recording(race)
    frame = recording.frame(time)
    made = scene(frame.state, answer=recording.answers(time), **more)
    at_line = frame.photo is not None
    entries = {entry.car: entry for entry in race.entries}
    return structs.replace(made, race=race, entries=entries, frame=frame, at_line=at_line)


def shown(of: Scene, width: int, height: int) -> list[str]:
    """The title and the rows of the pane."""
    heading = LapPane(of.race, glyphs=of.glyphs).heading(of, width)
    title = f"{heading.title}  {heading.note}".rstrip()
    return [title, *texts(LapPane, of, width, height)]


CLASSED, FORMULA = going_on(class_race()), going_on(formula_race())


def test_at_120_columns_a_class_has_a_lane_marked_by_its_line() -> None:
    assert shown(standing_at(CLASSED, 606 + AFTER_ALL), 120, 11) == [
        "Finish line  every car to take the flag, by class; 1.3 s a cell",
        " ┃HYP  50       ▏11▕                   │",
        " ┃    ▏           7                    │",
        " ┃    ▏         ▏                      │",
        " ┃    ▏         ▏                      │",
        " ┃    ▏         ▏                      │",
        " ╏GT3    ▏85▕          91               31",
        " ╏       ▏            ▏                │",
        " ╏       ▏            ▏                │",
        " ╏       ▏            ▏                │",
        "      ┬──────────────┬──────────────┬──┃───────────┬──────────────┬──────────────┬"
        "──────────────┬──────────────┬───────",
        "      0 min          0:20           0:40           1:00           1:20           1:40"
        "           2:00           2:20",
    ]


def test_at_80_columns_there_is_a_level_or_two_a_class() -> None:
    assert shown(standing_at(CLASSED, 606 + AFTER_ALL, size=(80, 24)), 80, 6) == [
        "Finish line  every car to take the flag, by class; 2.1 s a cell",
        " ┃HYP  50   ▏11▕           │",
        " ┃    ▏       7            │",
        " ╏GT3  ▏85▕      91         31",
        " ╏     ▏        ▏          │",
        "      ┬────────┬─────────┬─┃───────┬────────┬─────────┬─────────┬─────────┬────",
        "      0 min    0:20      0:40      1:00     1:20      1:40      2:00      2:20",
    ]


def test_at_120_columns_without_classes_the_surname_stands_beside_the_code() -> None:
    assert shown(standing_at(FORMULA, 515), 120, 6)[:4] == [
        "Finish line  who takes the flag, 0.9 s a cell; laps down in outline",
        "  VER  Verstappen                                                   NOR  Norris",
        " ▏  HAM  Hamilton                                                  ▏      │",
        " ▏ ▏ ▏RIC▕ Ricciardo                                               ▏      │",
    ]


def test_in_ascii_a_plate_has_its_sign_and_one_in_outline_bars() -> None:
    assert shown(standing_at(CLASSED, 606 + AFTER_ALL, glyphs=ASCII), 80, 6)[1:5] == [
        " |HYP #50   |11|           |",
        " |    |     #7             |",
        " :GT3  |85|     #91        #31",
        " :     |        |          |",
    ]


def test_nothing_stands_where_the_clock_has_not_been() -> None:
    """The winner alone: nobody knows who comes next, nor when."""
    rows = shown(standing_at(CLASSED, 609), 120, 11)
    assert rows[1] == " ┃HYP  50"
    assert rows[2] == " ┃    ▏ │"
    assert not any("85" in row or "7 " in row for row in rows[1:-1])


def test_a_car_is_down_in_its_class_only_once_its_leader_has_taken_the_flag() -> None:
    before, after = (shown(standing_at(CLASSED, 606 + s), 120, 11)[6] for s in (20, 22))
    assert "85" in before
    assert "▏85▕" not in before
    assert "▏85▕" in after


def test_overall_there_is_one_lane_and_laps_are_those_on_the_winner() -> None:
    rows = shown(standing_at(CLASSED, 606 + AFTER_ALL, view=View(order_by="overall")), 120, 7)
    assert rows[0].endswith("laps down in outline")
    assert rows[1].startswith("  50        ▏11▕ ▏91▕              ▏31▕")
    assert rows[2].startswith(" ▏  ▏85▕      7  ▏")


def test_a_class_alone_has_the_lane_to_itself() -> None:
    of = standing_at(CLASSED, 606 + AFTER_ALL, view=View(order_by="LMGT3"))
    rows = shown(of, 120, 7)
    assert rows[0].startswith("Finish line  who takes the flag in GT3, 1.3 s a cell")
    assert rows[1].startswith(" ╏GT3    ▏85▕          91               31")
    assert "50" not in rows[1]


def test_at_other_moments_it_is_the_leaders_lap() -> None:
    title, first, second, *_ = shown(standing_at(FORMULA, 345), 120, 8)
    assert title == "At the line, lap 3  since the leader crossed; laps down in outline"
    assert first == "  VER" + " " * 43 + "NOR" + " " * 43 + "RIC  │"
    assert second.startswith(" ▏ HAM")


def test_before_anybody_has_come_by_it_says_so() -> None:
    assert shown(standing_at(FORMULA, 10), 120, 8)[:2] == [
        "At the line",
        " Nobody has come by yet.",
    ]


# -- the spoiler law


@pytest.mark.parametrize("second", [450.001, 452, 490])
def test_title_and_keys_are_the_same_at_any_margin(second: float) -> None:
    other = standing_at(going_on(formula_race(second)), 500)
    ours = standing_at(FORMULA, 500)
    assert shown(ours, 120, 8)[0] == shown(other, 120, 8)[0]
    assert shown(ours, 120, 8)[-2:] == shown(other, 120, 8)[-2:]


@given(st.integers(4_500_000, 5_150_000), st.sampled_from([80, 120, 200]))
def test_no_car_hangs_right_of_the_clock(time: int, width: int) -> None:
    of = standing_at(FORMULA, time / 10_000)
    lap = lap_of(of)
    assert lap is not None
    axis = axis_of(lap, Viewport(), 1, width)
    hung = hang(lanes(lap.cars, [], {}, 8)[0], axis, {}, 5, width)
    assert all(plate.column <= axis.column(lap.clock) for plate in hung.plates)


# -- plates


_gaps = st.lists(st.integers(0, 1_200_000), max_size=70).map(
    lambda gaps: tuple(CarOnLap(str(n), gap, True) for n, gap in enumerate(sorted([0, *gaps])))
)


def occupied(hung: HungLane, plate: int) -> list[tuple[int, int, int]]:
    """The row, the first cell and the one after the last of every plate with its name."""
    return [
        (one.row, one.left, one.left + plate + (cell_len(one.name) + 1 if one.name else 0))
        for one in hung.plates
    ]


@given(_gaps, st.integers(60, 240), st.integers(1, 12), st.booleans())
def test_plates_never_overlap_and_every_car_hangs_once_or_is_counted(
    cars: tuple[CarOnLap, ...], width: int, levels: int, named: bool
) -> None:
    axis = LapAxis(6, width - 7, 0, 1_050_000)
    names = {car.car: "Verstappen" for car in cars} if named else {}
    hung = hang(Lane("", 0, 0, levels, cars), axis, names, 5, width)
    assert len({plate.car for plate in hung.plates}) + hung.more == len(cars)
    assert len(hung.plates) + hung.more == len(cars)
    cells = sorted(occupied(hung, 5))
    for (row, _, end), (other, start, _) in pairwise(cells):
        assert row != other or end <= start
    gaps = {car.car: car.gap for car in cars}
    for plate in hung.plates:
        assert plate.column == axis.column(gaps[plate.car])
        assert plate.left + 5 <= width - COUNT_CELLS * (plate.row == levels - 1)


@given(_gaps, st.integers(1, 12))
def test_no_plate_moves_when_another_car_comes_by(cars: tuple[CarOnLap, ...], levels: int) -> None:
    axis = LapAxis(1, 118, 0, 1_050_000)
    names = {car.car: "Verstappen" for car in cars}
    whole, less = (
        hang(Lane("", 0, 0, levels, some), axis, names, 5, 120) for some in (cars, cars[:-1])
    )
    places = {plate.car: (plate.left, plate.row) for plate in whole.plates}
    assert all(places[plate.car] == (plate.left, plate.row) for plate in less.plates)


@given(st.integers(1, 12), st.integers(1, 12))
def test_lanes_share_all_levels_as_evenly_as_can_be(levels: int, count: int) -> None:
    shares = share(levels, count)
    assert sum(shares) == levels
    assert shares == sorted(shares, reverse=True)
    assert shares[0] - shares[-1] <= 1
    assert share(4, 3) == [2, 1, 1]


def test_more_classes_than_levels_share_the_last_lane() -> None:
    classes = [LaneOf(f"class {n}", f"C{n}", n) for n in range(5)]
    cars = tuple(CarOnLap(str(n), n, True) for n in range(5))
    class_of = {str(n): f"class {n}" for n in range(5)}
    found = lanes(cars, classes, class_of, 3)
    assert [[car.car for car in lane.cars] for lane in found] == [["0"], ["1"], ["2", "3", "4"]]


# -- zoom


def test_it_is_zoomed_into_by_fixed_spans_and_then_shows_the_strip() -> None:
    lap = lap_of(standing_at(FORMULA, 515))
    assert lap is not None
    assert [span / 10_000 for span in lap_spans(lap)] == [105, 30, 10, 3.9, 1]
    at = Viewport()
    for step in range(1, 5):
        at = zoomed(at, 1, lap)
        assert (at.zoom, at.fine) == (step, False)
    at = zoomed(at, 1, lap)
    assert at.fine
    assert zoomed(at, 1, lap) == at
    assert at.scale(80) == at.scale(200) == 1_300_000
    assert not zoomed(at, -1, lap).fine
    assert zoomed(at, -9, lap) == Viewport()


def test_moving_it_ends_at_the_first_car_and_at_the_last_that_came_by() -> None:
    lap = lap_of(standing_at(FORMULA, 515))
    close = zoomed(Viewport(), 2, lap)
    assert panned(close, -8, lap) == close
    assert panned(Viewport(), 8, lap) == Viewport()
    on = panned(close, 8 * 20, lap)
    assert on.pan == 592_000 - 50_000
    assert panned(on, 8, lap) == on


def test_the_keys_zoom_go_to_the_next_car_move_and_go_back() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(5_150_000)
        assert "Finish line  who takes the flag, 0.9 s a cell; laps" in viewer.text()
        await viewer.press("n", "n")
        assert "who takes the flag, 0.9 s a cell, at RIC; laps down" in viewer.text()
        await viewer.press("n", "n", "z", "z", "z")
        assert "Finish line  33 ms a cell, at VER" in viewer.text()
        await viewer.press("n")
        assert "33 ms a cell, at HAM" in viewer.text()
        await viewer.press("z", "z")
        assert viewer.strip_open
        assert "1.30 ms a cell, at HAM" in viewer.text()
        assert "length ~" in viewer.text()
        await viewer.press("z")
        assert "closest" in viewer.text()
        await viewer.press(*"ZZZZZ")
        assert viewport(viewer).zoom == 0
        assert not viewer.strip_open
        await viewer.press("escape")
        assert "Finish line" not in viewer.text()

    view(FORMULA, check)


def test_the_whole_screen_has_the_lap_and_lists_the_cars_as_they_came_by() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(3_450_000)
        await viewer.press("f")
        assert "Lap 3, as they came by" in viewer.text()
        await viewer.press("end")
        assert "As they took the flag  won by 2.256 s by the result; the plates" in viewer.text()
        assert "+2.290" in viewer.text()
        await viewer.press("left")  # a whole lap has nothing to move: the key goes back in the race
        assert viewer.time < 50_000_000

    view(FORMULA, check)


def test_in_the_list_of_cars_a_long_name_takes_what_its_laps_down_leave_and_touches_nothing() -> (
    None
):
    drivers = {"7": "Ferrari Castiglione", "85": "Ferrari Castiglione"}
    race = going_on(class_race())
    entries = tuple(
        structs.replace(entry, drivers=(Driver(first="Ada", last=drivers.get(entry.car, "Li")),))
        for entry in race.entries
    )
    of = standing_at(structs.replace(race, entries=entries), 606 + AFTER_ALL)
    rows = [text_of(row) for row in lap_details(of, 40, 10)]
    assert [row.rstrip() for row in rows if "Ferr" in row] == [
        "    +4.000  85  GT3 Ferrari Cast… 1 lap",
        "   +14.200   7  HYP Ferrari Castiglione",
    ]


def test_replay_finish_opens_a_road_race_at_its_flag() -> None:
    async def check(viewer: Viewer) -> None:
        assert "Finish line  every car to take the flag, by class" in viewer.text()
        assert "As they took the flag" in viewer.text()

    race = class_race()
    view(race, check, start=99_999_999, finish_line=True)
