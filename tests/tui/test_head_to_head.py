"""Head to head: which two cars, what is compared, and what is left out where there is no room."""

from functools import cache
from typing import Any

import pytest
from msgspec import structs
from tests.tui.painted import Gallery
from tests.tui.scenes import texts
from tests.tui.viewing import Viewer, kansas, view

from replay import racefile
from replay.race.model import Race
from replay.race.timeline import Timeline
from replay.tui.cards.head_to_head import HeadToHead
from replay.tui.charts.duel_cars import DuelCars, duel_cars
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import length, text_of
from replay.tui.scene import Scene
from replay.tui.view import View


@cache
def gallery(name: str = "kansas-2024", glyphs: Glyphs = UNICODE) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)), glyphs=glyphs)


def at(
    lap: int,
    car: str,
    followed: str | None = None,
    name: str = "kansas-2024",
    size: tuple[int, int] = (120, 40),
    glyphs: Glyphs = UNICODE,
    **chosen: Any,
) -> Scene:
    """A race at a lap, with the cursor on a car."""
    shown = gallery(name, glyphs)
    time = shown.recording.timeline.instant(lap)
    order = shown.scene(time, View(**chosen), size).shown_order
    place = next(place for place, row in enumerate(order, 1) if row.car == car)
    away = followed is not None and followed != car
    return shown.scene(time, View(place=place, followed=followed, away=away, **chosen), size)


def said(of: Scene, width: int, height: int) -> list[str]:
    return texts(HeadToHead, of, width, height)


# -- which two


def test_the_followed_car_stands_against_the_one_under_the_cursor() -> None:
    assert duel_cars(at(250, "5", followed="17")) == DuelCars("17", "5")


def test_without_a_followed_car_it_is_the_leader_and_against_him_the_next_behind() -> None:
    leader, second = (row.car for row in at(250, "5").state.order[:2])
    assert duel_cars(at(250, "5")) == DuelCars(leader, "5")
    assert duel_cars(at(250, leader)) == DuelCars(second, leader)


def test_a_followed_car_under_the_cursor_stands_against_the_leader() -> None:
    leader = at(250, "5").state.order[0].car
    assert duel_cars(at(250, "5", followed="5")) == DuelCars(leader, "5")


def test_the_leader_is_that_of_the_chosen_car_s_class() -> None:
    of = at(215, "87", name="le-mans-2024")
    cars = duel_cars(of)
    assert cars is not None
    assert [of.entries[car].race_class for car in cars] == ["LMGT3", "LMGT3"]
    first = next(r.car for r in of.state.order if of.entries[r.car].race_class == "LMGT3")
    assert cars == DuelCars(first, "87")


def test_a_car_alone_in_the_race_stands_against_nobody() -> None:
    of = at(250, "5")
    state = structs.replace(of.state, order=of.state.order[:1])
    alone = structs.replace(of, frame=structs.replace(of.frame, state=state), view=View())
    assert duel_cars(alone) is None
    assert said(alone, 48, 34) == []


# -- what it says


def test_at_lap_165_of_kansas_17_had_led_5_for_46_laps_of_165() -> None:
    of = at(165, "5", followed="17", size=(80, 24))
    rows = said(of, 80, 18)
    assert rows[:9] == [
        "          17       and        5            │  Stops compared  pit road, s ──────",
        "     Buescher               Larson         │  lap    #17  lap     #5   diff",
        "            1     place     2              │   33   38.0   33   37.5   +0.5",
        "      46 laps     ahead     119 laps       │   84   38.3   84   37.8   +0.5",
        "        ~30.2     best      ~30.1          │  118   37.3  119   43.1   −5.8",
        "           40      led      44             │",
        "            3     stops     3              │",
        "      113.6 s   pit road    118.4 s        │",
        "            6   stage pts   8              │",
    ]
    assert rows[9].startswith(" Gap over laps  17 ahead by ~3.6 s ─")
    assert rows[10].split() == ["ahead", "5", "17", "┃"]
    assert [row.split()[0] for row in (rows[11], rows[14], rows[17])] == ["−4", "#5", "+4"]
    assert len(rows) == 18


