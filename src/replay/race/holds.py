"""Where the recording stands for a moment: at red flags that take no time of the race."""

from replay.race.model import Red
from replay.race.neutralisation import stands
from replay.race.timeline import Timeline


def holds(timeline: Timeline) -> tuple[int, ...]:
    """Give the ticks at which a red flag shows while the race clock stands, in order of time.

    Played through, such a flag would be over with its tick, however long it stopped the race.
    """
    events = timeline.race.events
    reds = {max(event.at, 1) for event in events if isinstance(event, Red) and stands(event)}
    return tuple(sorted(at for at in reds if at <= timeline.end))


def halted(halts: tuple[int, ...], time: int, target: int) -> int:
    """Give where a step from `time` to `target` (ticks) ends: at the first hold on its way."""
    if target > time:
        return next((at for at in halts if time < at < target), target)
    return next((at for at in reversed(halts) if target < at < time), target)
