"""A race cut at a time: what came later is not in it, and nothing before it is another."""

from msgspec import structs

from replay.race.model import CarLaps, Chequered, FinishTime, Flag, Race, Ruling, Span, Stop, White
from replay.race.pit_visits import PitVisit, pit_visits
from replay.race.record import MAX_LAPS
from replay.race.scoring import provisional_laps

LATE = 1_000_000_000
"""A time in ticks later than any race lasts: more than a day."""

OVER = Flag(at=LATE, lap=MAX_LAPS, basis="timed", flag="over")
"""It puts off the end of a record, at which the result becomes official."""

_DULL_LAP = 1_000_000
_DULL_LAPS = 3


def cut(race: Race, time: int) -> Race:
    """Give the race cut at `time` (ticks): nothing of what came after, but dull laps of all.

    No stop that was begun by then ends, nobody retires, no flag falls any more. Without any lap to
    come the record would be one of a finish alone, which says so.
    """
    if race.finish is not None and not race.has_laps:
        return cut_finish(race, time)
    events = tuple(event for event in race.events if event.at <= time)
    records = {record.car: record for record in race.laps}
    for ruling in reversed([e for e in race.events if isinstance(e, Ruling) and e.at > time]):
        records = provisional_laps(records, ruling)
    past = {
        car: tuple(at for at in record.crossings if at <= time) for car, record in records.items()
    }
    done = max(map(len, past.values()), default=0)
    whites = [event.lap + 1 for event in events if isinstance(event, White)]
    more = max(whites[-1] - done, 0) if whites else _DULL_LAPS
    if any(isinstance(event, Chequered) for event in events):
        more = 0

    def dull(record: CarLaps, place: int) -> CarLaps:
        on = (time + _DULL_LAP * lap + place for lap in range(1, more + 1))
        known = record.known or (Span(lap=1, crossing="timed", lap_time="timed", place="sure"),)
        had = tuple(lap for lap in record.incidents if lap <= len(past[record.car]))
        crossings = (*past[record.car], *on)
        return structs.replace(record, known=known, crossings=crossings, incidents=had)

    # The flag that puts off the end flies after the last lap, as every event says its own.
    over = structs.replace(OVER, lap=done + more)
    return structs.replace(
        race,
        events=(*(event for event in events if event != OVER), over),
        stops=tuple(
            visit.stop if visit.until <= time else _begun(visit)
            for visit in visits_of(race)
            if visit.since <= time
        ),
        laps=tuple(dull(records[record.car], place) for place, record in enumerate(race.laps)),
        official=None,
    )


def _begun(visit: PitVisit) -> Stop:
    """Give a stop as far as it was seen while it was not over."""
    return structs.replace(
        visit.stop, exit=None, length=None, left=False, compound=None, driver=None
    )


def cut_finish(race: Race, time: int) -> Race:
    """Give a race known by its finish alone, cut at `time`: of the cars yet to come one at most.

    Before the first nose that is the first of the entries, 0.05 s later than anybody came. Where no
    times are known none is made up.
    """
    finish = race.finish
    flag = next(event.at for event in race.events if isinstance(event, Chequered))
    assert finish is not None
    times = tuple(nose for nose in finish.times if flag + nose.gap <= time)
    events = tuple(event for event in race.events if event.at <= time)
    if not times and finish.times:
        times = (FinishTime(car=race.entries[0].car, gap=0),)
        late = flag + 500
        events = (*events, Chequered(at=late, lap=9, basis="estimated"))
    return structs.replace(
        race,
        events=(*events, OVER) if OVER not in events else events,
        finish=structs.replace(finish, times=times),
        official=None,
    )


def visits_of(race: Race) -> list[PitVisit]:
    """Give the stops of a race laid on its clock, as first scored, in the order of the file."""
    laps = {record.car: record for record in race.laps}
    for ruling in reversed([event for event in race.events if isinstance(event, Ruling)]):
        laps = provisional_laps(laps, ruling)
    lines = {car: record.crossings for car, record in laps.items()}
    return [pit_visits([stop], lines.get(stop.car, ()))[0] for stop in race.stops]
