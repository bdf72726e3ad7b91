"""Nothing on a screen comes from later than the clock: the law, on races nobody wrote."""

from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import structs
from tests.strategies import finish_only_races, races

from replay import racefile
from replay.race.model import CarLaps, Chequered, Flag, Race, Ruling, Span, Stop
from replay.race.order import provisional
from replay.tui.frame import Recording

TINY = Path(__file__).parents[1] / "races" / "tiny.json"
LATE = 60_000_000
OVER = Flag(at=LATE, lap=0, basis="timed", flag="over")


@st.composite
def moments(draw: st.DrawFn) -> tuple[Race, int]:
    """Give a race and a time: any, or one at which the camera may have a picture, or a new one.

    The record goes on after the ruling, which else would end it.
    """
    race = draw(races())
    race = structs.replace(race, events=(*race.events, OVER))
    pictured = [e.at for e in race.events if isinstance(e, Ruling)]
    ends = {stage.ends for stage in race.header.stages} | {max(len(r.crossings) for r in race.laps)}
    for record in race.laps:
        pictured += [record.crossings[lap - 1] for lap in ends if lap <= len(record.crossings)]
    near = st.builds(int.__add__, st.sampled_from(pictured), st.integers(0, 30_000))
    return race, draw(st.integers(0, 8_000_000) | near)


def other_future(race: Race, time: int, stretch: int, extra: int) -> Race:
    """The same race up to `time`; after it every crossing, stop, flag and result is another."""
    pending = [e for e in race.events if isinstance(e, Ruling) and e.at > time]
    records = {record.car: record for record in race.laps}
    for ruling in reversed(pending):
        records = provisional(records, ruling)
    finished = any(isinstance(e, Chequered) and e.at <= time for e in race.events)

    def later(record: CarLaps, place: int) -> CarLaps:
        past = [at for at in record.crossings if at <= time]
        future = [at for at in record.crossings if at > time]
        factor = 2 + (stretch * (place + 1)) % 5
        moved = [time + (at - time) * factor + place for at in future]
        if not finished:
            last = (moved or past or [time])[-1]
            moved += [max(last, time) + (n + 1) * 300_000 for n in range(extra)]
        known = record.known or (Span(lap=1, crossing="timed", lap_time="timed", place="sure"),)
        return structs.replace(record, known=known, crossings=(*past, *moved))

    def left_later(stop: Stop) -> Stop:
        if stop.exit is None or stop.exit <= time:
            return stop
        return structs.replace(stop, exit=stop.exit + 77_777)

    return structs.replace(
        race,
        events=(
            *(event for event in race.events if event.at <= time),
            OVER,
        ),
        stops=tuple(left_later(stop) for stop in race.stops if stop.entry <= time),
        laps=tuple(later(records[r.car], place) for place, r in enumerate(race.laps)),
        official=None,
    )


def as_a_stage_ends() -> tuple[Race, int]:
    """Give the small race at the end of its first stage, the fifth car of which never comes."""
    race = racefile.load(TINY)
    ended = sorted(record.crossings[3] for record in race.laps if len(record.crossings) > 3)
    laps = tuple(
        structs.replace(record, crossings=record.crossings[:3])
        if record.crossings[3:4] == (ended[-1],)
        else record
        for record in race.laps
    )
    return structs.replace(race, events=(*race.events, OVER), laps=laps), ended[-2]


@given(moments(), st.integers(0, 50), st.integers(0, 3))
@example(as_a_stage_ends(), 0, 1)
def test_no_part_of_a_frame_changes_when_everything_after_it_is_altered(
    moment: tuple[Race, int], stretch: int, extra: int
) -> None:
    race, time = moment
    recording = Recording(race)
    if time >= recording.timeline.end:
        return
    ours = recording.frame(time)
    theirs = Recording(other_future(race, time, stretch, extra)).frame(time)
    assert ours == theirs


@given(finish_only_races(), st.integers(-100, 12_000), st.integers(1, 5_000))
def test_no_part_of_a_frame_of_a_finish_changes_with_the_cars_still_to_come(
    race: Race, after: int, later: int
) -> None:
    flag = race.events[0].at
    time = max(flag + after, 0)
    finish = race.finish
    assert finish is not None
    moved = tuple(
        t if flag + t.gap <= time or not t.gap else structs.replace(t, gap=t.gap + later)
        for t in finish.times
    )
    put_off = tuple(e if e.at <= time else structs.replace(e, at=e.at + later) for e in race.events)
    other = structs.replace(
        race, events=put_off, finish=structs.replace(finish, times=moved), official=None
    )
    ours, theirs = Recording(race), Recording(other)
    if time < min(ours.timeline.end, theirs.timeline.end):
        assert ours.frame(time) == theirs.frame(time)


@given(races(), st.integers(0, 8_000_000))
def test_a_lap_forward_and_back_comes_to_an_instant_again(race: Race, time: int) -> None:
    recording = Recording(race)
    instants = [recording.timeline.instant(n) for n in range(recording.timeline.laps + 1)]
    time = min(time, recording.timeline.end)
    forward, back = recording.step(time, 1), recording.step(time, -1)
    assert forward == min((at for at in instants if at > time), default=instants[-1])
    assert back == max((at for at in instants if at < time), default=0)
    assert recording.step(time, 10) == min(
        [at for at in instants if at > time][9:10] or [instants[-1]]
    )