def test_beside_the_order_one_stands_under_another() -> None:
    rows = said(at(250, "5", followed="17"), 48, 34)
    assert rows[0] == "             17       and        5"
    assert rows[2] == "               2     place     5"
    heads = [at for at, row in enumerate(rows) if row.endswith("──")]
    assert [rows[at].split("  ")[0] for at in heads] == [
        "Gap over laps",
        "Stops compared",
        "Where the gap was made",
    ]
    assert heads == [9, 21, 28]
    assert rows[28] == "Where the gap was made  the 5 largest of 6 ─────"
    assert rows[23] == " 33   38.0   33   37.5   +0.5  ▶"
    assert rows[27] == "195   39.2  202   37.9   +1.2  ▲ 5"
    assert rows[29] == "   1–32   5  gains ~2.0 s  on the track"
    assert rows[32] == "117–123  17  gains ~8.6 s  at the stops"
    assert len(rows) == 34


def test_the_swings_go_first_and_the_smallest_of_them() -> None:
    of = at(250, "5", followed="17")
    rows = said(of, 48, 31)
    assert rows[-2:] == [
        "117–123  17  gains ~8.6 s  at the stops",
        "123–165   5  gains ~3.4 s  on the track",
    ]
    assert not any("Where" in row for row in said(of, 48, 29))
    assert not any("Stops" in row for row in said(of, 48, 23))
    assert "Gap over laps " + "─" * 22 in said(at(168, "5", followed="17", size=(100, 40)), 36, 24)
    assert len(said(of, 48, 11)) == 9  # no chart of fewer than five rows


def test_stops_that_have_no_room_are_counted_and_share_it_with_the_swings() -> None:
    rows = said(at(215, "8", name="le-mans-2024"), 48, 34)
    where = next(at for at, row in enumerate(rows) if row.startswith("Where"))
    stops = next(at for at, row in enumerate(rows) if row.startswith("Stops"))
    assert rows[stops + 2].endswith(" earlier")
    assert where - stops >= 6
    assert len(rows) - where >= 6
    # As long as there is enough room nothing is left out.
    assert len(said(at(215, "8", name="le-mans-2024"), 48, 400)) > 40


def test_over_the_whole_screen_the_gap_stands_cell_for_cell_above_the_ribbon() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("down", "x")
        lines = viewer.lines()
        head = lines[20].index("┃")
        assert [line.index("┃") for line in lines[12:20]] == [head] * 8

    view(kansas(), check, (80, 24), start=Timeline(kansas()).instant(165))


def test_under_yellow_a_gap_means_nothing_and_the_row_ahead_goes_on() -> None:
    rows = said(at(168, "5", followed="17"), 48, 34)
    assert rows[9].startswith("Gap over laps  ▲ gaps mean nothing now ─")
    assert rows[10].split() == ["ahead", "5", "17", "┃"]


def test_cars_that_are_not_on_one_lap_are_laps_apart() -> None:
    rows = said(at(250, "22", followed="11"), 48, 34)
    assert rows[9].startswith("Gap over laps  11 ahead by 2 laps ─")


def test_in_a_narrow_side_facts_stand_closer() -> None:
    rows = said(at(250, "19", followed="11", size=(100, 30)), 36, 24)
    assert rows[0] == "         11     and     19"
    assert all(len(row) <= 36 for row in rows)


def test_on_the_grid_there_is_no_gap_yet() -> None:
    rows = said(at(0, "1"), 48, 34)
    assert rows[3] == "          0 laps     ahead     0 laps"
    assert rows[4] == "               ·     best      ·"
    assert not any("Gap" in row for row in rows)


@pytest.mark.parametrize("lap", [1, 2, 3])
def test_the_first_laps_fill_the_axis(lap: int) -> None:
    rows = said(at(lap, "1"), 48, 34)
    ahead = next(row for row in rows if row.strip().startswith("ahead") and "┃" in row)
    assert ahead.index("┃") == 45
    assert rows[rows.index(ahead) + 10].split()[-1] == str(lap)


def test_the_better_of_two_is_bold() -> None:
    of = at(250, "5", followed="17")
    rows = [row.row for row in HeadToHead(of.race).rows(of, 48, 34)]
    bold = {
        text_of(row).split()[-2]: [t.strip() for t, r in row if r == "bold"] for row in rows[2:8]
    }
    assert bold["place"] == ["2"]
    assert bold["best"] == ["30.097"]
    assert bold["led"] == ["63"]
    assert bold["stops"] == []


def test_pit_road_is_bold_only_after_as_many_stops() -> None:
    of = at(52, "33", name="abu-dhabi-2021")
    rows = [row.row for row in HeadToHead(of.race).rows(of, 48, 34)]
    row = next(row for row in rows if "pit road" in text_of(row))
    assert "bold" not in {role for _, role in row}


# -- other series


