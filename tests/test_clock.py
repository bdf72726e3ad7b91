"""The playback clock as a specification."""

from fractions import Fraction

import pytest

from replay.clock import RATES, ClockNow, Hold, Limit, Loop, PlaybackClock

SECOND = 10_000
HOUR = 3600 * SECOND
END = 3 * HOUR


class Wall:
    """A source of nanoseconds that moves only when told to."""

    def __init__(self) -> None:
        self.nanoseconds = 7_000_000_000

    def __call__(self) -> int:
        return self.nanoseconds

    def wait(self, seconds: float | Fraction) -> None:
        self.nanoseconds += int(seconds * 1_000_000_000)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def clock(wall: Wall) -> PlaybackClock:
    return PlaybackClock(END, wall)


# -- at first ---------------------------------------------------------------------------------


def test_it_starts_paused_at_0_and_at_rate_1(clock: PlaybackClock) -> None:
    assert clock.sample() == ClockNow(time=0, rate=Fraction(1), playing=False)


def test_it_can_start_anywhere_between_its_ends(wall: Wall) -> None:
    assert PlaybackClock(END, wall, start=HOUR).sample().time == HOUR
    assert PlaybackClock(END, wall, start=-5).sample().time == 0
    assert PlaybackClock(END, wall, start=END + 5).sample().time == END


def test_it_cannot_end_before_0(wall: Wall) -> None:
    with pytest.raises(ValueError, match="cannot end at -1"):
        PlaybackClock(-1, wall)


def test_without_a_source_of_time_it_runs_by_the_wall() -> None:
    clock = PlaybackClock(END)
    clock.play()
    first = clock.sample()
    while clock.sample().time == first.time:
        pass
    assert clock.sample().time > first.time


# -- play and pause ---------------------------------------------------------------------------


def test_paused_it_stands_still(clock: PlaybackClock, wall: Wall) -> None:
    wall.wait(60)
    assert clock.sample().time == 0


