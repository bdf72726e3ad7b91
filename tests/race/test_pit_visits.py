"""Visits to pit road: what is seen of each, however much of it a source knows."""

import pytest

from replay.race.model import Stop
from replay.race.pit_visits import PitVisit, pit_visits
from replay.race.state import NEVER

LINE = (1000, 2000, 3000, 4000)
"""The car's crossings: it completes lap 1 at 1000."""


def seen(**known: int | bool) -> tuple[int, int, int | None, bool]:
    (visit,) = pit_visits([Stop(car="1", lap=1, **known)], LINE)  # type: ignore[arg-type]
    return visit.since, visit.until, visit.length, visit.exact


def test_a_stop_with_both_ends_is_seen_from_one_to_the_other() -> None:
    assert seen(entry=1900, exit=2200) == (1900, 2200, 300, True)


def test_a_stop_known_by_its_lap_alone_counts_at_the_end_of_the_in_lap() -> None:
    assert seen() == (2000, 2000, None, False)


def test_a_stop_known_by_its_length_is_over_by_then_after_the_line() -> None:
    assert seen(length=300) == (2000, 2300, 300, False)


def test_an_entry_and_a_length_give_the_exit_and_an_exit_and_a_length_the_entry() -> None:
    assert seen(entry=1900, length=300) == (1900, 2200, 300, True)
    assert seen(exit=2200, length=300) == (1900, 2200, 300, True)


def test_a_stop_known_by_its_entry_is_over_at_the_next_line() -> None:
    assert seen(entry=1900) == (1900, 2000, None, True)


def test_a_car_that_never_left_stays() -> None:
    assert seen(entry=1900, left=False) == (1900, NEVER, None, True)
    assert seen(left=False) == (2000, NEVER, None, False)


def test_a_stop_under_red_takes_no_race_time_however_long_it_was() -> None:
    assert seen(length=99_999, under_red=True) == (2000, 2000, 99_999, False)


@pytest.mark.parametrize("lap", [4, 5])
def test_a_stop_on_a_lap_that_was_not_completed_is_seen_at_the_last_line(lap: int) -> None:
    (visit,) = pit_visits([Stop(car="1", lap=lap)], LINE)
    assert visit == PitVisit(visit.stop, 4000, 4000, None, False)


def test_of_a_stop_that_another_follows_the_car_has_left() -> None:
    first, second = pit_visits([Stop(car="1", lap=2), Stop(car="1", lap=1, length=5000)], LINE)
    assert (first.since, first.until) == (2000, 3000)
    assert (second.since, second.until) == (3000, 3000)
