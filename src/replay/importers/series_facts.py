"""`[start]`, `[night]`, `[classes]`, `[flags]`: what a series decides and no sheet tells."""

import re
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from replay.importers.fact_group import FactGroup, WrongFact
from replay.race.model import (
    SECOND,
    ClassMark,
    Event,
    Flag,
    Header,
    Label,
    Neutralises,
    Night,
    RaceClass,
    Start,
)

_DAY = 86_400 * SECOND
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


class StartGroup(FactGroup, frozen=True, kw_only=True):
    """`[start]`: how the race began."""

    kind: Start | None = None
    """`standing`, `rolling` or `safety car`."""
    abreast: Annotated[int, Meta(ge=1, le=5)] | None = None
    """How many cars stand in a row of the grid; 2 if left out."""
    time: Label | None = None
    """The local time of the start, where the source does not tell it."""


class NightGroup(FactGroup, frozen=True, kw_only=True):
    """`[night]`: the first night by the almanac, in local time; needs `time` of `[start]`."""

    begins: Label
    """Sunset."""
    ends: Label
    """Sunrise."""


class ClassesGroup(FactGroup, frozen=True, kw_only=True):
    """`[classes]`: the mark of each class on the board, by its name, the fastest first."""

    marks: Annotated[dict[Label, ClassMark], Meta(min_length=1, max_length=20)]
    """The marks, of 1 to 3 letters or digits."""


class FlagsGroup(FactGroup, frozen=True, kw_only=True):
    """`[flags]`: how far a flag neutralises, by its name: `nothing`, `part`, `slow` or `bunch`."""

    words: Annotated[
        dict[Label, Literal["nothing", "part", "slow", "bunch"]], Meta(min_length=1, max_length=20)
    ]
    """How far."""


def classes_of(header: Header, group: ClassesGroup, error: WrongFact) -> tuple[RaceClass, ...]:
    """Return the classes of a race in the order and with the marks of the group.

    Raises `ForeignFileError` unless they are all those of the race, with a mark of their own.
    """
    names = {one.name for one in header.classes}
    seen: dict[str, str] = {}
    for name, mark in group.marks.items():
        if name not in names:
            raise error(f"`classes`: no class {name} in this race", "classes", name)
        if mark in seen.values():
            raise error(f"`classes`: {mark} is the mark of two classes", "classes", name)
        seen[name] = mark
    missing = sorted(names - set(seen))
    if missing:
        raise error(f"`classes`: class {missing[0]} is not named", "classes")
    return tuple(RaceClass(name=name, short=mark) for name, mark in seen.items())


def started(header: Header, group: StartGroup, error: WrongFact) -> Header:
    """Return the header with the kind and the time of the start, and the cars in a row of it."""
    if group.kind is not None:
        header = replace(header, start=group.kind)
    if group.abreast is not None:
        header = replace(header, abreast=group.abreast)
    if group.time is not None:
        header = replace(header, time_of_day=_clock(group.time, "start", "time", error))
    return header


def night_of(header: Header, group: NightGroup, error: WrongFact) -> Night:
    """Return the first night on the race clock; raises `ForeignFileError` without a time of day."""
    if header.time_of_day is None:
        raise error("`[night]` needs the local time of the start: `[start]` `time`", "night")
    begins = _clock(group.begins, "night", "begins", error)
    ends = _clock(group.ends, "night", "ends", error)
    lasts = (ends - begins) % _DAY
    since = (begins - header.time_of_day) % _DAY
    if since + lasts >= _DAY and since > 0:
        # The race began within it.
        return Night(begins=0, ends=(ends - header.time_of_day) % _DAY)
    return Night(begins=since, ends=since + lasts)


def _clock(text: str, group: str, key: str, error: WrongFact) -> int:
    """Return a time of day in ticks since midnight."""
    match = _CLOCK.fullmatch(text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (24, 0, 0)
    if hours > 23 or minutes > 59 or seconds > 59:
        raise error(f"`{key}` is no time of day like 16:00", group, key)
    return (hours * 3600 + minutes * 60 + seconds) * SECOND


def flagged(events: tuple[Event, ...], group: FlagsGroup, error: WrongFact) -> tuple[Event, ...]:
    """Return the events with flags that neutralise as the group has it."""
    words = {event.flag for event in events if isinstance(event, Flag)}
    for word in group.words:
        if word not in words:
            raise error(f"`flags`: no flag {word} in this race", "flags", word)
    neutralises: dict[str, Neutralises] = dict(group.words)
    return tuple(
        replace(event, neutralises=neutralises.get(event.flag, event.neutralises))
        if isinstance(event, Flag)
        else event
        for event in events
    )
