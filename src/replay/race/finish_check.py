"""A race known by its finish alone against its result: the times at the line, order and gaps."""

from collections.abc import Iterator

from replay.race.comparison import Comparison
from replay.race.finding import Finding, time_text
from replay.race.model import Finish, Official


def finish_findings(
    finish: Finish, official: Official, comparison: Comparison
) -> Iterator[Finding]:
    """Compare the order and the gaps that the times at the line give."""
    times = sorted(finish.times, key=lambda time: time.gap)
    published = [result.car for result in official.results][: len(times)]
    yield from comparison.compare_places("finishing order", [time.car for time in times], published)
    gaps = {time.car: time.gap for time in times}
    pairs = {
        result.car: (time_text(gaps[result.car]), time_text(result.gap))
        for result in official.results
        if result.gap is not None and result.car in gaps
    }
    yield from comparison.compare_each("gap to the winner", pairs)
    second = times[1].gap if len(times) > 1 else None
    yield from comparison.compare_time("margin of victory", second, official.margin)
