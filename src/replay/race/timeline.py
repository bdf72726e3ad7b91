"""The race as a pure function of time: `Timeline(race).at(t)` gives one immutable state.

Lap N as an instant: the crossing of the last car that completes lap N before the leader
completes lap N + 1. Lap 0 is time 0, the grid; the instant of the last lap is the end of the
record, when every car has taken the flag and every ruling is out.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise

from replay.race.arrival import AFTER_LAST_NOSE, FinishScoring, finish_crossings
from replay.race.car_history import CarHistory
from replay.race.flags import FlagHistory
from replay.race.model import CarLaps, Race, Retirement, Ruling, Stop
from replay.race.pit_visits import PitVisit, pit_visits
from replay.race.ruled_order import ruled_order
from replay.race.scoring import Scoring, provisional_laps
from replay.race.state import Crossing, RaceState, StageNow, StageOrder

_MOST_SCORINGS = 8
"""Scorings kept, of those between many rulings: another is made of its line in no time."""


class Timeline:
    """A race indexed once; every question about a time is then a bisection."""

    def __init__(self, race: Race) -> None:
        self.race = race
        self._has_laps = race.has_laps
        self.flags = FlagHistory(race)
        self.rulings = tuple(event for event in race.events if isinstance(event, Ruling))
        self._rulings_at = [ruling.at for ruling in self.rulings]
        self._indexed: dict[int, Scoring] = {}
        self._scorings: dict[int, Scoring] = {}
        self._instants: dict[int, int] = {}
        # Two bytes each: a long race has more than a hundred thousand places.
        self._places = {entry.car: array("H") for entry in race.entries}
        self._placed = 0
        self._histories: dict[int, dict[str, CarHistory]] = {}
        self._stage_orders: dict[int, StageOrder] = {}
        self._state: RaceState | None = None
        self._retirements = {
            event.car: event for event in race.events if isinstance(event, Retirement)
        }
        self._laps = {record.car: record for record in race.laps}
        crossings = max((r.crossings[-1] for r in race.laps if r.crossings), default=0)
        self.finish_crossings = finish_crossings(race)
        past_line = max((nose.at + AFTER_LAST_NOSE for nose in self.finish_crossings), default=0)
        self.end = max((crossings, past_line, *(event.at for event in race.events)))
        self.laps = max((len(record.crossings) for record in race.laps), default=0)
        self._points = {
            result.car: result.points for result in (race.official.results if race.official else ())
        }

    # -- scoring: the order as it stood, before and after each ruling

    def _period(self, time: int) -> int:
        return bisect_right(self._rulings_at, time)

    def scoring(self, period: int) -> Scoring:
        """Give the scoring in force after `period` of the rulings, indexing it at first use."""
        if period not in self._scorings:
            if len(self._scorings) >= _MOST_SCORINGS:
                del self._scorings[next(iter(self._scorings))]
            self._scorings[period] = self._scoring(period)
        return self._scorings[period]

    def _scoring(self, period: int) -> Scoring:
        rulings = self.rulings[:period]
        pending = [ruling for ruling in self.rulings[period:] if ruling.provisional]
        # Rulings on places and penalties alone leave the line as it was: it is indexed once.
        if len(pending) not in self._indexed:
            self._indexed[len(pending)] = self._index(pending)
        line = self._indexed[len(pending)]
        ruled = ruled_order(rulings, self.flags.fallen)
        gave = ruled.order or ruled.retimes
        return line.with_rulings(rulings, ruled) if gave else line

    def _index(self, pending: Sequence[Ruling]) -> Scoring:
        """Index the line as it was scored while these rulings were still to come."""
        race = self.race
        if self.finish_crossings:
            return FinishScoring(race.entries, race.stops, self._retirements, self.finish_crossings)
        laps = dict(self._laps)
        for ruling in reversed(pending):
            laps = provisional_laps(laps, ruling)
        template = next(iter(self._indexed.values()), None)
        return Scoring(race.entries, laps, race.stops, self._retirements, template, self._seen)

    @cached_property
    def _seen(self) -> dict[str, CarLaps]:
        """The crossings as they were scored before any ruling."""
        laps = dict(self._laps)
        for ruling in reversed(self.rulings):
            laps = provisional_laps(laps, ruling)
        return laps

    def scoring_at(self, time: int) -> Scoring:
        """Give the scoring in force at `time`."""
        return self.scoring(self._period(time))

    # -- lap <-> time

    def lap_at(self, time: int) -> int:
        """Count the laps the leader has completed at `time`."""
        return self.scoring_at(time).lap_at(time)

    def instant(self, lap: int) -> int:
        """Give the instant of `lap` in ticks; ValueError outside 0 to the last lap."""
        if not 0 <= lap <= self.laps:
            raise ValueError(f"lap {lap} is outside 0 to {self.laps}")
        if lap == 0:
            return 0
        if lap == self.laps:
            return self.end
        if lap not in self._instants:
            self._instants[lap] = self._settled_instant(lap)
        return self._instants[lap]

    def _settled_instant(self, lap: int) -> int:
        for period, ruling in enumerate(self.rulings):
            at = self.scoring(period).instant(lap)
            if at < ruling.at:
                return at
        return self.scoring(len(self.rulings)).instant(lap)

    # -- the state

    def at(self, time: int) -> RaceState:
        """Give the race at `time` ticks, clamped to the record: only what is known by then."""
        time = min(max(time, 0), self.end)
        if self._state is None or self._state.time != time:  # several questions ask for one time
            self._state = self._state_at(time)
        return self._state

    def _state_at(self, time: int) -> RaceState:
        scoring = self.scoring_at(time)
        lap = scoring.lap_at(time)
        shown = self.flags.at(time)
        finished = self.flags.finished_at(time)
        distance = self._distance(time, lap)
        to_go = None if distance is None or not self._has_laps else distance - lap
        scheduled = self.race.header.scheduled_laps
        led_since, lead_changes, leaders = scoring.lead_at_lap(lap)
        official = finished and time >= self.end
        duration = None if finished else self.flags.duration_at(time)
        return RaceState(
            time=time,
            flag=shown.word,
            caution=shown.caution,
            lap=lap,
            distance=distance,
            laps_to_go=to_go or (0 if to_go == 0 and finished else None),
            overtime=bool(scheduled and max(distance or 0, lap) > scheduled),
            stage=self._stage(lap, distance, finished),
            stages=self._stages(lap),
            order=scoring.rows(time, self._points if official else {}),
            led_since=led_since,
            lead_changes=lead_changes,
            leaders=leaders,
            cautions=self.flags.cautions_at(time),
            caution_laps=self.flags.caution_laps_at(time, lap),
            finished=finished,
            provisional=finished and time < self.end,
            has_laps=self._has_laps,
            white=self.flags.white_at(time),
            race_time=self.race.official.race_time if official and self.race.official else None,
            time_to_go=None if duration is None else max(duration - time, 0),
            flag_number=shown.number,
            neutralised=shown.neutralises,
        )

    def _distance(self, time: int, lap: int) -> int | None:
        """Give the distance known at `time`; a race that has gone beyond it has none yet."""
        distance = self.flags.distance_at(time)
        return None if distance is not None and lap > distance else distance

    def last_lap_known_at(self, time: int) -> bool:
        """Tell whether it is known at `time` which lap is the last: by the distance or a flag.

        A race that is called ends on a lap that nobody took for the last one, and so does one of
        no known distance but for its flags.
        """
        flagged = self.flags.white_at(time) or self.flags.finished_at(time) or time >= self.end
        return flagged or not self._has_laps or self.flags.distance_at(time) == self.laps

    def _stage(self, lap: int, distance: int | None, finished: bool) -> StageNow | None:
        stages = self.race.header.stages
        if not stages or not self._has_laps:
            return None
        stage = next((s for s in stages if s.ends > lap), stages[-1])
        ends = distance if stage is stages[-1] and distance else stage.ends
        if ends <= lap and not finished:
            return None
        return StageNow(stage.number, max(ends - lap, 0))

    def _stages(self, lap: int) -> tuple[StageOrder, ...]:
        """Give the stage orders that are settled: the leader is a lap on, so all have scored."""
        return tuple(
            self._stage_order(stage.number, stage.ends)
            for stage in self.race.header.stages[:-1]
            if stage.ends < lap
        )

    def _stage_order(self, number: int, ends: int) -> StageOrder:
        if number not in self._stage_orders:
            self._stage_orders[number] = self._settled_order(number, ends)
        return self._stage_orders[number]

    def _settled_order(self, number: int, ends: int) -> StageOrder:
        at = self.instant(ends)
        standings = self.scoring_at(at).standings(at)
        return StageOrder(number, tuple(index.car for _, index in standings))

    # -- the line, and the steps between states

    def crossings_of(self, lap: int, time: int) -> tuple[Crossing, ...]:
        """Give the cars that have completed `lap` by `time`, in the order of the line."""
        return self.scoring_at(time).crossings_of(lap, time)

    def places_by_lap(self, car: str, laps: int) -> Sequence[int]:
        """Give a car's places at the instants of lap 0 and on, of so many laps; 0 for no place.

        Every lap is scored once, at first use: some 10 microseconds for 38 cars. ValueError beyond
        the last lap.
        """
        for lap in range(self._placed, laps):
            at = self.instant(lap)
            scoring = self.scoring_at(at)
            for place, (done, index) in enumerate(scoring.standings(at), 1):
                self._places[index.car].append(place if done or scoring.grid_known else 0)
            self._placed = lap + 1
        return self._places[car][:laps]

    @cached_property
    def stops(self) -> dict[str, tuple[PitVisit, ...]]:
        """The stops of the record by car, laid on the race clock, in order of time."""
        by_car: dict[str, list[Stop]] = {}
        for stop in self.race.stops:
            by_car.setdefault(stop.car, []).append(stop)
        return {
            car: pit_visits(made, self._seen[car].crossings if car in self._seen else ())
            for car, made in by_car.items()
        }

    def histories_at(self, time: int) -> dict[str, CarHistory]:
        """Give each car over the race, by the crossings as they are scored at `time`."""
        pending = sum(bool(ruling.provisional) for ruling in self.rulings[self._period(time) :])
        if pending not in self._histories:
            by_car = self.scoring_at(time).by_car
            self._histories[pending] = {
                entry.car: CarHistory(
                    entry,
                    self.stops.get(entry.car, ()),
                    by_car[entry.car].crossings,
                    self._laps.get(entry.car),
                )
                for entry in self.race.entries
            }
        return self._histories[pending]

    @cached_property
    def changes(self) -> tuple[int, ...]:
        """Every time at which the state changes: a crossing, pit entry or exit, a flag."""
        times = {0, self.end, *self._crossing_times()}
        times.update(nose.at for nose in self.finish_crossings)
        for visit in (visit for made in self.stops.values() for visit in made):
            times.update((visit.since, visit.until))
        times.update(event.at for event in self.race.events)
        times.update(self.flags.times)
        return tuple(sorted(at for at in times if at <= self.end))

    def _crossing_times(self) -> Iterator[int]:
        """Give the times of all crossings, each as it was scored as it came to pass."""
        rescored = {(s.car, ruling.of_lap) for ruling in self.rulings for s in ruling.provisional}
        for record in self.race.laps:
            for lap, at in enumerate(record.crossings, 1):
                if (record.car, lap) not in rescored:
                    yield at
        starts = [0, *self._rulings_at]
        for period, (start, end) in enumerate(pairwise((*starts, self.end + 1))):
            by_car = self.scoring(period).by_car
            for car, lap in rescored:
                at = by_car[car].crossings[lap - 1]
                if start <= at < end:
                    yield at

    def next_change(self, time: int) -> int | None:
        """Give the next time after `time` at which the state changes, if there is one."""
        place = bisect_right(self.changes, time)
        return self.changes[place] if place < len(self.changes) else None

    def previous_change(self, time: int) -> int | None:
        """Give the last time before `time` at which the state changed, if there is one."""
        place = bisect_left(self.changes, time)
        return self.changes[place - 1] if place else None
