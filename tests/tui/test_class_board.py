"""The order of a race of classes: its cells, its plates, its turns."""

from typing import Any

from msgspec import structs
from rich.cells import cell_len
from tests.race.small_races import CLASSES, at, flag, race_of
from tests.tui.boards import board, board_scene, runs
from tests.tui.viewing import Viewer, chosen, view

from replay.race.model import Driver, Livery, Race, Stop
from replay.tui.drawing.glyphs import ASCII
from replay.tui.drawing.plates import Plates
from replay.tui.order.packing import PlateRoom, pack_by_class
from replay.tui.order.running_order import order_heading
from replay.tui.theme import NIGHT, PAPER, palette
from replay.tui.view import View

HYP, GT3 = {"race_class": "HYPERCAR"}, {"race_class": "LMGT3"}
KNOWN = {"stops": "timed", "stop_lengths": "timed", "drivers": "timed"}


def crew(*names: str) -> tuple[Driver, ...]:
    """Drivers of these names."""
    return tuple(Driver(first=name.split()[0], last=name.split(maxsplit=1)[1]) for name in names)


def laps(first: float, each: float, count: int) -> list[float]:
    """Crossings: the first, then one after each lap."""
    return [first + each * n for n in range(count)]


def le_mans(**more: Any) -> Race:
    """Two Hypercars and three GT3: the last of these has gone unseen, one stands in the pits."""
    lines = {
        "6": laps(210, 210, 10),
        "91": laps(240, 240, 9),
        "8": laps(213.083, 210, 10),
        "27": [*laps(270.92, 240, 7), 2_130],
        "54": laps(250, 240, 2),
    }
    entries = {
        "6": HYP | {"drivers": crew("Laurens Vanthoor", "Kévin Estre"), "starts": 1},
        "8": HYP | {"drivers": crew("Ryo Hirakawa", "Brendon Hartley"), "starts": 0},
        "91": GT3 | {"drivers": crew("Richard Lietz"), "make": "Porsche"},
        "27": GT3 | {"drivers": crew("Dries Vanthoor"), "make": "Aston Martin"},
        "54": GT3 | {"drivers": crew("Thomas Flohr"), "make": "Ferrari"},
    }
    stops = [
        Stop(car="6", lap=5, entry=at(1_255), exit=at(1_320), driver=0),
        Stop(car="27", lap=7, entry=at(1_740), exit=at(1_930)),
    ]
    options: dict[str, Any] = {
        "entries": entries, "stops": stops, "classes": CLASSES, "known": KNOWN,
        "scheduled_time": at(86_400), "discipline": "endurance",
    }  # fmt: skip
    return race_of(lines, [flag(2_100, 10)], **(options | more))


NOW = at(1_809)
"""All but one have crossed on the lap; 27 has been in the pits for 69 s, 54 unseen since 490 s."""


def test_gaps_and_places_are_those_of_the_class_and_pos_that_of_all() -> None:
    assert board(le_mans(), NOW) == [
        " pos   car  class   driver               int      gap     last age st",
        "▌ 1      6  ┃HYP  1 L. Vanthoor       leader        · 3:30.000   2  1",
        "  2      8  ┃HYP  2 Ryo Hirakawa       3.083    3.083 3:30.000   8  0",
        "  3     91  ╏GT3  1 Richard Lietz     leader        · 4:00.000   7  0",
        "  4     27  ╏GT3  2 D. Vanthoor  IN   30.920   30.920 4:00.000   0  1",
        "  5     54  ╏GT3  3 T. Flohr unseen   4 laps   4 laps 4:00.000   2  0",
    ]


def test_the_driver_is_the_one_in_the_car_and_told_apart_in_the_whole_field() -> None:
    race = le_mans()
    before, after = board(race, at(1_300)), board(race, at(1_330))
    assert "Kévin Estre" in "\n".join(board(race, at(1_000)))
    assert "Estre   IN 0:45" in before[1]
    assert "L. Vanthoor" in after[1]


