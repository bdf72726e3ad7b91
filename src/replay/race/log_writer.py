"""Writes the lines of the race log: each fact, and each thing derived from the crossings, once."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from replay.race.car_index import fastest_laps
from replay.race.entry_over_time import EntryOverTime
from replay.race.lead_how import HowLed, how_led
from replay.race.lead_words import lead_words
from replay.race.log_finish import FinishLines
from replay.race.log_flags import FlagLines
from replay.race.log_names import LogNames
from replay.race.log_rulings import RulingLines
from replay.race.log_stops import StopLines
from replay.race.log_unseen import unseen_lines
from replay.race.model import Caution, Chequered, Event, Penalty, Retirement, Ruling, White
from replay.race.quantity import quantity
from replay.race.scoring import Scoring
from replay.race.seconds import lap_time_words
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline


class LogWriter:
    """Writes the lines of one race, with `whole_names` in the middle of lines too."""

    def __init__(self, timeline: Timeline, *, whole_names: bool = False) -> None:
        self.timeline = timeline
        self.race = timeline.race
        self.discipline = self.race.header.discipline
        self.names = LogNames(timeline, whole=whole_names)
        self.remarks = {(r.car, r.lap): r.text for r in self.race.remarks if r.on == "lead"}
        self._flags = FlagLines(timeline)
        self._finish = FinishLines(timeline, self.names)
        self._rulings = RulingLines(timeline, self.names)
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
        found.extend(self._finish.class_winners())
        found.extend(self._flags.time_up())
        found.extend(self._stops())
        found.extend(unseen_lines(self.timeline, self.names))
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
        yield from self._class_leads(scoring, since, until)
        for line in self._stages(scoring):
            if since <= line.entry.at < until:
                yield line
        if period:
            yield from self._overturned_leads(period)

    def _leads(self, scoring: Scoring, since: int, until: int) -> Iterator[EntryOverTime]:
        for before, stint in pairwise(scoring.stints):
            at = scoring.lead_at[stint.first - 1]
            if since <= at < until:
                detail, known = self.remarks.get((stint.car, stint.first)), at
                if detail is None:
                    how = how_led(self.timeline, scoring, scoring.lead_at, before, stint)
                    detail, known = self._how(how, at)
                yield self._line(
                    at, stint.first, "lead change", stint.car, "leads", detail, known=known
                )

    def _class_leads(self, scoring: Scoring, since: int, until: int) -> Iterator[EntryOverTime]:
        """Write who took the lead of a class, unless it is that of the race as well."""
        overall = {(one.car, scoring.lead_at[one.first - 1]) for one in scoring.stints if one.first}
        shorts = {one.name: one.short for one in self.race.header.classes}
        for name, leads in scoring.class_leads.items():
            verb = f"leads {shorts.get(name, name)}"
            for before, stint in pairwise(leads.stints):
                at = leads.lead_at[stint.first - 1]
                if since <= at < until and (stint.car, at) not in overall:
                    how = how_led(self.timeline, scoring, leads.lead_at, before, stint)
                    detail, known = self._how(how, at)
                    yield self._line(
                        at,
                        scoring.lap_at(at),
                        "lead change",
                        stint.car,
                        verb,
                        detail,
                        known=known,
                        race_class=name,
                    )

    def _how(self, how: HowLed | None, at: int) -> tuple[str | None, int]:
        """Tell how a lead was taken at a time, and when that is known."""
        return (None, at) if how is None else (lead_words(how, self.names, at), how.known)

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
                took_text = lap_time_words(took)
                yield self._line(
                    at, lap, "fastest lap", car, "fastest lap", took_text, brief_verb="fastest"
                )

    def _stages(self, scoring: Scoring) -> Iterator[EntryOverTime]:
        for stage in self.race.header.stages[:-1]:
            if stage.ends > len(scoring.arrivals):
                return
            winner, *others = scoring.arrivals[stage.ends - 1][:10]
            at = scoring.lead_at[stage.ends - 1]
            growing = [(at, "then")]
            for count, index in enumerate(others, 1):
                cars = [other.car for other in others[:count]]
                listed = f"then {self.names.listed(cars, at)}"
                growing.append((index.crossings[stage.ends - 1], listed))
            known, detail = growing[-1]
            name = self.names.of(winner.car, at)
            text = f"{name} wins stage {stage.number}".strip()
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

    def _event(self, event: Event) -> Iterable[EntryOverTime]:
        """Write the lines of an event; they are asked for in the order of the file."""
        running = event.lap + (not self.timeline.flags.finished_at(event.at))
        match event:
            case Caution(free_pass=str(car)):
                passed = self._line(event.at, running, "free pass", car, "free pass")
                return [*self._flags.of(event), passed]
            case White():
                return [self._finish.white(event)]
            case Chequered():
                return [self._finish.chequered(event)]
            case Penalty():
                return [self._penalty(event, running)]
            case Retirement():
                return [self._retirement(event, running)]
            case Ruling():
                return self._rulings.lines(event)
        return self._flags.of(event)

    def _penalty(self, event: Penalty, lap: int) -> EntryOverTime:
        """Write a penalty: in series that say what it is first, that and then what it is for."""
        verb, detail = "penalty", event.text
        if self.discipline in ("formula 1", "endurance") and ", " in event.text:
            verb, detail = event.text.split(", ", 1)
        return self._line(event.at, lap, "penalty", event.car, verb, detail)

    def _retirement(self, event: Retirement, lap: int) -> EntryOverTime:
        if not self.race.has_laps:
            return self._line(event.at, lap, "retirement", event.car, "out", event.reason)
        done = self.timeline.scoring_at(event.at).by_car[event.car].crossings
        laps = bisect_right(done, event.at)
        detail = event.reason
        if self.discipline == "stock car":
            detail = f"{event.reason}, {quantity(laps, 'lap')}"
        return self._line(event.at, lap, "retirement", event.car, "out", detail)

    def _stops(self) -> Iterator[EntryOverTime]:
        out = {e.car: e.at for e in self.race.events if isinstance(e, Retirement)}
        lines = StopLines(self.timeline, self.names, out)
        for made in self.timeline.stops.values():
            for number, visit in enumerate(made, 1):
                yield lines.line(visit, number)

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
        race_class: str | None = None,
        brief_verb: str | None = None,
    ) -> EntryOverTime:
        name = self.names.of(car, at)
        brief = brief_verb and self._text(name, brief_verb)
        text = self._text(name, verb)
        entry = LogEntry(at, lap, kind, car, text, detail, race_class=race_class, brief_text=brief)
        return EntryOverTime(entry, at if known is None else known)

    def _text(self, name: str, verb: str) -> str:
        return self._texts.setdefault((name, verb), f"{name} {verb}".strip())
