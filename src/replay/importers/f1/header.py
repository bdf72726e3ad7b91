"""The header and the entry list of an imported race; what no source tells stays unknown."""

import datetime
import re
from collections import Counter
from typing import Literal

from replay.importers.f1.flags import has_flags
from replay.importers.f1.lap_chart import GrandPrixCar, GrandPrixChart
from replay.importers.f1.published import Finisher, Person, Published, code_of
from replay.importers.f1.race_clock import StandingClock
from replay.importers.f1.stops import time_of_day
from replay.race.model import (
    SECOND,
    Driver,
    Entry,
    Event,
    Flag,
    Green,
    Header,
    Known,
    Red,
    Source,
    Stop,
    Track,
)
from replay.race.text import clean

_STATES = (Green, Flag, Red)
"""What tells the state of the course."""

UNNAMED = "Formula 1 race"
"""The name of a race of which only the laps are there: they do not say which it is."""

LIMIT = 2 * 3600 * SECOND
"""The longest a race may take, by article 5.4 of the sporting regulations."""

_GRAND_PRIX = re.compile(r"\s+Grand Prix\Z", re.IGNORECASE)


def race_header(
    chart: GrandPrixChart,
    published: Published,
    clock: StandingClock,
    events: tuple[Event, ...],
    stops: tuple[Stop, ...],
    source: str,
) -> Header:
    """Return all that is known of the race before its start."""
    meeting = published.meeting
    date = _date(meeting.date) or _date(chart.date)
    name = _label(meeting.name) or UNNAMED
    season = meeting.year or (date or "")[:4]
    short = " ".join(part for part in (_GRAND_PRIX.sub("", name), season) if part)
    flags = has_flags(chart, published)
    behind = any(isinstance(event, Flag) and event.at == 0 for event in events)
    has_lengths = any(stop.length is not None for stop in stops)
    by_laps = not any(car.stops for car in chart.cars.values())
    whole = _whole_distance(chart, published, clock, flags=flags)
    return Header(
        name=name,
        short=_label(short) or UNNAMED,
        series="Formula 1",
        series_short="F1",
        season=_label(season),
        discipline="formula 1",
        date=date,
        track=_track(published),
        cars=len(entered(chart, published)),
        round=_label(meeting.round),
        scheduled_laps=chart.laps if whole else None,
        time_limit=LIMIT,
        time_of_day=time_of_day(chart, published),
        start="safety car" if behind else "standing" if published.has_flags else None,
        known=Known(
            grid="official" if any(row.grid for row in published.result) else None,
            laps="timed",
            leaders="timed",
            flags="estimated" if any(isinstance(e, _STATES) for e in events) else None,
            stops=None if not stops else "official" if by_laps else "timed",
            stop_lengths="official" if has_lengths else None,
            tyres="timed" if chart.has_tyres else None,
            retirements="official" if published.result else "estimated",
        ),
        sources=_sources(chart, published, clock, stops, source, whole=whole),
    )


def _label(text: str) -> str | None:
    return " ".join(clean(text).split())[:80] or None


def _date(written: str) -> str | None:
    try:
        return datetime.date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return None


def _track(published: Published) -> Track | None:
    meeting = published.meeting
    name = _label(meeting.circuit)
    return Track(name=name, short=_label(meeting.place), course="road") if name else None


def _whole_distance(
    chart: GrandPrixChart, published: Published, clock: StandingClock, *, flags: bool
) -> bool:
    """Tell whether the race surely went over its distance: no red flag, no time limit cut it.

    Where flags are unknown, a red flag may have.
    """
    last = chart.leaders()[-1]
    red = bool(clock.stops or published.red_flags)
    return flags and not red and bool(published.result) and last < LIMIT - 2 * chart.usual


