"""The laps of one race and what is published beside them made a `Race`."""

from itertools import groupby

from replay.importers import Imported, verified
from replay.importers.distance import with_distance
from replay.importers.f1.flags import grand_prix_flags
from replay.importers.f1.header import entered, race_entries, race_header
from replay.importers.f1.lap_chart import (
    GrandPrixCar,
    GrandPrixChart,
    drop_extra_laps,
    set_in_order,
    verify_places,
    verify_size,
)
from replay.importers.f1.official import (
    AtTheFlag,
    half_points,
    hold_result,
    official,
    rulings,
    trim,
    with_reasons,
)
from replay.importers.f1.published import Finisher, Published
from replay.importers.f1.race_clock import StandingClock, laps_at, standing_clock
from replay.importers.f1.stops import race_stops
from replay.race.classification import reason_of
from replay.race.model import (
    SECOND,
    VERSION,
    Basis,
    CarLaps,
    Chequered,
    Event,
    Race,
    Retirement,
    Span,
    Stop,
)
from replay.race.text import clean


def grand_prix_of(chart: GrandPrixChart, published: Published, source: str) -> Imported:
    """Return the race, and what of its sources was moved or left out; raises `ForeignFileError`.

    `source` is whose laps they are.
    """
    verify_size(chart)
    trim(chart, published)
    verify_places(chart)
    if not published.result:
        drop_extra_laps(chart)
    verify_size(chart)
    set_in_order(chart)
    flag = hold_result(chart, published)
    clock = standing_clock(chart)
    _tell(chart, flag, clock)
    cars = entered(chart, published)
    chart.told += half_points(published, cars)
    stops = race_stops(chart, published, clock)
    events = _events(chart, published, clock, stops)
    events += rulings(chart, published, flag, events, clock)
    race = Race(
        replay=VERSION,
        header=race_header(chart, published, clock, tuple(events), stops, source),
        entries=race_entries(chart, published),
        events=tuple(events),
        stops=stops,
        official=official(published, cars, clock),
        laps=tuple(
            CarLaps(
                car=car.car,
                known=_spans(car, chart, clock, flag),
                crossings=tuple(clock.of(end) for end in car.ends),
            )
            for car in chart.cars.values()
            if car.ends
        ),
    )
    race = verified(with_distance(race), chart.file)
    return Imported(with_reasons(race), tuple(chart.told))


def _tell(chart: GrandPrixChart, flag: AtTheFlag, clock: StandingClock) -> None:
    if flag.moved:
        most = max(map(abs, flag.moved.values())) / SECOND
        chart.told.append(
            f"{len(flag.moved)} cars at the flag moved by up to {most:.3f} s: published times win"
        )
    for stop in clock.stops:
        how = "" if stop.seen else ", the lap over it less a usual one"
        chart.told.append(
            f"red flag: {stop.length / SECOND:,.0f} s in which the race stood are cut out{how}"
        )


def _spans(
    car: GrandPrixCar, chart: GrandPrixChart, clock: StandingClock, flag: AtTheFlag
) -> tuple[Span, ...]:
    """Return how each lap is known: its end is timed, and so its time, where nothing was changed.

    Over a stop that was cut out a lap's time is an estimate; so is that of a first lap where
    lights-out is one.
    """
    bases: list[tuple[Basis, Basis]] = []
    before = 0
    for lap, end in enumerate(car.ends, 1):
        crossing: Basis = "estimated" if lap in car.guessed else "timed"
        time: Basis = "timed"
        guessed = bool({lap - 1, lap} & car.guessed) or (lap == 1 and not chart.start_known)
        if guessed or clock.stop_within(before, end):
            time = "estimated"
        if lap == car.laps and car.car in flag.moved:
            crossing, time = "official", "reconstructed" if time == "timed" else time
        bases.append((crossing, time))
        before = end
    spans, lap = [], 1
    for (crossing, time), run in groupby(bases):
        spans.append(Span(lap=lap, crossing=crossing, lap_time=time, place="sure"))
        lap += len(list(run))
    return tuple(spans)


def _events(
    chart: GrandPrixChart, published: Published, clock: StandingClock, stops: tuple[Stop, ...]
) -> list[Event]:
    """Return what happened, in order of time; in this series the white flag means a slow car."""
    leaders = [clock.of(time) for time in chart.leaders()]
    flag = Chequered(at=leaders[-1], lap=chart.laps, basis="timed")
    events: list[Event] = [*grand_prix_flags(chart, published, clock), flag]
    rows = {row.car: row for row in published.result}
    for name in entered(chart, published):
        car = chart.cars.get(name) or GrandPrixCar(name)
        out = _retirement(car, rows.get(name), chart, clock, stops)
        if out is not None:
            at = max(out, 1)
            reason = _reason(rows.get(name))
            lap = laps_at(leaders, at)
            events.append(Retirement(at=at, lap=lap, basis="estimated", car=name, reason=reason))
    return sorted(events, key=lambda event: event.at)


def _retirement(
    car: GrandPrixCar,
    row: Finisher | None,
    chart: GrandPrixChart,
    clock: StandingClock,
    stops: tuple[Stop, ...],
) -> int | None:
    """Return when a car was out, on the race clock: as its next lap failed to come.

    None for one that took the flag, and for one that did not take the start. Where no words say
    what became of a car, it took the flag if it came to the line then or later.
    """
    finish = chart.leaders()[-1]
    last = car.ends[-1] if car.ends else 0
    became = row.became if row is not None else None
    if car.laps >= chart.laps or became in ("running", "not started"):
        return None
    if became != "out" and last >= finish:
        return None
    due = last + chart.usual * 3 // 2
    seen = due if car.gone is None else min(max(car.gone, last), due)
    at = clock.of(max(min(seen, finish), last))
    ends = [
        time
        for stop in stops
        if stop.car == car.car
        for time in (stop.entry, stop.exit)
        if time is not None
    ]
    return max([at, *ends])


def _reason(row: Finisher | None) -> str:
    status = " ".join(clean(row.status if row else "").split())[:300]
    return reason_of(status) if status else "not told"
