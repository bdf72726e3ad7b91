"""Races that are the same up to a time and another after it: what no screen may tell apart."""

from typing import NamedTuple

from hypothesis import strategies as st
from msgspec import structs
from tests.series_strategies import series_races
from tests.strategies import races

from replay.race.model import (
    CarLaps,
    Chequered,
    Distance,
    Race,
    Ruling,
    Span,
    Stop,
    White,
)
from replay.race.pit_visits import PitVisit
from replay.race.scoring import provisional_laps
from replay.race.timeline import Timeline
from replay.testing.cut_race import OVER, visits_of


@st.composite
def moments(draw: st.DrawFn, of: st.SearchStrategy[Race] | None = None) -> tuple[Race, int]:
    """Give a race and a time: any, or one at which the camera may have a picture, or a new one.

    The race is one `of` some, else any of stock cars with everything known, or of any series. The
    record goes on after the ruling, which else would end it. Some races are called without any
    flag that says so, before their schedule is run, or with none but by time.
    """
    race = draw(races() | series_races() if of is None else of)
    pictured = [e.at for e in race.events if isinstance(e, Ruling)]
    ends = {stage.ends for stage in race.header.stages} | {max(len(r.crossings) for r in race.laps)}
    for record in race.laps:
        pictured += [record.crossings[lap - 1] for lap in ends if lap <= len(record.crossings)]
    if draw(st.booleans()):
        race = called(race, timed=draw(st.booleans()))
    race = structs.replace(race, events=(*race.events, OVER))
    near = st.builds(int.__add__, st.sampled_from(pictured), st.integers(0, 30_000))
    return race, draw(st.integers(0, 8_000_000) | near)


class TwoFutures(NamedTuple):
    """A time, and two records that are the same up to it; from the end on one is both."""

    time: int
    ours: Timeline
    theirs: Timeline


@st.composite
def two_futures(draw: st.DrawFn) -> TwoFutures:
    """Give a race, a time of it, and what might have come after it as well."""
    race, time = draw(moments())
    stretch, extra = draw(st.integers(0, 50)), draw(st.integers(0, 3))
    ours = Timeline(race)
    if time >= ours.end:
        return TwoFutures(time, ours, ours)
    return TwoFutures(time, ours, Timeline(other_future(race, time, stretch, extra)))


def called(race: Race, *, timed: bool) -> Race:
    """The race without the flags that tell of its end, and far from the end of its schedule."""
    distance = (
        {"scheduled_laps": None, "scheduled_time": 30_000_000, "stages": ()}
        if timed
        else {"scheduled_laps": 50}
    )
    told = White | Chequered | Distance | Ruling
    events = tuple(event for event in race.events if not isinstance(event, told))
    header = structs.replace(race.header, **distance)
    return structs.replace(race, events=events, header=header, official=None)


def other_future(race: Race, time: int, stretch: int, extra: int) -> Race:
    """The same race up to `time`; after it every crossing, stop, flag and result is another.

    Up to `extra` laps more are run, unless the white flag has told that they are not.
    """
    pending = [e for e in race.events if isinstance(e, Ruling) and e.at > time]
    records = {record.car: record for record in race.laps}
    for ruling in reversed(pending):
        records = provisional_laps(records, ruling)
    past_events = [event for event in race.events if event.at <= time]
    told = any(isinstance(event, White | Chequered) for event in past_events)

    def later(record: CarLaps, place: int) -> CarLaps:
        past = [at for at in record.crossings if at <= time]
        future = [at for at in record.crossings if at > time]
        factor = 2 + (stretch * (place + 1)) % 5
        moved = [time + (at - time) * factor + place for at in future]
        if not told:
            last = (moved or past or [time])[-1]
            moved += [max(last, time) + (n + 1) * 300_000 for n in range(extra)]
        known = record.known or (Span(lap=1, crossing="timed", lap_time="timed", place="sure"),)
        # An incident of a lap is known as that is completed.
        had = [lap for lap in record.incidents if lap <= len(past)]
        had += [len(past) + 1] if not had or had[-1] < len(past) else []
        crossings = (*past, *moved)
        return structs.replace(record, known=known, crossings=crossings, incidents=tuple(had))

    def left_later(visit: PitVisit) -> Stop:
        stop = visit.stop
        if visit.until <= time or not stop.left:
            return stop
        stop = structs.replace(
            stop,
            compound=None if stop.compound is None else "INTERMEDIATE",
            driver=None if stop.driver is None else 0,
        )
        if stop.exit is not None:
            return structs.replace(stop, exit=stop.exit + 77_777)
        if stop.length is not None:
            return structs.replace(stop, length=stop.length + 77_777)
        return stop

    return structs.replace(
        race,
        events=(*past_events, OVER) if OVER not in past_events else tuple(past_events),
        stops=tuple(left_later(visit) for visit in visits_of(race) if visit.since <= time),
        laps=tuple(later(records[r.car], place) for place, r in enumerate(race.laps)),
        official=None,
    )


def later_finish(race: Race, time: int, later: int) -> Race:
    """The same finish up to `time`; every car and event after it comes so many ticks later."""
    assert race.finish is not None
    flag = race.events[0].at
    moved = tuple(
        t if flag + t.gap <= time or not t.gap else structs.replace(t, gap=t.gap + later)
        for t in race.finish.times
    )
    put_off = tuple(e if e.at <= time else structs.replace(e, at=e.at + later) for e in race.events)
    finish = structs.replace(race.finish, times=moved)
    return structs.replace(race, events=put_off, finish=finish, official=None)
