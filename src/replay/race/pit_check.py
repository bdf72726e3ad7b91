"""Visits to pit road and free passes, against what was published and what can be."""

from collections.abc import Iterator, Sequence

from replay.race.comparison import Comparison
from replay.race.finding import Finding
from replay.race.model import Caution, Race
from replay.race.state import Running
from replay.race.timeline import Timeline


def free_pass_findings(race: Race, timeline: Timeline, comparison: Comparison) -> Iterator[Finding]:
    """Check that every free pass went to a car that had a lap to regain."""
    pairs = {}
    for event in race.events:
        if isinstance(event, Caution) and isinstance(event.free_pass, str):
            state = timeline.at(event.at)
            row = next(row for row in state.order if row.car == event.free_pass)
            down = "laps down" if row.laps_down else "on the lead lap"
            pairs[f"caution {event.number}, {row.car}"] = (down, "laps down")
    if race.has_laps:
        yield from comparison.compare_each("free passes", pairs, "caution", wish="laps down")


def stop_findings(
    race: Race, final: Sequence[Running], comparison: Comparison
) -> Iterator[Finding]:
    """Check that every car that entered pit road left it or is out, and the published counts."""
    rows = {row.car: row for row in final}
    pairs = {
        f"{stop.car} on lap {stop.lap + 1}": (
            "left" if stop.left or rows[stop.car].status == "out" else "there",
            "left",
        )
        for stop in race.stops
    }
    yield from comparison.compare_each("stops", pairs, "stop", wish="left, or out")
    pairs = {
        result.car: (str(rows[result.car].stops), str(result.stops))
        for result in (race.official.results if race.official else ())
        if result.stops is not None
    }
    yield from comparison.compare_each("stops made", pairs)
