"""What holds in every race, whatever was published of this one; no explanation excuses it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from replay.race.classification import (
    Classification,
    classification,
    contradiction,
    likely_classification,
)
from replay.race.comparison import Comparison
from replay.race.finding import Finding, time_text
from replay.race.model import Chequered, Official, Race, Result, Retirement
from replay.race.quantity import quantity
from replay.race.scoring import Scoring
from replay.race.state import NEVER, Running
from replay.race.timeline import Timeline

QUICKEST = 9, 10
"""The share of the best published lap that no lap of a leader undercuts."""

CLASSIFIED = "classified"
"""The status of a car that has a place, whether it was running at the end or not: where its time
was published, that tells."""


def knows_retirements(race: Race) -> bool:
    """Tell whether a race file says who was out; else nobody is, and that says nothing."""
    stated = race.header.known.retirements is not None
    return stated or any(isinstance(event, Retirement) for event in race.events)


def classification_of(result: Result, official: Official) -> Classification | None:
    """Return what the result says became of a car; for words nobody knows, what is likely."""
    flag = next((winner.elapsed for winner in official.results[:1]), None)
    if result.laps is None:
        return None
    known = None if result.status is None else classification(result.status, result.laps)
    if known == "running" and (result.status or "").casefold() == CLASSIFIED:
        known = None
    return known or likely_classification(result.laps, official.laps, result.elapsed, flag)


class Soundness:
    """A race at its end, held against what every race has to be."""

    def __init__(
        self, race: Race, official: Official, timeline: Timeline, comparison: Comparison
    ) -> None:
        self.race = race
        self.official = official
        self.timeline = timeline
        self.comparison = comparison
        self.final = timeline.at(timeline.end)
        self.scoring: Scoring = timeline.scoring_at(timeline.end)
        self.standings = {r.car: classification_of(r, official) for r in official.results}

    def findings(self) -> Iterator[Finding]:
        """Yield the findings: of the result alone, and of the laps where they are known."""
        yield from self._winner()
        yield from self._statuses()
        if self.race.has_laps:
            yield from self._last_crossings()
            yield from self._laps_in_the_pits()
            yield from self._leaders_laps()

    def _winner(self) -> Iterator[Finding]:
        """The winner, ours and the published one, is a car that was running at the end."""
        first = self.final.order[0]
        pairs = {r.car: (self._word(r.car), "running") for r in self.official.results[:1]}
        if self.race.has_laps:
            word = "out" if first.status == "out" else self._word(first.car)
            pairs[first.car] = word, "running"
        yield from self.comparison.compare_each("winner", pairs, wish="running at the end")

    def _word(self, car: str) -> str:
        return self.standings.get(car) or "running"

    def _statuses(self) -> Iterator[Finding]:
        """No status contradicts the laps of its car, the published laps or ours."""
        ours = {row.car: row.laps for row in self.final.order} if self.race.has_laps else {}
        pairs = {}
        for result in self.official.results:
            if result.status is None:
                continue
            counts = {result.laps, ours.get(result.car, result.laps)} - {None}
            found = (
                contradiction(result.status, laps, self.official.laps)
                for laps in sorted(laps for laps in counts if laps is not None)
            )
            wrong = next((one for one in found if one is not None), "agree")
            pairs[result.car] = wrong, "agree"
        yield from self.comparison.compare_each("status and laps", pairs, wish="agree")

    def _last_crossings(self) -> Iterator[Finding]:
        """A car running at the end crosses the line at the flag or later.

        The flag falls for the first on the line, though it be disqualified later.
        """
        flag = min(self.scoring.lead_at[-1], self._chequered())
        cars = [row for row in self.final.order if row.laps and self._running(row)]
        pairs = {row.car: (_since(row.crossing - flag), "at the flag") for row in cars}
        yield from self.comparison.compare_each(
            "last crossings", pairs, wish="at the flag or later"
        )

    def _running(self, row: Running) -> bool:
        unsaid: Classification | None = "running" if knows_retirements(self.race) else None
        return row.status != "out" and self.standings.get(row.car, unsaid) == "running"

    def _chequered(self) -> int:
        return next((e.at for e in self.race.events if isinstance(e, Chequered)), NEVER)

    def _laps_in_the_pits(self) -> Iterator[Finding]:
        """In one visit to pit road a car completes one lap at most: the line may cross it."""
        pairs = {}
        for visit in (visit for made in self.timeline.stops.values() for visit in made):
            stop = visit.stop
            crossings = self.scoring.by_car[stop.car].crossings
            laps = bisect_left(crossings, visit.until) - bisect_right(crossings, visit.since)
            driven = quantity(laps, "lap") if laps > 1 else "1 lap at most"
            pairs[f"{stop.car} on lap {stop.lap + 1}"] = driven, "1 lap at most"
        yield from self.comparison.compare_each(
            "laps in the pits", pairs, "stop", wish="1 lap at most"
        )

    def _leaders_laps(self) -> Iterator[Finding]:
        """No lap of the car that leads it is far quicker than the best that was published."""
        times = [result.best_lap for result in self.official.results if result.best_lap]
        if not times:
            return
        part, whole = QUICKEST
        least = -(-min(times) * part // whole)
        allowed = f"{time_text(least)} or more"
        pairs = {}
        for lap, arrived in enumerate(self.scoring.arrivals, 1):
            time = arrived[0].lap_time(lap)
            pairs[f"lap {lap}"] = allowed if time >= least else time_text(time), allowed
        yield from self.comparison.compare_each("leader's laps", pairs, "lap", wish=allowed)


def _since(ticks: int) -> str:
    return "at the flag" if ticks >= 0 else f"{time_text(-ticks)} s before the flag"
