"""The figures of one class of a race: those of its first car, and of its own leaders."""

from msgspec.structs import replace

from replay.race.class_order import class_places
from replay.race.finish import average_speed
from replay.race.laps_led import lead_stints
from replay.race.model import MEASURED
from replay.race.race_totals import PublishedCounts, RaceTotals, race_totals
from replay.race.timeline import Timeline


def class_totals(timeline: Timeline, time: int, race_class: str) -> RaceTotals:
    """Give the figures of a class up to `time`; what was published is of the race, and left out.

    For a name that is none of the classes they are those of the race.
    """
    totals, places = race_totals(timeline, time), class_places(timeline, time)
    rows = [
        row
        for row in timeline.at(time).order
        if row.car in places and places[row.car].race_class == race_class
    ]
    if not rows:
        return totals
    first, length = rows[0], timeline.race.header.lap_length
    distance = None if length is None else first.laps * length
    timed = distance and first.crossing and timeline.race.has_laps
    led = [stint.car for stint in lead_stints(timeline, time, race_class)]
    return replace(
        totals,
        time=first.crossing or totals.time,
        laps=first.laps,
        distance=distance,
        average_speed=average_speed(distance or 0, first.crossing) if timed else None,
        measured=first.basis in MEASURED,
        lead_changes=max(len(led) - 1, 0),
        leaders=len(set(led)),
        running=None,
        on_lead_lap=sum(not places[row.car].laps_down for row in rows),
        published=PublishedCounts(),
    )
