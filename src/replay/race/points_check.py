"""Published points against the rule of the series, where this program knows it."""

from collections.abc import Iterator

from replay.race.comparison import Comparison
from replay.race.fastest_lap import fastest_lap
from replay.race.finding import Finding
from replay.race.model import Official, Race, Result
from replay.race.points import BEYOND_RULE, points_due, stage_points
from replay.race.timeline import Timeline


def points_findings(
    race: Race, official: Official, timeline: Timeline, comparison: Comparison
) -> Iterator[Finding]:
    """Compare the points of stages and of the race; none without a rule."""
    for stage in official.stages:
        by_rule = stage_points(race.header, len(stage.points))
        if by_rule is not None:
            scored = enumerate(zip(by_rule, stage.points, strict=True), 1)
            pairs = {f"place {place}": (str(ours), str(points)) for place, (ours, points) in scored}
            yield from comparison.compare_each(f"stage {stage.number} points", pairs, "place")
    fastest = fastest_lap(timeline, timeline.end)
    due = points_due(race, fastest.car if fastest else None)
    results = [r for r in official.results if r.points is not None and r.car in due]
    pairs = {r.car: (str(due[r.car]), str(r.points)) for r in results}
    unsure = {entry.car for entry in race.entries if entry.eligible is None}
    beyond = [r.car for r in results if _is_beyond_rule(r, due[r.car], unsure)]
    yield from comparison.compare_each("points", pairs, beyond=beyond, why=BEYOND_RULE)


def _is_beyond_rule(result: Result, due: int, unsure: set[str]) -> bool:
    """Tell points that no finish scores: below 0, or 0 where a car may not be eligible."""
    if result.points is None or result.points == due:
        return False
    return result.points < 0 or (result.points == 0 and result.car in unsure)
