"""Where the recording stands for a moment: at red flags that take no time of the race.

A step by laps stands at the chequered flag too: the instant of the last lap is the end of the
record, past every finish.
"""

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


def lap_holds(timeline: Timeline, race_class: str | None = None) -> tuple[int, ...]:
    """Give the ticks at which a step by laps stands, in order of time.

    The flag is that of the leader, or of the leader of a class; of a finish alone no lap leads to
    it.
    """
    fallen = timeline.flags.fallen
    if fallen > timeline.end or not timeline.race.has_laps:
        return holds(timeline)
    if race_class is not None:
        leads = timeline.scoring_at(fallen).class_leads.get(race_class)
        fallen = max(leads.lead_at[-1], fallen) if leads and leads.lead_at else fallen
    return tuple(sorted({*holds(timeline), fallen}))


def halted(halts: tuple[int, ...], time: int, target: int) -> int:
    """Give where a step from `time` to `target` (ticks) ends: at the first hold on its way."""
    if target > time:
        return next((at for at in halts if time < at < target), target)
    return next((at for at in reversed(halts) if target < at < time), target)
