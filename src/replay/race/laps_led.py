"""Laps led at the line: by whom, how many, and in one go."""

from replay.race.class_order import class_leads
from replay.race.state import Stint
from replay.race.timeline import Timeline


def lead_stints(timeline: Timeline, time: int, race_class: str | None = None) -> tuple[Stint, ...]:
    """Give the laps led in one go, in order, as far as they have come; the pole is no lap led.

    In a `race_class` they are laps of its own leader; none for a name that is none of the classes.
    """
    time = min(max(time, 0), timeline.end)
    if race_class is None:
        scoring = timeline.scoring_at(time)
        stints = scoring.stints_at(scoring.lap_at(time))
    else:
        stints = class_leads(timeline, time, race_class)
    return tuple(Stint(max(s.first, 1), s.last, s.car) for s in stints if s.last)


def laps_led(
    timeline: Timeline, time: int, race_class: str | None = None
) -> tuple[tuple[str, int], ...]:
    """Give the cars that have led a lap at the line and how many, the most first.

    Of cars with as many the one that led first comes first. In a `race_class` they are the laps of
    its own leader.
    """
    led: dict[str, int] = {}
    for stint in lead_stints(timeline, time, race_class):
        led[stint.car] = led.get(stint.car, 0) + stint.last - stint.first + 1
    return tuple(sorted(led.items(), key=lambda one: -one[1]))


def published_laps_led(timeline: Timeline, time: int) -> dict[str, int]:
    """Give the laps that the official result has each car lead; none before it is official."""
    official, state = timeline.race.official, timeline.at(time)
    if official is None or not state.finished or state.provisional:
        return {}
    return {one.car: one.led for one in official.results if one.led is not None}
