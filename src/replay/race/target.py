"""Where a person wants to go, in words: `150`, `2:31:07`, `caution 3`, `stage 2`, `finish`."""

import re

from replay.race.log import RaceLog
from replay.race.model import SECOND
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline

_CLOCK = re.compile(r"(?:(\d{1,2}):(?=\d\d:))?(\d{1,3}):(\d\d)(?:\.(\d{1,4}))?", re.ASCII)
_SECONDS = re.compile(r"(\d{1,6})\.(\d{1,4})", re.ASCII)
_LAP = re.compile(r"(?:l|lap)?\s*(\d{1,5})")
_STEP = re.compile(r"([+\-−])\s*(\d{1,5})")
_NUMBERED = re.compile(r"(caution|stage|lead|restart)\s*#?(\d{1,4})")
_KINDS: dict[str, LogKind] = {
    "caution": "caution",
    "stage": "stage",
    "lead": "lead change",
    "restart": "restart",
}


class TargetError(ValueError):
    """The words name no place in the race that may be told of at this time."""


def parse_time(text: str) -> int | None:
    """Read `2:31:07`, `45:10` or `93.5` as ticks from the green flag; None if it is neither."""
    if match := _CLOCK.fullmatch(text.strip()):
        hours, minutes, secs, part = match.groups()
        if int(secs) > 59 or (hours and int(minutes) > 59):
            return None
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(secs)
        return whole * SECOND + int((part or "0").ljust(4, "0"))
    if match := _SECONDS.fullmatch(text.strip()):
        return int(match[1]) * SECOND + int(match[2].ljust(4, "0"))
    return None


def resolve(text: str, timeline: Timeline, log: RaceLog, time: int) -> int:
    """Give the time that `text` names, seen from `time`, both in ticks.

    TargetError says what can be named. It tells no more of the race than is known at `time`:
    a lap is held against the distance known by then.
    """
    words = " ".join(text.lower().split())
    if words in ("finish", "end", "flag"):
        return timeline.end
    if words in ("grid", "start", "home"):
        return 0
    if (at := parse_time(words)) is not None:
        return min(at, timeline.end)
    if match := _STEP.fullmatch(words):
        step = int(match[2]) * (1 if match[1] == "+" else -1)
        return lap_time(timeline, timeline.lap_at(time) + step, time, clamp=True)
    if match := _LAP.fullmatch(words):
        return lap_time(timeline, int(match[1]), time)
    if match := _NUMBERED.fullmatch(words):
        return _numbered(match[1], int(match[2]), log)
    raise TargetError("Try 150, +20, 2:31:07, caution 3, stage 2 or finish")


def lap_time(timeline: Timeline, lap: int, time: int, *, clamp: bool = False) -> int:
    """Give the instant of `lap`; beyond the distance known at `time` it is an error.

    With `clamp` the nearest lap is taken instead. A race that was cut short ends early.
    """
    distance = timeline.flags.distance_at(time)
    known = max(distance or timeline.laps, timeline.lap_at(time))
    if clamp:
        lap = min(max(lap, 0), known)
    if not 0 <= lap <= known:
        until = f"Laps go from 0 to {known}" if distance else f"No lap {lap} to go to"
        raise TargetError(until)
    return timeline.instant(min(lap, timeline.laps))


def _numbered(kind: str, number: int, log: RaceLog) -> int:
    found = _KINDS[kind]

    def wanted(entry: LogEntry) -> bool:
        return entry.kind == found and (entry.number is None or entry.number == number)

    times = log.times(wanted)
    place = 0 if kind in ("caution", "stage") else number - 1
    if not 0 <= place < len(times):
        raise TargetError(f"No {kind} {number} to go to")
    return times[place]
