"""A race against its own official result: what the record gives, beside what was published.

A difference is *explained* only where the file itself gives the reason for that pair of figures
(`official.explanations`), or where what was published is itself said to be inexact. A wrong
finishing order is never explained, nor is what no race can be (`replay.race.soundness`).
"""

from collections.abc import Callable, Iterator, Sequence

from replay.race.classification import Classification
from replay.race.comparison import Comparison
from replay.race.figures_check import figures_findings
from replay.race.finding import Finding, count_text, time_text
from replay.race.finish_check import finish_findings
from replay.race.model import (
    SECOND,
    Figures,
    LeadStint,
    Official,
    OrderAt,
    Race,
    Result,
)
from replay.race.pit_check import free_pass_findings, stop_findings
from replay.race.points_check import points_findings
from replay.race.quantity import quantity
from replay.race.seconds import exact_seconds
from replay.race.soundness import Soundness, classification_of, knows_retirements
from replay.race.state import Running, Stint
from replay.race.timeline import Timeline


def check(race: Race) -> tuple[Finding, ...]:
    """Hold a race against its `official` result, rule by rule; nothing published, no findings.

    `official.explanations` name the rules as they are named here.
    """
    if race.official is None:
        return ()
    examination = _Examination(race, race.official)
    return tuple(examination.findings())


def differences(race: Race) -> dict[str, tuple[Figures, ...]]:
    """Return the pairs of figures that differ, explained or not, by the rule that compares them."""
    if race.official is None:
        return {}
    examination = _Examination(race, race.official)
    for _ in examination.findings():
        pass
    return examination.comparison.differences


