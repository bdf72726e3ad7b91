"""Laps led at the line: by whom, and how many."""

from replay.race.timeline import Timeline


def laps_led(
    timeline: Timeline, time: int, race_class: str | None = None
) -> tuple[tuple[str, int], ...]:
    """Give the cars that have led a lap at the line and how many, the most first.

    Of cars with as many the one that led first comes first. In a `race_class` they are the laps of
    its own leader, counted by him; empty for a name that is none of the classes.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    if race_class is None:
        stints = scoring.stints_at(scoring.lap_at(time))
    else:
        leads = scoring.class_leads.get(race_class)
        stints = leads.stints_at(time) if leads else ()
    led: dict[str, int] = {}
    for stint in stints:
        # Lap 0 is the pole, which is no lap led.
        if count := stint.last - max(stint.first, 1) + 1:
            led[stint.car] = led.get(stint.car, 0) + count
    return tuple(sorted(led.items(), key=lambda one: -one[1]))
