"""What every part of a race file is made of: units, limits, safe text, and how a thing is known."""

from typing import Annotated, Literal, get_args

from msgspec import Meta, Struct

from replay.race.text import PATTERN, RULE_IN_WORDS

VERSION = 1
"""The version of the format that this program writes and the only one it reads."""

SECOND = 10_000
"""Ticks in one second: fine enough for the fourth decimal that IndyCar publishes."""

MAX_CARS = 250
"""Cars one race may have; the largest fields, those of 24 hours on the long Nürburgring, are some
200."""

MAX_LAPS = 5_000
"""Laps one car may run: 24 hours of karts, at half a minute a lap, are some 2,900."""

MAX_CROSSINGS = 150_000
"""Line crossings one file may hold. 24 hours of 62 cars are some 20,000, of 50 karts on a lap of
less than a minute some 75,000: twice the longest race there is, and still opened in a second."""

MAX_RULINGS = 100
"""Rulings one race may have; ten is a great many."""

MAX_RESCORED = 5
"""Rulings of one race that may take back crossings: one at the finish, and one at each end of a
stage, of which no race has more than four. Each is a scoring of the whole race anew."""

MAX_LAP_SPEED = 500_000
"""The fastest lap that is believed, thousandths of a mile an hour: about twice the fastest driven
on a closed course, 257 mph in 1987."""

MAX_LOOP_ERROR = SECOND
"""The largest error of a timing loop, in ticks: loops are good to some milliseconds, and a hand on
a stopwatch to a few tenths of a second."""

Text = Annotated[str, Meta(max_length=300, pattern=PATTERN)]
Label = Annotated[str, Meta(min_length=1, max_length=80, pattern=PATTERN)]
CarNumber = Annotated[str, Meta(pattern="^[0-9A-Z]{1,3}$(?!\\n)")]
ClassMark = Annotated[str, Meta(pattern="^[0-9A-Za-z]{1,3}$(?!\\n)")]
DriverCode = Annotated[str, Meta(pattern="^[0-9A-Z]{3}$(?!\\n)")]
Colour = Annotated[str, Meta(pattern="^#[0-9a-f]{6}$(?!\\n)")]
Date = Annotated[str, Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$(?!\\n)")]
Ticks = Annotated[int, Meta(ge=0, le=10 * 86_400 * SECOND)]
LapNumber = Annotated[int, Meta(ge=0, le=MAX_LAPS)]
Position = Annotated[int, Meta(ge=1, le=MAX_CARS)]
DriverIndex = Annotated[int, Meta(ge=0, le=9)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Points = Annotated[int, Meta(ge=-1_000_000, le=1_000_000)]
Cars = Annotated[tuple[CarNumber, ...], Meta(max_length=MAX_CARS)]

Basis = Literal["official", "timed", "reconstructed", "estimated"]
"""How a datum is known: published as official, read off a timing feed, rebuilt from other
facts, or estimated because nothing published fixes it."""

MEASURED: frozenset[Basis] = frozenset({"official", "timed"})
"""The bases of what was measured, not rebuilt or estimated."""

Confidence = Literal["sure", "near", "rough", "unknown"]
"""How far a rebuilt place can be trusted: a published fact, within about one place, within
two or three places, or not rated."""


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Common options of all that stands in a race file: frozen, keyword-only, nothing unknown."""


_PATTERNS = {
    repr(get_args(kind)[1].pattern): wish
    for kind, wish in (
        (Text, RULE_IN_WORDS),
        (CarNumber, "a car number of 1 to 3 digits or capitals"),
        (ClassMark, "a class of 1 to 3 letters or digits"),
        (DriverCode, "a driver's code of 3 capitals"),
        (Colour, "a colour like `#0c2340`"),
        (Date, "a date like `2024-05-05`"),
    )
}


def plain_message(complaint: str) -> str:
    """Return a complaint of msgspec with the patterns of these types put in words."""
    for pattern, wish in _PATTERNS.items():
        complaint = complaint.replace(f"`str` matching regex {pattern}", wish)
    return complaint
