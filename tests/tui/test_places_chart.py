"""The chart of places by lap: what it says of real races, and what keys and mouse do in it."""

from functools import cache

import pytest
from msgspec.structs import replace
from tests.tui.painted import Gallery
from tests.tui.scenes import texts
from tests.tui.viewing import LAPS, Viewer, chosen, tiny, view

from replay import racefile
from replay.tui.charts.places_chart import PlacesChart
from replay.tui.drawing.cells import seconds_cell
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import text_of
from replay.tui.panes.key_bar import ReplayKeyBar
from replay.tui.panes.transport import Transport
from replay.tui.scene import Scene
from replay.tui.view import View


@cache
def gallery(name: str, glyphs: Glyphs = UNICODE) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)), glyphs=glyphs)


def at(
    lap: int,
    car: str,
    *,
    race: str = "kansas-2024",
    size: tuple[int, int] = (120, 40),
    glyphs: Glyphs = UNICODE,
    **chosen: object,
) -> Scene:
    """A race at the instant of a lap with the chart open, and the cursor on a car."""
    shown = gallery(race, glyphs)
    time = shown.recording.timeline.instant(lap)
    of = shown.scene(time, View(opened=("places",), **chosen), size)  # type: ignore[arg-type]
    return replace(of, view=of.view.on_car(car, of.shown_order))


def drawn(of: Scene) -> list[str]:
    """The rows of the chart between title and transport."""
    return texts(PlacesChart, of, of.size.width, of.size.height - 6)


def title(of: Scene) -> str:
    heading = PlacesChart(of.race, glyphs=of.glyphs).heading(of, of.size.width)
    remark = heading.remark
    said = [heading.title, heading.note, remark if isinstance(remark, str) else text_of(remark)]
    return "  ".join(part for part in said if part)


# -- what it says


def test_the_grid_stands_left_and_the_order_of_now_right() -> None:
    rows = drawn(at(200, "17"))
    assert len(rows) == 34
    assert rows[0].startswith("  1  20  Bell        1──")
    assert rows[0].endswith("┃  5  Larson")
    assert rows[11].startswith(" 12  17  Buescher   ━┛")
    assert rows[23].endswith("┃ 17  Buescher")
    assert {row[88] for row in rows[:33]} == {"┃"}


def test_what_has_no_row_is_packed_as_plates() -> None:
    assert drawn(at(200, "17"))[33] == " 34  22  15  21   2  84"
    small = drawn(at(137, "17", size=(80, 24)))
    assert len(small) == 18
    assert small[17].startswith(" 18  23 77 47 22  3 38")
    assert len(small[17].split()) == 22


def test_the_rows_scroll_to_a_chosen_car_below_the_foot() -> None:
    rows = drawn(at(137, "15", size=(80, 24)))
    assert rows[0].startswith("  1  17  8  5 54")
    assert rows[-1].startswith(" 38  16  Kraus")
    assert rows[-1].rstrip().endswith("┃ 15  Herbst")


def test_a_line_that_leaves_by_the_foot_says_how_deep_it_went() -> None:
    foot = drawn(at(200, "17", against="24"))[32]
    assert foot.startswith(" 33  31  Hemric     36 ")


def test_the_plate_of_a_car_stands_in_its_straights_and_rings_mark_its_stops() -> None:
    rows = drawn(at(200, "17"))
    assert "━━ 17 ━━" in rows[0]
    assert rows[14][31] == "○"
    assert sum(row.count("○") for row in rows) == 5


def test_all_of_a_rebuilt_race_is_said_to_be_so_once() -> None:
    assert title(at(200, "17")) == "Places by lap  grid left, now right   ~ rebuilt"
    assert title(at(268, "5")) == "Places by lap  grid left, now right   ~ rebuilt"
    assert title(at(44, "11", race="abu-dhabi-2021")) == "Places by lap  grid left, now right"


