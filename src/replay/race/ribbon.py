"""The race so far laid out over its distance, laps or seconds: who led, under which flag."""

from itertools import pairwise

from replay.race.model import SECOND, Red
from replay.race.state import NeutralSpan, Ribbon, Stint, YellowSpan
from replay.race.timeline import Timeline


def ribbon_at(timeline: Timeline, time: int) -> Ribbon:
    """Give what the transport may draw at `time`: over seconds only where no lap is the last."""
    duration = timeline.flags.duration_at(time)
    if duration is None:
        return _over_laps(timeline, time)
    return _over_time(timeline, time, -(-duration // SECOND))


def _over_laps(timeline: Timeline, time: int) -> Ribbon:
    """Lay the race out over its laps; stage ends are by the schedule.

    On an unknown distance those that are to come have no place.
    """
    scoring = timeline.scoring_at(time)
    lap = scoring.lap_at(time)
    header = timeline.race.header
    distance = timeline.flags.distance_at(time)
    return Ribbon(
        scheduled=max(distance or lap, lap),
        lap=lap,
        stints=scoring.stints_at(lap),
        yellows=timeline.flags.yellows_at(time, lap),
        reds=tuple(red.lap + 1 for red in _reds(timeline, time)),
        stage_ends=tuple(s.ends for s in header.stages if distance is not None or s.ends <= lap),
        finished=timeline.flags.finished_at(time),
        known=distance is not None,
        neutralised=timeline.flags.neutralised_laps(time, lap),
    )


def _over_time(timeline: Timeline, time: int, scheduled: int) -> Ribbon:
    """Lay the race out over its seconds: second n lies between n - 1 and n.

    A car leads from the line at which it came to the lead to the one at which it lost it, as the
    running order has it, the pole from the start. What the schedule says in laps has no place on
    the axis before it is past.
    """
    scoring = timeline.scoring_at(time)
    lap = scoring.lap_at(time)
    flags = timeline.flags
    return Ribbon(
        scheduled=scheduled,
        lap=lap,
        stints=stints_over_seconds(scoring.stints_at(lap), scoring.lead_at, time),
        yellows=tuple(
            YellowSpan(number, start // SECOND + 1, max(end // SECOND, start // SECOND + 1))
            for number, start, end in flags.yellow_times_at(time)
        ),
        reds=tuple(red.at // SECOND + 1 for red in _reds(timeline, time)),
        stage_ends=tuple(
            scoring.lead_at[stage.ends - 1] // SECOND
            for stage in timeline.race.header.stages
            if stage.ends <= lap
        ),
        seconds=time // SECOND,
        finished=flags.finished_at(time),
        neutralised=tuple(
            NeutralSpan(
                one.at // SECOND + 1,
                max(end // SECOND, one.at // SECOND + 1),
                one.height,
                one.number,
            )
            for one, end in flags.neutralised_times(time)
        ),
    )


def stints_over_seconds(
    stints: tuple[Stint, ...], lead_at: list[int], time: int
) -> tuple[Stint, ...]:
    """Give stints over laps as stints over seconds; one that fills no second has none."""
    starts = [lead_at[stint.first - 1] if stint.first else 0 for stint in stints]
    edges = pairwise(at // SECOND for at in (*starts, time))
    return tuple(
        Stint(start + 1, end, stint.car)
        for stint, (start, end) in zip(stints, edges, strict=True)
        if end > start
    )


def _reds(timeline: Timeline, time: int) -> list[Red]:
    return [event for event in timeline.race.events if isinstance(event, Red) and event.at <= time]
