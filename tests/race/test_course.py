"""A course: which time of the record is shown after how much playing."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from replay.race.course import MOST_PACE, Course, Knot, Stretch, course_of

stretch_lengths = st.lists(
    st.tuples(st.integers(1, 10**9), st.fractions(0, 10**7, max_denominator=999)), max_size=12
)


def laid(parts: list[tuple[int, Fraction]]) -> list[Stretch]:
    at, found = 0, []
    for length, shown in parts:
        found.append(Stretch(at, at + length, shown))
        at += length
    return found


@given(stretch_lengths)
def test_knots_rise_in_both_counts_and_none_is_too_steep(
    parts: list[tuple[int, Fraction]],
) -> None:
    course = course_of(laid(parts))
    assert course.knots[0] == Knot(0, 0)
    assert course.end == sum(length for length, _ in parts)
    for before, after in pairwise(course.knots):
        assert after.time > before.time
        assert 0 < after.time - before.time <= MOST_PACE * (after.presented - before.presented)


@given(stretch_lengths, st.integers(0, 10**10), st.integers(MOST_PACE, 3 * MOST_PACE))
def test_in_parts_fine_enough_no_time_of_the_record_is_lost(
    parts: list[tuple[int, Fraction]], time: int, fine: int
) -> None:
    course = course_of(laid(parts))
    at = min(time, course.end)
    assert course.time_at(course.presented_at(time, fine), fine) == at
    assert not at or course.time_at(course.presented_at(at, fine) - 1, fine) < at


@given(stretch_lengths, st.lists(st.integers(-10, 10**11), max_size=8), st.integers(1, 99))
def test_what_is_shown_never_goes_back(
    parts: list[tuple[int, Fraction]], presented: list[int], fine: int
) -> None:
    course = course_of(laid(parts))
    times = [course.time_at(at, fine) for at in sorted(presented)]
    assert times == sorted(times)
    assert all(0 <= time <= course.end for time in times)


@given(stretch_lengths.filter(bool), st.integers(30_000, 10**9))
def test_to_a_length_all_stretches_take_just_that(
    parts: list[tuple[int, Fraction]], length: int
) -> None:
    course = course_of(laid(parts), length)
    assert course.length == length
    assert all(after.presented > before.presented for before, after in pairwise(course.knots))
    assert course.time_at(length) == course.end


def test_between_two_knots_it_goes_straight() -> None:
    course = Course((Knot(0, 0), Knot(100, 1_000), Knot(200, 1_050)))
    assert [course.time_at(at) for at in (0, 50, 100, 150, 199, 200)] == [
        0, 500, 1_000, 1_025, 1_049, 1_050
    ]  # fmt: skip
    assert course.presented_at(1_025) == 150
    assert [course.pace_at(at) for at in (0, 1_000)] == [10, Fraction(1, 2)]
    assert course.pace_at(1_050) == 1
