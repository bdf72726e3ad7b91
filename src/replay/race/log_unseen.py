"""Lines of the race log on cars that have long been unseen, where no file says who is out."""

from collections.abc import Iterator

from replay.race.entry_over_time import EntryOverTime
from replay.race.log_names import LogNames
from replay.race.model import SECOND
from replay.race.state import NEVER, LogEntry
from replay.race.timeline import Timeline
from replay.race.unseen import unseen_cars

UNSEEN = 15 * 60 * SECOND
"""After so long a car that is unseen is told of: four laps of the longest circuit there is."""

_TRIES = 8
"""How often it is looked again, each time as long after, whether a car is overdue by then: it is
not while nobody comes round."""


def unseen_lines(timeline: Timeline, names: LogNames) -> Iterator[EntryOverTime]:
    """Write one for every time that a car was unseen for so long."""
    if timeline.race.header.known.retirements is not None:
        return
    for car, history in timeline.histories_at(timeline.end).items():
        seen = sorted(
            {0, *history.crossings, *(v.until for v in history.visits if v.until < NEVER)}
        )
        for last, again in zip(seen, (*seen[1:], timeline.end + 1), strict=True):
            if again - last <= UNSEEN:
                continue
            looks = (last + UNSEEN * times for times in range(1, _TRIES + 1))
            at = next(
                (t for t in looks if t < again and unseen_cars(timeline, t).get(car) == last), None
            )
            if at is not None:
                minutes = (at - last) // (60 * SECOND)
                text = f"{names.of(car, at)} unseen".strip()
                since = f"for {minutes} min"
                lap = timeline.lap_at(at) + (not timeline.flags.finished_at(at))
                yield EntryOverTime(LogEntry(at, lap, "unseen", car, text, since), at)
