"""A moment has a name: the time that a name stands for, and the name of a time.

What stands on the command line is an explicit wish: it reaches any moment there is. What is typed
while the clock runs is bound by `destination`.
"""

from collections.abc import Callable, Iterator

from replay.race.log import RaceLog
from replay.race.marks import stage_end_time, white_flag_time
from replay.race.model import SECOND, Chequered
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
    reads_hours,
)
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline

NO_SUCH_MOMENT = "no such moment"
"""What is said on the command line of a moment that the race does not have."""

KINDS_OF_MOMENTS = (
    "L150, L150.9, 2:31:07, caution3, restart3, lead12, stage2, grid, white, finish, "
    "each with +90s or -90s"
)
"""Examples of what can be named in any race: of what one has they tell nothing."""

_COUNTED: dict[str, LogKind] = {"lead": "lead change", "restart": "restart"}
"""Word -> the entries of the log that it counts; cautions have their numbers in their words."""

_FLAGS: tuple[LogKind, ...] = ("caution", "flag", "red flag")
_DAY = 86_400 * SECOND


def moment_time(timeline: Timeline, text: str) -> int:
    """Give the time of a name in ticks: of any moment there is in the record.

    NoSuchMoment says that there is none, and not how many there are, or what can be named.
    """
    words = read_moment(text, timeline.race.header)
    if isinstance(words.named, NamedStep):
        raise _unreadable(text)  # from where?
    at = time_on_record(timeline, words)
    if at is None and isinstance(words.named, NamedFlag):
        raise _unreadable(text)
    return _there_is(at)


def time_within(timeline: Timeline, named: Named) -> int:
    """Give the time of what is named, in ticks; NoSuchMoment says that the record has none."""
    return _there_is(time_on_record(timeline, MomentWords(named)))


def name_of(timeline: Timeline, time: int) -> str:
    """Give the shortest name of a time (ticks) of the record, which leads to it again exactly.

    A time that no lap and no event has is called by the clock. No name is a part of a lap: how
    long that will be is not known before it is over. ValueError for a time outside the record.
    """
    header, log = timeline.race.header, RaceLog(timeline)
    if time == 0:
        return "grid"
    if time == timeline.end and timeline.at(time).finished:
        return "finish"
    if not 0 <= time <= timeline.end:
        raise ValueError(f"{time} is outside 0 to {timeline.end}")

    def leads_here(name: str) -> bool:
        return time_on_record(timeline, read_moment(name, header), log) == time

    names = filter(leads_here, _names(timeline, time, log))
    return min(names, key=len, default=_clock_name(time, hours=reads_hours(header)))


def time_on_record(
    timeline: Timeline, words: MomentWords, log: RaceLog | None = None
) -> int | None:
    """Give the time of what is named, in ticks; None if the record has no such moment.

    What is counted from here has no time of its own. `log` saves writing that of the race again.
    """
    at = time_as_named(timeline, words.named, log or RaceLog(timeline))
    if at is None or not 0 <= at + words.later <= timeline.end:
        return None
    return at + words.later


def _there_is(at: int | None) -> int:
    if at is None:
        raise NoSuchMoment(NO_SUCH_MOMENT)
    return at


def _unreadable(text: str) -> NoSuchMoment:
    return NoSuchMoment(f"no moment is called {text!r}: name one as {KINDS_OF_MOMENTS}")


# -- the time of a name


def time_as_named(timeline: Timeline, named: Named, log: RaceLog) -> int | None:
    """Give the time of what is named, in ticks: a clock's may be later than the record ends.

    None of what the record does not have, and of what is counted from here.
    """
    match named:
        case NamedLap():
            return _time_of_lap(timeline, named)
        case NamedEvent():
            return _time_of_event(timeline, named, log)
        case NamedTime():
            return named.at
        case NamedTimeOfDay():
            start = timeline.race.header.time_of_day
            return None if start is None else (named.of_day * SECOND - start) % _DAY
        case NamedFlag():
            return _first(log, lambda entry: _is_flag(entry, named.words))
        case NamedPlace("grid"):
            return 0
        case NamedPlace("white"):
            return white_flag_time(timeline)
        case NamedPlace("finish"):
            return timeline.end
        case _:
            return None


def _time_of_lap(timeline: Timeline, named: NamedLap) -> int | None:
    """Give the instant of a lap there is, or a part of the next; of a finish alone, of its last."""
    lap = named.lap
    flagged = any(isinstance(e, Chequered) and e.lap == lap for e in timeline.race.events)
    if lap and not named.part and timeline.finish_crossings and flagged:
        return timeline.end
    if not 0 <= lap <= timeline.laps - bool(named.part):
        return None
    instant = timeline.instant(lap)
    if not named.part:
        return instant
    begun, over = _led(timeline, lap), _led(timeline, lap + 1)
    return max(begun + int((over - begun) * named.part), instant)


def _led(timeline: Timeline, lap: int) -> int:
    """Give when the leader completed a lap, as the line was scored then."""
    if lap == 0:
        return 0
    for period, ruling in enumerate(timeline.rulings):
        at = timeline.scoring(period).lead_at[lap - 1]
        if at < ruling.at:
            return at
    return timeline.scoring(len(timeline.rulings)).lead_at[lap - 1]


def _time_of_event(timeline: Timeline, named: NamedEvent, log: RaceLog) -> int | None:
    if named.kind == "stage":
        known = any(stage.number == named.number for stage in timeline.race.header.stages)
        return stage_end_time(timeline, log, named.number) if known else None
    if named.kind == "caution":
        words = f"caution {named.number}"
        return _first(log, lambda entry: entry.kind == "caution" and entry.text.lower() == words)
    kind = _COUNTED[named.kind]
    times = log.times(lambda entry: entry.kind == kind)
    return times[named.number - 1] if 1 <= named.number <= len(times) else None


def _first(log: RaceLog, wanted: Callable[[LogEntry], bool]) -> int | None:
    return next(iter(log.times(wanted)), None)


def _is_flag(entry: LogEntry, words: str) -> bool:
    """Tell whether the log has a flag by these words; blanks are left out on a command line."""
    return entry.kind in _FLAGS and _closed_up(entry.text) == _closed_up(words)


def _closed_up(words: str) -> str:
    return "".join(words.casefold().split())


# -- the names of a time


def _names(timeline: Timeline, time: int, log: RaceLog) -> Iterator[str]:
    """Give the names of laps and events that may stand for a time."""
    state = timeline.at(time)
    yield f"L{state.lap}"
    now = [entry for entry in log.at(time) if entry.at == time]
    yield from (_closed_up(entry.text) for entry in now if entry.kind in _FLAGS)
    for word, kind in _COUNTED.items():
        if any(entry.kind == kind for entry in now):
            times = log.times(lambda entry, kind=kind: entry.kind == kind)  # type: ignore[misc]
            yield f"{word}{times.index(time) + 1}"
    yield from (f"stage{entry.number}" for entry in now if entry.kind == "stage")
    if state.white:
        yield "white"


def _clock_name(time: int, *, hours: bool) -> str:
    seconds, ticks = divmod(time, SECOND)
    part = f".{ticks:04}".rstrip("0") if ticks else ""
    minutes, seconds = divmod(seconds, 60)
    if minutes < 60 and not hours:
        return f"{minutes}:{seconds:02}{part}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}{part}"
