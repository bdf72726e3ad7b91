"""Races nobody wrote by hand: small, valid, and rich in what makes scoring hard."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from hypothesis import strategies as st
from msgspec import UNSET, structs

from replay.race.model import (
    VERSION,
    Basis,
    CarLaps,
    Caution,
    Chequered,
    Confidence,
    Distance,
    Driver,
    Entry,
    Event,
    Finish,
    FinishTime,
    Green,
    Header,
    Known,
    Livery,
    Official,
    Penalty,
    Race,
    Remark,
    Result,
    Retirement,
    Ruling,
    Scored,
    Span,
    Stage,
    Stop,
    Track,
    White,
)

T = TypeVar("T")
Draw = Callable[[st.SearchStrategy[T]], T]

NUMBERS = ("5", "07", "7", "007", "24", "99", "3A", "0")
BASES: tuple[Basis, ...] = ("official", "timed", "reconstructed", "estimated")
CONFIDENCES: tuple[Confidence, ...] = ("sure", "near", "rough", "unknown")

names = st.text("abcdéßłñ' -.", min_size=1, max_size=12)
bases = st.sampled_from(BASES)
colours = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@dataclass(frozen=True)
class _Field:
    """A race as it was run: each car's crossings, who is out, and when the flag fell.

    `flag` is the first crossing of the last lap as it was scored at first, `lead` the first
    crossing of each lap of the record, `ruled` what a ruling took back.
    """

    cars: tuple[str, ...]
    crossings: dict[str, tuple[int, ...]]
    out: dict[str, int]
    lead: tuple[int, ...]
    flag: int
    ruled: Scored | None

    @property
    def laps(self) -> int:
        return len(self.lead)

    def lap_at(self, time: int) -> int:
        if self.ruled is not None and time >= self.flag:
            return self.laps
        return sum(at <= time for at in self.lead)


@st.composite
def races(draw: st.DrawFn) -> Race:
    """Valid races of 2 to 6 cars over 1 to 12 laps.

    Dead heats at the line, lapped cars, retirements, cautions (one may stand to the end), a
    distance changed on the way, stops across the line and without an exit, and a ruling that
    takes back the order of the last lap all occur.
    """
    field = draw(_fields())
    stops = draw(_stops(field))
    scheduled = max(1, field.laps - draw(st.integers(0, 1)))
    events = draw(_events(field, scheduled))
    known = Known(grid="official", laps="timed", leaders="timed", flags="official", stops="timed")
    header = Header(
        name=draw(names),
        short=draw(names),
        series=draw(st.sampled_from(("Test Series", "NASCAR Cup Series"))),
        date=draw(st.dates() | st.dates(date(2003, 9, 1), date(2026, 12, 31))).isoformat(),
        track=Track(name=draw(names), length=draw(st.integers(1, 25_000))),
        cars=len(field.cars),
        scheduled_laps=scheduled,
        stages=draw(_stages(scheduled)),
        known=known,
    )
    return Race(
        replay=VERSION,
        header=header,
        entries=draw(_entries(field.cars)),
        events=events,
        stops=stops,
        remarks=tuple(
            Remark(on="stop", car=stop.car, lap=stop.lap, text="fuel") for stop in stops[:1]
        ),
        official=draw(st.none() | _results(field)),
        laps=draw(_laps(field)),
    )


@st.composite
def with_unknowns(draw: st.DrawFn, races: st.SearchStrategy[Race]) -> Race:
    """Races of which some of date, track, length, distance, grid and drivers are unknown."""
    race = draw(races)
    unknown = draw(st.sets(st.sampled_from(UNKNOWNS), min_size=1))
    for kind in UNKNOWNS:
        if kind in unknown:
            race = without(race, kind)
    if "drivers" in unknown and draw(st.booleans()):
        entry = race.entries[0]
        entry = structs.replace(entry, drivers=(Driver(first="", last=draw(names)),))
        race = structs.replace(race, entries=(entry, *race.entries[1:]))
    return race


UNKNOWNS = ("date", "track", "length", "distance", "grid", "drivers")
"""What a race file may not know."""


def without(race: Race, kind: str) -> Race:
    """The race of which one of the `UNKNOWNS` is not known."""
    header, entries = race.header, race.entries
    match kind:
        case "date":
            header = structs.replace(header, date=None)
        case "track":
            header = structs.replace(header, track=None)
        case "length" if header.track is not None:
            header = structs.replace(header, track=structs.replace(header.track, length=None))
        case "distance":
            header = structs.replace(header, scheduled_laps=None, scheduled_time=None)
        case "grid":
            header = structs.replace(header, known=structs.replace(header.known, grid=None))
            entries = tuple(structs.replace(entry, grid=None) for entry in entries)
        case "drivers":
            entries = tuple(structs.replace(entry, drivers=()) for entry in entries)
    return structs.replace(race, header=header, entries=entries)


@st.composite
def finish_only_races(draw: st.DrawFn) -> Race:
    """Valid races of 1 to 6 cars without a lap: noses, some level, and cars that never came."""
    cars = tuple(draw(st.permutations(NUMBERS)))[: draw(st.integers(1, 6))]
    gaps = draw(st.lists(st.integers(0, 30) | st.integers(0, 9_000), max_size=len(cars) - 1))
    times = (FinishTime(car=car, gap=gap) for car, gap in zip(cars, (0, *gaps), strict=False))
    flag = draw(st.integers(1, 100_000))
    events: list[Event] = [Chequered(at=flag, lap=draw(st.integers(0, 60)), basis="estimated")]
    if draw(st.booleans()):
        at = flag + draw(st.integers(0, 40_000))
        out = Retirement(
            at=at, lap=0, basis="estimated", car=draw(st.sampled_from(cars)), reason="fire"
        )
        events.append(out)
    return Race(
        replay=VERSION,
        header=Header(
            name=draw(names),
            short=draw(names),
            series="Test Series",
            date="2013-05-24",
            track=Track(name=draw(names), length=2_500),
            cars=len(cars),
            scheduled_laps=draw(st.none() | st.just(40)),
            stages=draw(
                st.sampled_from(((), (Stage(number=1, ends=20), Stage(number=2, ends=40))))
            ),
            known=Known(grid="official", flags="estimated", finish=draw(bases)),
        ),
        entries=draw(_entries(cars)),
        events=tuple(events),
        finish=Finish(resolution=draw(st.sampled_from((1, 10, 100))), times=tuple(times)),
        official=draw(st.none() | st.builds(Official, laps=st.just(40), results=st.just(()))),
    )


@st.composite
def _fields(draw: st.DrawFn) -> _Field:
    cars = tuple(draw(st.permutations(NUMBERS)))[: draw(st.integers(2, 6))]
    laps = draw(st.integers(1, 12))
    # Few different lap times, so that cars often cross the line at the same tick.
    lap_times = st.sampled_from((300_000, 300_001, 300_500, 310_000, 370_000, 650_000))
    run = {car: _sums([draw(lap_times) for _ in range(laps)]) for car in cars}
    retiring = draw(st.sets(st.sampled_from(cars[1:])))
    finishers = [car for car in cars if car not in retiring]
    winner = min(finishers, key=lambda car: run[car][-1])
    won_at = run[winner][-1]
    ruled = draw(_ruled(run, finishers, winner))
    flag = ruled.at if ruled else won_at
    crossings: dict[str, tuple[int, ...]] = {}
    out: dict[str, int] = {}
    for car in cars:
        if car in retiring:
            done = tuple(at for at in run[car] if at < flag)[: draw(st.integers(0, laps - 1))]
            crossings[car] = done
            out[car] = draw(st.integers(done[-1] if done else 0, flag - 1))
        else:
            before = tuple(at for at in run[car] if at < won_at)
            crossings[car] = run[car][: len(before) + 1]
    lead = tuple(
        min(times[lap] for times in crossings.values() if len(times) > lap) for lap in range(laps)
    )
    return _Field(cars, crossings, out, lead, flag, ruled)


def _sums(times: Sequence[int]) -> tuple[int, ...]:
    return tuple(sum(times[: count + 1]) for count in range(len(times)))


@st.composite
def _ruled(
    draw: st.DrawFn, run: dict[str, tuple[int, ...]], finishers: list[str], winner: str
) -> Scored | None:
    """A car scored just before the winner at first, though the record has it behind him."""
    at = run[winner][-1] - draw(st.integers(1, 50))
    close = [car for car in finishers if car != winner and (0, *run[car])[-2] < at]
    if not close or draw(st.booleans()):
        return None
    return Scored(car=draw(st.sampled_from(close)), at=at)


@st.composite
def _events(draw: st.DrawFn, field: _Field, scheduled: int) -> tuple[Event, ...]:
    def lap(at: int) -> int:
        return field.lap_at(at)

    during = st.integers(1, field.flag - 1)
    events: list[Event] = [Green(at=0, lap=0, basis="official")]
    for number, at in enumerate(sorted(draw(st.sets(during, max_size=2))), 1):
        if number > 1:
            green = draw(st.integers(events[-1].at, at))
            events.append(Green(at=green, lap=lap(green), basis="timed"))
        free_pass = draw(st.sampled_from((UNSET, None, *field.cars)))
        cars = tuple(draw(st.permutations(field.cars)))[: draw(st.integers(0, 2))]
        events.append(
            Caution(
                at=at,
                lap=lap(at),
                basis=draw(bases),
                number=number,
                reason="debris",
                cars=cars,
                free_pass=free_pass,
            )
        )
    if isinstance(events[-1], Caution) and draw(st.booleans()):
        green = draw(st.integers(events[-1].at, field.flag))
        events.append(Green(at=green, lap=lap(green), basis="timed"))
    if scheduled != field.laps:
        at = draw(during)
        events.append(
            Distance(at=at, lap=lap(at), basis="official", laps=field.laps, reason="overtime")
        )
    for car, at in field.out.items():
        events.append(Retirement(at=at, lap=lap(at), basis="estimated", car=car, reason="engine"))
    if draw(st.booleans()):
        at = draw(during)
        car = draw(st.sampled_from(field.cars))
        events.append(Penalty(at=at, lap=lap(at), basis="timed", car=car, text="speeding"))
    if field.laps > 1:
        at = field.lead[-2]
        events.append(White(at=at, lap=field.laps - 1, basis="timed"))
    events.append(Chequered(at=field.flag, lap=field.laps, basis="timed"))
    end = max(at for times in field.crossings.values() for at in times)
    if field.ruled:
        at = end + draw(st.integers(0, 900_000))
        events.append(
            Ruling(
                at=at,
                lap=field.laps,
                basis="estimated",
                by="camera",
                text="by a nose",
                of_lap=field.laps,
                provisional=(field.ruled,),
            )
        )
    return tuple(sorted(events, key=lambda event: event.at))


@st.composite
def _stops(draw: st.DrawFn, field: _Field) -> tuple[Stop, ...]:
    stops: list[Stop] = []
    for car, crossings in field.crossings.items():
        # On every other lap at most, so that the line may be crossed on pit road.
        for lap in range(0, len(crossings), 2):
            if draw(st.integers(0, 3)):
                continue
            entry = draw(st.integers((0, *crossings)[lap], crossings[lap] - 1))
            until = (*crossings, field.flag + 1_000_000)[lap + 1]
            exit_ = draw(st.integers(entry, until - 1))
            stops.append(Stop(car=car, lap=lap, entry=entry, exit=exit_))
        if car in field.out and draw(st.booleans()):
            last = max((*crossings[-1:], *(s.exit or 0 for s in stops if s.car == car), 0))
            stops.append(Stop(car=car, lap=len(crossings), entry=last, left=False))
    return tuple(sorted(stops, key=lambda stop: stop.entry or 0))


@st.composite
def _stages(draw: st.DrawFn, scheduled: int) -> tuple[Stage, ...]:
    ends = sorted({*draw(st.sets(st.integers(1, scheduled), max_size=2)), scheduled})
    if draw(st.booleans()):
        return ()
    return tuple(Stage(number=number, ends=end) for number, end in enumerate(ends, 1))


@st.composite
def _entries(draw: st.DrawFn, cars: tuple[str, ...]) -> tuple[Entry, ...]:
    grid: list[int | None] = list(draw(st.permutations(range(1, len(cars) + 1))))
    if draw(st.booleans()):
        grid[grid.index(len(cars))] = None
    return tuple(
        Entry(
            car=car,
            drivers=(Driver(first=draw(names), last=draw(names)),),
            grid=place,
            livery=draw(st.none() | st.builds(Livery, paint=colours, ink=colours, second=colours)),
            eligible=draw(st.sampled_from((True, None, False))),
        )
        for car, place in zip(cars, grid, strict=True)
    )


@st.composite
def _laps(draw: st.DrawFn, field: _Field) -> tuple[CarLaps, ...]:
    records = []
    for car, crossings in field.crossings.items():
        starts = {1} if crossings else set()
        if len(crossings) > 1:
            starts |= draw(st.sets(st.integers(2, len(crossings)), max_size=2))
        spans = tuple(
            Span(
                lap=lap,
                crossing=draw(bases),
                lap_time=draw(bases),
                place=draw(st.sampled_from(CONFIDENCES)),
            )
            for lap in sorted(starts)
        )
        records.append(CarLaps(car=car, known=spans, crossings=crossings))
    return tuple(records)


@st.composite
def _results(draw: st.DrawFn, field: _Field) -> Official:
    """A published result that need not be right."""
    order = draw(st.permutations(field.cars))
    results = tuple(
        Result(position=place, car=car, laps=len(field.crossings[car]), status="Running")
        for place, car in enumerate(order, 1)
    )
    return Official(laps=field.laps, results=results, margin=draw(st.none() | st.integers(0, 99)))
