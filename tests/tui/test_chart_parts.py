"""What the charts over laps share: bands, the cells, the scale of the last laps, what is read."""

import pytest
from msgspec import structs
from tests.tui.ribbons import kansas
from tests.tui.scenes import scene

from replay.race.series import distances
from replay.race.state import NeutralSpan
from replay.tui.charts.car_labels import car_label
from replay.tui.charts.chart_axis import ChartAxis, chart_axis
from replay.tui.charts.chart_bands import chart_bands
from replay.tui.charts.chart_cells import ChartCells
from replay.tui.charts.chart_rows import chart_rows
from replay.tui.charts.chart_scale import chart_scale
from replay.tui.charts.reading_cursor import reading_cell, reading_remark
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.runs import text_of
from replay.tui.panes.ribbon_cells import ribbon_rows
from replay.tui.scene import Scene
from replay.tui.view import View


def at(lap: int, *, width: int = 120, ascii: bool = False, **chosen: object) -> Scene:
    """Kansas 2024 at a lap, with something of a chart chosen."""
    return scene(
        ribbon=kansas(lap),
        view=View(**chosen),  # type: ignore[arg-type]
        size=(width, 40),
        glyphs=ASCII if ascii else UNICODE,
        answer=lambda question, *about: {distances: tuple(range(lap + 1))}[question],
    )


def test_yellow_bands_lie_on_the_cells_that_are_yellow_on_the_ribbon() -> None:
    of = at(200)
    axis = chart_axis(of, 120)
    flags = ribbon_rows(of.frame.ribbon, axis.width, UNICODE, True).flags
    yellow: set[int] = set()
    at_cell = 0
    for text, role in flags:
        cells = range(at_cell, at_cell + len(text))
        yellow |= set(cells) if role == "fill flag_yellow" else set()
        at_cell += len(text)
    assert chart_bands(of, axis).yellow == yellow
    assert yellow


def test_a_band_is_no_longer_than_the_yellow_has_lasted_and_none_lies_ahead() -> None:
    ribbon = structs.replace(kansas(100), neutralised=(NeutralSpan(91, 100, "bunch", 1),))
    of = structs.replace(at(100), frame=structs.replace(at(100).frame, ribbon=ribbon))
    axis = ChartAxis(0, 200, 100, 20, 100)
    assert sorted(chart_bands(of, axis).yellow) == [45, 46, 47, 48, 49]


def test_a_slow_zone_on_a_part_of_the_track_has_no_band() -> None:
    ribbon = structs.replace(kansas(100), neutralised=(NeutralSpan(50, 60, "part"),))
    of = structs.replace(at(100), frame=structs.replace(at(100).frame, ribbon=ribbon))
    assert not chart_bands(of, ChartAxis(0, 200, 100, 20, 100)).yellow


def test_the_end_of_a_stage_stands_in_a_chart_once_it_is_past() -> None:
    axis = ChartAxis(0, 267, 92, 20, 79)
    assert chart_bands(at(79), axis).stage_ends == ()
    assert len(chart_bands(at(81), structs.replace(axis, done=81)).stage_ends) == 1


def test_what_is_put_later_covers_what_was_there() -> None:
    cells = ChartCells(6, 2)
    cells.put(0, 0, "──────", "rule")
    cells.put(2, 0, "17", "mute")
    cells.put(5, 0, "xyz", "full")
    cells.put(0, 7, "nowhere", "full")
    cells.column(1, "╎", "accent", frozenset(" ─"))
    cells.column(2, "╎", "accent", frozenset(" ─"))
    assert cells.at(2, 0) == ("1", "mute")
    assert cells.row(0, {0}) == (
        ("─", "band rule"), ("╎", "accent"), ("17", "mute"), ("─", "rule"), ("x", "full")
    )  # fmt: skip
    assert text_of(cells.row(1)) == " ╎╎   "


def test_the_last_laps_have_a_scale_of_their_own_with_the_cautions_in_view() -> None:
    of = at(217, span=50)
    axis = chart_axis(of, 120)
    row = text_of(chart_scale(of, axis, chart_bands(of, axis), 120))
    assert row[: axis.left].strip() == ""
    assert row.split()[-1] == "217"
    assert row.rindex("217") in (axis.left + 79, axis.left + 80)
    assert "180" in row
    assert "▲" in row
    assert "267" not in row


def test_in_ascii_the_scale_has_its_signs_as_well() -> None:
    of = at(257, span=50, ascii=True)
    axis = chart_axis(of, 120)
    assert text_of(chart_scale(of, axis, chart_bands(of, axis), 120)).isascii()


def test_the_reading_cursor_stands_on_the_cell_of_its_lap() -> None:
    axis = ChartAxis(0, 267, 92, 20, 165)
    assert reading_cell(at(165), axis) is None
    assert reading_cell(at(165, reading=118), axis) == axis.cell(118)
    assert reading_cell(at(165, reading=999), axis) == axis.head - 1


def test_what_is_read_names_the_lap_and_each_car_with_its_words() -> None:
    told = [("17", (("12th", "full"),)), ("5", (("1st", "full"),))]
    assert text_of(reading_remark(at(165, reading=118), told)).split() == [
        "lap", "118", "17", "12th", "5", "1st"
    ]  # fmt: skip
    assert reading_remark(at(165), told) == ()


@pytest.mark.parametrize(
    ("room", "said"), [(3, ""), (7, "17"), (12, "17"), (13, "17  Buescher"), (30, "17  Buescher")]
)
def test_a_car_has_its_name_beside_its_plate_where_there_is_room(room: int, said: str) -> None:
    assert text_of(car_label(at(137), "17", room, "full")).strip() == said


def test_the_rows_of_a_chart_have_the_playhead_after_the_last_cell_run() -> None:
    axis = ChartAxis(0, 100, 50, 9, 10)
    cells = ChartCells(axis.head, 2)
    cells.put(0, 0, "━━━━━", "heavy 17")
    rows = chart_rows(axis, cells, chart_bands(at(10), axis), [(("  1", "mute"),)],
                      [((" 17 ", "plate 17"),)], UNICODE, ["band"])  # fmt: skip
    assert [text_of(row.row) for row in rows] == ["  1      ━━━━━┃ 17 ", "              ┃"]
    assert [row.ground for row in rows] == ["band", "background"]