def test_the_last_laps_have_an_axis_and_a_scale_of_their_own() -> None:
    of = at(268, "5", span=50)
    rows = drawn(of)
    assert title(of) == "Places by lap  laps 218 to 268   ~ rebuilt"
    assert rows[0].endswith("┃  5  Larson")
    assert rows[0][100] == "┃"
    assert rows[-1].split() == ["220", "230", "240", "250", "▲7", "268"]
    assert rows[-2].startswith(" 33  33  22  15  21   2  84")


def test_the_first_lap_of_the_last_laps_is_that_of_the_order_at_the_left() -> None:
    of = at(100, "17", span=20)
    before = gallery("kansas-2024").recording.timeline
    order = [row.car for row in before.at(before.instant(80)).order]
    assert [row[4:8].strip() for row in drawn(of)[:32]] == order[:32]


def test_the_reading_cursor_says_who_was_where_and_who_stopped() -> None:
    said = title(at(165, "17", reading=118, against="5"))
    assert said == (
        "Places by lap  grid left, now right   ~ rebuilt  lap 118  17  12th, pits 37.3 s    5  1st "
    )
    cells = [row[60] for row in drawn(at(165, "17", reading=118))[:33]]
    assert cells.count("╎") > 10
    # In 80 columns the stop has no room beside the title.
    narrow = title(at(165, "17", reading=118, against="5", size=(80, 24)))
    assert narrow.endswith("lap 118  17  12th, pits 37.3 s    5  1st ")


def test_on_the_grid_there_is_no_line_yet() -> None:
    rows = drawn(at(0, "17"))
    assert rows[11].startswith(" 12  17  Buescher   ┃ 17  Buescher")
    assert title(at(0, "17")) == "Places by lap  grid left, now right"


def test_below_80_columns_there_are_plates_alone_and_a_scale() -> None:
    rows = drawn(at(100, "17", size=(79, 24)))
    assert rows[0].startswith("  1  20   1──")
    assert rows[-1].split() == ["0", "50", "▲1", "100", "150", "200", "250"]


def test_in_few_rows_the_chart_shows_the_last_laps_alone() -> None:
    of = at(100, "17", size=(80, 20))
    assert title(of) == "Places by lap  laps 80 to 100   ~ rebuilt"
    assert len(drawn(of)) == 14


def test_on_very_wide_terminals_intervals_and_places_won_stand_beside_the_names() -> None:
    of = at(137, "17", size=(200, 60))
    rows = drawn(of)
    assert rows[0].split()[-3:] == ["Buescher", "leader", "+11"]
    assert rows[1].split()[-2:] == [seconds_cell(of.state.order[1].interval, exact=False), "+3"]
    # Under yellow intervals mean nothing.
    assert drawn(at(200, "17", size=(200, 60)))[1].split()[-2:] == ["Busch", "+3"]


@pytest.mark.parametrize("lap", [0, 1, 33, 82, 137, 199, 250, 267, 268])
@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_the_playhead_of_the_chart_stands_over_that_of_the_ribbon(
    lap: int, size: tuple[int, int]
) -> None:
    of = at(lap, "17", size=size)
    foot = texts(Transport, of, size[0], 3 + of.size.largest)
    column = {row.index("┃", 21) for row in foot if "┃" in row[21:]} or {20}
    axis = 24 if of.size.very_wide else 20
    rows = drawn(of)
    heads = {row[axis:].rindex("┃") + axis for row in rows if "┃" in row[axis:]}
    assert len(heads) == 1
    assert heads == {max(at for at in column)} or lap == 0


def test_in_ascii_there_is_nothing_but_ascii() -> None:
    of = at(200, "17", against="24", reading=118, glyphs=ASCII)
    rows = [*drawn(of), title(of)]
    assert all(row.isascii() for row in rows)
    assert rows[0].startswith("  1  #20 Bell        1--")
    assert "== #17==" in rows[0]


# -- classes, codes and races over a time


def test_the_rows_are_the_places_of_the_chosen_cars_class() -> None:
    of = at(215, "7", race="le-mans-2024")
    rows = drawn(of)
    assert len(rows) == 23
    assert title(of) == "Places by lap  HYP, from 0:15 to now"
    lmp2 = next(row.car for row in of.state.order if of.entries[row.car].race_class == "LMP2")
    assert len(drawn(at(215, lmp2, race="le-mans-2024"))) == 16


