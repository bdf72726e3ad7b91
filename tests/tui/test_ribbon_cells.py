import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.tui.ribbons import kansas

from replay.race.model import SECOND, Night
from replay.race.state import NeutralSpan, Ribbon, Stint
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.drawing.runs import Row, text_of
from replay.tui.panes.ribbon_cells import LaneMarks, ribbon_rows
from replay.tui.panes.ribbon_scale import day_row

HOUR = 3_600


def caution(number: int, first: int, last: int) -> NeutralSpan:
    return NeutralSpan(first, last, "bunch", number)


def over(
    scheduled: int,
    lap: int,
    stints: tuple[Stint, ...],
    neutralised: tuple[NeutralSpan, ...],
    reds: tuple[int, ...],
    stage_ends: tuple[int, ...],
    seconds: int | None = None,
    finished: bool = False,
) -> Ribbon:
    """A ribbon of what is drawn; a red flag stands on its lap."""
    spans = (*neutralised, *(NeutralSpan(lap, lap, "stop") for lap in reds))
    return Ribbon(scheduled, lap, stints, stage_ends, seconds, finished, neutralised=spans)


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
    ribbon = over(500, 400, (), (caution(1, 201, 201), caution(2, 202, 202)), (), ())
    flags = text_of(ribbon_rows(ribbon, 62, UNICODE, False).flags)
    assert flags.replace("▂", "").startswith("1▲┃")


def test_a_caution_number_that_has_no_room_is_not_cut() -> None:
    ribbon = over(500, 400, (), (caution(10, 201, 201), caution(11, 300, 320)), (), ())
    flags = text_of(ribbon_rows(ribbon, 62, UNICODE, False).flags)
    assert flags.replace("▂", "").startswith("▲11")


def test_a_red_flag_stands_on_its_lap() -> None:
    ribbon = over(200, 100, (), (caution(1, 40, 60),), (50,), ())
    row = ribbon_rows(ribbon, 100, UNICODE, False).flags
    assert ("■", "fill flag_red") in row
    assert text_of(row)[24] == "■"


def test_a_past_stage_end_is_filled_and_a_coming_one_is_not() -> None:
    ribbon = over(200, 100, (), (), (), (50, 150))
    flags = text_of(ribbon_rows(ribbon, 100, UNICODE, False).flags)
    assert (flags[25], flags[75]) == ("◆", "◇")


