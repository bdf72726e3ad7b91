import pytest
from rich.cells import cell_len

from replay.race.text import clean
from replay.tui.drawing import cells
from replay.tui.drawing.glyphs import ASCII


def test_an_exact_time_has_three_decimals_and_a_rebuilt_one_a_mark_and_one() -> None:
    assert cells.seconds_cell(300_970, exact=True) == "30.097"
    assert cells.seconds_cell(316_800, exact=False) == "~31.7"
    assert cells.seconds_cell(10, exact=True, sign="+") == "+0.001"


def test_an_unknown_time_is_a_dot_and_never_zero() -> None:
    assert cells.seconds_cell(None, exact=True) == "·"
    assert cells.aligned(None, False, 7) == "      ·"


def test_decimal_points_stand_under_each_other() -> None:
    column = [
        cells.aligned(300_970, True, 7),
        cells.aligned(317_000, False, 7),
        cells.aligned(8_000, False, 7),
        cells.aligned(10, True, 7),
    ]
    assert column == [" 30.097", "~31.7  ", " ~0.8  ", "  0.001"]
    assert {text.index(".") for text in column} == {3}
    slow = [cells.aligned(ticks, False, 8) for ticks in (1_004_455, 997_000)]
    assert slow == ["~100.4  ", " ~99.7  "]


def test_a_rebuilt_time_without_room_for_its_decimal_is_told_in_minutes() -> None:
    column = [cells.aligned(ticks, False, 7) for ticks in (999_400, 999_600, 1_083_000)]
    assert column == ["~99.9  ", "  ~1:40", "  ~1:48"]
    assert cells.aligned(1_083_120, True, 7) == "108.312"
    assert cells.aligned(1_083_000, False, 8, sign="+") == "  ~+1:48"


@pytest.mark.parametrize("exact", [True, False])
def test_a_time_that_does_not_fit_is_coarser_but_never_cut(exact: bool) -> None:
    for ticks in (9_999_999, 12_345_678, 123_456_789, 8_640_000_000, 10**13):
        text = cells.aligned(ticks, exact, 7)
        assert len(text) == 7
        assert exact or text.startswith((" ", "~"))
    assert cells.aligned(12_345_678, True, 7) == "  20:35"
    assert cells.aligned(10**13, True, 7).strip() == "·"


@pytest.mark.parametrize(
    ("ticks", "decimals", "text"),
    [(304_999, 1, "30.5"), (300_974, 3, "30.097"), (300_975, 3, "30.098"), (24, 4, "0.0024")],
)
def test_times_are_rounded_half_up(ticks: int, decimals: int, text: str) -> None:
    assert cells.decimal(ticks, decimals) == text


def test_laps_down_are_told_in_words_and_never_cut() -> None:
    assert cells.laps_down(1, exact=True) == "  −1 lap"
    assert cells.laps_down(1, exact=False) == " ~−1 lap"
    assert cells.laps_down(12, exact=True) == "−12 laps"
    assert cells.laps_down(12, exact=False) == "~−12laps"
    assert cells.laps_down(83, exact=True, width=9) == " −83 laps"
    assert cells.laps_down(83, exact=False, width=9) == "~−83 laps"
    assert cells.laps_down(266, exact=True, width=9) == "−266 laps"
    assert cells.laps_down(2_000, exact=False) == "~−2000 l"


def test_places_won_and_lost_have_a_sign_and_none_is_a_dot() -> None:
    assert [cells.signed(n) for n in (11, -5, 0)] == ["+11", "−5", "·"]
    assert [cells.change(n) for n in (2, -1, 0)] == ["↑2", "↓1", ""]
    assert [cells.change(n, ASCII) for n in (2, -1)] == ["+2", "-1"]


def test_a_bar_is_drawn_in_eighths_and_anything_shows() -> None:
    assert cells.bar(cells.eighths(44, 44, 8), 8) == "████████"
    assert cells.bar(cells.eighths(20, 44, 8), 8) == "███▋    "
    assert cells.bar(cells.eighths(1, 4_400, 8), 8) == "▏       "
    assert cells.bar(cells.eighths(0, 44, 8), 8) == " " * 8
    assert cells.bar(cells.eighths(0, 0, 8), 8) == " " * 8
    assert cells.bar(cells.eighths(22, 44, 8), 8, ASCII) == "####    "


def test_a_trace_has_two_laps_a_cell_and_its_own_scale() -> None:
    assert cells.trace([7] * 24, 12) == "⠒" * 12
    assert cells.trace([1, 1, 2, 2, 3, 3, 4, 4], 4) == "⠉⠒⠤⣀"
    assert cells.trace([1, 1, 11, 11, 21, 21, 31, 31], 4) == "⠉⠒⠤⣀"


def test_a_short_trace_stands_at_the_right_end() -> None:
    assert cells.trace([3], 3) == "  ⠐"
    assert cells.trace([], 3) == "   "
    assert cells.trace(range(1, 100), 3) == cells.trace(range(94, 100), 3)


@pytest.mark.parametrize(
    "text", ["日本語のドライバー", "Suárez", "a\u0301b\u0301c\u0301d", "名", ""]
)
@pytest.mark.parametrize("width", [0, 1, 2, 3, 7, 20])
def test_a_fitted_text_fills_its_cell_exactly(text: str, width: int) -> None:
    for align in ("l", "r"):
        assert cell_len(cells.fit(text, width, align)) == width


def test_a_text_too_long_is_cut_with_a_sign() -> None:
    assert cells.fit("Richard Childress Racing", 12) == "Richard Chi…"
    assert cells.fit("Stewart Haas", 9) == "Stewart…"[:8] + " "


def test_nothing_in_a_text_can_steer_the_terminal() -> None:
    assert clean("a\x1b[31mb\x07\u202ec\u200bd\ne") == "a[31mbcde"
    assert cells.fit("\x1b[2J", 6) == "[2J   "


def test_plain_text_has_no_accents() -> None:
    assert cells.plain("Suárez") == "Suarez"
