"""Writes the lines of the race log: each fact, and each thing derived from the crossings, once."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from replay.race.car_index import fastest_laps
from replay.race.entry_over_time import EntryOverTime
from replay.race.model import (
    MEASURED,
    Caution,
    Chequered,
    Distance,
    Event,
    Flag,
    Green,
    Penalty,
    Red,
    Retirement,
    Ruling,
    White,
)
from replay.race.pit_visits import PitVisit
from replay.race.quantity import quantity
from replay.race.scoring import Scoring
from replay.race.seconds import seconds_text
from replay.race.state import NEVER, Crossing, LogEntry, LogKind
from replay.race.timeline import Timeline


class LogWriter:
    """Writes the lines of one race."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self.race = timeline.race
        self.names = {entry.car: entry.surname for entry in self.race.entries}
        self.out = {e.car: e.at for e in self.race.events if isinstance(e, Retirement)}
        self.remarks = {(r.on, r.car, r.lap): r.text for r in self.race.remarks}
        events = self.race.events
        self._greens = {event.at for event in events if isinstance(event, Green)}
        self._reasons = {e.at: e.reason for e in reversed(events) if isinstance(e, Distance)}
        self._texts: dict[tuple[str, str], str] = {}

    def lines(self) -> tuple[EntryOverTime, ...]:
        """Write every line of the record in order of time."""
        found: list[EntryOverTime] = []
        for periods in self._rescored_periods():
            since, until = self._span(periods)
            found.extend(self._fastest_laps(self.timeline.scoring(periods.start), since, until))
        for period in range(len(self.timeline.rulings) + 1):
            found.extend(self._period(period))
        found.extend(line for event in self.race.events for line in self._event(event))
        found.extend(self._stop(v) for made in self.timeline.stops.values() for v in made)
        found.sort(key=lambda line: line.sort_key)
        return tuple(found)

    def _rescored_periods(self) -> Iterator[range]:
        """Give the periods between rulings, those with the same crossings together."""
        rescoring = [at for at, r in enumerate(self.timeline.rulings, 1) if r.provisional]
        for first, end in pairwise((0, *rescoring, len(self.timeline.rulings) + 1)):
            yield range(first, end)

    def _span(self, periods: range) -> tuple[int, int]:
        """Give from when on, and until when, some periods last."""
        rulings, last = self.timeline.rulings, periods.stop - 1
        since = rulings[periods.start - 1].at if periods.start else 0
        return since, rulings[last].at if last < len(rulings) else self.timeline.end + 1

    def _period(self, period: int) -> Iterator[EntryOverTime]:
        """Write what the line scored between two rulings, and what a ruling changed of it."""
        since, until = self._span(range(period, period + 1))
        scoring = self.timeline.scoring(period)
        yield from self._leads(scoring, since, until)
        for line in self._stages(scoring):
            if since <= line.entry.at < until:
                yield line
        if period:
            yield from self._overturned_leads(period)

    def _leads(self, scoring: Scoring, since: int, until: int) -> Iterator[EntryOverTime]:
        for stint in scoring.stints[1:]:
            at = scoring.lead_at[stint.first - 1]
            if since <= at < until:
                detail = self.remarks.get(("lead", stint.car, stint.first))
                yield self._line(at, stint.first, "lead change", stint.car, "leads", detail)

    def _overturned_leads(self, period: int) -> Iterator[EntryOverTime]:
        """Write the leads that a ruling gave to another car, at the time it was made."""
        before, after = self.timeline.scoring(period - 1), self.timeline.scoring(period)
        ruling = self.timeline.rulings[period - 1]
        for lap, (was, now) in enumerate(zip(before.arrivals, after.arrivals, strict=True), 1):
            if was[0].car != now[0].car:
                by = f"by {ruling.by}"
                yield self._line(ruling.at, lap, "lead change", now[0].car, "leads", by)

    def _fastest_laps(self, scoring: Scoring, since: int, until: int) -> Iterator[EntryOverTime]:
        """Write each lap from `since` on that was the fastest so far, among measured laps."""
        best: int | None = None
        laps = []
        for at, car, took in (lap for index in scoring.cars for lap in fastest_laps(index)):
            if since <= at < until:
                laps.append((at, car, took))
            elif at < since and (best is None or took < best):
                best = took
        for at, car, took in sorted(laps):
            if best is None or took < best:
                best = took
                lap = scoring.lap_at(at)
                yield self._line(
                    at, lap, "fastest lap", car, "fastest lap", f"{seconds_text(took)} s"
                )

    def _stages(self, scoring: Scoring) -> Iterator[EntryOverTime]:
        for stage in self.race.header.stages[:-1]:
            if stage.ends > len(scoring.arrivals):
                return
            winner, *others = scoring.arrivals[stage.ends - 1][:10]
            at = scoring.lead_at[stage.ends - 1]
            growing = [(at, "then")]
            for index in others:
                growing.append((index.crossings[stage.ends - 1], f"{growing[-1][1]} {index.car}"))
            known, detail = growing[-1]
            text = f"{self.names[winner.car]} wins stage {stage.number}".strip()
            entry = LogEntry(
                at,
                stage.ends,
                "stage",
                winner.car,
                text,
                detail if others else None,
                stage.number,
            )
            yield EntryOverTime(entry, known, tuple(growing[1:]))

    def _event(self, event: Event) -> Iterator[EntryOverTime]:
        running = self._running_lap(event)
        match event:
            case Green():
                yield self._green(event, running)
            case Caution():
                entry = LogEntry(
                    event.at,
                    running,
                    "caution",
                    None,
                    f"Caution {event.number}",
                    event.reason,
                    event.number,
                    event.cars,
                )
                yield EntryOverTime(entry, event.at)
                if isinstance(event.free_pass, str):
                    yield self._line(event.at, running, "free pass", event.free_pass, "free pass")
            case Red():
                yield EntryOverTime(
                    LogEntry(event.at, running, "red flag", None, "Red flag", event.reason),
                    event.at,
                )
            case Flag():
                yield EntryOverTime(
                    LogEntry(event.at, running, "flag", None, event.flag, event.text), event.at
                )
            case Distance():
                yield from self._distance(event, running)
            case White():
                yield self._line_flag(event, "white flag", event.lap)
            case Chequered():
                yield self._line_flag(event, "chequered flag", event.lap)
            case Penalty():
                yield self._line(event.at, running, "penalty", event.car, "penalty", event.text)
            case Retirement():
                yield self._retirement(event, running)
            case Ruling():
                yield self._ruling(event)

    def _running_lap(self, event: Event) -> int:
        """Give the lap being run at an event; after the chequered flag it is the last."""
        return event.lap + (not self.timeline.flags.finished_at(event.at))

    def _green(self, event: Green, lap: int) -> EntryOverTime:
        if event.lap == 0:
            return EntryOverTime(LogEntry(event.at, 1, "green", None, "Green flag"), event.at)
        detail = self._reasons.get(event.at)
        return EntryOverTime(LogEntry(event.at, lap, "restart", None, "Restart", detail), event.at)

    def _distance(self, event: Distance, lap: int) -> Iterator[EntryOverTime]:
        """Write a change of distance, unless a restart at the same time tells it."""
        if event.at not in self._greens:
            text = f"Race is now {event.laps} laps"
            yield EntryOverTime(LogEntry(event.at, lap, "flag", None, text, event.reason), event.at)

    def _line_flag(self, event: Event, kind: LogKind, lap: int) -> EntryOverTime:
        """Write a flag shown to the leader at the line, with the gap once the second is there."""
        arrived: Sequence[Crossing] = self.timeline.scoring_at(event.at).crossings_of(lap, NEVER)
        if kind == "chequered flag":
            arrived = arrived or self.timeline.finish_crossings
        leads, ahead = self._margin_texts(arrived) if len(arrived) > 1 else (None, None)
        known = arrived[1].at if leads else event.at
        if kind == "white flag" or not arrived:
            text = "White flag" if kind == "white flag" else "Chequered flag"
            return EntryOverTime(LogEntry(event.at, lap, kind, None, text, leads), known)
        detail = f"{ahead}, unofficial" if ahead else None
        return self._line(
            event.at, lap, kind, arrived[0].car, "first at the line", detail, known=known
        )

    def _margin_texts(self, arrived: Sequence[Crossing]) -> tuple[str, str]:
        """Tell of the first two at the line: who leads whom, and how far ahead he is."""
        first, second = arrived[:2]
        gap = second.at - first.at
        if not gap:
            cars = (crossing.car for crossing in arrived[1:] if crossing.at == first.at)
            level = f"level with {' and '.join(cars)}"
            return f"{first.car} leads, {level}", level
        measured = {first.basis, second.basis} <= MEASURED
        apart = (
            f"{seconds_text(gap, self.race.decimals) if measured else f'~{seconds_text(gap, 1)}'} s"
        )
        return f"{first.car} leads {second.car} by {apart}", f"{apart} ahead of {second.car}"

    def _retirement(self, event: Retirement, lap: int) -> EntryOverTime:
        if not self.race.has_laps:
            return self._line(event.at, lap, "retirement", event.car, "out", event.reason)
        done = self.timeline.scoring_at(event.at).by_car[event.car].crossings
        laps = bisect_right(done, event.at)
        detail = f"{event.reason}, {quantity(laps, 'lap')}"
        return self._line(event.at, lap, "retirement", event.car, "out", detail)

    def _ruling(self, event: Ruling) -> EntryOverTime:
        period = self.timeline.rulings.index(event) + 1
        standings = self.timeline.scoring(period).standings(event.at)
        before = self.timeline.scoring(period - 1).standings(event.at)
        wins = before[0][1].car != standings[0][1].car
        if wins and event.of_lap == self.timeline.laps:
            first = standings[0][1].car
            detail = f"{event.text}, by {event.by}"
            return self._line(event.at, event.of_lap, "ruling", first, "wins", detail)
        entry = LogEntry(
            event.at, event.of_lap, "ruling", None, f"Ruling by {event.by}", event.text
        )
        return EntryOverTime(entry, event.at)

    def _stop(self, visit: PitVisit) -> EntryOverTime:
        stop, since = visit.stop, visit.since
        flagged = self.timeline.flags.finished_at(since)
        lap = self.timeline.lap_at(since) + (not flagged)
        remark = self.remarks.get(("stop", stop.car, stop.lap))
        details = []
        if visit.until < NEVER:
            known = visit.until
            if visit.length is not None:
                details.append(f"{seconds_text(visit.length, 1)} s")
        else:
            # Told at once, it would say that the car will not come out again.
            known = max(since, self.out.get(stop.car, self.timeline.end))
        if remark:
            details.append(remark)
        return self._line(
            since, lap, "pit stop", stop.car, "pits", ", ".join(details) or None, known=known
        )

    def _line(
        self,
        at: int,
        lap: int,
        kind: LogKind,
        car: str,
        verb: str,
        detail: str | None = None,
        *,
        known: int | None = None,
    ) -> EntryOverTime:
        text = self._texts.setdefault((car, verb), f"{self.names[car]} {verb}".strip())
        return EntryOverTime(
            LogEntry(at, lap, kind, car, text, detail), at if known is None else known
        )
