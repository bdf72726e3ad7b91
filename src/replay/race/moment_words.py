"""The words that name a moment: `150`, `L150.9`, `2:31:07`, `caution 3`, `stage 2 -90s`, `finish`.

One grammar for the go-to line, the palette and the command line; case and blanks do not matter.
In a race over a time `17:20` are hours and minutes of the race, and `9:20am` the time of day. What
the words mean says nothing of whether there is such a moment, or whether it may be told of.
"""

import re
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from replay.race.model import SECOND, Header

# Compiled when first asked for: no start of the screen needs one.
_CLOCK = r"(?a)(?:(\d{1,4}):(?=\d\d:))?(\d{1,3}):(\d\d)(?:\.(\d{1,4}))?"
_SECONDS = r"(?a)(\d{1,6})\.(\d{1,4})"
_LAP = r"(?a)(?:l|lap)?\s*(\d{1,9})"
_PART_OF_LAP = r"(?a)(?:l|lap)\s*(\d{1,9})\.(\d{1,4})"
_STEP = r"(?a)([+\-−])\s*(\d{1,9})"
_NUMBERED = r"(?a)(caution|lead|restart|stage)\s*#?(\d{1,9})"
_LATER = r"(?a)(.*?)\s*([+\-−])\s*(\d{1,7})(?:\.(\d{1,4}))?\s*s"
_PARTS = r"(?a)(?:l|lap)?\s*[+\-−]?(?:\d+[.,]\d*|[.,]\d+)s?"
_HOURS = r"(?a)(\d{1,2}):(\d\d)"
_OF_DAY = r"(?a)(?:at )?(\d{1,2})(?::(\d\d))?\s*(am|pm)|at (\d{1,2}):(\d\d)"
_COLONS = r"(?a)[+\-−]?[\d.,]*:[\d:.,]*"

Place = Literal["grid", "white", "finish"]

_PLACES: dict[str, Place] = {
    "finish": "finish",
    "end": "finish",
    "flag": "finish",
    "grid": "grid",
    "start": "grid",
    "home": "grid",
    "white": "white",
    "white flag": "white",
}


class NoSuchMoment(ValueError):
    """Words name no moment, or none that may be told of. `str()` says so in one clear line."""


class NamedLap(Struct, frozen=True):
    """The instant of a lap, or so large a `part` of the leader's next one."""

    lap: int
    part: Fraction = Fraction(0)


class NamedEvent(Struct, frozen=True):
    """The event of a kind with that number, counted from 1; of a stage its end."""

    kind: str
    number: int


class NamedTime(Struct, frozen=True):
    """A time on the race clock, in ticks."""

    at: int


class NamedTimeOfDay(Struct, frozen=True):
    """A time of day at the track, in seconds since midnight."""

    of_day: int


class NamedPlace(Struct, frozen=True):
    """The grid, the white flag, or the end of the record."""

    place: Place


class NamedFlag(Struct, frozen=True):
    """What may be a flag by the words the log has for it: `safety car 2`."""

    words: str


class NamedStep(Struct, frozen=True):
    """So many laps on from here, or back; of 0 laps it is here."""

    laps: int


Named = NamedLap | NamedEvent | NamedTime | NamedTimeOfDay | NamedPlace | NamedFlag | NamedStep


class MomentWords(Struct, frozen=True):
    """What is named, and how many ticks `later` is meant; `words` are how to call it again."""

    named: Named
    later: int = 0
    words: str = ""


def read_moment(text: str, header: Header) -> MomentWords:
    """Read a name as it is meant in a race with this header.

    What is nothing else is taken for a flag. NoSuchMoment says how a lap or a time is written
    where the words are neither but look like one.
    """
    words = " ".join(text.lower().split())
    match = re.fullmatch(_LATER, words)
    if match is None:
        return MomentWords(_named(words, header), 0, _called(words))
    base, sign, whole, part = match.groups()
    later = int(whole) * SECOND + _ticks(part)
    named = _named(base, header) if base else NamedStep(0)
    return MomentWords(named, later if sign == "+" else -later, _called(words))


def parse_time(text: str) -> int | None:
    """Read `2:31:07`, `45:10` or `93.5` as ticks from the green flag; None if it is neither."""
    if match := re.fullmatch(_CLOCK, text.strip()):
        hours, minutes, secs, part = match.groups()
        if int(secs) > 59 or (hours and int(minutes) > 59):
            return None
        return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(secs)) * SECOND + _ticks(part)
    if match := re.fullmatch(_SECONDS, text.strip()):
        return int(match[1]) * SECOND + _ticks(match[2])
    return None


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


def reads_hours(header: Header) -> bool:
    """Tell whether `17:20` are hours and minutes: in a race over an hour or more."""
    return (header.scheduled_time or 0) >= 3_600 * SECOND


def _ticks(part: str | None) -> int:
    """Give the ticks of the decimals of a second."""
    return int((part or "0").ljust(4, "0"))


def _called(words: str) -> str:
    """Give the words by which a refusal names a moment: a bare number is a lap."""
    match = re.fullmatch(_LAP, words)
    if match is not None:
        return f"lap {int(match[1])}"
    numbered = re.fullmatch(_NUMBERED, words)
    return words if numbered is None else f"{numbered[1]} {int(numbered[2])}"


def _named(words: str, header: Header) -> Named:
    if (place := _PLACES.get(words)) is not None:
        return NamedPlace(place)
    if match := re.fullmatch(_STEP, words):
        return NamedStep(int(match[2]) * (1 if match[1] == "+" else -1))
    if match := re.fullmatch(_LAP, words):
        return NamedLap(int(match[1]))
    if match := re.fullmatch(_PART_OF_LAP, words):
        return NamedLap(int(match[1]), Fraction(int(match[2]), 10 ** len(match[2])))
    if match := re.fullmatch(_NUMBERED, words):
        return NamedEvent(match[1], int(match[2]))
    if (of_day := parse_time_of_day(words)) is not None:
        return NamedTimeOfDay(of_day)
    return _named_time(words, header)


def _named_time(words: str, header: Header) -> Named:
    if re.fullmatch(_PARTS, words):
        raise NoSuchMoment("A part of a lap is L150.9, a time has a colon: 2:30.5")
    hours = re.fullmatch(_HOURS, words) if reads_hours(header) else None
    at = parse_time(f"{words}:00" if hours else words)
    if at is not None:
        return NamedTime(at)
    if re.fullmatch(_COLONS, words):
        raise NoSuchMoment("A time is 2:31:07 or 45:10.5, with minutes and seconds up to 59")
    return NamedFlag(words)
