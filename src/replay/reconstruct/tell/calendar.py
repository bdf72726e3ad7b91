"""The events of a rebuilt race: flags, penalties, retirements, the ruling, each at its time."""

from collections.abc import Sequence

from msgspec import UNSET, UnsetType

from replay.race.classification import reason_of
from replay.race.model import (
    SECOND,
    Caution,
    Event,
    Green,
    Penalty,
    Red,
    Retirement,
    Ruling,
    Scored,
)
from replay.reconstruct.read.facts import BoxScore, CautionFacts
from replay.reconstruct.read.published_crossings import CrossingTimes
from replay.reconstruct.reckon.bunching import Bunching
from replay.reconstruct.reckon.leader_clock import LAP, LeaderClock
from replay.reconstruct.reckon.pace import Pace
from replay.reconstruct.tell.last_flags import LastFlags, green_flies
from replay.reconstruct.tell.verdicts import verdicts

_INTO_THE_LAP = 2
"""A yellow comes out somewhere in its first lap: half a green lap in, it is estimated."""

_GREEN_BEFORE_LINE = SECOND * 7 // 10
"""How long before the leader completes the restart lap the green flies: in the one feed that has
both, of eleven restarts, 2.0 s before to 0.3 s after, 0.4 s before in the middle, and the operator
was late by some tenths; so it is estimated."""


class Calendar:
    """Dates events by the leader's clock of the finished record."""

    def __init__(
        self,
        score: BoxScore,
        clock: LeaderClock,
        pace: Pace,
        crossings: CrossingTimes,
        bunchings: tuple[Bunching, ...],
    ) -> None:
        self.score = score
        self.clock = clock
        self.pace = pace
        self.crossings = crossings
        self.bunchings = bunchings
        self.last_flags = LastFlags(score, clock, crossings)

    def events(self) -> tuple[Event, ...]:
        """Return every event in order of time."""
        events: list[Event] = [Green(at=0, lap=0, basis="official")]
        for bunching in self.bunchings:
            events += self._caution(bunching)
        restarts = [event for event in events[1:] if isinstance(event, Green)]
        events += self._reds()
        events += self._penalties()
        events += self._retirements()
        events += self._finish(restarts)
        return tuple(sorted(events, key=lambda event: event.at))

    def _caution(self, bunching: Bunching) -> list[Event]:
        facts = bunching.caution
        at, ends_stage = self._shown(facts), facts.shown in self.score.race.stage_end_laps
        free: str | UnsetType | None = facts.free_pass if self.score.has_free_passes else UNSET
        caution = Caution(
            at=at,
            lap=self.clock.laps_at(at),
            basis="reconstructed" if ends_stage else "estimated",
            number=facts.number,
            reason=facts.reason,
            where=facts.where,
            cars=facts.cars,
            detail=facts.detail,
            stage_end=ends_stage,
            free_pass=free,
        )
        if not green_flies(self.score, facts):
            return [caution]
        return [caution, Green(at=self._green(facts.green), lap=facts.green, basis="estimated")]

    def _green(self, last: int) -> int:
        """Return when green flies after the last yellow lap: as the leader ends the next one.

        Before the last lap green and white fly together, else the race would end under yellow.
        """
        start, end = self.clock.times[last], self.clock.times[last + 1]
        if last + 1 == self.score.laps:
            return start
        return max(start, self._whole(end - _GREEN_BEFORE_LINE))

    def _shown(self, facts: CautionFacts) -> int:
        start, end = self.clock.times[facts.shown], self.clock.times[facts.first]
        if facts.shown in self.score.race.stage_end_laps or facts.shown == facts.first:
            return start
        before = next((c for c in self.score.cautions if c.number == facts.number - 1), None)
        if before is not None and before.green == facts.shown and green_flies(self.score, before):
            return self._whole((self._green(before.green) + end) // 2)
        return self._into(facts.shown)

    def _into(self, lap: int) -> int:
        """Return a time somewhere in the lap that follows on `lap`."""
        start, end = self.clock.times[lap], self.clock.times[lap + 1]
        return self._whole(min(start + self.pace.green // _INTO_THE_LAP, (start + end) // 2))

    def _whole(self, time: int) -> int:
        """Return an estimated time no finer than the race was timed."""
        return time - time % self.score.step

    def _reds(self) -> list[Event]:
        """A red flag comes in the lap after the one it follows, after the last once that is run."""
        events: list[Event] = []
        for red in self.score.reds:
            at = self.last_flags.run if red.laps >= self.score.laps else self._into(red.laps)
            lap = self.clock.laps_at(at)
            events.append(Red(at=at, lap=lap, basis="estimated", reason=red.reason))
        return events

    def _penalties(self) -> list[Event]:
        events: list[Event] = []
        for note in self.score.penalties:
            half = min(note.lap, self.score.laps - 1) * LAP + LAP // 2
            at = self._whole(self.clock.when(half))
            lap = self.clock.laps_at(at)
            events.append(Penalty(at=at, lap=lap, basis="estimated", car=note.car, text=note.text))
        return events

    def _retirements(self) -> list[Event]:
        """Out from the end of the last stop, else from when the next lap failed to come."""
        events: list[Event] = []
        for car in self.score.cars:
            if not car.retired:
                continue
            reason = reason_of(car.status or "not running at the end")
            if car.standing == "not started":
                events.append(Retirement(at=0, lap=0, basis="official", car=car.car, reason=reason))
                continue
            crossings = self.crossings[car.car]
            last = crossings[-1] if crossings else 0
            stops = [stop for stop in self.score.stops if stop.car == car.car]
            if stops and stops[-1].left and stops[-1].exit > last:
                at, timed = stops[-1].exit, True
            else:
                next_lap = self.clock.distance(last) + LAP
                last = max([last, *(stop.exit for stop in stops)])
                at, timed = max(self._whole(self.clock.when(next_lap)), last), False
            lap = self.clock.laps_at(at)
            events.append(
                Retirement(
                    at=at,
                    lap=lap,
                    basis="timed" if timed else "estimated",
                    car=car.car,
                    reason=reason,
                )
            )
        return events

    def _finish(self, restarts: Sequence[Green]) -> list[Event]:
        """The white flag, the chequered flag as the line was scored at first, the rulings."""
        laps, times = self.score.laps, self.clock.times
        ruling = self.score.race.ruling
        fallen = times[laps]
        white = self.last_flags.white()
        events: list[Event] = [*white]
        if ruling is not None:
            scored = tuple(Scored(car=car, at=at) for car, at in ruling.scored if at is not None)
            if scored and ruling.of_lap == laps:
                fallen = min(one.at for one in scored)
            crossed = [self.crossings[one.car][ruling.of_lap - 1] for one in scored]
            after = max([fallen + ruling.after_s * SECOND, *crossed, *(one.at for one in scored)])
            events.append(
                Ruling(
                    at=after,
                    lap=self.clock.laps_at(after),
                    basis="estimated",
                    by=ruling.by,
                    text=ruling.text,
                    of_lap=ruling.of_lap,
                    provisional=scored,
                )
            )
        chequered = self.last_flags.chequered(fallen)
        events += [*self.last_flags.distances(restarts, white, chequered), chequered]
        # How long the officials took over the places is not published; no time passes there.
        ends = [line[-1] for line in self.crossings.values() if line]
        at = max(*ends, *(event.at for event in events))
        return [*events, *verdicts(self.score, self.crossings, at, self.clock.laps_at(at))]
