"""The feeds of one race made a `Race`."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from replay.importers import Imported, verified
from replay.importers.distance import with_distance
from replay.importers.nascar.crossings import SAME, Fit, fit_crossings
from replay.importers.nascar.feed_set import FeedSet
from replay.importers.nascar.flag_events import flag_events, red_times
from replay.importers.nascar.header import feed_entries, feed_header
from replay.importers.nascar.lap_chart import CarChart
from replay.importers.nascar.official import explained, feed_official, official_gaps
from replay.importers.nascar.race_clock import RaceClock, race_clock
from replay.importers.nascar.stops import feed_stops
from replay.race.model import (
    VERSION,
    Basis,
    CarLaps,
    Chequered,
    Event,
    Race,
    Retirement,
    Ruling,
    Span,
    Stop,
    White,
)


def race_of(feeds: FeedSet) -> Imported:
    """Return the race, and what of the feeds was moved or left out; raises `ForeignFileError`."""
    chart = feeds.chart
    told = list(chart.told)
    _trim(feeds, told)
    fit = fit_crossings(chart, official_gaps(feeds))
    clock = race_clock(chart, fit.crossings, red_times(feeds.flags), feeds.winners_time)
    crossings = {
        car: _rising([clock.of(time) for time in line[1:]]) for car, line in fit.crossings.items()
    }
    stops = feed_stops(feeds, crossings, clock, told)
    race = Race(
        replay=VERSION,
        header=feed_header(feeds, has_stops=bool(stops)),
        entries=feed_entries(feeds),
        events=_Events(feeds, crossings, clock, stops).events(),
        stops=stops,
        official=feed_official(feeds),
        laps=tuple(
            CarLaps(
                car=entry.car,
                known=_spans(entry, fit, crossings[entry.car]),
                crossings=tuple(crossings[entry.car]),
            )
            for entry in chart.cars.values()
        ),
    )
    told += [f"place not held: {line}" for line in fit.moved]
    told += _moved_laps(race, feeds)
    race = verified(with_distance(race), chart.file)
    return Imported(explained(race), tuple(told))


def _trim(feeds: FeedSet, told: list[str]) -> None:
    """Take laps from a car that the official count lacks: it limped round once more."""
    for row in feeds.weekend.results if feeds.weekend else ():
        car = feeds.chart.cars.get(row.car_number.strip())
        if car is None or not 0 < row.laps_completed < car.laps:
            continue
        told.append(
            f"car {car.car}: {car.laps} laps, of which the official count has {row.laps_completed}"
        )
        if row.laps_completed < feeds.chart.laps and car.laps < feeds.chart.laps:
            del car.times[row.laps_completed :], car.places[row.laps_completed :]
            del car.speeds[row.laps_completed :]


def _rising(times: Sequence[int]) -> list[int]:
    """Return times that rise: a stop that is cut out may bring two of them together."""
    rising: list[int] = []
    for time in times:
        rising.append(max(time, rising[-1] + 1 if rising else 1))
    return rising


def _spans(car: CarChart, fit: Fit, line: Sequence[int]) -> tuple[Span, ...]:
    """Return how each lap is known: its time is `timed` where it is the one that was given."""
    crossing: Basis = "timed" if car.start is not None else "reconstructed"
    bases: list[Basis] = []
    before = fit.crossings[car.car][0]
    for time, at in zip(car.times, line, strict=True):
        if time is None:
            bases.append("estimated")
        else:
            bases.append("timed" if abs(at - before - time) <= SAME else "reconstructed")
        before = at
    spans, lap = [], 1
    for basis, run in groupby(bases):
        sure: Basis = "estimated" if basis == "estimated" else crossing
        spans.append(Span(lap=lap, crossing=sure, lap_time=basis, place="sure"))
        lap += len(list(run))
    return tuple(spans)


def _moved_laps(race: Race, feeds: FeedSet) -> list[str]:
    """Tell in a line how many lap times are not those given, if any."""
    moved = unknown = total = 0
    for car in race.laps:
        if not car.crossings:
            continue  # it never completed a lap
        ends = [span.lap for span in car.known[1:]] + [len(car.crossings) + 1]
        for span, end in zip(car.known, ends, strict=True):
            moved += (span.lap_time == "reconstructed") * (end - span.lap)
            unknown += (span.lap_time == "estimated") * (end - span.lap)
            total += end - span.lap
    lines = []
    if moved:
        lines.append(
            f"{moved:,} of {total:,} lap times moved so that every place at the line holds"
        )
    if unknown:
        lines.append(f"{unknown:,} lap times estimated: the feed has none that long")
    return lines


class _Events:
    """What happened, each at its time on the race clock."""

    def __init__(
        self,
        feeds: FeedSet,
        crossings: dict[str, list[int]],
        clock: RaceClock,
        stops: Sequence[Stop],
    ) -> None:
        self.feeds = feeds
        self.chart = feeds.chart
        self.crossings = crossings
        self.clock = clock
        self.stops = stops
        longest = self.chart.laps
        self.lead = [0] + [
            min(line[lap] for line in crossings.values() if len(line) > lap)
            for lap in range(longest)
        ]

    def laps_at(self, time: int) -> int:
        """Count the laps the leader has completed at a time."""
        return bisect_right(self.lead, time, 1) - 1

    def events(self) -> tuple[Event, ...]:
        """Return every event in order of time."""
        flags = flag_events(self.feeds, self.lead, self.clock, self.laps_at)
        finish = self.lead[-1]
        last = self.chart.laps
        events: list[Event] = [*flags]
        if last > 1:
            at = self.lead[last - 1]
            events.append(White(at=at, lap=last - 1, basis="reconstructed"))
        events.append(Chequered(at=finish, lap=last, basis="timed"))
        events += self._retirements()
        events = sorted(events, key=lambda event: event.at)
        return (*events, *self._ruling())

    def _retirements(self) -> list[Event]:
        """A car whose last lap ends well before the flag is out when its next lap fails to come."""
        rows = self.feeds.weekend.results if self.feeds.weekend else ()
        statuses = {row.car_number.strip(): row.finishing_status for row in rows}
        events: list[Event] = []
        for name, line in self.crossings.items():
            last = line[-1] if line else 0
            status = statuses.get(name, "")
            gone = self.lead[-1] - last > self.chart.green_lap // 2
            if len(line) >= self.chart.laps or not gone or status == "Running":
                continue
            until = [stop.exit or stop.entry or 0 for stop in self.stops if stop.car == name]
            at = min(last + self.chart.green_lap * 3 // 2, self.lead[-1])
            at = max([at, last, *until])
            reason = " ".join(status.split())[:80].lower() or "not told"
            lap = self.laps_at(at)
            events.append(Retirement(at=at, lap=lap, basis="estimated", car=name, reason=reason))
        return events

    def _ruling(self) -> list[Event]:
        """The official order where it is not that on the road: cars disqualified go last."""
        weekend = self.feeds.weekend
        cars = (
            [row.car_number.strip() for row in weekend.results if row.disqualified]
            if weekend
            else []
        )
        cars = [car for car in cars if car in self.crossings]
        if weekend is None or not cars:
            return []
        rows = sorted(weekend.results, key=lambda row: row.finishing_position or 10_000)
        order = tuple(dict.fromkeys(row.car_number.strip() for row in rows))
        order = tuple(car for car in order if car in self.crossings)
        at = max([line[-1] for line in self.crossings.values() if line] + [self.lead[-1]])
        at = max([at, *(event.at for event in self._retirements())])
        named = ", ".join(cars)
        return [
            Ruling(
                at=at,
                lap=self.laps_at(at),
                basis="estimated",
                by="NASCAR",
                text=f"disqualified after the race: {named}",
                of_lap=self.chart.laps,
                order=order,
            )
        ]
