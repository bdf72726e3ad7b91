"""A race as subtitles for a recording of it: the lap, the top of the board, and what happens."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from replay.plain.car_words import CarWords, order_now
from replay.plain.race_now import flag_words, lap_count
from replay.plain.subtitle_sync import VideoTime
from replay.plain.tellings import entry_words, kinds_told
from replay.plain.time_words import clock_words
from replay.race.log_writer import LogWriter
from replay.race.state import LogEntry
from replay.race.timeline import Timeline

BOARD = 3
"""The cars of the board."""

LEAST = 1_000
"""A subtitle stands for at least so many milliseconds."""

_EVENT = 7_000
"""What happens is told for so many milliseconds."""

_MOST_EVENTS = 2
_AFTER_END = 10_000
_BEFORE_GREEN = 10_000
"""The last subtitle stands for so long, and the grid so long before the green flag."""

_UNOFFICIAL = ", unofficial"
"""What the log adds to who was first at the line."""

_MARKUP = str.maketrans("<>{}", "‹›()")
"""What players take for markup, and what stands for it."""


class Subtitle(NamedTuple):
    """Lines that stand from `start` up to `end` (milliseconds of the recording)."""

    start: int
    end: int
    lines: tuple[str, ...]


def subtitles(timeline: Timeline, video: VideoTime) -> Iterator[Subtitle]:
    """Give the subtitles of a race in order; each says what is known as it appears, till the next.

    What comes before the recording begins is left out.
    """
    names, events = CarWords(timeline), _Events(timeline, video)
    shown: tuple[int, tuple[str, ...]] | None = None
    last = -1
    for change in _changes(timeline, video, events):
        start = change if shown is None else max(change, shown[0] + LEAST)
        if start <= last:
            continue
        last = start
        time = min(max(video.race_at(start), 0), timeline.end)
        lines = board_at(timeline, time, names) + events.at(time, start)
        if shown is None or lines != shown[1]:
            if shown is not None:
                yield Subtitle(shown[0], start, shown[1])
            shown = start, lines
    if shown is not None:
        yield Subtitle(shown[0], last + _AFTER_END, shown[1])


def board_at(timeline: Timeline, time: int, names: CarWords) -> tuple[str, ...]:
    """Write the flag and the lap, and below them the first cars, at `time` (ticks)."""
    now = order_now(timeline, time)
    laps = lap_count(now.state, "/")
    head = f"Lap {laps}" if laps else "Finish"
    if now.state.time_to_go is not None:
        head = f"{head}, {clock_words(now.state.time)}"
    spread = now.state.finished or now.state.neutralised not in ("bunch", "stop")
    cars = []
    for row in [row for row in now.state.order if row.placed][:BOARD]:
        gap = now.gap(row) if row.position > 1 and spread and time else None
        told = "" if gap is None else f" {'' if row.laps_down else '+'}{gap}"
        cars.append(f"{row.position}. {names.of(row.car, time)}{told}")
    lines = (f"{head}, {flag_words(now.state)}", *(["  ".join(cars)] if cars else []))
    return tuple(line.translate(_MARKUP) for line in lines)


class _Events:
    """What happens in a race and how long it is told, by the times of a recording."""

    def __init__(self, timeline: Timeline, video: VideoTime) -> None:
        kinds = kinds_told("middle")
        found = (line for line in LogWriter(timeline).lines() if line.entry.kind in kinds)
        self._lines = [line for line in found if line.entry.at <= timeline.end]
        self._times = [line.entry.at for line in self._lines]
        self._until = [video.at(time) + _EVENT for time in self._times]
        self._timeline, self._end, self._video = timeline, timeline.end, video

    def at(self, time: int, start: int) -> tuple[str, ...]:
        """Write what is told at `start`, as far as it is known at `time`, the newest last."""
        last = bisect_right(self._times, time) if time else 0  # on the grid nothing has happened
        first = max(bisect_right(self._until, start), last - _MOST_EVENTS)
        told = self._still_true([line.at(time) for line in self._lines[first:last]], time)
        return tuple(entry_words(entry).translate(_MARKUP) for entry in told)

    def _still_true(self, told: list[LogEntry], time: int) -> list[LogEntry]:
        """Give what is told without what was unofficial, once the result is official."""
        state = self._timeline.at(time)
        if not state.finished or state.provisional:
            return told
        first = state.order[0].car
        return [
            replace(entry, detail=(entry.detail or "").removesuffix(_UNOFFICIAL) or None)
            for entry in told
            if entry.car == first or not (entry.detail or "").endswith(_UNOFFICIAL)
        ]

    def changes(self) -> Iterator[int]:
        """Give the milliseconds at which something is told, changes, or is told no more."""
        yield from self._until
        for line in self._lines:
            seen = (line.entry.at, line.known, *(at for at, _ in line.partial))
            yield from (self._video.at(min(at, self._end)) for at in seen)


def _changes(timeline: Timeline, video: VideoTime, events: _Events) -> list[int]:
    """Give the milliseconds of the recording at which another subtitle may begin, in order."""
    times = {max(video.at(0) - _BEFORE_GREEN, 0), *events.changes()}
    times.update(video.at(time) for time in _board_changes(timeline))
    return sorted(at for at in times if at >= 0)


def _board_changes(timeline: Timeline) -> Iterator[int]:
    """Give the times at which lap, flag or the first cars may change."""
    yield from (0, 1, timeline.end)
    yield from (at for at in timeline.flags.times if at <= timeline.end)
    yield from (event.at for event in timeline.race.events)
    yield from (nose.at for nose in timeline.finish_crossings)
    for period in {0, len(timeline.rulings)}:
        for lap, arrived in enumerate(timeline.scoring(period).arrivals):
            yield from (index.crossings[lap] for index in arrived[: BOARD + 2])


def srt_text(cues: Iterable[Subtitle]) -> Iterator[str]:
    """Write subtitles as SubRip has them, numbered from 1."""
    for number, cue in enumerate(cues, 1):
        lines = "\n".join(cue.lines)
        yield f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{lines}\n\n"


def _stamp(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1_000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