def test_a_last_lap_driven_by_the_one_who_got_out_is_mute_until_the_new_one_has_a_lap() -> None:
    race = le_mans()
    tones = {time: dict(runs(race, at(time), 1))["3:30.000"] for time in (1_330, 1_480)}
    assert tones == {1_330: "mute", 1_480: "full"}


def test_wider_boards_tell_laps_drive_lane_team_and_who_drove_the_best() -> None:
    race = le_mans()
    heads, first = board(race, NOW, 104)[:2]
    wanted = "pos car class driver int gap last best laps drive lane age st"
    assert heads.split() == wanted.split()
    assert first.split()[-6:] == ["3:30.000", "8", "0:08", "1:05.0", "2", "1"]
    heads, first = board(race, NOW, 118)[:2]
    assert "by" in heads
    assert "team" not in heads  # the file knows of none
    assert " EST " in first


def test_a_column_of_which_the_file_knows_nothing_is_not_drawn() -> None:
    entries = {car: HYP if car in "68" else GT3 for car in ("6", "8", "91", "27", "54")}
    race = le_mans(known={}, stops=(), entries=entries)
    heads = board(race, NOW, 118)[0].split()
    assert " ".join(heads) == "pos car class driver int gap last best laps"


def test_the_order_turns_by_class_overall_and_each_class_alone() -> None:
    race = le_mans()

    async def check(viewer: Viewer) -> None:
        def cars() -> list[str]:
            assert viewer.screen.shown is not None
            return [row.car for row in viewer.screen.shown.shown_order]

        assert cars() == ["6", "8", "91", "27", "54"]
        await viewer.press("down", "down", "V")
        assert viewer.screen.view.order_by == "overall"
        assert chosen_car(viewer) == "91"  # the cursor stays on its car
        await viewer.press("V")
        assert cars() == ["6", "8"]
        assert chosen_car(viewer) == "6"
        await viewer.press("V")
        assert cars() == ["91", "27", "54"]
        await viewer.press("down", "down", "down")
        assert chosen_car(viewer) == "54"
        assert " ╏GT3  1 " in viewer.text()
        assert "GT3 only, V to change" in viewer.text()
        await viewer.press("V")
        assert len(cars()) == 5
        assert chosen_car(viewer) == "54"

    view(race, check, start=NOW)


def chosen_car(viewer: Viewer) -> str:
    assert viewer.screen.shown is not None
    return viewer.screen.view.car(viewer.screen.shown.shown_order)


def test_a_followed_car_of_another_class_is_let_go() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("down", "down", "enter", "V")
        assert viewer.screen.view.followed == "91"
        await viewer.press("V")
        assert viewer.screen.view.followed is None
        assert chosen_car(viewer) == "6"

    view(le_mans(), check, start=NOW)


def test_going_to_a_car_of_a_class_that_is_not_shown_shows_all_classes() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("V", "V", "g", *"lietz", "enter")
        assert viewer.screen.view.order_by == "class"
        assert chosen_car(viewer) == "91"
        assert chosen(viewer)

    view(le_mans(), check, start=NOW)


def test_the_heading_says_how_classes_are_shown() -> None:
    race = le_mans()

    def told(order_by: str, width: int) -> str:
        return order_heading(board_scene(race, NOW, width, View(order_by=order_by)), width).note

    assert told("class", 70) == "by class, gaps in class"
    assert told("class", 46) == "by class"
    assert told("overall", 70) == "overall"
    assert told("LMGT3", 46) == "GT3 only"


def test_nobody_wins_a_class_before_the_result_and_laps_down_stand_for_the_margin() -> None:
    race = le_mans()
    told = [row.split()[-4:-1] for row in board(race, at(2_101), 70)[1:4]]
    assert told[0][0] != "winner"
    rows = board(race, at(10_000), 70)
    assert rows[1].split()[-4:] == ["winner", "10", "3:30.000", "1"]
    assert "3.083" in rows[2]
    assert rows[3].split()[-4:] == ["winner", "9", "4:00.000", "0"]
    assert "1 lap " in rows[4]


