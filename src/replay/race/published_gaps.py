"""The gaps to the winner that were published: exact, however the crossings are known."""

from replay.race.timeline import Timeline


def published_gaps(timeline: Timeline, time: int) -> frozenset[str]:
    """Give the cars whose gap to the winner is that of the official result; none before it."""
    official, state = timeline.race.official, timeline.at(time)
    if official is None or not state.finished or state.provisional:
        return frozenset()
    published = {one.car: one.gap for one in official.results if one.gap is not None}
    found = {row.car for row in state.order if row.gap is not None}
    same = {row.car for row in state.order if published.get(row.car) == row.gap} & found
    # The winner's own gap is none: that of the second is measured from it.
    return frozenset(same | {state.order[0].car} if same else ())