def test_formula_1_has_codes_and_tyres_and_no_stages() -> None:
    rows = said(at(52, "33", name="abu-dhabi-2021"), 48, 34)
    assert rows[0].split() == ["HAM", "and", "VER"]
    assert not any("stage" in row for row in rows)
    heads = next(at for at, row in enumerate(rows) if row.startswith("lap"))
    assert rows[heads] == "lap    HAM    lap    VER     diff"
    assert rows[heads + 1] == " 14   21.6 H   13   21.2 H   +0.4  ▶"
    assert rows[heads + 2] == "               36   21.9 H      ·  △ 1"


def test_stops_of_which_nobody_knows_the_length_are_told_by_lap() -> None:
    rows = said(at(190, "26", name="indianapolis-500-2017"), 48, 34)
    assert not any("pit road" in row for row in rows)
    title = next(at for at, row in enumerate(rows) if row.startswith("Stops compared  by lap"))
    assert rows[title + 1] == "   #8    #26"
    assert rows[-1].strip() or rows


def test_in_classes_places_and_laps_led_are_those_of_the_class() -> None:
    of = at(215, "87", name="le-mans-2024")
    rows = said(of, 48, 34)
    assert rows[2].split()[:2] == ["1", "place"]
    assert int(rows[2].split()[2]) < 10
    leader = duel_cars(of)
    assert leader is not None
    led = next(row for row in rows if " led " in row).split()
    assert int(led[0]) > 0


# -- colours, ASCII, widths


def test_it_is_plain_in_ascii() -> None:
    for size, width, height in (((80, 24), 80, 18), ((120, 40), 48, 34)):
        rows = said(at(250, "5", followed="17", size=size, glyphs=ASCII), width, height)
        assert all(row.isascii() for row in rows)


@pytest.mark.parametrize("name", ["kansas-2024", "abu-dhabi-2021", "le-mans-2024"])
@pytest.mark.parametrize("width", [36, 40, 44, 48, 60, 79, 80, 99, 120, 150, 200])
def test_no_row_is_wider_than_the_pane(name: str, width: int) -> None:
    car = at(30, at(30, gallery(name).race.entries[0].car, name=name).state.order[4].car, name=name)
    for size in [(200, 60), *[(width, 40)] * (width >= 60)]:
        of = structs.replace(car, size=type(car.size)(*size))
        for height in (5, 12, 18, 34):
            rows = HeadToHead(of.race).rows(of, width, height)
            assert len(rows) <= height
            assert all(length(row.row) <= width for row in rows)


@pytest.mark.parametrize("name", ["kansas-2024", "abu-dhabi-2021", "le-mans-2024"])
@pytest.mark.parametrize("lap", [0, 1, 30])
def test_it_counts_as_many_rows_as_it_has(name: str, lap: int) -> None:
    first = at(lap, gallery(name).race.entries[0].car, name=name)
    for size in ((60, 24), (80, 24), (99, 36), (120, 40), (150, 40), (200, 60)):
        of = structs.replace(first, size=type(first.size)(*size))
        widget = HeadToHead(of.race)
        for width in (size[0], of.size.side):
            assert widget.count(of, width) == len(widget.rows(of, width, 400)), (size, width)


def test_its_title_says_who_and_that_it_is_rebuilt() -> None:
    of = at(250, "5", followed="17")
    widget = HeadToHead(of.race)
    assert widget.heading(of, 48).note == "17 against 5   ~ rebuilt"
    assert widget.heading(of, 31).note == "17 against 5   ~"
    f1 = at(52, "33", name="abu-dhabi-2021")
    assert HeadToHead(f1.race).heading(f1, 48).note == "HAM against VER"


# -- the key


def test_x_opens_it_the_cursor_chooses_the_other_car_and_x_lets_go() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("enter", "x")
        followed = viewer.screen.view.followed
        assert "Head to head" in viewer.lines()[1]
        await viewer.press("down", "down")
        order = viewer.state.order
        assert f"{followed} against {order[2].car} " in viewer.lines()[1]
        assert viewer.screen.view.followed == followed
        await viewer.press("w")
        assert "Running order" not in viewer.text()
        await viewer.press("w", "x")
        assert "Head to head" not in viewer.text()
        assert viewer.screen.view.followed == followed

    view(kansas(), check, start=Timeline(kansas()).instant(165))


def test_a_race_known_by_its_finish_has_none() -> None:
    race: Race = racefile.load(racefile.find("monza-1971"))

    async def check(viewer: Viewer) -> None:
        before = viewer.lines()
        await viewer.press("x", "b")
        assert viewer.lines() == before

    view(race, check)
