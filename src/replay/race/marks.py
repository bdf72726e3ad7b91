"""Where the keys of marks lead: to the next mark of a kind, and to the white flag where none is.

A key that finds nothing ahead goes to the white flag, and one that finds nothing behind to the
grid: it never says what is not to come. The end of the final stage counts as a stage's, since
the schedule lists it.
"""

from bisect import bisect_left, bisect_right

from replay.race.log import RaceLog
from replay.race.model import Chequered, White
from replay.race.slow_motion import last_lap_start
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline

MARKS: tuple[LogKind, ...] = (
    "lead change",
    "caution",
    "red flag",
    "restart",
    "stage",
    "white flag",
    "chequered flag",
    "ruling",
    "time added",
    "exclusion",
)
"""The kinds of entry that the previous and next mark keys stop at."""


def next_mark(
    timeline: Timeline,
    log: RaceLog,
    time: int,
    kind: LogKind | None,
    race_class: str | None = None,
) -> int | None:
    """Give the first time after `time` of a mark of this kind, or of any; None without one.

    Of a class that is shown alone only its own lead changes are marks.
    """
    times = _times(timeline, log, kind, race_class)
    place = bisect_right(times, time)
    return times[place] if place < len(times) else None


def previous_mark(
    timeline: Timeline,
    log: RaceLog,
    time: int,
    kind: LogKind | None,
    race_class: str | None = None,
) -> int | None:
    """Give the last time before `time` of a mark of this kind, or of any; None without one."""
    times = _times(timeline, log, kind, race_class)
    place = bisect_left(times, time)
    return times[place - 1] if place else None


def _times(
    timeline: Timeline, log: RaceLog, kind: LogKind | None, race_class: str | None
) -> list[int]:
    kinds = MARKS if kind is None else (kind,)
    cars = {e.car for e in timeline.race.entries if e.race_class == race_class}

    def is_mark(entry: LogEntry) -> bool:
        other = race_class is not None and entry.kind == "lead change" and entry.car not in cars
        return entry.kind in kinds and not other

    times = log.times(is_mark)
    if "stage" in kinds and timeline.race.header.stages:
        times = sorted({*times, final_stage_end_time(timeline)})
    return times


def white_flag_time(timeline: Timeline) -> int:
    """Give when the white flag is shown, or the time is up; else when the last lap run begins."""
    shown = [event.at for event in timeline.race.events if isinstance(event, White)]
    if shown:
        return shown[-1]
    up = timeline.flags.time_up
    return up if timeline.flags.white_at(up) and up <= timeline.end else last_lap_start(timeline)


def stage_end_time(timeline: Timeline, log: RaceLog, number: int) -> int:
    """Give when a stage of the schedule ends: as the leader completes its last lap.

    A race that did not come so far, and the final stage, end with the chequered flag.
    """
    times = log.times(lambda entry: entry.kind == "stage" and entry.number == number)
    return times[0] if times else final_stage_end_time(timeline)


def final_stage_end_time(timeline: Timeline) -> int:
    """Give when the chequered flag falls; the end of the record where none is known to have."""
    fallen = (event.at for event in timeline.race.events if isinstance(event, Chequered))
    return next(fallen, timeline.end)