def test_playing_it_runs_a_second_a_second(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(1.5)
    assert clock.sample() == ClockNow(time=15_000, rate=Fraction(1), playing=True)


def test_pause_keeps_the_time_it_was_given_at(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(2)
    clock.pause()
    wall.wait(60)
    assert clock.sample() == ClockNow(time=2 * SECOND, rate=Fraction(1), playing=False)


def test_play_goes_on_from_where_it_was_paused(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(2)
    clock.pause()
    wall.wait(60)
    clock.play()
    wall.wait(1)
    assert clock.sample().time == 3 * SECOND


def test_play_while_playing_changes_nothing(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(2)
    clock.play()
    assert clock.sample() == ClockNow(time=2 * SECOND, rate=Fraction(1), playing=True)


def test_toggle_plays_then_pauses(clock: PlaybackClock) -> None:
    clock.toggle()
    assert clock.sample().playing
    clock.toggle()
    assert not clock.sample().playing


# -- seek -------------------------------------------------------------------------------------


def test_seek_goes_there(clock: PlaybackClock) -> None:
    clock.seek(HOUR + 1)
    assert clock.sample().time == HOUR + 1


def test_seek_clamps_to_both_ends(clock: PlaybackClock) -> None:
    clock.seek(END + 1)
    assert clock.sample().time == END
    clock.seek(-1)
    assert clock.sample().time == 0


def test_seek_while_playing_keeps_playing(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(5)
    clock.seek(HOUR)
    wall.wait(1)
    assert clock.sample() == ClockNow(time=HOUR + SECOND, rate=Fraction(1), playing=True)


def test_seek_while_paused_stays_paused(clock: PlaybackClock, wall: Wall) -> None:
    clock.seek(HOUR)
    wall.wait(1)
    assert clock.sample() == ClockNow(time=HOUR, rate=Fraction(1), playing=False)


# -- rates ------------------------------------------------------------------------------------


def test_the_rates_are_those_of_the_keys() -> None:
    assert [str(rate) for rate in RATES] == (
        ["1/20", "1/10", "1/5", "1/2", "1", "2", "4", "8", "16", "32", "64"]
    )


def test_faster_and_slower_walk_the_rates_and_stop_at_the_last(clock: PlaybackClock) -> None:
    seen = []
    for _ in range(8):
        clock.faster()
        seen.append(clock.sample().rate)
    assert seen == [2, 4, 8, 16, 32, 64, 64, 64]
    for _ in range(20):
        clock.slower()
    assert clock.sample().rate == Fraction(1, 20)


def test_faster_means_faster_backwards_too(clock: PlaybackClock) -> None:
    clock.reverse()
    clock.faster()
    assert clock.sample().rate == -2
    clock.slower()
    clock.slower()
    assert clock.sample().rate == Fraction(-1, 2)


def test_normal_is_rate_1_forward(clock: PlaybackClock) -> None:
    clock.set_rate(Fraction(-8))
    clock.normal()
    assert clock.sample().rate == 1


def test_a_rate_that_is_not_in_the_list_is_refused(clock: PlaybackClock) -> None:
    with pytest.raises(ValueError, match=r"no rate 3: choose one of 1/20, .*, 64"):
        clock.set_rate(Fraction(3))


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_each_rate_runs_that_many_seconds_a_second(
    rate: Fraction, clock: PlaybackClock, wall: Wall
) -> None:
    clock.set_rate(rate)
    clock.play()
    wall.wait(10)
    assert clock.sample().time == 10 * SECOND * rate


def test_a_rate_change_is_continuous(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(10)
    clock.faster()
    assert clock.sample().time == 10 * SECOND
    wall.wait(10)
    assert clock.sample().time == 30 * SECOND


# -- backwards --------------------------------------------------------------------------------


def test_reverse_runs_back_the_way_it_came(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(10)
    clock.reverse()
    wall.wait(4)
    assert clock.sample() == ClockNow(time=6 * SECOND, rate=Fraction(-1), playing=True)


def test_reverse_twice_is_forward_again(clock: PlaybackClock) -> None:
    clock.reverse()
    clock.reverse()
    assert clock.sample().rate == 1


def test_reverse_leaves_a_paused_clock_paused(clock: PlaybackClock, wall: Wall) -> None:
    clock.seek(HOUR)
    clock.reverse()
    wall.wait(9)
    assert clock.sample() == ClockNow(time=HOUR, rate=Fraction(-1), playing=False)


# -- the two ends -----------------------------------------------------------------------------


def test_at_the_end_it_pauses(clock: PlaybackClock, wall: Wall) -> None:
    clock.seek(END - SECOND)
    clock.play()
    wall.wait(60)
    assert clock.sample() == ClockNow(time=END, rate=Fraction(1), playing=False, ended=True)


def test_at_the_start_it_pauses_when_running_backwards(clock: PlaybackClock, wall: Wall) -> None:
    clock.seek(SECOND)
    clock.reverse()
    clock.play()
    wall.wait(60)
    assert clock.sample() == ClockNow(time=0, rate=Fraction(-1), playing=False)


def test_play_at_the_end_starts_again_from_0(clock: PlaybackClock, wall: Wall) -> None:
    clock.seek(END)
    clock.play()
    wall.wait(1)
    assert clock.sample() == ClockNow(time=SECOND, rate=Fraction(1), playing=True)


@pytest.mark.parametrize(("again", "begins"), [(END - 5, END - 5), (-1, 0), (END + 1, END)])
def test_play_at_the_end_begins_again_where_it_was_told_to(
    wall: Wall, again: int, begins: int
) -> None:
    clock = PlaybackClock(END, wall, start=END, again=again)
    clock.play()
    assert clock.sample().time == begins


def test_play_at_the_end_goes_back_when_reversed(clock: PlaybackClock, wall: Wall) -> None:
    clock.seek(END)
    clock.reverse()
    clock.play()
    wall.wait(1)
    assert clock.sample().time == END - SECOND


def test_play_at_the_start_never_jumps_to_the_end(clock: PlaybackClock, wall: Wall) -> None:
    clock.set_rate(Fraction(-4))
    clock.play()
    wall.wait(1)
    assert clock.sample() == ClockNow(time=4 * SECOND, rate=Fraction(4), playing=True)


def test_seek_to_the_end_while_playing_pauses_there(clock: PlaybackClock) -> None:
    clock.play()
    clock.seek(END)
    assert clock.sample() == ClockNow(time=END, rate=Fraction(1), playing=False, ended=True)


def test_a_clock_that_ran_into_its_end_unread_is_paused_all_the_same(
    clock: PlaybackClock, wall: Wall
) -> None:
    clock.seek(END - SECOND)
    clock.play()
    wall.wait(60)
    clock.reverse()
    wall.wait(60)
    assert clock.sample() == ClockNow(time=END, rate=Fraction(-1), playing=False, ended=True)


def test_a_record_of_no_length_never_plays(wall: Wall) -> None:
    clock = PlaybackClock(0, wall)
    clock.play()
    assert clock.sample() == ClockNow(time=0, rate=Fraction(1), playing=False, ended=True)


def test_it_waits_for_a_source_of_time_that_goes_back(clock: PlaybackClock, wall: Wall) -> None:
    clock.play()
    wall.wait(5)
    assert clock.sample().time == 5 * SECOND
    wall.wait(-3)
    assert clock.sample().time == 5 * SECOND
    wall.wait(4)
    assert clock.sample().time == 6 * SECOND


# -- exactness --------------------------------------------------------------------------------


def test_ten_hours_at_30_readings_a_second_do_not_drift() -> None:
    wall = Wall()
    clock = PlaybackClock(11 * HOUR, wall)
    clock.play()
    frame = 33_333_333
    for _ in range(10 * 3600 * 30 // 10):  # every tenth frame, to keep the test short
        wall.nanoseconds += 10 * frame
        clock.sample()
    passed = 10 * 3600 * 30 * frame
    assert clock.sample().time == passed // 100_000


def test_a_thousand_pauses_lose_nothing(clock: PlaybackClock, wall: Wall) -> None:
    clock.set_rate(Fraction(1, 20))
    for _ in range(1000):
        clock.play()
        wall.nanoseconds += 333_337
        clock.pause()
        wall.nanoseconds += 1
    assert clock.sample().time == 1000 * 333_337 // 20 // 100_000


# -- limits -----------------------------------------------------------------------------------

SLOW = (Limit(SECOND, 2 * SECOND, Fraction(1, 2)), Limit(2 * SECOND, 21_000, Fraction(1, 100)))


def test_within_a_limit_it_plays_no_faster(wall: Wall) -> None:
    clock = PlaybackClock(END, wall, limits=SLOW)
    clock.set_rate(Fraction(4))
    clock.play()
    wall.wait(Fraction(1, 4))
    now = clock.sample()
    assert (now.time, now.rate, now.pace, now.slow) == (SECOND, Fraction(4), Fraction(1, 2), True)
    wall.wait(2)
    assert (clock.sample().time, clock.sample().pace) == (2 * SECOND, Fraction(1, 100))
    wall.wait(10 + 1)
    now = clock.sample()
    assert (now.time, now.pace, now.slow) == (21_000 + 4 * SECOND, Fraction(4), False)


def test_one_reading_may_jump_over_all_limits(wall: Wall) -> None:
    clock = PlaybackClock(END, wall, limits=SLOW)
    clock.play()
    wall.wait(1 + 2 + 10 + 3)
    assert clock.sample().time == 21_000 + 3 * SECOND


def test_a_rate_slower_than_the_limit_stays(wall: Wall) -> None:
    clock = PlaybackClock(END, wall, start=SECOND, limits=SLOW)
    clock.set_rate(Fraction(1, 5))
    clock.play()
    wall.wait(1)
    now = clock.sample()
    assert (now.time, now.pace, now.slow) == (12_000, Fraction(1, 5), False)


def test_it_plays_backwards_and_seeks_through_limits_freely(wall: Wall) -> None:
    clock = PlaybackClock(END, wall, start=21_000, limits=SLOW)
    clock.reverse()
    clock.play()
    wall.wait(1)
    assert clock.sample() == ClockNow(time=11_000, rate=Fraction(-1), playing=True)
    clock.seek(20_500)
    assert clock.sample().time == 20_500


def test_slow_motion_can_be_skipped_on_the_way(wall: Wall) -> None:
    clock = PlaybackClock(END, wall, start=2 * SECOND, limits=SLOW)
    clock.play()
    wall.wait(5)
    assert clock.sample().slow
    clock.slow_motion = False
    assert not clock.sample().slow
    wall.wait(1)
    assert clock.sample().time == 2 * SECOND + 500 + SECOND
    assert not clock.slow_motion


def test_paused_within_a_limit_it_would_be_held_but_is_not_slow(wall: Wall) -> None:
    now = PlaybackClock(END, wall, start=2 * SECOND, limits=SLOW).sample()
    assert (now.pace, now.slow) == (Fraction(1, 100), False)


@pytest.mark.parametrize(
    "limits",
    [
        [Limit(5, 5, Fraction(1))],
        [Limit(-1, 5, Fraction(1))],
        [Limit(0, 5, Fraction(0))],
        [Limit(0, 5, Fraction(-1))],
        [Limit(0, 5, Fraction(1)), Limit(4, 9, Fraction(1))],
        [Limit(5, 9, Fraction(1)), Limit(0, 5, Fraction(1))],
    ],
)
def test_limits_are_in_order_disjoint_and_above_0(wall: Wall, limits: list[Limit]) -> None:
    with pytest.raises(ValueError, match="limit"):
        PlaybackClock(END, wall, limits=limits)


# -- holds ------------------------------------------------------------------------------------

STAY = 2_000_000_000


@pytest.fixture
def stops_at_an_hour(wall: Wall) -> PlaybackClock:
    return PlaybackClock(END, wall, start=HOUR - 10 * SECOND, holds=(Hold(HOUR, STAY),))


@pytest.mark.parametrize("speed", [Fraction(1, 20), Fraction(1), Fraction(64)])
@pytest.mark.parametrize("way", [1, -1])
def test_it_stands_at_a_hold_at_any_speed_and_either_way(
    wall: Wall, speed: Fraction, way: int
) -> None:
    clock = PlaybackClock(END, wall, start=HOUR - way * 10 * SECOND, holds=(Hold(HOUR, STAY),))
    clock.set_rate(speed * way)
    clock.play()
    wall.wait(10 / speed)
    assert clock.sample().time == HOUR
    wall.wait(Fraction(1999, 1000))
    assert clock.sample().time == HOUR
    assert clock.sample().playing
    wall.wait(Fraction(1, 1000) + 1 / speed)
    assert clock.sample().time == HOUR + way * SECOND


def test_a_seek_past_a_hold_knows_none_and_one_to_it_stands_when_played_on(
    wall: Wall, stops_at_an_hour: PlaybackClock
) -> None:
    clock = stops_at_an_hour
    clock.play()
    clock.seek(HOUR + SECOND)
    wall.wait(1)
    assert clock.sample().time == HOUR + 2 * SECOND
    clock.seek(HOUR)
    wall.wait(1)
    assert clock.sample().time == HOUR
    wall.wait(2)
    assert clock.sample().time == HOUR + SECOND


def test_what_it_has_stood_counts_through_a_pause_and_a_change_of_speed(
    wall: Wall, stops_at_an_hour: PlaybackClock
) -> None:
    clock = stops_at_an_hour
    clock.play()
    wall.wait(11)
    clock.pause()
    wall.wait(100)
    clock.faster()
    clock.play()
    wall.wait(Fraction(1, 2))
    assert clock.sample().time == HOUR
    wall.wait(1)
    assert clock.sample().time == HOUR + SECOND


def test_it_stands_once_for_each_time_it_plays_through(
    wall: Wall, stops_at_an_hour: PlaybackClock
) -> None:
    clock = stops_at_an_hour
    for _ in range(2):
        clock.play()
        wall.wait(13)
        assert clock.sample().time == HOUR + SECOND
        clock.pause()
        clock.seek(HOUR - 10 * SECOND)


# -- stops ------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [*RATES, *(-rate for rate in RATES)])
def test_it_pauses_at_a_stop_however_fast_it_comes(
    rate: Fraction, clock: PlaybackClock, wall: Wall
) -> None:
    clock.stop_at([HOUR + 3, HOUR - 3])
    clock.seek(HOUR)
    clock.set_rate(rate)
    clock.play()
    wall.wait(60)
    there = HOUR + 3 if rate > 0 else HOUR - 3
    assert clock.sample() == ClockNow(time=there, rate=rate, playing=False, stopped=True)


def test_played_on_from_a_stop_it_goes_to_the_next(clock: PlaybackClock, wall: Wall) -> None:
    clock.stop_at([2 * SECOND, 5 * SECOND])
    for stop in (2, 5):
        clock.play()
        assert not clock.sample().stopped
        wall.wait(60)
        assert (clock.sample().time, clock.sample().stopped) == (stop * SECOND, True)
    clock.play()
    wall.wait(1)
    assert clock.sample() == ClockNow(time=6 * SECOND, rate=Fraction(1), playing=True)


def test_a_seek_knows_no_stops_and_one_to_a_stop_has_not_stopped_there(
    clock: PlaybackClock, wall: Wall
) -> None:
    clock.stop_at([HOUR])
    clock.seek(HOUR + 1)
    assert clock.sample().time == HOUR + 1
    clock.seek(HOUR)
    assert not clock.sample().stopped
    clock.play()
    wall.wait(1)
    assert clock.sample().time == HOUR + SECOND


def test_another_speed_while_it_has_stopped_leaves_it_stopped(
    clock: PlaybackClock, wall: Wall
) -> None:
    clock.stop_at([SECOND])
    clock.play()
    wall.wait(2)
    clock.faster()
    assert clock.sample().stopped
    clock.seek(0)
    assert not clock.sample().stopped


def test_it_stops_before_it_holds_and_holds_when_it_is_played_on(wall: Wall) -> None:
    clock = PlaybackClock(END, wall, holds=[Hold(SECOND, 2_000_000_000)])
    clock.stop_at([SECOND])
    clock.play()
    wall.wait(30)
    assert clock.sample().stopped
    clock.play()
    wall.wait(2)
    assert (clock.sample().time, clock.sample().playing) == (SECOND, True)
    wall.wait(1)
    assert clock.sample().time == 2 * SECOND


# -- how the record is presented ----------------------------------------------------------------


class Hurried:
    """Ten seconds tick for tick, then a hundred times as fast."""

    def time_at(self, presented: int, parts: int = 1) -> int:
        least = min(presented, 10 * SECOND * parts)
        return min((least + 100 * (presented - least)) // parts, END)

    def presented_at(self, time: int, parts: int = 1) -> int:
        least = min(time, 10 * SECOND)
        return least * parts - (least - time) * parts // 100

    def pace_at(self, time: int) -> Fraction:
        return Fraction(1 if time < 10 * SECOND else 100)


def test_what_is_hurried_goes_by_faster_and_says_so(clock: PlaybackClock, wall: Wall) -> None:
    clock.present(Hurried())
    clock.play()
    wall.wait(10)
    assert clock.sample().time == 10 * SECOND
    wall.wait(2)
    now = clock.sample()
    assert now == ClockNow(210 * SECOND, Fraction(1), playing=True, swift=Fraction(100))
    assert now.pace == 100
    clock.set_rate(Fraction(1, 2))
    wall.wait(2)
    assert clock.sample().time == 310 * SECOND
    clock.present(None)
    wall.wait(2)
    assert (clock.sample().time, clock.sample().swift) == (311 * SECOND, None)


def test_backwards_it_hurries_just_so(clock: PlaybackClock, wall: Wall) -> None:
    clock.present(Hurried())
    clock.seek(210 * SECOND)
    clock.reverse()
    clock.play()
    wall.wait(2)
    assert clock.sample().time == 10 * SECOND
    wall.wait(1)
    assert clock.sample().time == 9 * SECOND


# -- a loop -----------------------------------------------------------------------------------


def test_a_loop_begins_again_when_the_clock_comes_to_its_end(
    clock: PlaybackClock, wall: Wall
) -> None:
    clock.loop = Loop(10 * SECOND, 14 * SECOND)
    clock.seek(9 * SECOND)
    clock.play()
    for waited, time in ((4, 13), (2, 11), (3, 10), (400, 10), (4003, 13)):
        wall.wait(waited)
        assert clock.sample() == ClockNow(time * SECOND, Fraction(1), True)


def test_backwards_a_loop_begins_again_at_its_end(clock: PlaybackClock, wall: Wall) -> None:
    clock.loop = Loop(10 * SECOND, 14 * SECOND)
    clock.seek(12 * SECOND)
    clock.reverse()
    clock.play()
    wall.wait(3)
    assert clock.sample().time == 13 * SECOND


def test_paused_at_its_end_it_stands_there_and_played_it_begins_again(
    clock: PlaybackClock, wall: Wall
) -> None:
    clock.loop = Loop(10 * SECOND, END)
    clock.seek(END)
    wall.wait(5)
    assert clock.sample().time == END
    clock.play()
    wall.wait(1)
    assert clock.sample() == ClockNow(11 * SECOND, Fraction(1), True)


def test_outside_of_a_loop_time_goes_on_as_ever(clock: PlaybackClock, wall: Wall) -> None:
    clock.loop = Loop(10 * SECOND, 14 * SECOND)
    clock.seek(15 * SECOND)
    clock.play()
    wall.wait(100)
    assert clock.sample().time == 115 * SECOND
    clock.loop = None
    clock.seek(13 * SECOND)
    wall.wait(2)
    assert clock.sample().time == 15 * SECOND


def test_a_loop_keeps_slow_stretches_and_holds(wall: Wall) -> None:
    slow = Limit(12 * SECOND, 13 * SECOND, Fraction(1, 2))
    clock = PlaybackClock(END, wall, limits=[slow], holds=[Hold(11 * SECOND, 3_000_000_000)])
    clock.loop = Loop(10 * SECOND, 14 * SECOND)
    clock.seek(10 * SECOND)
    clock.play()
    wall.wait(8 * 1000 + 5.5)
    assert clock.sample().time == 12 * SECOND + SECOND // 4


@pytest.mark.parametrize("loop", [Loop(5, 5), Loop(6, 5), Loop(END, END + 9)])
def test_a_loop_lasts(clock: PlaybackClock, loop: Loop) -> None:
    with pytest.raises(ValueError, match="no loop from"):
        clock.loop = loop
    assert clock.loop is None


def test_a_loop_is_read_as_it_was_set(clock: PlaybackClock) -> None:
    clock.loop = Loop(5, 7)
    assert clock.loop == Loop(5, 7)
