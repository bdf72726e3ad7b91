"""The scale of a chart of pace: fitted to the laps seen, by a share of them, the best on top."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replay.race.model import SECOND
from replay.tui.charts.pace_scale import LADDER, PaceScale, pace_label, pace_scale
from replay.tui.drawing.dots import DOWN


def ticks(seconds: float) -> int:
    return round(seconds * SECOND)


def fitted(*seconds: float, rows: int = 18) -> PaceScale:
    scale = pace_scale([ticks(one) for one in seconds], rows)
    assert scale is not None
    return scale


def test_on_top_is_the_best_lap_rounded_down_to_a_tick() -> None:
    scale = fitted(30.288, 31.2, 32.9)
    assert (scale.top, scale.height, scale.tick) == (ticks(30), ticks(3), ticks(0.5))
    assert fitted(30.288).top == ticks(30.2)


@pytest.mark.parametrize(
    ("slowest", "height", "tick"),
    [(31.0, 1, 0.1), (31.4, 1.5, 0.25), (31.9, 2, 0.25), (32.9, 3, 0.5), (33.9, 4, 0.5),
     (35, 6, 1), (37, 8, 1), (41, 12, 2), (48, 20, 4), (65, 40, 5), (300, 0, None)],
)  # fmt: skip
def test_the_height_is_the_least_of_the_ladder_that_holds_the_laps(
    slowest: float, height: float, tick: float | None
) -> None:
    scale = fitted(30.0, slowest)
    if tick is None:
        assert (scale.height, scale.tick) == LADDER[-1]
    else:
        assert (scale.height, scale.tick) == (ticks(height), ticks(tick))


def test_three_laps_of_a_hundred_do_not_stretch_the_scale_and_a_fourth_does() -> None:
    quick = [30.0 + 0.01 * lap for lap in range(97)]
    assert fitted(*quick, 45, 45, 45).height == ticks(1)
    assert fitted(*quick[:96], 45, 45, 45, 45).height == ticks(20)


def test_a_slower_lap_has_no_place_on_the_scale() -> None:
    scale = fitted(30.0, 31.0)
    assert scale.holds(ticks(31.0))
    assert not scale.holds(ticks(31.0001))


def test_there_is_no_scale_without_a_lap() -> None:
    assert pace_scale([], 18) is None


def test_the_thin_lines_stand_on_the_rows_of_the_design() -> None:
    scale = PaceScale(ticks(30), ticks(3), ticks(0.5), 18)
    assert [row for row, _ in scale.lines()] == [0, 3, 6, 9, 11, 14, 17]
    assert [pace_label(at, scale) for _, at in scale.lines()] == [
        "30.0", "30.5", "31.0", "31.5", "32.0", "32.5", "33.0",
    ]  # fmt: skip


def test_quarters_have_two_decimals_and_whole_seconds_of_minutes_none() -> None:
    assert pace_label(ticks(30.25), PaceScale(ticks(30), ticks(2), ticks(0.25), 18)) == "30.25"
    assert pace_label(ticks(88), PaceScale(ticks(86), ticks(8), ticks(1), 18)) == "1:28"
    assert pace_label(ticks(88.5), PaceScale(ticks(86), ticks(4), ticks(0.5), 18)) == "1:28.5"


@given(st.lists(st.integers(200_000, 3_000_000), min_size=1), st.integers(1, 50))
def test_a_lap_that_the_scale_holds_has_a_dot_on_the_chart(times: list[int], rows: int) -> None:
    scale = pace_scale(times, rows)
    assert scale is not None
    held = [time for time in times if scale.holds(time)]
    assert min(times) in held
    if times and max(times) - scale.top <= LADDER[-1][0]:
        assert len(held) * 100 >= 97 * len(times)
    for time in held:
        assert 0 <= scale.row(time) < max(rows, 2)
        assert 0 <= scale.dot(time) < max(rows, 2) * DOWN
        assert abs(scale.dot(time) - scale.row(time) * DOWN) <= DOWN