def test_what_does_not_fit_is_packed_class_by_class() -> None:
    race = le_mans()
    rows = board(race, NOW, 70, 5)
    assert rows[1:] == [
        "▌ 1      6  ┃HYP  1 L. Vanthoor       leader        · 3:30.000   2  1",
        "  2      8  ┃HYP  2 Ryo Hirakawa       3.083    3.083 3:30.000   8  0",
        "  3     91  ╏GT3  1 Richard Lietz     leader        · 4:00.000   7  0",
        " ╏GT3  2     27  54",
    ]
    narrow = board(race, NOW, 46, 5, View(place=5))
    assert narrow[-2:] == [
        " GT3  91 27",
        "▌ 5     54  ╏GT3  3 Flohr  unseen   4 laps  0",
    ]


def test_rows_are_dealt_evenly_the_fastest_class_first() -> None:
    """The field of Le Mans 2024: 23, 16 and 23 cars, with their plates of 3 and 4 cells."""
    small = PlateRoom((3,) * 62, 40)
    spans = pack_by_class((23, 16, 23), 17, small, 0)
    assert [span.stop - span.start for span in spans] == [1] * 4 + [13, 6] + [1] * 4 + [12] + [
        1
    ] * 4 + [13, 6]
    wide = PlateRoom((4,) * 62, 57)
    rows = [not span.packed for span in pack_by_class((23, 16, 23), 33, wide, 0)]
    assert rows == ([True] * 10 + [False]) * 3
    finish = [not span.packed for span in pack_by_class((23, 16, 23), 21, wide, 0)]
    assert sum(finish) == 16
    assert finish[:8] == [True] * 6 + [False] * 2


def test_no_car_of_any_class_is_off_the_screen_and_the_chosen_one_has_a_row() -> None:
    plates = PlateRoom((4,) * 62, 57)
    for lines in range(9, 66):
        for car in range(62):
            spans = pack_by_class((23, 16, 23), lines, plates, car)
            told = [at for span in spans for at in range(span.start, span.stop)]
            assert sorted(told) == list(range(62))
            assert len(spans) <= lines
            assert any(not span.packed and span.start == car for span in spans)


def test_class_marks_hold_in_ascii() -> None:
    rows = board(le_mans(), NOW, 70, glyphs=ASCII)
    assert rows[1].startswith("> 1      #6 |HYP  1 L. Vanthoor ")
    assert rows[3].startswith("  3     #91 :GT3  1 ")


def test_the_word_of_a_class_leader_is_bold_and_its_line_has_the_colour_of_its_rank() -> None:
    race = le_mans()
    first, second = runs(race, NOW, 3), runs(race, NOW, 4)
    assert ("╏", "text class_2") in first
    assert ("GT3", "bold") in first
    assert ("GT3", "mute") in second


def test_a_plate_is_the_livery_then_the_make_then_the_class() -> None:
    race = le_mans()
    of = palette(NIGHT)
    painted = structs.replace(
        race.entries[0], livery=Livery(paint="#123456", ink="#ffffff", second="#ffffff")
    )
    plates = Plates((painted, *race.entries[1:]), of, race.header.classes)
    assert plates.colours("6").paint == "#123456"
    assert plates.colours("8").paint == of.class_1  # one class without makes
    assert plates.colours("91").paint != of.class_2
    assert plates.colours("91").paint != plates.colours("27").paint
    one_make = [structs.replace(e, make="Oreca") if e.make else e for e in race.entries]
    assert Plates(one_make, of, race.header.classes).colours("91").paint == of.class_2
    assert len({palette(theme).class_colour(5) for theme in (NIGHT, PAPER)}) == 2


def test_every_row_fills_the_board_at_any_width() -> None:
    race = le_mans()
    for width in (46, 62, 70, 104, 118):
        for time in (0, at(1), NOW, at(10_000)):
            for name in ("auto", "intervals", "stops", "grid", "result"):
                rows = board(race, time, width, view=View(columns=name))
                assert all(cell_len(row) <= width - 1 for row in rows[1:]), (width, time, name)
