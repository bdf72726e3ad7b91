"""A box score as read: the published facts of one race, before anything is solved.

Times are ticks (`replay.race.model.SECOND`) on the race clock, speeds thousandths of a mile
an hour. None says that the record does not tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from replay.foreign.box_score_race import RaceFacts
from replay.race.classification import Classification
from replay.race.model import SECOND, Driver, Livery, PublishedFact, Standing

_MILLISECOND = SECOND // 1000

_NUMBER = re.compile(r"[0-9]+")
_NUMBERS = re.compile(r"(?:#|\bNos?\. ?)[0-9]+(?:, ?[0-9]+)*")
"""As in `#7, 31, 33 incident, turn 2` or `No. 6 Incident Turn 1`."""


@dataclass(frozen=True)
class CarFacts:
    """A car's line of results.csv, with the names and colours of drivers.csv and liveries.csv.

    `status` is empty where the record does not tell. `standing` is what it says became of the
    car, None where nothing tells; `assumed`: the status does not say, but the car's laps or times.
    The starter is the first of `drivers`.
    """

    position: int
    car: str
    drivers: tuple[Driver, ...]
    laps: int
    status: str
    standing: Classification | None
    assumed: bool
    grid: int | None
    team: str | None
    make: str | None
    crew_chief: str | None
    sponsor: str | None
    led: int | None
    times_led: int | None
    points: int | None
    gap: int | None
    elapsed: int | None
    best_lap: int | None
    best_lap_number: int | None
    last_lap: int | None
    qualifying: int | None
    qualifying_speed: int | None
    stage_places: tuple[int | None, ...]
    livery: Livery | None
    average: int | None
    best: int | None
    worst: int | None

    @property
    def running(self) -> bool:
        """Whether the car is known to have been running at the end."""
        return self.standing == "running" and not self.assumed

    @property
    def took_flag(self) -> bool:
        """Whether the car was running at the end, known or assumed: it came in after the first."""
        return self.standing == "running"

    @property
    def disqualified(self) -> bool:
        """Whether the car took the flag and lost its place after the race."""
        return self.standing == "disqualified"

    @property
    def finished(self) -> bool:
        """Whether the car took the flag: its last crossing is of the finish."""
        return self.took_flag or self.disqualified

    @property
    def retired(self) -> bool:
        """Whether the car fell out, or never started."""
        return self.standing in ("out", "not started")


@dataclass(frozen=True)
class CautionFacts:
    """A line of cautions.csv. `free_pass` is None for none given, "" where the file is silent.

    `green_published` says that the record itself tells when green was shown.
    """

    number: int
    first: int
    last: int
    shown: int
    green: int
    reason: str
    free_pass: str | None
    where: str | None
    cars: tuple[str, ...]
    detail: str | None
    green_published: bool = False

    @property
    def involved(self) -> frozenset[str]:
        """The cars that brought the yellow out: those listed, else those that `reason` numbers."""
        if self.cars:
            return frozenset(self.cars)
        lists = _NUMBERS.findall(self.reason)
        return frozenset(number for one in lists for number in _NUMBER.findall(one))


@dataclass(frozen=True)
class LeadFacts:
    """A line of lead_segments.csv: laps `first` to `last` led at the line, and how."""

    first: int
    last: int
    car: str
    how: str | None


@dataclass(frozen=True)
class StopFacts:
    """A line of pit_stops.csv. `leader_laps` are the leader's laps at pit entry, if published.

    `tires` are those that were changed, None where nobody published it.

    Of a car that never `left` no exit is published: `exit` is then the time of its entry.
    """

    car: str
    laps: int
    leader_laps: int | None
    entry: int
    exit: int
    line: int
    left: bool = True
    tires: int | None = None


@dataclass(frozen=True)
class OrderFacts:
    """A whole-field order, or that of the cars named, at a lap. `gaps` go with `order`.

    So do `last_laps`, None for a car of which none is told. `leaves_out` are cars of which such
    an order says nothing, not even that they were behind the cars named.
    """

    lap: int
    order: tuple[str, ...]
    exact: bool
    gaps: tuple[int, ...] | None = None
    last_laps: tuple[int | None, ...] | None = None
    leaves_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class RedFacts:
    """A line of red_flags.csv: the leader's laps when the race stopped."""

    laps: int
    reason: str | None


@dataclass(frozen=True)
class NoteFacts:
    """A remark on a stop, or a penalty: the car, a count of laps, the words."""

    car: str
    lap: int
    text: str


@dataclass(frozen=True)
class BoxScore:
    """Everything a folder says. Empty tuples stand for files that are not there.

    `assumptions` are lines for the user: words nobody has met before, and what they are taken for.
    """

    race: RaceFacts
    cars: tuple[CarFacts, ...]
    cautions: tuple[CautionFacts, ...]
    lead: tuple[LeadFacts, ...]
    stops: tuple[StopFacts, ...]
    orders: tuple[OrderFacts, ...]
    white: OrderFacts | None
    reds: tuple[RedFacts, ...]
    penalties: tuple[NoteFacts, ...]
    stop_remarks: tuple[NoteFacts, ...]
    has_free_passes: bool
    published: tuple[PublishedFact, ...] = ()
    standing: tuple[Standing, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def laps(self) -> int:
        """Laps run."""
        return self.race.laps

    @property
    def step(self) -> int:
        """The ticks of the last decimal in which the race was timed: 0.001 s, or finer.

        What is rebuilt is no finer than what was published.
        """
        return 1 if any(time % _MILLISECOND for time in self._timed()) else _MILLISECOND

    def _timed(self) -> Iterator[int]:
        for car in self.cars:
            for time in (car.elapsed, car.gap, car.best_lap, car.last_lap):
                yield time or 0
        for stop in self.stops:
            yield from (stop.entry, stop.exit)
        if self.white is not None:
            yield from self.white.gaps or ()
            yield from (time or 0 for time in self.white.last_laps or ())

    def leader(self, lap: int) -> str | None:
        """Return the official leader at the line of `lap`, None where the record is silent."""
        for stint in self.lead:
            if stint.first <= lap <= stint.last:
                return stint.car
        return None

    def stage_order(self, number: int) -> tuple[str, ...]:
        """Return the cars of a stage in order, as far as their places are known without a gap."""
        placed = {car.stage_places[number - 1]: car.car for car in self.cars}
        order: list[str] = []
        while (car := placed.get(len(order) + 1)) is not None:
            order.append(car)
        return tuple(order)