def test_a_stint_without_room_for_its_number_is_plain() -> None:
    ribbon = over(100, 90, (Stint(1, 2, "5"), Stint(3, 3, "7"), Stint(4, 7, "007")), (), (), ())
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
    ribbon = over(500, 0, (), (), (), ())
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
        caution(n, lap_ + 1, min(lap_ + 2, lap + 1))
        for n, lap_ in enumerate(sorted(data.draw(st.sets(st.integers(0, lap), max_size=12))), 1)
    )
    ribbon = over(laps, lap, stints, yellows, (max(lap, 1),), (max(laps // 2, 1), laps))
    rows = ribbon_rows(ribbon, width, UNICODE, True)
    for row in (rows.cautions, rows.flags, rows.leaders, rows.scale):
        assert len(text_of(row)) == width


@given(st.integers(1, 600) | st.integers(1, 90_000), st.integers(1, 200), st.integers(-5, 205))
@example(3, 99, 50)
@example(10, 62, 61)
@example(3 * HOUR, 99, 25)
def test_a_press_puts_the_playhead_under_the_pointer_or_as_near_as_can_be(
    distance: int, width: int, cell: int
) -> None:
    axis = RibbonAxis(distance, width)
    done = axis.done_at(cell)
    assert 0 <= done <= distance
    inside = min(max(cell, 0), width - 1)
    nearest = min(abs(axis.playhead(other) - inside) for other in range(distance + 1))
    assert abs(axis.playhead(done) - inside) == nearest


def test_a_press_at_a_quarter_of_three_hours_goes_to_the_first_second_of_its_cell() -> None:
    assert RibbonAxis(3 * HOUR, 99).done_at(25) == 45 * 60 + 28


@pytest.mark.parametrize("width", range(20, 130))
def test_caution_numbers_stand_in_their_order_at_every_width(width: int) -> None:
    yellows = tuple(
        caution(n, first, last)
        for n, first, last in ((1, 81, 87), (2, 166, 172), (3, 176, 182), (4, 185, 186))
    )
    ribbon = over(267, 185, (Stint(0, 185, "5"),), yellows, (), (80, 165, 267))
    shown = text_of(ribbon_rows(ribbon, width, UNICODE, False).flags)
    cautions = [int(sign) for sign in shown if sign.isdigit()]
    assert cautions == sorted(cautions)


# -- races of a few laps, and over a time


def plates(row: Row) -> list[str]:
    """The car of each cell of the leaders, or what else stands there."""
    return [
        role.split()[1] if role.startswith(("plate", "pale")) else text[i]
        for text, role in row
        for i in range(len(text))
    ]


def labels(row: Row) -> list[str]:
    """What is written on the row of the leaders, split at blanks and signs alone."""
    return re.findall(r"[^ ┈┃]+", text_of(row))


def test_a_race_of_ten_laps_has_its_leaders_and_cautions_whole() -> None:
    stints = (Stint(0, 3, "5"), Stint(4, 4, "007"), Stint(5, 7, "24"))
    ribbon = over(10, 7, stints, (caution(1, 5, 6),), (), (5, 10))
    rows = ribbon_rows(ribbon, 40, UNICODE, True)
    assert text_of(rows.flags) == "▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂1   ◆   ▂▂▂▂┃┈┈┈┈┈┈┈┈┈┈◇"
    assert text_of(rows.leaders) == "     5      007      24     ┃┈┈┈┈┈┈┈┈┈┈┈"
    assert plates(rows.leaders)[:28] == ["5"] * 12 + ["007"] * 4 + ["24"] * 12
    assert text_of(rows.scale) == "0       2        stage 1    7   8     10"


def test_a_race_of_three_laps_is_led_to_the_last_cell() -> None:
    stints = (Stint(0, 1, "5"), Stint(2, 2, "24"), Stint(3, 3, "5"))
    rows = ribbon_rows(over(3, 3, stints, (caution(1, 2, 2),), (), ()), 30, UNICODE, True)
    assert plates(rows.leaders) == ["5"] * 10 + ["24"] * 10 + ["5"] * 10
    assert text_of(rows.flags) == "▂▂▂▂▂▂▂▂▂▂1         ▂▂▂▂▂▂▂▂▂┃"
    assert text_of(rows.leaders) == "    5         24        5     "


def test_the_number_before_the_winners_last_cell_is_whole_or_left_out() -> None:
    stints = (Stint(1, 265, "5"), Stint(266, 267, "17"), Stint(268, 268, "24"))
    rows = ribbon_rows(over(268, 268, stints, (), (), ()), 175, UNICODE, True)
    assert plates(rows.leaders)[-2:] == ["17", "24"]
    assert labels(rows.leaders) == ["5"]


def timed(seconds: int, lap: int, *, finished: bool = False) -> Ribbon:
    """A race over three hours of which so many seconds are run."""
    stints = (Stint(1, 2_400, "5"), Stint(2_401, seconds, "24"))
    yellows = (caution(1, 1_800, 2_100),)
    return over(3 * HOUR, lap, stints, yellows, (), (), seconds, finished)


def test_a_race_over_a_time_has_its_hours_as_the_scale_and_the_time_on_the_playhead() -> None:
    rows = ribbon_rows(timed(4_880, 137), 99, UNICODE, True)
    assert text_of(rows.scale) == (
        "0 h            0:30            1:00       1:21  1:30            2:00             2:30"
        "          3:00"
    )
    assert text_of(rows.leaders).index("┃") == text_of(rows.flags).index("┃") == 44
    assert plates(rows.leaders)[:44] == ["5"] * 22 + ["24"] * 22


def test_until_the_flag_falls_the_last_cell_is_the_playheads_though_the_time_is_up() -> None:
    up = ribbon_rows(timed(3 * HOUR + 50, 260), 62, UNICODE, False)
    assert text_of(up.leaders)[-1] == text_of(up.flags)[-1] == "┃"
    over = ribbon_rows(timed(3 * HOUR + 90, 261, finished=True), 62, UNICODE, False)
    assert plates(over.leaders)[-1] == "24"
    assert text_of(over.scale).rstrip().endswith("flag")


@pytest.mark.parametrize(
    ("hours", "width", "labels"),
    [
        (24, 62, "0:00 4 8 12 16 20 24"),
        (24, 79, "0:00 4 8 12 16 20 24"),
        (24, 99, "0:00 2 4 6 8 10 12 14 16 18 20 22 24"),
        (24, 135, "0:00 2 4 6 8 10 12 14 16 18 20 22 24"),
        (24, 175, "0:00 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24"),
        (12, 62, "0:00 2 3 4 5 6 7 8 9 10 11 12"),
        (6, 99, "0:00 1 2 3 4 5 6"),
        (4, 62, "0:00 1 2 3 4"),
        (3, 62, "0:00 0:30 1:00 1:30 2:00 2:30 3:00"),
    ],
)
def test_the_hours_of_a_race_are_labelled_by_its_length_and_the_width(
    hours: int, width: int, labels: str
) -> None:
    ribbon = over(hours * HOUR, 0, (), (), (), (), seconds=0)
    assert text_of(ribbon_rows(ribbon, width, UNICODE, True).scale).split() == labels.split()


@pytest.mark.parametrize(
    ("seconds", "label"), [(400, "0:06"), (2_700, "0:45"), (7_200, "2:00"), (9_600, "2:30")]
)
def test_the_right_end_is_the_scheduled_time_or_the_last_label_before_it(
    seconds: int, label: str
) -> None:
    ribbon = over(seconds, 0, (), (), (), (), seconds=0)
    assert text_of(ribbon_rows(ribbon, 99, UNICODE, True).scale).rstrip().endswith(label)


@pytest.mark.parametrize(("hours", "width"), [(3, 62), (3, 99), (3, 175), (24, 62), (24, 175)])
def test_labels_of_times_are_whole_and_never_near_each_other(hours: int, width: int) -> None:
    known = re.compile(r"0 h|\d+|\d+:\d\d")
    for seconds in range(0, hours * HOUR, 997):
        ribbon = over(hours * HOUR, seconds // 40, (), (), (), (), seconds)
        scale = text_of(ribbon_rows(ribbon, width, UNICODE, False).scale)
        said = re.split(" {2,}", scale.strip())
        assert len(said) > 4
        assert all(known.fullmatch(label) for label in said), scale
        assert f"{seconds // HOUR}:{seconds // 60 % 60:02d}" in said


def heights(*spans: NeutralSpan, glyphs: Glyphs = UNICODE) -> str:
    ribbon = over(50, 40, (), spans, (), ())
    return text_of(ribbon_rows(ribbon, 50, glyphs, False).flags)


def test_the_height_says_how_far_the_race_is_neutralised() -> None:
    spans = (
        NeutralSpan(3, 5, "part", 3),
        NeutralSpan(10, 13, "slow", 1),
        NeutralSpan(20, 25, "bunch", 2),
        NeutralSpan(30, 30, "stop"),
    )
    assert heights(*spans) == "▂▂▖▖▖▂▂▂▂▄▄▄▄▂▂▂▂▂▂2     ▂▂▂▂■▂▂▂▂▂▂▂▂▂▂┃┈┈┈┈┈┈┈┈┈"
    assert heights(*spans, glyphs=ASCII) == "__---____====______2     ____X__________|........."


def test_what_neutralises_further_while_it_lasts_is_drawn_over_what_stood_before() -> None:
    spans = (NeutralSpan(20, 30, "bunch", 1), NeutralSpan(25, 26, "stop"))
    assert heights(*spans)[19:30] == "1    ■     "


def test_of_neighbours_of_one_paint_every_second_is_pale() -> None:
    stints = tuple(Stint(lap, lap + 9, car) for lap, car in ((1, "6"), (11, "5"), (21, "12")))
    marks = LaneMarks(label={"6": "VAN", "5": "5", "12": "12"}.__getitem__, paint=lambda car: 1)
    row = ribbon_rows(over(40, 40, stints, (), (), ()), 40, UNICODE, True, True, marks).leaders
    assert [role for _, role in row if "6" in role or "5" in role or "12" in role] == [
        "plate 6", "pale 5", "plate 12",
    ]  # fmt: skip
    assert text_of(row).split() == ["VAN", "5", "12"]


def test_the_time_of_day_runs_under_the_scale_and_the_night_has_its_ground() -> None:
    night = Night(begins=6 * HOUR * SECOND, ends=14 * HOUR * SECOND)
    row = day_row(16 * HOUR * SECOND, night, RibbonAxis(24 * HOUR, 96))
    assert text_of(row) == (
        "16:00         20:00   22:00   0:00    night   4:00    6:00    8:00    10:00   12:00   "
        "14:00     "
    )
    dark = [len(text) for text, role in row if role.startswith("night")]
    assert sum(dark) == 32


@st.composite
def led(draw: st.DrawFn) -> Ribbon:
    """A race of any distance, over laps or a time, and stints and cautions up to now."""
    distance = draw(st.integers(1, 300) | st.integers(1, 30_000))
    done = draw(st.integers(1, distance))
    changes = sorted(draw(st.sets(st.integers(1, done), max_size=12)) | {done})
    cars = draw(st.lists(st.sampled_from(("5", "24", "007")), min_size=13, max_size=13))
    stints = [
        Stint(a + 1, b, car) for (a, b), car in zip(pairwise((0, *changes)), cars, strict=False)
    ]
    slow = sorted(draw(st.sets(st.integers(1, done), max_size=12)))
    yellows = tuple(caution(n, first, first) for n, first in enumerate(slow, 1))
    over_time = draw(st.booleans())
    return over(
        scheduled=distance,
        lap=done // 40 if over_time else done,
        stints=tuple(stints),
        neutralised=yellows,
        reds=(),
        stage_ends=(),
        seconds=done if over_time else None,
        finished=draw(st.booleans()),
    )


@given(led(), st.integers(1, 200))
def test_stints_cover_their_cells_and_no_label_touches_another(ribbon: Ribbon, width: int) -> None:
    rows = ribbon_rows(ribbon, width, UNICODE, True)
    axis = RibbonAxis(ribbon.scheduled, width)
    cells = plates(rows.leaders)
    head = width if ribbon.is_complete else axis.playhead(ribbon.done)
    for cell in range(head - ribbon.is_complete):
        # The cell's middle lies within lap or second (2c + 1) * distance / (2 * width), counted up.
        middle = (2 * cell + 1) * ribbon.scheduled // (2 * width) + 1
        leader = next(stint.car for stint in ribbon.stints if middle <= stint.last)
        assert cells[cell] == leader
    if ribbon.is_complete:
        assert cells[-1] == ribbon.stints[-1].car
    assert set(labels(rows.leaders)) <= {stint.car for stint in ribbon.stints}
    numbers = re.findall(r"\d+", text_of(rows.flags))
    assert set(numbers) <= {str(span.number) for span in ribbon.neutralised}
    for row in (rows.cautions, rows.flags, rows.leaders, rows.scale):
        assert len(text_of(row)) == width
