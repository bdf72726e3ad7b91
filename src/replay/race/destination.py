"""Where a person wants to go, in words: `150`, `2:31:07`, `caution 3`, `stage 2`, `finish`.

In a race over a time `17:20` are hours and minutes of the race, and `9:20am` the time of day.

What is typed while the clock runs reaches what the clock has seen and what the schedule has
announced; all else is refused in the same words, whether it is to come or not. What stands on the
command line is an explicit wish: it reaches any lap and time there is.
"""

import re

from replay.race.log import RaceLog
from replay.race.marks import stage_end_time, white_flag_time
from replay.race.model import SECOND, Chequered, Header
from replay.race.state import LogKind, Ribbon
from replay.race.timeline import Timeline

# Compiled when first asked for: no start of the screen needs one.
_CLOCK = r"(?a)(?:(\d{1,2}):(?=\d\d:))?(\d{1,3}):(\d\d)(?:\.(\d{1,4}))?"
_SECONDS = r"(?a)(\d{1,6})\.(\d{1,4})"
_LAP = r"(?a)(?:l|lap)?\s*(\d{1,9})"
_STEP = r"(?a)([+\-−])\s*(\d{1,9})"
_NUMBERED = r"(?a)(caution|lead|restart|stage)\s*#?(\d{1,9})"
_PARTS = r"(?a)(?:l|lap)?\s*[+\-−]?(?:\d+[.,]\d*|[.,]\d+)s?"
_HOURS = r"(?a)(\d{1,2}):(\d\d)"
_OF_DAY = r"(?a)(?:at )?(\d{1,2})(?::(\d\d))?\s*(am|pm)|at (\d{1,2}):(\d\d)"
_COLONS = r"(?a)[+\-−]?[\d.,]*:[\d:.,]*"
_KINDS: dict[str, LogKind] = {
    "caution": "caution",
    "lead": "lead change",
    "restart": "restart",
}

_FLAG_KINDS: tuple[LogKind, ...] = ("caution", "flag", "red flag")
_DAY = 86_400 * SECOND

NO_SUCH_MOMENT = "no such moment"
"""What is said on the command line of a lap or a time that the race does not have."""


class DestinationError(ValueError):
    """The words name no place in the race that may be told of at this time."""


def parse_time(text: str) -> int | None:
    """Read `2:31:07`, `45:10` or `93.5` as ticks from the green flag; None if it is neither."""
    if match := re.fullmatch(_CLOCK, text.strip()):
        hours, minutes, secs, part = match.groups()
        if int(secs) > 59 or (hours and int(minutes) > 59):
            return None
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(secs)
        return whole * SECOND + int((part or "0").ljust(4, "0"))
    if match := re.fullmatch(_SECONDS, text.strip()):
        return int(match[1]) * SECOND + int(match[2].ljust(4, "0"))
    return None


# -- typed while the clock runs


def resolve(text: str, timeline: Timeline, log: RaceLog, time: int) -> int:
    """Give the time that `text` names, seen from `time`, both in ticks.

    DestinationError says what can be named, or that this is neither past nor on the schedule: it
    tells no more of the race than is known at `time`.
    """
    words = " ".join(text.lower().split())
    if words in ("finish", "end", "flag"):
        return timeline.end
    if words in ("grid", "start", "home"):
        return 0
    if words in ("white", "white flag"):
        return white_flag_time(timeline)
    if match := re.fullmatch(_STEP, words):
        step = int(match[2]) * (1 if match[1] == "+" else -1)
        return _time_of_step(timeline, step, time)
    if match := re.fullmatch(_LAP, words):
        return _time_of_lap(timeline, int(match[1]), time)
    if match := re.fullmatch(_NUMBERED, words):
        return _time_of_numbered(match[1], int(match[2]), timeline, log, time)
    if (of_day := parse_time_of_day(words)) is not None:
        return _time_of_day(words, of_day, timeline, time)
    if (flag := _time_of_flag(words, log, time)) is not None:
        return flag
    return _time_of_clock(words, timeline, time)


def can_be_named(header: Header) -> str:
    """Give examples of what can be named in a race, three blanks apart."""
    if header.scheduled_time is None:
        if header.discipline == "formula 1":
            return "30   +5   -5   1:10:45   safety car 1   VSC 1   finish"
        stage = "   stage 2" if header.stages else ""
        return f"150   +12   -12   2:31:07   caution 3{stage}   white   finish"
    of_day = "   9:20am" if header.time_of_day is not None else ""
    return f"17:20   17:20:45{of_day}   lap 215   +12   -12   finish"


