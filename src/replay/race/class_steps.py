"""From lap to lap of one class: where the keys of laps lead while that class is shown alone."""

from replay.race.class_leads import ClassLeads
from replay.race.scoring import Scoring
from replay.race.timeline import Timeline


def class_step(timeline: Timeline, race_class: str, time: int, laps: int) -> int:
    """Give the instant `laps` laps of the leader of a class on from `time`, or back.

    The instant of his lap n is the crossing of the last car of the class to complete its lap n
    before he completes the next; that of lap 0 the grid, that of his last the end of the record.
    Back from amid a lap goes first to the last car that has completed it so far.
    """
    scoring = timeline.scoring_at(time)
    leads = scoring.class_leads.get(race_class)
    if leads is None or not leads.lead_at:
        return time
    lap = leads.lap_at(time)
    if laps > 0:
        lap += laps - (_instant(timeline, scoring, leads, lap, race_class) > time)
    else:
        reached = _last_at(scoring, lap, race_class, time + 1)
        if laps == -1 and reached < time:
            return reached
        lap += laps + (reached < time)
    last = len(leads.lead_at)
    return _instant(timeline, scoring, leads, min(max(lap, 0), last), race_class)


def _instant(
    timeline: Timeline, scoring: Scoring, leads: ClassLeads, lap: int, race_class: str
) -> int:
    if lap >= len(leads.lead_at):
        return timeline.end
    return _last_at(scoring, lap, race_class, leads.lead_at[lap])


def _last_at(scoring: Scoring, lap: int, race_class: str, before: int) -> int:
    """Give the last crossing of a lap by a car of the class before a time; lap 0 is the grid."""
    if not lap:
        return 0
    times = (
        index.crossings[lap - 1]
        for index in scoring.cars
        if index.race_class == race_class and len(index.crossings) >= lap
    )
    return max((at for at in times if at < before), default=0)