def _sources(
    chart: GrandPrixChart,
    published: Published,
    clock: StandingClock,
    stops: tuple[Stop, ...],
    source: str,
    *,
    whole: bool,
) -> tuple[Source, ...]:
    of = published.source
    laps = {
        "FastF1": "FastF1 laps: crossings on the clock of the session, which gives order and gaps",
    }.get(source, f"{source} lap times: their sums from lights-out give order and gaps")
    found = [Source(of="laps", text=laps)]
    if published.result:
        text = f"{of} results"
        found += [Source(of=group, text=text) for group in ("race", "grid", "drivers and teams")]
        if source == "FastF1":
            text += (
                "; at the flag the published times win over the clock, which is up to 0.06 s off"
            )
        found.append(Source(of="result", text=text))
    if whole:
        text = f"{source}: the laps run, which no red flag and no time limit cut short"
        found.append(Source(of="distance", text=text))
    if chart.has_track:
        text = "FastF1, the states of the track that each lap has seen; the moments are estimated"
        found.append(Source(of="flags", text=text))
    elif published.has_flags:
        text = f"{of} safety cars and red flags, by laps; the moments are estimated"
        found.append(Source(of="flags", text=text))
    if clock.stops:
        seen = all(one.seen for one in clock.stops)
        how = "until the first car left the pits" if seen else "the lap over it less a usual one"
        text = f"the race clock stands under red: {clock.stopped / SECOND:,.0f} s cut out, {how}"
        found.append(Source(of="red flag", text=text))
    if stops:
        own = any(car.stops for car in chart.cars.values())
        parts = ["FastF1, pit entry and exit"] if own else []
        parts += [f"{of} pit stops, lap and length"] if published.stops else []
        found.append(Source(of="stops", text="; ".join(parts)))
    if time_of_day(chart, published) is not None:
        text = f"pit entries of {source} against the times of day of {of}, to a second"
        found.append(Source(of="local time", text=text))
    if chart.has_tyres:
        found.append(Source(of="tyres", text="FastF1, compound and life of the set on each lap"))
    text = "two hours by article 5.4 of the sporting regulations of Formula One"
    found.append(Source(of="time limit", text=text))
    return tuple(found)


def entered(chart: GrandPrixChart, published: Published) -> tuple[str, ...]:
    """Return the cars of the result and those that have laps, in order of the grid."""
    grid = {row.car: row.grid or 1_000 for row in published.result}
    cars = dict.fromkeys([*grid, *chart.cars])
    return tuple(sorted(cars, key=lambda car: (grid.get(car, 2_000), car.zfill(3))))


def race_entries(chart: GrandPrixChart, published: Published) -> tuple[Entry, ...]:
    """Return the entry list."""
    rows = {row.car: row for row in published.result}
    cars = entered(chart, published)
    people = {car: _person(car, chart, published, rows) for car in cars}
    names = Counter(person.last for person in people.values() if person)
    codes = Counter(person.code for person in people.values() if person)
    places = Counter(row.grid for row in published.result)
    entries = []
    for car in cars:
        person, row = people[car], rows.get(car)
        own = chart.cars.get(car) or GrandPrixCar(car)
        grid = row.grid if row and row.grid and places[row.grid] == 1 else None
        begins = _begins(row, own)
        entries.append(
            Entry(
                car=car,
                drivers=(_driver(person, names, codes),) if person else (),
                grid=grid if begins == "grid" else None,
                team=_text(row.team if row else "") or _text(own.team),
                begins=begins,
                compound=own.compound,
                tyre_age=own.age,
            )
        )
    return tuple(entries)


def _person(
    car: str, chart: GrandPrixChart, published: Published, rows: dict[str, Finisher]
) -> Person | None:
    """Return who drives a car: by name, else by the code alone that the laps have."""
    if car in rows:
        person = rows[car].person
        code = code_of(person.code) or (code_of(chart.cars[car].code) if car in chart.cars else "")
        return Person(person.first, person.last, code)
    known = published.people.get(car)
    if known is not None:
        return known
    code = chart.cars[car].code
    return Person("", code, code_of(code)) if code else None


def _driver(person: Person, names: Counter[str], codes: Counter[str]) -> Driver:
    last = _label(person.last) or person.code or "?"
    first = _text(person.first) or ""
    short = f"{first[0]}. {last}"[:80] if names[person.last] > 1 and first else None
    code = code_of(person.code)
    return Driver(first=first, last=last, short=short, code=code or None)


def _begins(row: Finisher | None, car: GrandPrixCar) -> Literal["grid", "pit lane", "not started"]:
    if row is not None and not row.started and not car.laps:
        return "not started"
    if car.from_pit_lane or (row is not None and row.grid == 0):
        return "pit lane"
    return "grid"


def _text(written: str) -> str | None:
    return " ".join(clean(written).split())[:300] or None
