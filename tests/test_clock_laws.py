"""Laws that the playback clock keeps, whatever is asked of it and whenever it is read."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import ceil

from hypothesis import given
from hypothesis import strategies as st

from replay.clock import NANOSECONDS_IN_TICK, RATES, Hold, Limit, Loop, PlaybackClock, Presentation

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
    st.booleans().map(lambda on: lambda clock: setattr(clock, "slow_motion", on)),
    st.integers(-SECOND, END + SECOND).map(lambda time: lambda clock: clock.seek(time)),
)
loops = st.tuples(st.integers(0, END - 1), st.integers(1, 900 * SECOND)).map(
    lambda it: Loop(it[0], min(it[0] + it[1], END))
)


def set_loop(loop: Loop | None) -> Command:
    return lambda clock: setattr(clock, "loop", loop)


waits = st.integers(0, 20_000 * 1_000_000_000)
scripts = st.lists(st.tuples(commands, waits), max_size=20)
scripts_with_loops = st.lists(
    st.tuples(commands | (loops | st.none()).map(set_loop), waits), max_size=20
)
limit_rates = st.fractions(Fraction(1, 100), 3, max_denominator=100)


@st.composite
def limit_tuples(draw: st.DrawFn) -> tuple[Limit, ...]:
    """Up to five limits, some touching, somewhere in the record or across its end."""
    edges = sorted(draw(st.sets(st.integers(0, END + SECOND), max_size=6)))
    stretches = pairwise(edges)
    return tuple(
        Limit(start, end, draw(limit_rates)) for start, end in stretches if draw(st.booleans())
    )


hold_tuples = st.lists(
    st.builds(Hold, st.integers(0, END), st.integers(0, 9_000_000_000)), max_size=4
)


@given(scripts_with_loops, limit_tuples(), hold_tuples)
def test_the_time_never_leaves_the_record(
    script: list[tuple[Command, int]], limits: tuple[Limit, ...], holds: list[Hold]
) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall, limits=limits, holds=holds)
    for command, wait in script:
        command(clock)
        wall.nanoseconds += wait
        assert 0 <= clock.sample().time <= END


@given(scripts_with_loops, st.lists(waits, max_size=5), limit_tuples(), hold_tuples)
def test_reading_more_often_gives_the_same_time(
    script: list[tuple[Command, int]],
    reads: list[int],
    limits: tuple[Limit, ...],
    holds: list[Hold],
) -> None:
    often, seldom = Wall(), Wall()
    read_often = PlaybackClock(END, often, limits=limits, holds=holds)
    read_seldom = PlaybackClock(END, seldom, limits=limits, holds=holds)
    for command, wait in script:
        command(read_often)
        command(read_seldom)
        for read in sorted(read for read in reads if read < wait):
            often.nanoseconds = seldom.nanoseconds + read
            read_often.sample()
        seldom.nanoseconds += wait
        often.nanoseconds = seldom.nanoseconds
        assert read_often.sample() == read_seldom.sample()


@given(scripts, waits, limit_tuples())
def test_a_reading_leaves_the_clock_where_the_last_command_left_it(
    script: list[tuple[Command, int]], wait: int, limits: tuple[Limit, ...]
) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall, limits=limits)
    for command, wait_before in script:
        wall.nanoseconds += wait_before
        command(clock)
    before = clock._anchor, clock._anchored_at, clock._playing
    wall.nanoseconds += wait
    clock.sample()
    assert (clock._anchor, clock._anchored_at, clock._playing) == before


@given(st.sampled_from(RATES), st.integers(0, END), st.lists(waits, max_size=10), limit_tuples())
def test_playing_forward_the_time_never_falls(
    rate: Fraction, start: int, steps: list[int], limits: tuple[Limit, ...]
) -> None:
    wall = Wall()
    clock = PlaybackClock(END + 1, wall, start=start, limits=limits)
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


@given(
    st.sampled_from(RATES),
    limit_rates,
    st.integers(0, END // 2),
    st.integers(1, END // 2),
    waits,
    waits,
)
def test_inside_a_limit_it_is_never_faster_than_the_limit(
    rate: Fraction, limit: Fraction, start: int, long: int, first: int, second: int
) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall, start=start, limits=[Limit(start, start + long, limit)])
    clock.set_rate(rate)
    clock.play()
    wall.nanoseconds += first
    before = clock.sample()
    wall.nanoseconds += second
    after = clock.sample()
    if after.time < start + long:
        most = min(rate, limit) * Fraction(second, NANOSECONDS_IN_TICK)
        assert after.time - before.time <= most + 1
        assert after.pace == min(rate, limit)
        assert after.slow == (limit < rate)


@given(st.sampled_from(RATES), limit_tuples(), st.integers(0, END))
def test_one_reading_past_many_limits_ends_at_the_right_instant(
    rate: Fraction, limits: tuple[Limit, ...], until: int
) -> None:
    spent = Fraction(0)
    at = 0
    for start, end, slowest in (*limits, Limit(until, until + 1, Fraction(1))):
        free, held = min(start, until), min(end, until)
        spent += (free - at) / rate + (held - free) / min(rate, slowest)
        at = held
    wall = Wall()
    clock = PlaybackClock(END, wall, limits=limits)
    clock.set_rate(rate)
    clock.play()
    exact = spent * NANOSECONDS_IN_TICK
    wall.nanoseconds = int(exact) - 1
    if until:
        assert clock.sample().time == until - 1
    wall.nanoseconds = ceil(exact)
    assert clock.sample().time == until


@given(scripts, limit_tuples())
def test_backwards_and_with_slow_motion_off_there_are_no_limits(
    script: list[tuple[Command, int]], limits: tuple[Limit, ...]
) -> None:
    wall = Wall()
    free, limited = PlaybackClock(END, wall), PlaybackClock(END, wall, limits=limits)
    for command, wait in script:
        for clock in (free, limited):
            command(clock)
            clock.slow_motion = False
        wall.nanoseconds += wait
        assert free.sample() == limited.sample()
    for clock in (free, limited):
        clock.slow_motion = True
        clock.set_rate(Fraction(-2))
        clock.play()
        clock.set_rate(Fraction(-2))
    wall.nanoseconds += 3_000_000_000
    assert free.sample() == limited.sample()


@given(st.lists(st.sampled_from(RATES), min_size=30, max_size=30), st.integers(1, 10**7))
def test_the_part_of_a_tick_does_not_get_finer_with_each_limit_passed(
    rates: list[Fraction], odd: int
) -> None:
    wall = Wall()
    limits = [Limit(at, at + 7, Fraction(3, 7)) for at in range(0, 180 * SECOND, 2_000)]
    clock = PlaybackClock(END, wall, limits=limits)
    clock.play()
    for rate in rates:
        clock.set_rate(rate)
        wall.nanoseconds += 50_000_000 + odd
        clock.sample()
    assert isinstance(clock._anchor, int)


@given(st.sampled_from(RATES), hold_tuples, st.integers(1, END))
def test_a_clock_played_past_holds_is_as_much_later_as_it_stood(
    rate: Fraction, holds: list[Hold], until: int
) -> None:
    wall = Wall()
    held = PlaybackClock(END, wall, holds=holds)
    held.set_rate(rate)
    held.play()
    stays = {hold.at: hold.stay for hold in holds}
    stood = sum(stay for at, stay in stays.items() if at < until)
    wall.nanoseconds = ceil(until * NANOSECONDS_IN_TICK / rate) + stood
    passed = (wall.nanoseconds - stood) * rate
    assert held.sample().time == int(passed / NANOSECONDS_IN_TICK)


# -- stops, and how the record is presented


class Crooked:
    """A presentation of three paces: the middle third of the record goes by 37 times as fast."""

    first, second = END // 3, 2 * END // 3

    def time_at(self, presented: int, parts: int = 1) -> int:
        first, fast = self.first * parts, -(-(self.second - self.first) * parts // 37)
        if presented < first:
            return presented // parts
        if presented < first + fast:
            return self.first + (presented - first) * 37 // parts
        return min(self.second + (presented - first - fast) // parts, END)

    def presented_at(self, time: int, parts: int = 1) -> int:
        if time < self.first:
            return time * parts
        if time < self.second:
            return self.first * parts - (self.first - time) * parts // 37
        fast = -(-(self.second - self.first) * parts // 37)
        return self.first * parts + fast + (time - self.second) * parts

    def pace_at(self, time: int) -> Fraction:
        return Fraction(37 if self.first <= time < self.second else 1)


presentations: st.SearchStrategy[Presentation | None] = st.sampled_from([None, Crooked()])
stops = st.lists(st.integers(0, END), max_size=4)


@given(
    scripts_with_loops,
    st.lists(waits, max_size=5),
    limit_tuples(),
    hold_tuples,
    stops,
    presentations,
)
def test_with_loops_stops_and_a_presentation_too_reading_more_often_gives_the_same_time(
    script: list[tuple[Command, int]],
    reads: list[int],
    limits: tuple[Limit, ...],
    holds: list[Hold],
    at: list[int],
    presentation: Presentation | None,
) -> None:
    often, seldom = Wall(), Wall()
    read_often = PlaybackClock(END, often, limits=limits, holds=holds)
    read_seldom = PlaybackClock(END, seldom, limits=limits, holds=holds)
    for clock in (read_often, read_seldom):
        clock.present(presentation)
        clock.stop_at(at)
    for command, wait in script:
        command(read_often)
        command(read_seldom)
        for read in sorted(read for read in reads if read < wait):
            often.nanoseconds = seldom.nanoseconds + read
            read_often.sample()
        seldom.nanoseconds += wait
        often.nanoseconds = seldom.nanoseconds
        assert read_often.sample() == read_seldom.sample()
        assert 0 <= read_often.sample().time <= END


@given(st.sampled_from(RATES), st.booleans(), st.integers(0, END), stops, waits, presentations)
def test_it_never_plays_past_a_stop_either_way_and_at_any_rate(
    speed: Fraction,
    forward: bool,
    start: int,
    at: list[int],
    wait: int,
    presentation: Presentation | None,
) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall, start=start)
    clock.present(presentation)
    clock.stop_at(at)
    clock.set_rate(speed if forward else -speed)
    ahead = [stop for stop in at if (stop > start if forward else stop < start)]
    if start == (END if forward else 0):
        return
    clock.play()
    wall.nanoseconds += wait
    now = clock.sample()
    nearest = min(ahead) if forward and ahead else max(ahead, default=END if forward else 0)
    assert now.time <= nearest if forward else now.time >= nearest
    assert now.stopped == (not now.playing and bool(ahead) and nearest not in (0, END))
    if now.stopped:
        assert now.time == nearest


@given(scripts, stops, presentations, st.integers(0, END))
def test_what_is_sought_is_read_however_the_record_is_presented(
    script: list[tuple[Command, int]],
    at: list[int],
    presentation: Presentation | None,
    time: int,
) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall)
    clock.stop_at(at)
    for command, wait in script:
        command(clock)
        wall.nanoseconds += wait
    clock.present(presentation)
    clock.seek(time)
    assert clock.sample().time == time
    clock.present(None)
    assert clock.sample().time == time


@given(loops, st.floats(0, 1), st.lists(waits, max_size=6), st.sampled_from(RATES), st.booleans())
def test_from_within_a_loop_a_clock_that_plays_stays_in_it(
    loop: Loop, part: float, steps: list[int], rate: Fraction, back: bool
) -> None:
    wall = Wall()
    clock = PlaybackClock(END, wall, start=loop.start + int((loop.end - loop.start) * part))
    clock.loop = loop
    clock.set_rate(-rate if back else rate)
    clock.play()
    for step in steps:
        wall.nanoseconds += step
        now = clock.sample()
        assert loop.start <= now.time <= loop.end
        assert now.playing
