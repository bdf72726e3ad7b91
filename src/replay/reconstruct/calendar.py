"""The events of a rebuilt race: flags, penalties, retirements, the ruling, each at its time."""

from msgspec import UNSET, UnsetType

from replay.race.model import (
    SECOND,
    Basis,
    Caution,
    Chequered,
    Distance,
    Event,
    Green,
    Penalty,
    Red,
    Retirement,
    Ruling,
    Scored,
    White,
)
from replay.race.status import reason_of
from replay.reconstruct.bunching import Bunching
from replay.reconstruct.demands import known_crossings
from replay.reconstruct.facts import BoxScore, CautionFacts
from replay.reconstruct.leader_clock import LAP, LeaderClock
from replay.reconstruct.pace import Pace
from replay.reconstruct.verdicts import verdicts

_INTO_THE_LAP = 2
"""A yellow comes out somewhere in its first lap: half a green lap in, it is estimated."""


class Calendar:
    """Dates events by the leader's clock of the finished record."""

    def __init__(
        self,
        score: BoxScore,
        clock: LeaderClock,
        pace: Pace,
        crossings: dict[str, tuple[int, ...]],
        bunchings: tuple[Bunching, ...],
    ) -> None:
        self.score = score
        self.clock = clock
        self.pace = pace
        self.crossings = crossings
        self.bunchings = bunchings

    def events(self) -> tuple[Event, ...]:
        """Return every event in order of time."""
        events: list[Event] = [Green(at=0, lap=0, basis="official")]
        for bunching in self.bunchings:
            events += self._caution(bunching)
        events += self._distance()
        events += self._reds()
        events += self._penalties()
        events += self._retirements()
        events += self._finish()
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
        if facts.green >= self.score.laps:
            return [caution]
        end = self.clock.times[facts.green]
        return [caution, Green(at=end, lap=facts.green, basis="reconstructed")]

    def _shown(self, facts: CautionFacts) -> int:
        start, end = self.clock.times[facts.shown], self.clock.times[facts.first]
        if facts.shown in self.score.race.stage_end_laps or facts.shown == facts.first:
            return start
        return self._whole(min(start + self.pace.green // _INTO_THE_LAP, (start + end) // 2))

    def _whole(self, time: int) -> int:
        """Return an estimated time no finer than the race was timed."""
        return time - time % self.score.step

    def _distance(self) -> list[Event]:
        """A race over its schedule is known to be so when its last restart goes green."""
        scheduled, laps = self.score.race.scheduled_laps, self.score.laps
        greens = [c.green for c in self.score.cautions if c.green < laps]
        if laps == scheduled:
            return []
        lap = greens[-1] if greens and laps > scheduled else min(scheduled, laps)
        reason = "overtime" if laps > scheduled else "shortened"
        at = self.clock.times[lap]
        return [Distance(at=at, lap=lap, basis="reconstructed", laps=laps, reason=reason)]

    def _reds(self) -> list[Event]:
        events: list[Event] = []
        for red in self.score.reds:
            lap = min(red.laps, self.score.laps - 1)
            at = self._whole(self.clock.when(lap * LAP + LAP // 2))
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
            exits = [stop.exit for stop in self.score.stops if stop.car == car.car]
            if exits and exits[-1] > last:
                at, timed = exits[-1], True
            else:
                next_lap = self.clock.distance(last) + LAP
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

    def _finish(self) -> list[Event]:
        """The white flag, the chequered flag as the line was scored at first, the rulings."""
        laps, times = self.score.laps, self.clock.times
        ruling = self.score.race.ruling
        fallen = times[laps]
        events: list[Event] = []
        if laps > 1:
            leader = self.score.leader(laps - 1)
            known = leader is not None and (leader, laps - 1) in known_crossings(self.score)
            basis: Basis = "official" if known else "reconstructed"
            events.append(White(at=times[laps - 1], lap=laps - 1, basis=basis))
        if ruling is not None:
            scored = tuple(Scored(car=car, at=at) for car, at in ruling.scored if at is not None)
            if scored and ruling.of_lap == laps:
                fallen = min(one.at for one in scored)
            lines = [self.crossings[one.car][ruling.of_lap - 1] for one in scored]
            after = max([fallen + ruling.after_s * SECOND, *lines, *(one.at for one in scored)])
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
        events.append(Chequered(at=fallen, lap=laps, basis="official"))
        # How long the officials took over the places is not published; no time passes there.
        ends = [line[-1] for line in self.crossings.values() if line]
        at = max(*ends, *(event.at for event in events))
        return [*events, *verdicts(self.score, self.crossings, at, self.clock.laps_at(at))]
