"""A race as it might be run: green runs, pace laps behind a queue, stops, cars that fall out.

No race of this world, but one whose every figure can be: laps of half a minute, pit road past
the line, lapped cars that stay lapped until a free pass. The same plan gives the same race.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from random import Random

from replay.race.model import (
    SECOND,
    VERSION,
    CarLaps,
    Caution,
    Chequered,
    Driver,
    Entry,
    Event,
    Green,
    Header,
    Known,
    Race,
    Retirement,
    Span,
    Stage,
    Stop,
    Track,
    White,
)

MILLISECOND = SECOND // 1000
GREEN = 30 * SECOND
PACE = 66 * SECOND
FIRST_YELLOW = 42 * SECOND
QUEUE = SECOND * 9 // 10
TO_STALL, FROM_STALL, SHORT = 13 * SECOND, 20 * SECOND, 5 * SECOND
"""From pit entry to the line with a stall before it, from the line to pit exit with one past it,
and either way without."""


@dataclass(frozen=True)
class Plan:
    """What is to happen. Cautions are (laps the leader has completed at yellow, at green).

    `stops` are own laps completed at pit entry, by car; `retired` the laps after which a car is
    out; `slow` thousandths of a lap that a car loses on every green lap.
    """

    cars: int
    laps: int
    seed: int = 0
    cautions: tuple[tuple[int, int], ...] = ()
    stops: dict[int, tuple[int, ...]] = field(default_factory=dict)
    retired: dict[int, int] = field(default_factory=dict)
    slow: dict[int, int] = field(default_factory=dict)
    stage: int | None = None


def simulated(plan: Plan) -> Race:
    """Return the race of a plan; times in whole milliseconds, no dead heats."""
    run = _Run(plan)
    return run.race()


class _Run:
    """One race while it is run. Cars count from 0 in the order of the grid."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.random = Random(plan.seed)
        cars = range(plan.cars)
        self.lines: list[list[int]] = [[car * 80 * MILLISECOND] for car in cars]
        self.pace = [GREEN + self.random.randrange(0, 4000) for _ in cars]
        self.stops: list[tuple[int, int, int, int]] = []
        self.events: list[Event] = [Green(at=0, lap=0, basis="official")]
        self.free_passes: list[int | None] = []
        self.taken: set[tuple[int, int]] = set()
        for number, (shown, green) in enumerate(plan.cautions, 1):
            self._run_green(shown)
            self._run_yellow(number, shown, green)
        self._run_green(plan.laps)
        self._finish()

    def _running(self, car: int) -> bool:
        return len(self.lines[car]) - 1 < self.plan.retired.get(car, 10**9)

    def _cross(self, car: int, time: int) -> None:
        """Let a car complete its next lap, alone on its millisecond."""
        lap = len(self.lines[car])
        time -= time % MILLISECOND
        while (lap, time) in self.taken:
            time += MILLISECOND
        self.taken.add((lap, time))
        self.lines[car].append(time)

    def _lap(self, car: int, least: int) -> int:
        """Return when the car's next lap ends if it takes `least`; a stop takes its time."""
        line, lap = self.lines[car], len(self.lines[car])
        time = line[-1] + least
        for stop in [s for s in self.stops if s[0] == car and s[1] == lap - 2]:
            time = max(time, stop[3] + least - 3 * SECOND)
        return time

    def _green_lap(self, car: int) -> int:
        slow = self.plan.slow.get(car, 0) * GREEN // 1000
        return self.pace[car] + slow + self.random.randrange(0, 6000)

    def _advance(self, car: int, least: int, not_before: int = 0) -> None:
        """Run one lap, with a stop across the line at its end if there is to be one."""
        laps = len(self.lines[car]) - 1
        time = max(self._lap(car, least), not_before)
        if laps in self.plan.stops.get(car, ()):
            # A stall before the line delays this crossing, one past it the next.
            stall_first = self.random.randrange(0, 2)
            self._cross(car, time + (6 if stall_first else 2) * SECOND)
            at = self.lines[car][-1]
            entry = at - (TO_STALL if stall_first else SHORT)
            leave = at + (SHORT if stall_first else FROM_STALL)
            service = self.random.randrange(0, 3 * SECOND, MILLISECOND)
            self.stops.append((car, laps, entry, leave + service))
        else:
            self._cross(car, time)

    def _first(self, lap: int) -> int:
        return min(line[lap] for line in self.lines if len(line) > lap)

    def _run_green(self, until: int) -> None:
        """Run until the leader has completed a lap, each car until its first crossing after."""
        cars = [car for car in range(self.plan.cars) if self._running(car)]
        while not any(len(line) > until for line in self.lines):
            car = min(cars, key=lambda c: self.lines[c][-1])
            self._advance(car, self._green_lap(car))
            cars = [car for car in cars if self._running(car)]
        end = self._first(until)
        for car in cars:
            while self._running(car) and self.lines[car][-1] < end:
                self._advance(car, self._green_lap(car))

    def _run_yellow(self, number: int, shown: int, green: int) -> None:
        start = self._first(shown)
        leader = [self._first(lap) for lap in range(1, shown + 1)]
        stage = shown == self.plan.stage
        at = start if stage else start + GREEN // 2
        cars = [car for car in range(self.plan.cars) if self._running(car)]
        down = {}
        for car in cars:
            laps = len(self.lines[car]) - 1
            down[car] = bisect_right(leader, self.lines[car][-1]) - laps
        queue = sorted(cars, key=lambda c: (down[c], self.lines[c][-1]))
        free = next((car for car in queue if down[car] > 0), None)
        if free is not None:
            down[free] -= 1
        self.free_passes.append(free)
        self._follow_pace_car(queue, down, start, shown, green)
        caution = Caution(
            at=at,
            lap=shown,
            basis="timed",
            number=number,
            reason="debris",
            stage_end=stage,
            free_pass=None if free is None else self.name(free),
        )
        self.events.append(caution)
        self.events.append(Green(at=self._first(green), lap=green, basis="timed"))

    def _follow_pace_car(
        self, queue: list[int], down: dict[int, int], start: int, shown: int, green: int
    ) -> None:
        """Run the yellow laps and the restart lap in the queue, those who stop at its tail."""
        for lap in range(shown + 1, green + 2):
            slot = start + FIRST_YELLOW + (lap - shown - 1) * PACE
            stopped = []
            for place, car in enumerate(queue):
                while self._running(car) and len(self.lines[car]) + down[car] <= lap:
                    stops = len(self.stops)
                    behind = slot + place * QUEUE
                    last = len(self.lines[car]) + down[car] == lap
                    self._advance(car, GREEN * 102 // 100, behind if last else 0)
                    if len(self.stops) > stops:
                        stopped.append(car)
            if stopped:
                stopped.sort(key=lambda c: (down[c], self.lines[c][-1]))
                queue = [car for car in queue if car not in stopped] + stopped

    def _finish(self) -> None:
        """Cut each car at the first crossing after the winner's."""
        laps = self.plan.laps
        self.end = self._first(laps)
        for car, line in enumerate(self.lines):
            over = [at for at in line[1:] if at >= self.end]
            del line[len(line) - max(len(over) - 1, 0) :]
            self.stops = [
                s for s in self.stops if s[0] != car or (s[1] < len(line) - 1 and s[2] < self.end)
            ]
        if laps > 1:
            self.events.append(White(at=self._first(laps - 1), lap=laps - 1, basis="timed"))
        leader = [self._first(lap) for lap in range(1, laps + 1)]
        for car in range(self.plan.cars):
            if self.lines[car][-1] < self.end:
                at = max([self.lines[car][-1], 0, *(s[3] for s in self.stops if s[0] == car)])
                self.events.append(
                    Retirement(
                        at=at,
                        lap=bisect_right(leader, at),
                        basis="timed",
                        car=self.name(car),
                        reason="accident",
                    )
                )
        self.events.append(Chequered(at=self.end, lap=laps, basis="timed"))

    def name(self, car: int) -> str:
        """Return the car's number."""
        return str(car + 1)

    def race(self) -> Race:
        """Return the record."""
        names = [self.name(car) for car in range(self.plan.cars)]
        known = (Span(lap=1, crossing="timed", lap_time="timed", place="sure"),)
        laps = self.plan.laps
        ends = [self.plan.stage] if self.plan.stage else []
        return Race(
            replay=VERSION,
            header=Header(
                name="Simulated",
                short="Simulated",
                series="NASCAR Cup Series",
                date="2024-05-05",
                track=Track(name="Oval", length=1500),
                cars=len(names),
                scheduled_laps=laps,
                stages=tuple(
                    Stage(number=n, ends=end) for n, end in enumerate([*ends, laps], 1) if ends
                ),
                known=Known(grid="official", laps="timed", flags="timed", stops="timed"),
            ),
            entries=tuple(
                Entry(car=name, drivers=(Driver(first="A", last=f"Driver {name}"),), grid=place)
                for place, name in enumerate(names, 1)
            ),
            events=tuple(sorted(self.events, key=lambda event: event.at)),
            stops=tuple(
                Stop(car=self.name(car), lap=lap, entry=entry, exit=leave)
                for car, lap, entry, leave in sorted(self.stops, key=lambda s: s[2])
            ),
            laps=tuple(
                CarLaps(car=name, known=known if line[1:] else (), crossings=tuple(line[1:]))
                for name, line in zip(names, self.lines, strict=True)
            ),
        )
