"""How the time of a race goes with that of a recording of it: points, and straight lines between.

Race times are ticks, times of the recording milliseconds.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from replay.race.moment_name import NO_SUCH_MOMENT, moment_time
from replay.race.moment_words import NoSuchMoment, parse_time
from replay.race.record import SECOND
from replay.race.timeline import Timeline

MOST_POINTS = 1_000
"""More points than any recording of a race has cuts."""

_MS = SECOND // 1_000
_LAP = re.compile(r"(?a)(?:l|lap ?)([0-9]{1,6})", re.IGNORECASE)


class SyncError(ValueError):
    """Points of a recording make no sense. `str()` says in one line which and why."""


class SyncPoint(NamedTuple):
    """At `video` (milliseconds of the recording) the race is at `race` (ticks)."""

    race: int
    video: int


def sync_point(text: str, timeline: Timeline) -> SyncPoint:
    """Read `L81=0:45:10.5`: the leader completes lap 81 there. SyncError for anything else.

    `L0` is the green flag; any name of a moment may stand in place of a lap: `0:42:10`, `caution3`.
    """
    moment, equals, at = text.partition("=")
    video = parse_time(at.strip()) if equals else None
    if video is None:
        raise SyncError(f"{text!r} is not a point such as L81=0:45:10")
    return SyncPoint(_race_time(text, moment.strip(), timeline), video // _MS)


def _race_time(text: str, moment: str, timeline: Timeline) -> int:
    """Give the time of a moment that can be seen: a crossing of the leader, as first scored."""
    if match := _LAP.fullmatch(moment):
        lap, crossings = int(match[1]), timeline.scoring(0).lead_at
        if lap > len(crossings):
            raise SyncError(f"{text!r}: {NO_SUCH_MOMENT}")
        return crossings[lap - 1] if lap else 0
    try:
        return moment_time(timeline, moment)
    except NoSuchMoment as error:
        if str(error) == NO_SUCH_MOMENT:
            raise SyncError(f"{text!r}: {NO_SUCH_MOMENT}") from None
        raise SyncError(f"{text!r} is not a point such as L81=0:45:10") from None


class VideoTime:
    """The times of a recording: straight lines between points, in real time before and after.

    Without points both begin at the green flag. SyncError where one point is not after another in
    the recording, or before it in the race; in the race they may fall together, as at a red flag.
    """

    def __init__(self, points: Sequence[SyncPoint] = ()) -> None:
        self._points = sorted(points, key=lambda point: (point.video, point.race))
        if len(points) > MOST_POINTS:
            raise SyncError(f"more than {MOST_POINTS:,} points")
        for before, after in zip(self._points, self._points[1:], strict=False):
            if before.video == after.video:
                raise SyncError(f"two points at {_spoken(after.video)} of the recording")
            if after.race < before.race:
                told = f"{_spoken(before.video)} and {_spoken(after.video)}"
                raise SyncError(f"the race goes back between {told} of the recording")
        self._points = self._points or [SyncPoint(0, 0)]

    def at(self, race: int) -> int:
        """Give the first millisecond of the recording at which the race is at `race` or later."""
        place = bisect_left(self._points, race, key=lambda point: point.race)
        if place == 0 or place == len(self._points):
            near = self._points[min(place, len(self._points) - 1)]
            return near.video - (near.race - race) // _MS
        before, after = self._points[place - 1 : place + 1]
        passed = (race - before.race) * (after.video - before.video)
        return before.video - -passed // (after.race - before.race)

    def race_at(self, video: int) -> int:
        """Give the race time, in whole ticks that have passed, at a millisecond."""
        place = bisect_right(self._points, video, key=lambda point: point.video)
        if place == 0 or place == len(self._points):
            near = self._points[max(place - 1, 0)]
            return near.race + (video - near.video) * _MS
        before, after = self._points[place - 1 : place + 1]
        passed = (video - before.video) * (after.race - before.race)
        return before.race + passed // (after.video - before.video)


def _spoken(video: int) -> str:
    seconds = video // 1_000
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