def parse_time_of_day(text: str) -> int | None:
    """Read `9:20am`, `9 pm` or `at 21:20` as seconds since midnight; None if it is neither."""
    match = re.fullmatch(_OF_DAY, text.strip())
    if match is None:
        return None
    hour, minute, half, hours, minutes = match.groups()
    if half is None:
        of_day = int(hours) * 60 + int(minutes)
        return of_day * 60 if int(hours) < 24 and int(minutes) < 60 else None
    if not 1 <= int(hour) <= 12 or int(minute or 0) > 59:
        return None
    return ((int(hour) % 12 + 12 * (half == "pm")) * 60 + int(minute or 0)) * 60


def _time_of_day(words: str, of_day: int, timeline: Timeline, time: int) -> int:
    """Go to the first time from the start on at which the clocks at the track say so."""
    start = timeline.race.header.time_of_day
    if start is None:
        raise DestinationError("The time of day of this race is not known")
    return _known_time(words, (of_day * SECOND - start) % _DAY, timeline, time)


def _known_time(words: str, at: int, timeline: Timeline, time: int) -> int:
    if at > max(time, timeline.race.header.scheduled_time or 0):
        raise _refusal(words)
    return min(at, timeline.end)


def _time_of_flag(words: str, log: RaceLog, time: int) -> int | None:
    """Give when a flag was shown that the log has by these words: `safety car 2`, `red flag`."""
    times = log.times(
        lambda entry: entry.kind in _FLAG_KINDS and entry.text.casefold() == words.casefold()
    )
    return times[0] if times and times[0] <= time else None


def _refusal(name: str) -> DestinationError:
    return DestinationError(f"{name} is neither past nor on the schedule")


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


def _time_of_step(timeline: Timeline, step: int, time: int) -> int:
    """Go so many laps on, or back, as the arrows do: up to the last lap that is known.

    A timed race knows none, and goes on as far as it went.
    """
    lap = timeline.lap_at(time) + step
    if timeline.flags.distance_at(time) is None:
        return timeline.instant(min(max(lap, 0), timeline.laps))
    return nearest_lap(timeline, lap, time)


def _time_of_lap(timeline: Timeline, lap: int, time: int) -> int:
    """Give the instant of a lap; a race that was cut short ends before some of the schedule."""
    if lap > last_known_lap(timeline, time):
        raise _refusal(f"lap {lap}")
    return timeline.instant(min(lap, timeline.laps))


def _time_of_numbered(kind: str, number: int, timeline: Timeline, log: RaceLog, time: int) -> int:
    name = f"{kind} {number}"
    if kind == "stage":
        if all(stage.number != number for stage in timeline.race.header.stages):
            raise _refusal(name)
        return stage_end_time(timeline, log, number)
    found = _KINDS[kind]
    if kind == "caution":
        times = log.times(lambda entry: entry.kind == found and entry.text.lower() == name)
        place = 0
    else:
        times, place = log.times(lambda entry: entry.kind == found), number - 1
    if not 0 <= place < len(times) or times[place] > time:
        raise _refusal(name)
    return times[place]


def _time_of_clock(words: str, timeline: Timeline, time: int) -> int:
    if re.fullmatch(_PARTS, words):
        raise DestinationError("A lap is a whole number, a time has a colon: 150 or 2:30.5")
    header = timeline.race.header
    # Of a race over less than an hour they are minutes and seconds, as over laps.
    long = (header.scheduled_time or 0) >= 3_600 * SECOND
    hours = re.fullmatch(_HOURS, words) if long else None
    at = parse_time(f"{words}:00" if hours else words)
    if at is None:
        if re.fullmatch(_COLONS, words):
            raise DestinationError(
                "A time is 2:31:07 or 45:10.5, with minutes and seconds up to 59"
            )
        *examples, last = can_be_named(header).split("   ")
        raise DestinationError(f"Try {', '.join(examples)} or {last}")
    return _known_time(words, at, timeline, time)


# -- on the command line


def moment_of_lap(timeline: Timeline, lap: int) -> int:
    """Give the instant of any lap there is; of a race known by its finish alone, of its last.

    DestinationError says that there is none, and not how many there are.
    """
    flagged = any(isinstance(e, Chequered) and e.lap == lap for e in timeline.race.events)
    if lap and timeline.finish_crossings and flagged:
        return timeline.end
    if not 0 <= lap <= timeline.laps:
        raise DestinationError(NO_SUCH_MOMENT)
    return timeline.instant(lap)


def moment_at(timeline: Timeline, time: int) -> int:
    """Give a time (ticks) that lies within the record; DestinationError says that this does not."""
    if not 0 <= time <= timeline.end:
        raise DestinationError(NO_SUCH_MOMENT)
    return time
