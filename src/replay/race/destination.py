"""Where a person wants to go, in the words of `moment_words`, while the clock runs.

What is typed reaches what the clock has seen and what the schedule has announced; all else is
refused in the same words, whether it is to come or not.
"""

from replay.race.log import RaceLog
from replay.race.model import SECOND, Header
from replay.race.moment_name import time_as_named
from replay.race.moment_words import (
    MomentWords,
    Named,
    NamedEvent,
    NamedFlag,
    NamedLap,
    NamedPlace,
    NamedStep,
    NamedTime,
    NamedTimeOfDay,
    NoSuchMoment,
    read_moment,
)
from replay.race.state import Ribbon
from replay.race.timeline import Timeline


def resolve(text: str, timeline: Timeline, log: RaceLog, time: int) -> int:
    """Give the time that `text` names, seen from `time`, both in ticks.

    NoSuchMoment says what can be named, or that this is neither past nor on the schedule: it
    tells no more of the race than is known at `time`. So much later than now, or than what is
    announced, ends where the record does.
    """
    words = read_moment(text, timeline.race.header)
    at = _time_of(words, timeline, log, time) + words.later
    known = max(time, timeline.race.header.scheduled_time or 0)
    if words.later > 0 and at > known and not _is_announced(words.named):
        raise _refusal(words)
    return min(max(at, 0), timeline.end)


def can_be_named(header: Header) -> str:
    """Give examples of what can be named in a race, three blanks apart."""
    if header.scheduled_time is None:
        if header.discipline == "formula 1":
            return "30   +5   -5   1:10:45   safety car 1   VSC 1   finish"
        stage = "   stage 2" if header.stages else ""
        return f"150   +12   -12   2:31:07   caution 3{stage}   white   finish"
    of_day = "   9:20am" if header.time_of_day is not None else ""
    return f"17:20   17:20:45{of_day}   lap 215   +12   -12   finish"


def last_known_lap(timeline: Timeline, time: int) -> int:
    """Give the last lap known at `time`: by the schedule, or run by then."""
    return max(timeline.flags.distance_at(time) or 0, timeline.lap_at(time))


def nearest_lap(timeline: Timeline, lap: int, time: int) -> int:
    """Give the instant of `lap`, or of the nearest to it that is known at `time`."""
    known = min(max(lap, 0), last_known_lap(timeline, time))
    return timeline.instant(min(known, timeline.laps))


def ribbon_time(timeline: Timeline, ribbon: Ribbon, done: int, time: int) -> int:
    """Give the instant at which so much of the distance of a ribbon is done, seen from `time`.

    Of a race over a time that is the second itself, up to the scheduled end or that of the record.
    """
    if ribbon.by_time:
        return min(max(done, 0) * SECOND, ribbon.scheduled * SECOND, timeline.end)
    return nearest_lap(timeline, done, time)


def _time_of(words: MomentWords, timeline: Timeline, log: RaceLog, time: int) -> int:
    """Give the time of what is named, without how much later is meant; NoSuchMoment else."""
    named = words.named
    if isinstance(named, NamedStep):
        return _time_of_step(timeline, named.laps, time)
    if isinstance(named, NamedLap):
        return _time_of_lap(words, named, timeline, log, time)
    at = time_as_named(timeline, named, log)
    match named:
        case NamedPlace():
            known = True
        case NamedEvent("stage"):
            known = at is not None
        case NamedTime() | NamedTimeOfDay():
            if at is None:
                raise NoSuchMoment("The time of day of this race is not known")
            known = at <= max(time, timeline.race.header.scheduled_time or 0)
        case _:
            known = at is not None and at <= time
    if at is None or not known:
        raise _what_can_be(timeline) if isinstance(named, NamedFlag) else _refusal(words)
    return min(at, timeline.end)


def _is_announced(named: Named) -> bool:
    """Tell whether it is reached before it is past: a lap, a stage, a place, a step from here."""
    if isinstance(named, NamedEvent):
        return named.kind == "stage"
    return isinstance(named, NamedLap | NamedPlace | NamedStep)


def _refusal(words: MomentWords) -> NoSuchMoment:
    return NoSuchMoment(f"{words.words} is neither past nor on the schedule")


def _what_can_be(timeline: Timeline) -> NoSuchMoment:
    *examples, last = can_be_named(timeline.race.header).split("   ")
    return NoSuchMoment(f"Try {', '.join(examples)} or {last}")


def _time_of_step(timeline: Timeline, step: int, time: int) -> int:
    """Go so many laps on, or back, as the arrows do: up to the last lap that is known.

    A timed race knows none, and goes on as far as it went.
    """
    if not step:
        return time
    lap = timeline.lap_at(time) + step
    if timeline.flags.distance_at(time) is None:
        return timeline.instant(min(max(lap, 0), timeline.laps))
    return nearest_lap(timeline, lap, time)


def _time_of_lap(
    words: MomentWords, named: NamedLap, timeline: Timeline, log: RaceLog, time: int
) -> int:
    """Give the time in a lap; a race that was cut short ends before some of the schedule."""
    if named.lap + bool(named.part) > last_known_lap(timeline, time):
        raise _refusal(words)
    at = time_as_named(timeline, named, log)
    return timeline.instant(min(named.lap, timeline.laps)) if at is None else at
