"""The laps that one car has led at the line, as spans."""

from typing import NamedTuple

from replay.race.timeline import Timeline


class LedSpan(NamedTuple):
    """Laps led one after another, `first` to `last`."""

    first: int
    last: int


def led_spans(timeline: Timeline, time: int, car: str) -> tuple[LedSpan, ...]:
    """Give the spans of laps that a car has led at the line by `time`, oldest first.

    In a race of classes they are those on which it led its class, by the laps of its leader.
    """
    time = min(max(time, 0), timeline.end)
    scoring = timeline.scoring_at(time)
    race_class = scoring.by_car[car].race_class
    if race_class is None:
        stints = scoring.stints_at(scoring.lap_at(time))
    else:
        stints = scoring.class_leads[race_class].stints_at(time)
    # Lap 0 is the pole, which is no lap led.
    spans = (LedSpan(max(one.first, 1), one.last) for one in stints if one.car == car)
    return tuple(span for span in spans if span.last >= span.first)
