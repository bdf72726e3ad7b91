"""Laws that the playback clock keeps, whatever is asked of it and whenever it is read."""

from collections.abc import Callable
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from replay.clock import RATES, PlaybackClock

SECOND = 10_000
END = 3 * 3600 * SECOND


class Wall:
    """A source of nanoseconds that moves only when told to."""

    def __init__(self) -> None:
        self.nanoseconds = 0

    def __call__(self) -> int:
        return self.nanoseconds


Command = Callable[[PlaybackClock], None]

commands: st.SearchStrategy[Command] = st.one_of(
    st.sampled_from(
        [
            PlaybackClock.play,
            PlaybackClock.pause,
            PlaybackClock.toggle,
            PlaybackClock.faster,
            PlaybackClock.slower,
            PlaybackClock.normal,
            PlaybackClock.reverse,
        ]
    ),
    st.integers(-SECOND, END + SECOND).map(lambda time: lambda clock: clock.seek(time)),
)
waits = st.integers(0, 20_000 * 1_000_000_000)
scripts = st.lists(st.tuples(commands, waits), max_size=20)


@given(scripts)
def test_the_time_never_leaves_the_record(script: list[tuple[Command, int]]) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall)
    for command, wait in script:
        command(clock)
        wall.nanoseconds += wait
        assert 0 <= clock.sample().time <= END


@given(scripts, st.lists(waits, max_size=5))
def test_reading_more_often_gives_the_same_time(
    script: list[tuple[Command, int]], reads: list[int]
) -> None:
    often, seldom = Wall(), Wall()
    read_often, read_seldom = PlaybackClock(END, often), PlaybackClock(END, seldom)
    for command, wait in script:
        command(read_often)
        command(read_seldom)
        for read in sorted(read for read in reads if read < wait):
            often.nanoseconds = seldom.nanoseconds + read
            read_often.sample()
        seldom.nanoseconds += wait
        often.nanoseconds = seldom.nanoseconds
    assert read_often.sample() == read_seldom.sample()


@given(st.sampled_from(RATES), st.integers(0, END), st.lists(waits, max_size=10))
def test_playing_forward_the_time_never_falls(rate: Fraction, start: int, steps: list[int]) -> None:
    wall = Wall()
    clock = PlaybackClock(END + 1, wall, start=start)
    clock.set_rate(rate)
    clock.play()
    times = []
    for step in steps:
        times.append(clock.sample().time)
        wall.nanoseconds += step
    assert times == sorted(times)


@given(scripts, st.integers(0, END))
def test_what_is_sought_is_read(script: list[tuple[Command, int]], time: int) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall)
    for command, wait in script:
        command(clock)
        wall.nanoseconds += wait
    clock.seek(time)
    assert clock.sample().time == time


@given(scripts)
def test_a_clock_that_reads_as_ended_is_paused(script: list[tuple[Command, int]]) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall)
    for command, wait in script:
        command(clock)
        wall.nanoseconds += wait
        reading = clock.sample()
        assert reading.ended == (reading.time == END)
        if reading.ended and reading.rate > 0:
            assert not reading.playing
