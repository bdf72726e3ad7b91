"""The distance run, told from when it was known, where it is not the one that was scheduled."""

from bisect import bisect_left, bisect_right

from msgspec.structs import replace

from replay.race.model import Chequered, Distance, Event, Green, Race

LAST_RESTART = 4
"""How many laps before the end a restart is taken for that of the overtime."""


def with_distance(race: Race) -> Race:
    """Return the race with an event that tells another distance than scheduled, if it lacks one.

    Of overtime it tells at the last restart, of a race that its time limit ends as that is over, of
    one that was called as the flag falls.
    """
    scheduled = race.header.scheduled_laps
    flag = next((event for event in race.events if isinstance(event, Chequered)), None)
    told = any(isinstance(event, Distance) for event in race.events)
    last = max((len(line.crossings) for line in race.laps), default=0)
    if scheduled is None or told or flag is None or last in (0, scheduled):
        return race
    lead = [
        min(line.crossings[lap] for line in race.laps if len(line.crossings) > lap)
        for lap in range(last)
    ]
    before = lead[last - 2] if last > 1 else 0
    limit = race.header.time_limit
    if last > scheduled:
        restart = _last_restart(race, last)
        at, reason = before if restart is None else restart, "overtime"
    elif limit is not None and flag.at >= limit:
        at, reason = max(before, limit), "time limit"
    else:
        at, reason = flag.at, "called"
    lap = last if reason == "called" else bisect_right(lead, at)
    event = Distance(at=at, lap=lap, basis="estimated", laps=last, reason=reason)
    return replace(race, events=_with(race.events, event))


def _last_restart(race: Race, last: int) -> int | None:
    greens = [
        one for one in race.events if isinstance(one, Green) and one.lap > last - LAST_RESTART
    ]
    return greens[-1].at if greens else None


def _with(events: tuple[Event, ...], event: Event) -> tuple[Event, ...]:
    """Put an event before all that come with it or later."""
    place = bisect_left([one.at for one in events], event.at)
    return (*events[:place], event, *events[place:])
