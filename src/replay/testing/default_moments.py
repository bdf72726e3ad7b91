"""The moments of a race that are painted where nobody names others."""

from replay.race.log import RaceLog
from replay.race.moment_name import name_of
from replay.race.timeline import Timeline

MOST = 200
"""The most moments of one race file."""


def default_moments(timeline: Timeline) -> tuple[str, ...]:
    """Name the grid, the stage ends, each caution or other flag that bunches, white, and finish.

    They stand in the order of time; of two names of one time the first is taken. A race that is
    known by its finish alone has the first and the last of them.
    """
    times: dict[int, str] = {0: "grid"}
    if timeline.race.has_laps:
        log = RaceLog(timeline)
        for entry in log.at(timeline.end):
            if entry.kind in ("caution", "stage", "red flag", "white flag"):
                times.setdefault(entry.at, _name(timeline, entry.at, entry.kind, entry.number))
    times[timeline.end] = "finish"
    return tuple(times[time] for time in sorted(times))[:MOST]


def _name(timeline: Timeline, time: int, kind: str, number: int | None) -> str:
    """Name a time by what happens then, where that leads to it; else by its shortest name."""
    if kind == "stage" and number is not None:
        return f"stage{number}"
    return "white" if kind == "white flag" else name_of(timeline, time)
