"""The flag that neutralises a race now: since when, why, and who has stopped since."""

from bisect import bisect_right

from msgspec import Struct

from replay.race.model import Caution, Flag, Green, Red, Retirement
from replay.race.timeline import Timeline


class FlagNow(Struct, frozen=True):
    """What is known of the flag that neutralises the race now.

    `since` is in ticks, `lap` the laps the leader had completed then. `clock` is that of a red
    flag, None of another. `stopped` are the cars that have come to pit road since, None where
    nobody knows the stops; `out` those that retired since the leader began the lap on which the
    flag came, the first one first. `so_far` counts the neutralisations of each kind by its name,
    this one too, those that bunch the field first, then in order of time.
    """

    flag: str
    number: int | None
    since: int
    lap: int
    reason: str | None
    where: str | None
    cars: tuple[str, ...]
    clock: str | None
    stopped: frozenset[str] | None
    out: tuple[str, ...]
    so_far: tuple[tuple[str, int], ...]


def flag_now(timeline: Timeline, time: int) -> FlagNow | None:
    """Give what is known of the flag that neutralises the race, None under green.

    A red flag on a clock that stands takes no race time: it is that of its tick alone.
    """
    time = min(max(time, 0), timeline.end)
    state = timeline.at(time)
    now = _shown(timeline, time, state.flag == "red")
    if now is None or state.finished:
        return None
    red = isinstance(now, Red)
    return FlagNow(
        flag=_name(now),
        number=None if isinstance(now, Red) else now.number,
        since=now.at,
        lap=now.lap,
        reason=(now.text if isinstance(now, Flag) else now.reason) or None,
        where=None if isinstance(now, Red) else now.where,
        cars=() if isinstance(now, Red) else now.cars,
        clock=now.clock if red and isinstance(now, Red) else None,
        stopped=_stopped(timeline, now.at, time),
        out=tuple(
            event.car
            for event in timeline.race.events
            if isinstance(event, Retirement) and event.at <= time and event.lap >= now.lap
        ),
        so_far=_so_far(timeline, time, now),
    )


def _shown(timeline: Timeline, time: int, red: bool) -> Caution | Flag | Red | None:
    """Give the event that neutralises the race: a red flag by itself only while it is shown."""
    shown: Caution | Flag | Red | None = None
    last_red: Red | None = None
    for event in timeline.race.events:
        if event.at > time:
            break
        if isinstance(event, Red):
            last_red = event
        if isinstance(event, Green):
            shown = None
        elif isinstance(event, Flag):
            shown = event if event.neutralises != "nothing" else None
        elif isinstance(event, Caution) or (isinstance(event, Red) and event.clock == "runs"):
            shown = event
    return last_red if red and last_red is not None else shown


def _name(event: Caution | Flag | Red) -> str:
    if isinstance(event, Flag):
        return event.flag
    return "red flag" if isinstance(event, Red) else "caution"


def _stopped(timeline: Timeline, since: int, time: int) -> frozenset[str] | None:
    """Name the cars that have come to pit road since; None where nobody knows the stops."""
    if timeline.race.header.known.stops is None:
        return None
    stopped = set()
    for car, visits in timeline.stops.items():
        begun = bisect_right(visits, time, key=lambda visit: visit.since)
        if begun and visits[begun - 1].since >= since:
            stopped.add(car)
    return frozenset(stopped)


def _so_far(
    timeline: Timeline, time: int, now: Caution | Flag | Red
) -> tuple[tuple[str, int], ...]:
    """Count those up to the one now: what follows a red flag of its own tick is yet to come."""
    counts: dict[tuple[bool, str], int] = {}
    for event in timeline.race.events:
        if event.at > time:
            break
        if isinstance(event, Caution | Red):
            key = False, _name(event)
        elif isinstance(event, Flag) and event.neutralises != "nothing":
            key = event.neutralises != "bunch", event.flag
        else:
            continue
        counts[key] = counts.get(key, 0) + 1
        if event is now:
            break
    return tuple((name, counts[low, name]) for low, name in sorted(counts, key=lambda key: key[0]))