def test_over_a_time_the_last_laps_are_those_of_the_leader_and_the_scale_has_hours() -> None:
    of = at(215, "7", race="le-mans-2024", span=20)
    assert title(of) == "Places by lap  HYP, laps 195 to 215"
    assert drawn(of)[-1].split()[-1] == "17:23"
    assert "16:30" in drawn(of)[-1]


def test_cars_are_called_by_their_drivers_codes() -> None:
    rows = drawn(at(44, "11", race="abu-dhabi-2021"))
    assert len(rows) == 20
    assert rows[2].startswith("  3  NOR  Norris")
    assert "━ PER ━" in rows[2]
    assert rows[0].endswith("┃ HAM  Hamilton")


# -- keys and mouse


def bar(of: Scene) -> str:
    return texts(ReplayKeyBar, of, of.size.width, 1)[0]


def test_the_key_bar_has_the_keys_of_the_chart() -> None:
    said = bar(at(137, "17"))
    assert said.startswith(" esc board")
    assert "z last 50" in said
    assert "< > read" in said
    assert "z last 20   Z whole race" in bar(at(137, "17", span=50))
    assert bar(at(137, "17", reading=40)).startswith(" enter go there   esc stop reading")


def test_keys_narrow_the_axis_read_along_it_and_go_there() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[8])
        await viewer.press("t")
        assert "Places by lap" in viewer.text()
        await viewer.press("z")
        assert viewer.screen.view.span == 50
        await viewer.press("z", "Z", "Z")
        assert viewer.screen.view.span == 0
        await viewer.press("<", "<", ">")
        assert viewer.screen.view.reading == 7
        await viewer.press("<", "enter")
        assert viewer.state.lap == 6
        assert viewer.screen.view.reading is None
        await viewer.press("<", "escape")
        assert viewer.screen.view.reading is None
        assert "Places by lap" in viewer.text()
        await viewer.press("escape")
        assert "Places by lap" not in viewer.text()
        assert viewer.state.lap == 6

    view(tiny(), check, (120, 40))


def test_a_press_goes_to_a_lap_that_is_drawn_and_a_drag_goes_along_the_axis() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[8])
        await viewer.press("t")
        chart = viewer.screen.page["places"]
        assert isinstance(chart, PlacesChart)
        # Ten laps in 92 cells: lap 4 ends in the cell 36.
        await viewer.pilot.click(chart, offset=(20 + 36, 4))
        await viewer.settle()
        assert viewer.state.lap == 4
        # Nothing is drawn there yet.
        await viewer.pilot.click(chart, offset=(20 + 70, 7))
        await viewer.settle()
        assert viewer.state.lap == 4
        await viewer.seek(LAPS[8])
        await viewer.pilot.mouse_down(chart, offset=(20 + 20, 4))
        await viewer.pilot.hover(chart, offset=(20 + 50, 4))
        await viewer.settle()
        assert viewer.state.lap == 6
        await viewer.pilot.mouse_up(chart, offset=(20 + 50, 4))
        await viewer.pilot.hover(chart, offset=(20 + 20, 4))
        await viewer.settle()
        assert viewer.state.lap == 6

    view(tiny(), check, (120, 40))


def test_a_press_on_a_plate_chooses_its_car() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[8])
        await viewer.press("t")
        chart = viewer.screen.page["places"]
        order = [row.car for row in viewer.state.order]
        start = chosen(viewer)
        other = next(car for car in order if car != start)
        head = next(line.rindex("┃") for line in viewer.lines() if "┃" in line)
        await viewer.pilot.click(chart, offset=(head + 2, order.index(other)))
        await viewer.settle()
        assert (chosen(viewer), viewer.state.lap) == (other, 8)

    view(tiny(), check, (120, 40))


def test_a_race_known_by_its_finish_has_no_charts() -> None:
    async def check(viewer: Viewer) -> None:
        before = viewer.text()
        await viewer.press("t")
        assert viewer.text() == before

    view(racefile.load(racefile.find("freedom-100-2013")), check, (120, 40))
