"""The finish line on the whole screen: figures, facts, and the keys of the strip in focus."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from replay.race.finish import CarAtLine, FieldAtLine, Nose, Photo
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.large_digits import large
from replay.tui.drawing.runs import text_of
from replay.tui.finish_line.details import LineDetails, beside, field_details, photo_details
from replay.tui.finish_line.margin import inches, margin_rows
from replay.tui.finish_line.viewport import Viewport
from replay.tui.finish_line.window import NANOSECONDS_IN_TICK, WIDER, Window, window_on

from .finish_values import ENTRIES, NOSES, photo
from .scenes import scene
from .viewing import END, GRID, LAPS, YELLOW, Viewer, focused, kansas, tiny, view, viewport

FIRST = 114_424_210
"""When the first nose of Kansas 2024 is on the line by the loops, in ticks."""

RULED = 114_424_200
"""The same once the camera has ruled."""


RACE = structs.replace(kansas(), entries=ENTRIES)


def card(of: Photo, width: int, height: int = 11) -> list[str]:
    return [text_of(row).rstrip() for row in photo_details(of, RACE, width, height, UNICODE)]


def seen(viewer: Viewer) -> Window:
    """The piece of time that the strip shows."""
    photo = viewer.screen.recording.frame(viewer.time).photo
    assert photo is not None
    return viewport(viewer).window(photo, viewer.app.size.width)


# -- the figures


def test_a_figure_is_three_rows_high_and_as_wide_on_each() -> None:
    for glyphs in (UNICODE, ASCII):
        for text in ("0.001", "0.0026", "~0.6", "12.345"):
            rows = large(text, glyphs)
            assert len(rows) == 3
            assert len(set(map(len, rows))) == 1
            assert not glyphs.ascii or "".join(rows).isascii()


def test_every_digit_is_drawn_in_its_own_way() -> None:
    for glyphs in (UNICODE, ASCII):
        assert len({large(digit, glyphs) for digit in "0123456789"}) == 10


def test_the_margin_stands_in_large_figures_once_there_is_one() -> None:
    assert margin_rows(photo(clock=5), UNICODE) == ()
    *_, foot = (text_of(row) for row in margin_rows(photo(), ASCII))
    assert foot == "|_|.|_||_|  | s"
    rebuilt = structs.replace(photo(), noses=(NOSES[0], Nose("17", 6_040, 0, True, exact=False)))
    *_, foot = (text_of(row) for row in margin_rows(rebuilt, ASCII))
    assert foot == "~|_|.|_| s"


# -- the facts


def test_the_card_says_what_is_measured_computed_and_unknown() -> None:
    rows = card(photo(), 120)
    assert [row[1:62].rstrip() for row in rows[4:9]] == [
        "camera         5  Larson first by 0.001 s  (official)",
        "measured     0.001 s, each nose good to ±0.0005 s",
        "computed     ~3.1 in at 175.063 mph, last-lap average",
        "unknown      the speed at the line",
        "             lanes of 9 19, drawn in finishing order",
    ]


def test_while_no_car_comes_by_the_details_are_not_worked_out_again() -> None:
    def rows(of: Photo, width: int = 120) -> Sequence[Any]:
        return pane.made_rows(structs.replace(scene(photo=of), race=RACE), width, 11)

    pane = LineDetails(RACE)
    before = rows(photo(clock=700))
    assert rows(photo(clock=740)) is before
    after = rows(photo(clock=750))
    assert after != before
    assert [text_of(line.row).rstrip() for line in after] == card(photo(clock=750), 120)
    assert rows(photo(clock=750, official=False)) != after
    assert rows(photo(clock=750), 80) != after


def test_the_card_lists_the_cars_that_have_come_by() -> None:
    rows = [row[62:] for row in card(photo(clock=700, official=False), 120)]
    assert rows[:4] == [
        "pos car  driver                    gap  at the line",
        " 1    5  A Larson                first",
        " 2   17  A Buescher             +0.001      ~3.1 in",
        " 3    9  A Elliott              +0.060     ~15.4 ft",
    ]
    assert not any(rows[4:])


def test_at_80_columns_the_facts_stand_beside_the_figures() -> None:
    *rows, last = card(photo(), 80, 5)
    assert last == "   5    17  +0.001    9  +0.060   19  +0.075   11  +0.609"
    assert [row[24:] for row in rows] == [
        "camera         5  Larson first by 0.001 s  (official)",
        "computed     ~3.1 in at 175.063 mph, last-lap average",
        "unknown      the speed at the line, lanes of 9 19",
    ]


def test_at_200_columns_more_cars_stand_in_a_second_column() -> None:
    field = kansas().entries[:30]
    many = tuple(Nose(entry.car, 10 * n, 0, True) for n, entry in enumerate(field))
    sheet = photo_details(structs.replace(photo(), noses=many), kansas(), 200, 11, UNICODE)
    rows = [text_of(row) for row in sheet]
    assert rows[1][62:66] == " 1  "
    assert rows[1][116:120] == "11  "
    assert rows[10][116:120] == "20  "


def test_before_the_ruling_the_loops_say_who_is_first_and_how_good_that_is() -> None:
    rows = card(photo(by="loops", official=False), 120)
    assert rows[4][1:62].rstrip() == "transponder    5  Larson first by 0.001 s"
    assert rows[5][1:62].rstrip() == "measured     0.001 s, each nose good to ±0.0015 s"
    *rows, _ = card(photo(by="loops", official=False), 80, 6)
    assert rows[1][24:] == "good to      ±0.0015 s, unofficial"


@given(st.integers(0, 60), st.integers(0, 20_000))
def test_no_car_is_told_of_before_its_nose_is_at_the_line(height: int, clock: int) -> None:
    told = "\n".join(card(photo(clock=clock), 120, height))
    for nose in NOSES:
        if nose.gap > clock:
            surname = next(e.surname for e in ENTRIES if e.car == nose.car)
            assert surname not in told


def test_rows_beside_others_begin_at_their_column() -> None:
    rows = beside([(("ab", "full"),)], [(("x", "full"),), (("y", "full"),)], 4)
    assert [text_of(row) for row in rows] == ["ab  x", "    y"]


# -- the window that is moved


@given(
    st.integers(20, 220),
    st.integers(WIDER, 6),
    st.integers(0, 3_000),
    st.integers(-400, 400),
    st.integers(0, 20_000),
)
def test_a_window_moves_between_the_opening_and_the_last_that_was_seen(
    width: int, zoom: int, gap: int, by: int, last: int
) -> None:
    before = window_on(width, zoom, gap)
    first = window_on(width, 0, 0).start
    moved = before.limited(by * before.eighth, first, last)
    after = window_on(width, zoom, gap, moved)
    assert after.step == before.step
    assert after.start - before.start == moved * NANOSECONDS_IN_TICK
    if moved < 0:
        assert after.start >= first - NANOSECONDS_IN_TICK
    if moved > 0:
        assert after.middle <= last


# -- the keys


def test_esc_leaves_the_whole_screen_and_then_the_strip() -> None:
    async def check(viewer: Viewer) -> None:
        page = viewer.screen.page
        await viewer.press("end", "f")
        assert not page["order"].region
        await viewer.press("escape")
        assert viewer.strip_open
        assert page["order"].region
        assert focused(viewer, page["order"])
        await viewer.press("escape")
        assert not viewer.strip_open

    view(tiny(), check)


def test_the_screen_can_open_with_the_line_on_all_of_it() -> None:
    async def check(viewer: Viewer) -> None:
        assert focused(viewer, viewer.screen.page["strip"])
        assert not viewer.screen.page["order"].region
        await viewer.press("escape")
        assert viewer.screen.page["order"].region

    view(tiny(), check, start=END, finish_line=True)


@pytest.mark.parametrize("time", [GRID, LAPS[3], LAPS[4], END - 100_000, END])
def test_f_shows_the_line_at_the_clock_and_never_moves_it(time: int) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(time)
        await viewer.press("f")
        assert viewer.time == time
        await viewer.press("f")
        assert viewer.time == time
        assert viewer.screen.page["order"].region

    view(tiny(), check)


def test_between_pictures_the_whole_screen_is_the_fields_and_the_arrows_go_lap_by_lap() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[2])
        await viewer.press("f")
        assert "At the line, lap 2" in viewer.lines()[1]
        assert "pan" not in viewer.lines()[-1]
        await viewer.press("right")
        assert viewer.time == LAPS[3]
        assert "At the line, lap 3" in viewer.lines()[1]
        await viewer.press("end")
        assert "Finish line" in viewer.lines()[1]
        await viewer.press("home", "0", "right", "right")
        assert "At the line, lap 2" in viewer.lines()[1]

    view(tiny(), check)


def test_the_field_is_listed_with_its_gaps_in_columns() -> None:
    field = FieldAtLine(3, tuple(CarAtLine(e.car, 1_000 * n, n < 2) for n, e in enumerate(ENTRIES)))
    rows = [text_of(row).rstrip() for row in field_details(field, RACE, 120, 4)]
    assert rows == [
        " pos car  driver                    gap                       pos car  driver"
        "                    gap",
        "  1    5  A Larson                first                        4   19  A Truex Jr"
        "            ~+0.3",
        "  2   17  A Buescher             +0.100                        5   11  A Hamlin"
        "              ~+0.4",
        "  3    9  A Elliott             ~+0.2",
    ]


@pytest.mark.parametrize(
    ("thousandths", "said"),
    [(3_080, "3.1 in"), (12_000, "1.0 ft"), (1_199_000, "99.9 ft"), (24_830_400, "2069 ft")],
)
def test_a_length_has_no_more_figures_than_it_bears(thousandths: int, said: str) -> None:
    assert inches(thousandths) == said


def test_in_focus_comma_and_period_move_the_clock_by_a_millisecond() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(FIRST + 450)
        await viewer.press("f")
        for key, time in ((".", 460), (".", 470), (",", 460), (",", 450)):
            await viewer.press(key)
            assert viewer.time == FIRST + time
        await viewer.press("f", ",")
        assert viewer.time == FIRST + 10  # without the focus it goes from change to change

    view(kansas(), check)


def test_a_step_back_from_beyond_the_picture_starts_at_its_edge() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "f", ",")
        assert viewer.time == RULED + 1_500 - 10

    view(kansas(), check)


def test_a_step_out_of_view_moves_the_window_along() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "f", "z", "z", "z", "z")
        await viewer.seek(FIRST + 600)
        await viewer.press(",")
        assert viewer.time == FIRST + 45 - 10
        await viewer.press(*["."] * 8)
        assert seen(viewer).sees(viewer.time - FIRST)

    view(kansas(), check)


def test_in_focus_the_arrows_move_the_window_and_not_the_clock() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "f", "left")
        assert (viewport(viewer).pan, viewer.time) == (0, viewer.screen.recording.timeline.end)
        await viewer.press("z", "right")
        assert viewport(viewer).pan == 15 * 5
        assert viewer.lines()[2].split() == ["+0.060", "9"]
        await viewer.press("n")
        assert viewport(viewer).pan == 0

    view(kansas(), check)


def test_the_whole_screen_stays_as_the_clock_goes_back_before_the_finish() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "f", "z")
        await viewer.seek(LAPS[3])
        assert viewport(viewer).zoom == 1
        assert "first by" not in viewer.text()
        assert "The lead lap" in viewer.text()
        await viewer.seek(END)
        assert "first by" in viewer.text()

    view(tiny(), check)


def test_the_strip_has_the_keys_whenever_it_is_on_the_whole_screen() -> None:
    async def check(viewer: Viewer) -> None:
        strip = viewer.screen.page["strip"]
        await viewer.press("f")
        for going in (("end",), ("home", "end"), ("left_square_bracket", "right_square_bracket")):
            await viewer.press(*going)
            assert focused(viewer, strip), going
            assert ", . 0.001 s" in viewer.lines()[-1]
        await viewer.press("tab", "shift+tab", "tab")
        assert focused(viewer, strip)
        await viewer.resize(50, 10)
        await viewer.resize(120, 40)
        assert focused(viewer, strip)
        await viewer.press("home")
        assert viewer.screen.focused is None
        assert "0.001 s" not in viewer.lines()[-1]

    view(tiny(), check)


@pytest.mark.parametrize("rate", ["1/20", "1", "64"])
def test_the_strip_opens_a_fifth_of_a_second_before_the_finish_at_any_rate(rate: str) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(FIRST - 2_001)
        assert not viewer.strip_open
        await viewer.seek(FIRST - 2_000)
        assert viewer.strip_open
        assert "Not reached. The strip exposes itself at the line." in viewer.text()
        assert "0 ms" in viewer.text()
        assert viewer.odd_lines() == []
        await viewer.press("m", "r")
        assert viewer.strip_open
        await viewer.seek(FIRST - 2_001)
        assert not viewer.strip_open

    view(kansas(), check, speed=Fraction(rate))


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (100, 30), (120, 40), (150, 40), (200, 60)])
def test_the_whole_screen_fits_every_size(size: tuple[int, int]) -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("f")
        assert viewer.odd_lines() == []
        for keys in (("end",), ("tab",), ("z", "z"), ("n", "right"), ("Z",) * 9):
            await viewer.press(*keys)
            assert viewer.odd_lines() == []

    view(kansas(), check, size)


def test_the_key_bar_names_the_keys_of_the_strip_in_focus() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "f")
        said = " e summary   z Z zoom   n nose   ← → pan   , . 0.001 s   f back   space play"
        assert viewer.lines()[-1].startswith(said)
        assert "lap" not in viewer.lines()[-1]

    view(kansas(), check)


def test_a_row_below_the_strip_is_blank_as_in_the_moment_of_a_new_size() -> None:
    async def check(viewer: Viewer) -> None:
        for time in (GRID, YELLOW, END):
            await viewer.seek(time)
            strip = viewer.screen.page["strip"]
            for y in (strip.outer_size.height, 500):
                assert strip.render_line(y).text.strip() == ""

    view(tiny(), check, finish_line=True)


def test_a_card_over_the_strip_takes_its_keys_and_gives_them_back() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "i")
        bar = viewer.lines()[-1]
        assert "zoom" not in bar
        await viewer.press("z", "n")
        assert viewport(viewer) == Viewport()
        await viewer.press("i", "z")
        assert viewport(viewer).zoom == 1
        await viewer.press("f", "i")
        assert "pan" not in viewer.lines()[-1]
        time = viewer.time
        await viewer.press("comma")
        assert viewer.time != time
        await viewer.press("i")
        assert focused(viewer, viewer.screen.page["strip"])

    view(kansas(), check, (80, 24))


def test_the_line_on_the_whole_screen_lies_over_what_was_opened() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("right", "i", "f")
        assert "The lead lap" in viewer.text()
        await viewer.press("i")
        assert "Car " in viewer.text()
        await viewer.press("f")
        assert "The lead lap" in viewer.text()
        await viewer.press("f")
        assert viewer.screen.page.shows("order")

    view(kansas(), check, (80, 24))


def test_a_card_that_covers_the_line_as_a_picture_comes_leaves_no_keys_to_the_strip() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("f", "3", "i", "5")
        lap = viewer.state.lap
        await viewer.press("right", "right")
        assert viewer.state.lap == lap + 2

    view(kansas(), check, (60, 16))


def test_the_line_taken_back_and_given_the_screen_again_at_once_has_its_keys() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "f")
        strip = viewer.screen.page["strip"]
        assert focused(viewer, strip)
        await viewer.pilot.press("f", "f")
        await viewer.settle()
        await viewer.until(lambda: focused(viewer, strip))

    view(kansas(), check, (60, 16))
