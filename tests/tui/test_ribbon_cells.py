import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tui.ribbons import kansas

from replay.race.state import Ribbon, Stint, YellowSpan
from replay.tui.drawing.glyphs import UNICODE
from replay.tui.drawing.runs import text_of
from replay.tui.ribbon_cells import Axis, ribbon_rows


@pytest.mark.parametrize("width", [62, 99, 175])
@pytest.mark.parametrize("lap", [0, 1, 80, 137, 178, 200, 266])
def test_right_of_the_playhead_there_is_only_what_was_scheduled(lap: int, width: int) -> None:
    rows = ribbon_rows(kansas(lap), width, UNICODE, True)
    flags, leaders = text_of(rows.flags), text_of(rows.leaders)
    head = flags.index("┃")
    assert set(flags[head + 1 :]) <= {"┈", "◇"}
    assert set(leaders[head + 1 :]) <= {"┈"}
    assert leaders[head] == "┃"
    assert text_of(rows.cautions)[head:].strip() == ""


def test_overtime_is_not_drawn_before_it_is_known() -> None:
    before, after = (ribbon_rows(kansas(240, laps), 99, UNICODE, True) for laps in (267, 268))
    assert text_of(before.scale).endswith("267")
    assert text_of(after.scale).endswith("268")


def test_a_short_caution_still_has_a_cell() -> None:
    ribbon = Ribbon(500, 400, (), (YellowSpan(1, 201, 201), YellowSpan(2, 202, 202)), (), ())
    flags = text_of(ribbon_rows(ribbon, 62, UNICODE, False).flags)
    assert flags.replace("▂", "").startswith("12┃")


def test_a_caution_number_that_has_no_room_is_not_cut() -> None:
    ribbon = Ribbon(500, 400, (), (YellowSpan(10, 201, 201), YellowSpan(11, 300, 320)), (), ())
    flags = text_of(ribbon_rows(ribbon, 62, UNICODE, False).flags)
    assert flags.replace("▂", "").startswith("▲11")


def test_a_red_flag_stands_on_its_lap() -> None:
    ribbon = Ribbon(200, 100, (), (YellowSpan(1, 40, 60),), (50,), ())
    row = ribbon_rows(ribbon, 100, UNICODE, False).flags
    assert ("■", "fill flag_red") in row
    assert text_of(row)[24] == "■"


def test_a_past_stage_end_is_filled_and_a_coming_one_is_not() -> None:
    ribbon = Ribbon(200, 100, (), (), (), (50, 150))
    flags = text_of(ribbon_rows(ribbon, 100, UNICODE, False).flags)
    assert (flags[25], flags[75]) == ("◆", "◇")


def test_a_stint_without_room_for_its_number_is_plain() -> None:
    ribbon = Ribbon(100, 90, (Stint(1, 2, "5"), Stint(3, 3, "7"), Stint(4, 7, "007")), (), (), ())
    row = ribbon_rows(ribbon, 100, UNICODE, False).leaders
    assert row[:3] == (("5 ", "plate 5"), (" ", "plate 7"), ("007 ", "plate 007"))


@pytest.mark.parametrize("width", [62, 99, 175])
def test_labels_near_the_playhead_give_way_whole(width: int) -> None:
    known = {"0", "267", "stage 1", "stage 2", *map(str, range(20, 260, 20))}
    for lap in range(268):
        scale = text_of(ribbon_rows(kansas(lap), width, UNICODE, True).scale)
        labels = [label.strip() for label in re.split(" {2,}", scale.strip())]
        assert str(lap) in labels
        assert set(labels) <= known | {str(lap)}


def test_a_long_race_has_ticks_that_fit() -> None:
    ribbon = Ribbon(500, 0, (), (), (), ())
    scale = text_of(ribbon_rows(ribbon, 99, UNICODE, True).scale)
    assert scale.split() == [str(lap) for lap in range(0, 501, 50)]


@given(st.integers(1, 600), st.integers(1, 200), st.data())
def test_the_ribbon_is_as_wide_as_asked_for_at_any_size(
    laps: int, width: int, data: st.DataObject
) -> None:
    lap = data.draw(st.integers(0, laps + 3))
    cut = data.draw(st.integers(0, lap))
    stints = tuple(
        s for s in (Stint(1, cut, "17"), Stint(cut + 1, lap, "007")) if s.last >= s.first
    )
    yellows = tuple(
        YellowSpan(n, lap_ + 1, min(lap_ + 2, lap + 1))
        for n, lap_ in enumerate(sorted(data.draw(st.sets(st.integers(0, lap), max_size=12))), 1)
    )
    ribbon = Ribbon(laps, lap, stints, yellows, (max(lap, 1),), (max(laps // 2, 1), laps))
    rows = ribbon_rows(ribbon, width, UNICODE, True)
    for row in (rows.cautions, rows.flags, rows.leaders, rows.scale):
        assert len(text_of(row)) == width


@given(st.integers(1, 600), st.integers(1, 200), st.integers(-5, 205))
def test_a_press_puts_the_playhead_under_the_pointer(laps: int, width: int, cell: int) -> None:
    axis = Axis(laps, width)
    lap = axis.lap_at(cell)
    assert 0 <= lap <= laps
    nearest = min(
        abs(axis.playhead(other) - min(max(cell, 0), width - 1)) for other in range(laps + 1)
    )
    assert abs(axis.playhead(lap) - min(max(cell, 0), width - 1)) == nearest


@pytest.mark.parametrize("width", range(20, 130))
def test_caution_numbers_stand_in_their_order_at_every_width(width: int) -> None:
    yellows = tuple(
        YellowSpan(n, first, last)
        for n, first, last in ((1, 81, 87), (2, 166, 172), (3, 176, 182), (4, 185, 186))
    )
    ribbon = Ribbon(267, 185, (Stint(0, 185, "5"),), yellows, (), (80, 165, 267))
    shown = text_of(ribbon_rows(ribbon, width, UNICODE, False).flags)
    cautions = [int(sign) for sign in shown if sign.isdigit()]
    assert cautions == sorted(cautions)
