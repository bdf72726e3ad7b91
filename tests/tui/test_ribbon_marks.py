"""Marks on the ribbon: what stands where, what gives way, and that labels never fuse."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.tui.ribbons import kansas
from tests.tui.scenes import LAP_137, scene, scene_of, texts
from tests.tui.test_ribbon_cells import caution, over
from tests.tui.viewing import kansas as kansas_race

from replay.race.done_at import done_at_times
from replay.race.mark_orders import stop_marks
from replay.race.state import Height, NeutralSpan, Ribbon
from replay.state.race_keeps import Bookmark
from replay.tui.charts.chart_axis import ChartAxis
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import text_of
from replay.tui.frame import Recording
from replay.tui.panes.ribbon_cells import ribbon_rows
from replay.tui.panes.ribbon_marks import RibbonMarks, marked_row, marks_of
from replay.tui.panes.transport import Transport
from replay.tui.view import View

MARKS = RibbonMarks(
    stops=(33, 84, 119, 168, 206),
    car="17",
    found=(80, 165, 175, 184, 206),
    chosen=(80,),
    bookmarks=(43, 103),
    loop=(114, 124),
    lasts=True,
)
"""The marks of the design: stops of 17, two bookmarks, lines found, and a loop."""


def drawn(
    marks: RibbonMarks,
    ribbon: Ribbon,
    width: int = 99,
    glyphs: Glyphs = UNICODE,
    above: bool = False,
) -> str:
    axis = RibbonAxis(ribbon.scheduled, width)
    rows = ribbon_rows(ribbon, width, glyphs, True)
    row = rows.cautions if above else rows.flags
    return text_of(marked_row(row, marks, axis, ribbon.done, glyphs, above))


# -- as designed ------------------------------------------------------------------------------


def test_in_three_rows_the_marks_stand_on_the_flags() -> None:
    assert drawn(MARKS, kansas(210)) == (
        "▂▂▂▂▂▂▂▂▂▂▂▂○▂▂▾▂▂▂▂▂▂▂▂▂▂▂▂▂╹1 ○▂▂▂▂▂▾▂▂▂┣▂○┫▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂2 ○╹3 ▂4 ▂5 6  ╹┃"
        "┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈┈◇"
    )


def test_in_four_rows_they_have_a_row_of_their_own() -> None:
    assert drawn(MARKS, kansas(210), above=True).rstrip() == (
        "            ○  ▾             ╹▲○      ▾   ┣─○┫               ╹○ ╹▲  ╹  ▲ ▲  ╹"
    )


def test_in_ascii_each_mark_has_a_sign_of_its_own() -> None:
    assert drawn(MARKS, kansas(210), glyphs=ASCII).startswith(
        "____________o__v_____________'1 o_____v___[_o]_______________2 o'3 _4 _5 6  '|"
    )


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
def test_what_a_viewer_has_marked_is_on_the_ribbon_of_the_transport(size: tuple[int, int]) -> None:
    view = View(followed="5", bookmarks=(Bookmark(13_200_000),), loop=(36_000_000, 41_000_000))
    recording = Recording(kansas_race())
    of = scene_of(recording, recording.timeline.instant(137), view=view, size=size)
    rows = texts(Transport, of, size[0], 3 + of.size.largest)
    for sign in "○▾┣┫":
        assert sign in rows[0]
    assert not any(sign in row for row in rows[1:] for sign in "▾┣┫")


# -- what gives way


def on(marks: RibbonMarks, ribbon: Ribbon | None = None, **more: Any) -> str:
    return drawn(marks, ribbon or over(100, 60, (), (), (), ()), 100, **more)


def test_of_marks_in_one_cell_the_higher_rank_stands() -> None:
    ranks: dict[str, Any] = {
        "○": {"stops": (10,)},
        "╹": {"found": (10,)},
        "▾": {"bookmarks": (10,)},
        "┣": {"loop": (10, 20), "lasts": True},
    }
    given: dict[str, Any] = {}
    for sign, more in ranks.items():
        given |= more
        assert on(RibbonMarks(car="5", **given))[9] == sign


def test_the_end_of_a_stage_gives_way_and_the_number_of_a_caution_never() -> None:
    ribbon = over(100, 60, (), (caution(3, 41, 44),), (50,), (30,))
    marks = RibbonMarks(bookmarks=(30, 31, 41, 42, 50))
    row = on(marks, ribbon)
    assert on(RibbonMarks(), ribbon)[30] == "◆"
    assert on(RibbonMarks(bookmarks=(31,)), ribbon)[30] == "▾"
    assert row[40] == "3"
    assert row[41] == "▾"
    assert row[49] == "■"


def test_on_yellow_a_mark_has_the_ink_of_the_flag() -> None:
    ribbon = over(100, 60, (), (caution(3, 41, 44),), (), ())
    axis = RibbonAxis(100, 100)
    flags = ribbon_rows(ribbon, 100, UNICODE, True).flags
    row = marked_row(flags, RibbonMarks(bookmarks=(43, 50)), axis, 60, UNICODE, False)
    cells = [(sign, role) for text, role in row for sign in text]
    assert cells[42] == ("▾", "fill flag_yellow")
    assert cells[49] == ("▾", "full")


def test_a_stop_that_would_touch_a_number_stands_one_cell_on_or_not_at_all() -> None:
    ribbon = over(100, 60, (), (caution(3, 41, 41), caution(4, 43, 43)), (), ())
    assert on(RibbonMarks(), ribbon)[40:43] == "3▂4"
    assert "○" not in on(RibbonMarks(stops=(40,), car="5"), ribbon)
    assert on(RibbonMarks(stops=(44,), car="5"), ribbon)[40:46] == "3▂4▂○▂"


def test_a_loop_is_a_line_between_its_ends_as_far_as_the_clock_has_come() -> None:
    whole = RibbonMarks(loop=(10, 15), lasts=True)
    assert on(whole)[8:16] == "▂┣▂▂▂▂┫▂"
    axis = RibbonAxis(100, 100)
    flags = ribbon_rows(over(100, 60, (), (), (), ()), 100, UNICODE, True).flags
    row = marked_row(flags, whole, axis, 60, UNICODE, False)
    assert ("┣▂▂▂▂┫", "accent") in row
    begun = over(100, 12, (), (), (), ())
    assert on(RibbonMarks(loop=(10, None), lasts=True), begun, above=True).rstrip()[9:] == "┣───"
    assert on(RibbonMarks(loop=(10, None)), begun, above=True).rstrip()[9:] == "┣"


def test_a_mark_set_by_hand_waits_until_the_clock_has_come_to_it() -> None:
    recording = Recording(kansas_race())
    instant = recording.timeline.instant
    view = View(
        bookmarks=(Bookmark(instant(20)), Bookmark(instant(150))), loop=(instant(30), instant(160))
    )
    before = marks_of(scene_of(recording, instant(137), view=view))
    assert (before.bookmarks, before.loop, before.lasts) == ((20,), (30, None), True)
    after = marks_of(scene_of(recording, instant(200), view=view))
    assert (after.bookmarks, after.loop) == ((20, 150), (30, 160))


def test_over_time_marks_stand_on_seconds() -> None:
    ribbon = Ribbon(100, 3, (), (), seconds=60)

    def answer(question: object, *about: Any) -> Any:
        assert question in (done_at_times, stop_marks)
        return tuple(at // 10_000 for at in about[0]) if question is done_at_times else (12,)

    view = View(followed="5", bookmarks=(Bookmark(300_000),))
    of = scene(ribbon=ribbon, now=LAP_137, view=view, answer=answer)
    assert marks_of(of) == RibbonMarks(stops=(12,), car="5", bookmarks=(30,))


# -- laws


@st.composite
def ribbons(draw: st.DrawFn) -> Ribbon:
    distance = draw(st.integers(1, 400))
    done = draw(st.integers(0, distance))
    firsts = sorted(draw(st.sets(st.integers(1, max(done, 1)), max_size=14)))
    of_them: list[Height] = ["bunch", "bunch", "bunch", "slow", "part", "stop"]
    heights = st.sampled_from(of_them)
    spans = [
        NeutralSpan(first, min(first + draw(st.integers(0, 6)), max(done, 1)), height, number)
        for number, first in enumerate(firsts, draw(st.integers(1, 9)))
        for height in [draw(heights)]
    ]
    ends = draw(st.sets(st.integers(1, distance), max_size=3))
    return Ribbon(distance, done, (), tuple(sorted(ends)), neutralised=tuple(spans))


marks_lists = st.lists(st.integers(0, 450), max_size=12).map(tuple)


@st.composite
def ribbon_marks(draw: st.DrawFn) -> RibbonMarks:
    start, end = draw(st.integers(0, 450)), draw(st.none() | st.integers(0, 450))
    return RibbonMarks(
        stops=draw(marks_lists),
        car="5",
        found=draw(marks_lists),
        chosen=draw(st.lists(st.integers(0, 450), max_size=1).map(tuple)),
        bookmarks=draw(marks_lists),
        loop=draw(st.none() | st.just((start, end))),
        lasts=draw(st.booleans()),
    )


@given(ribbons(), ribbon_marks(), st.integers(1, 200), st.sampled_from((UNICODE, ASCII)))
@example(kansas(210), MARKS, 62, ASCII)
def test_labels_never_fuse_and_nothing_moves_on_the_flags(
    ribbon: Ribbon, marks: RibbonMarks, width: int, glyphs: Glyphs
) -> None:
    bare, row = drawn(RibbonMarks(), ribbon, width, glyphs), drawn(marks, ribbon, width, glyphs)
    head = RibbonAxis(ribbon.scheduled, width).playhead(ribbon.done)
    assert len(row) == len(bare) == width
    assert row[head:] == bare[head:]
    for cell, (before, now) in enumerate(zip(bare, row, strict=True)):
        if before.isdigit() or now.isdigit() or before == glyphs.red:
            assert now == before
        if now == glyphs.stop and before != now:
            assert not any(sign.isdigit() for sign in row[max(cell - 1, 0) : cell + 2])


@given(ribbons(), st.integers(1, 400), st.integers(1, 200))
def test_a_stop_stands_in_the_cell_that_a_chart_has_for_it(
    ribbon: Ribbon, mark: int, width: int
) -> None:
    chart = ChartAxis(0, ribbon.scheduled, width, 0, ribbon.done)
    axis = RibbonAxis(ribbon.scheduled, width, leaves=True)
    above = ribbon_rows(ribbon, width, UNICODE, True, leaves=True).cautions
    marks = RibbonMarks(stops=(mark,), car="5")
    row = text_of(marked_row(above, marks, axis, ribbon.done, UNICODE, True))
    if mark > ribbon.done:
        assert "○" not in row
    elif chart.head:
        assert row.index("○") == chart.cell(mark)


def test_a_bookmark_that_was_just_set_is_seen_at_once() -> None:
    assert on(RibbonMarks(bookmarks=(60,)))[58:61] == "▂▾┃"
    between = over(267, 137, (), (), (), ())
    row = drawn(RibbonMarks(bookmarks=(137,)), between, 62)
    assert row[row.index("┃") - 1] == "▾"


@given(ribbons(), ribbon_marks(), st.integers(1, 200))
def test_above_the_flags_no_mark_is_right_of_the_playhead(
    ribbon: Ribbon, marks: RibbonMarks, width: int
) -> None:
    row = drawn(marks, ribbon, width, above=True)
    assert len(row) == width
    assert not row[RibbonAxis(ribbon.scheduled, width).playhead(ribbon.done) + 1 :].strip()


# -- what lies ahead


def test_what_lies_ahead_is_told_in_ink_and_never_filled() -> None:
    axis = RibbonAxis(268, 175)
    now, whole = kansas(137, 268), kansas(268, 268)
    hidden = ribbon_rows(now, 175, UNICODE, True)
    shown = ribbon_rows(now, 175, UNICODE, True, ahead=whole)
    head = axis.playhead(137)
    assert text_of(hidden.flags)[:head] == text_of(shown.flags)[:head]
    ahead = text_of(shown.flags)[head + 1 :]
    assert [sign for sign in ahead if sign.isdigit()] == list("234567")
    leaders = text_of(shown.leaders)[head + 1 :]
    assert {"17", "5", "8", "11"} <= set(leaders.split())
    at = 0
    for text, role in shown.flags:
        assert at <= head or not role.startswith("fill")
        at += len(text)


@given(ribbons(), st.integers(1, 200), st.integers(0, 400))
def test_revealing_changes_nothing_left_of_the_playhead(
    whole: Ribbon, width: int, done: int
) -> None:
    done = min(done, whole.done)
    seen = tuple(
        NeutralSpan(one.first, min(one.last, done), one.height, one.number)
        for one in whole.neutralised
        if one.first <= done
    )
    now = Ribbon(whole.scheduled, done, (), whole.stage_ends, neutralised=seen)
    head = RibbonAxis(whole.scheduled, width).playhead(done)
    hidden = ribbon_rows(now, width, UNICODE, True)
    shown = ribbon_rows(now, width, UNICODE, True, ahead=whole)
    pairs = (hidden.flags, shown.flags), (hidden.cautions, shown.cautions)
    for one, other in pairs:
        assert text_of(one)[: head + 1] == text_of(other)[: head + 1]
        assert len(text_of(one)) == len(text_of(other)) == width