class _Examination:
    """One race, its final order and its official result."""

    def __init__(self, race: Race, official: Official) -> None:
        self.race = race
        self.official = official
        self.comparison = Comparison(official.explanations)
        self.timeline = Timeline(race)
        self.final = self.timeline.at(self.timeline.end)
        self.rows = {row.car: row for row in self.final.order}
        self.grid_known = self.timeline.scoring_at(0).grid_known

    def findings(self) -> Iterator[Finding]:
        """Yield the findings in the order of a race: the entries, the laps, the finish."""
        yield from self._entries()
        if self.race.has_laps:
            yield from self._leaders()
            for order in self.official.orders:
                yield from self._order(order)
            yield from self._stages()
            yield from self._totals()
            yield from self._finish()
            yield from self._laps()
            yield from figures_findings(self.official, self.timeline, self.comparison)
        elif self.race.finish and self.race.finish.times:
            yield from finish_findings(self.race.finish, self.official, self.comparison)
        yield from points_findings(self.race, self.official, self.timeline, self.comparison)
        yield from free_pass_findings(self.race, self.timeline, self.comparison)
        yield from stop_findings(self.race, self.final.order, self.comparison)
        soundness = Soundness(self.race, self.official, self.timeline, self.comparison)
        yield from soundness.findings()

    def _entries(self) -> Iterator[Finding]:
        """Compare who was there; a result without every car's laps may name the first alone."""
        if not self.official.results:
            return
        ours = {entry.car for entry in self.race.entries}
        published = {result.car for result in self.official.results}
        first_cars = any(result.laps is None for result in self.official.results)
        missing = sorted(published - ours if first_cars else published ^ ours)
        why = f"in one list only: {' '.join(missing)}"
        yield self.comparison.compare(
            "entries", not missing, quantity(len(ours), "car"), quantity(len(published), "car"), why
        )

    def _leaders(self) -> Iterator[Finding]:
        yield from self.comparison.compare_count("laps", self.timeline.laps, self.official.laps)
        scoring = self.timeline.scoring_at(self.timeline.end)
        ours, published = _by_lap(scoring.stints), _by_lap(self.official.lead)
        pairs = {
            f"lap {lap}": (ours.get(lap, "none"), car)
            for lap, car in published.items()
            if lap or self.grid_known
        }
        yield from self.comparison.compare_each("leader of every lap", pairs, "lap")

    def _order(self, published: OrderAt) -> Iterator[Finding]:
        if published.lap > self.timeline.laps:
            return
        state = self.timeline.at(self.timeline.instant(published.lap))
        left_out = self._left_out(published)
        rows = [row for row in state.order if row.car not in left_out]
        ours = _order_beside(rows, published.order)
        if published.exact:
            yield from self.comparison.compare_places(
                f"order at lap {published.lap}", ours, published.order
            )
        else:
            yield self._approximate_order(published, ours)
        if published.gaps is not None:
            # Gaps are to the first car named; a leader who is left out was before it.
            first = next((row.gap or 0 for row in state.order if row.car == published.order[0]), 0)
            gaps = {row.car: None if row.gap is None else row.gap - first for row in state.order}
            pairs = {
                car: (time_text(gaps[car]), time_text(gap))
                for car, gap in zip(published.order, published.gaps, strict=True)
            }
            yield from self.comparison.compare_each(f"gaps at lap {published.lap}", pairs)

    def _left_out(self, published: OrderAt) -> set[str]:
        """Name the cars of which a table of gaps may say nothing: they did not go on from there.

        Tables of the white flag are of the cars that completed the last lap. Where no status says
        whether a car was running at the end, it may have fallen out.
        """
        if published.gaps is None:
            return set()
        results = self.official.results
        gone = {row.car for row in self.final.order if row.status == "out"}
        gone |= {one.car for one in results if classification_of(one, self.official) is None}
        ended = {one.car for one in results if one.laps == published.lap}
        return (gone & ended) - set(published.order)

    def _approximate_order(self, published: OrderAt, ours: Sequence[str]) -> Finding:
        """Compare with an order whose lap is only about right: it can agree, but not fail."""
        order = published.order
        same = sum(mine == theirs for mine, theirs in zip(ours, order, strict=False))
        count = quantity(len(order), "place")
        rule = f"order about lap {published.lap}"
        if same == len(order):
            return Finding(rule, "met", count, count)
        reason = f"published for about lap {published.lap}"
        return Finding(rule, "explained", f"{same} of {count}", count, reason)

    def _stages(self) -> Iterator[Finding]:
        ends = {stage.number: stage.ends for stage in self.race.header.stages}
        for stage in self.official.stages:
            rule = f"stage {stage.number}"
            if ends[stage.number] <= self.timeline.laps:
                at = self.timeline.instant(ends[stage.number])
                ours = _order_beside(self.timeline.at(at).order, stage.order)
                yield from self.comparison.compare_places(f"{rule} order", ours, stage.order)

    def _totals(self) -> Iterator[Finding]:
        official, final = self.official, self.final
        pole = not self.grid_known  # who was there, whom nobody knows, may be one more
        yield from self.comparison.compare_count(
            "lead changes", final.lead_changes, official.lead_changes, spare=pole
        )
        yield from self.comparison.compare_count(
            "leaders", final.leaders, official.leaders, spare=pole
        )
        yield from self.comparison.compare_count("cautions", final.cautions, official.cautions)
        yield from self.comparison.compare_count(
            "caution laps", final.caution_laps, official.caution_laps
        )

    def _finish(self) -> Iterator[Finding]:
        results = self.official.results
        order = self.final.order
        published = [result.car for result in results]
        ours = _order_beside(order, published)
        yield from self.comparison.compare_places("finishing order", ours, published)
        with_laps = (r for r in results if r.laps is not None)
        pairs = {r.car: (str(self.rows[r.car].laps), str(r.laps)) for r in with_laps}
        yield from self.comparison.compare_each("laps completed", pairs)
        yield from self._classes()
        added = {one.car: one.time for ruling in self.timeline.rulings for one in ruling.added}
        yield from self._car_times(
            "elapsed time", lambda row: row.crossing + added.get(row.car, 0), lambda r: r.elapsed
        )
        yield from self._car_times("gap to the winner", lambda row: row.gap, lambda r: r.gap)
        second = order[1].gap if len(order) > 1 else None
        yield from self.comparison.compare_time("margin of victory", second, self.official.margin)
        yield from self._speed(order[0])
        if knows_retirements(self.race):
            pairs = {
                r.car: _standings(self.rows[r.car], classification_of(r, self.official))
                for r in results
            }
            yield from self.comparison.compare_each("running at the end", pairs)

    def _classes(self) -> Iterator[Finding]:
        """Compare the order in each class, as far down as it was published."""
        of_car = {entry.car: entry.race_class for entry in self.race.entries}
        pairs = {}
        for published in self.official.classes:
            rows = [row for row in self.final.order if of_car[row.car] == published.race_class]
            ours = _order_beside(rows, published.order)
            for place, (mine, car) in enumerate(zip(ours, published.order, strict=False), 1):
                pairs[f"{published.race_class} {place}"] = mine, car
        yield from self.comparison.compare_each("order by class", pairs, "place")

    def _car_times(
        self,
        rule: str,
        ours: Callable[[Running], int | None],
        theirs: Callable[[Result], int | None],
    ) -> Iterator[Finding]:
        """Compare a time of every car for which it was published."""
        pairs = {
            result.car: (time_text(ours(self.rows[result.car])), time_text(published))
            for result in self.official.results
            if (published := theirs(result)) is not None
        }
        yield from self.comparison.compare_each(rule, pairs)

    def _speed(self, winner: Running) -> Iterator[Finding]:
        """Compare race time and average speed; both are often of the time in whole seconds.

        What they have of a red flag, which race time leaves out, is added to ours. No speed is
        compared where the length of a lap is unknown.
        """
        stopped = self.official.stopped or 0
        time, published = winner.crossing + stopped, self.official.race_time
        # Some publishers cut the decimals, others round them.
        cut, rounded = time - time % SECOND, (time + SECOND // 2) // SECOND * SECOND
        times = [time, cut, rounded]
        if published is not None:
            whole = cut if published == cut else rounded
            times = [time if published % SECOND else whole]
            yield from self.comparison.compare_time("race time", times[0], published)
        speed = self.official.average_speed
        length = self.race.header.lap_length
        if speed is not None and time and length is not None:
            speeds = [_average(winner.laps * length, max(time, 1)) for time in times]
            ours = f"{exact_seconds(10 * (speed if speed in speeds else speeds[0]))} mph"
            theirs = f"{exact_seconds(speed * 10)} mph"
            yield self.comparison.compare("average speed", speed in speeds, ours, theirs)

    def _laps(self) -> Iterator[Finding]:
        """Compare laps of cars: the best is of all its laps, so that none may be faster."""
        yield from self._car_times("last lap", lambda row: row.last_lap, lambda r: r.last_lap)
        yield from self._car_times("best lap", lambda row: row.best_lap, lambda r: r.best_lap)
        results = self.official.results
        pairs = {
            r.car: (count_text(self.rows[r.car].best_lap_number), str(r.best_lap_number))
            for r in results
            if r.best_lap_number is not None
        }
        yield from self.comparison.compare_each("number of the best lap", pairs)
        pairs = {
            r.car: (str(self.rows[r.car].led), str(r.led)) for r in results if r.led is not None
        }
        yield from self.comparison.compare_each("laps led", pairs)
        stints = self.timeline.scoring_at(self.timeline.end).stints
        # A pole whose sitter loses the lead on lap 1 is published as a time led, of no laps.
        leading = [stint.car for stint in stints]
        pairs = {
            r.car: (str(leading.count(r.car)), str(r.times_led))
            for r in results
            if r.times_led is not None
        }
        if self.grid_known:  # else one of the times may be the pole's
            yield from self.comparison.compare_each("times led", pairs)


def _order_beside(rows: Sequence[Running], published: Sequence[str]) -> list[str]:
    """Give our order; cars that have no place in it stand as they were published."""
    ranks = {car: rank for rank, car in enumerate(published)}
    unplaced = (row.car for row in rows if not row.placed)
    placed = [row.car for row in rows if row.placed]
    return placed + sorted(unplaced, key=lambda car: ranks.get(car, len(ranks)))


def _average(distance: int, time: int) -> int:
    """Give the average speed over thousandths of a mile, in thousandths of a mile an hour."""
    return (2 * distance * 3600 * SECOND + time) // (2 * time)


def _by_lap(stints: Sequence[Stint | LeadStint]) -> dict[int, str]:
    return {lap: stint.car for stint in stints for lap in range(stint.first, stint.last + 1)}


def _standings(row: Running, published: Classification | None) -> tuple[str, str]:
    """Tell whether a car was running at the end, by ours and the published; unknown, by ours.

    One that was disqualified lost its place, but may have taken the flag.
    """
    ours = "out" if row.status == "out" else "running"
    if published is None or published == "disqualified":
        return ours, ours
    return ours, "running" if published == "running" else "out"
