"""Where a clock that plays is to pause: at chosen kinds of events, and what each is called."""

from collections.abc import Collection, Iterator

from replay.race.log import RaceLog
from replay.race.marks import final_stage_end_time
from replay.race.pacing_choices import PauseKind
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline

_ENTRIES: dict[LogKind, PauseKind] = {
    "lead change": "lead",
    "caution": "caution",
    "red flag": "caution",
    "restart": "restart",
    "stage": "stage",
    "white flag": "white",
}


def pauses(
    timeline: Timeline,
    log: RaceLog,
    kinds: Collection[PauseKind],
    car: str | None = None,
    race_class: str | None = None,
) -> dict[int, str]:
    """Give the times (ticks) at which to pause, in order, and what happens then: `caution 3`.

    The names are those that can be gone to. The `car` is the one whose stops are meant; of a class
    that is shown alone only its own lead changes are.
    """
    found: dict[int, list[str]] = {}
    for at, name in sorted(_named(timeline, log, kinds, car, race_class)):
        names = found.setdefault(at, [])
        names += [] if name in names else [name]
    return {at: ", ".join(names) for at, names in found.items() if 0 < at <= timeline.end}


def _named(
    timeline: Timeline,
    log: RaceLog,
    kinds: Collection[PauseKind],
    car: str | None,
    race_class: str | None,
) -> Iterator[tuple[int, str]]:
    cars = {entry.car for entry in timeline.race.entries if entry.race_class == race_class}
    for kind, wanted in _ENTRIES.items():
        if wanted not in kinds:
            continue
        entries = log.entries(kind)
        numbers = {at: n for n, at in enumerate(sorted({one.at for one in entries}), 1)}
        for one in entries:
            if kind != "lead change" or race_class is None or one.car in cars:
                yield one.at, _name(one, numbers[one.at])
    stages = timeline.race.header.stages
    if "stage" in kinds and stages:
        yield final_stage_end_time(timeline), f"stage {stages[-1].number}"
    if "stop" in kinds and car is not None:
        for number, visit in enumerate(timeline.stops.get(car, ()), 1):
            yield visit.since, f"stop {number} of {car}"
    if "finish" in kinds:
        yield final_stage_end_time(timeline), "finish"


def _name(entry: LogEntry, number: int) -> str:
    """Name an entry as the go-to line does; `number` counts those of its kind."""
    match entry.kind:
        case "lead change":
            return f"lead {number}"
        case "restart":
            return f"restart {number}"
        case "stage":
            return f"stage {entry.number}"
        case "white flag":
            return "white flag"
    first, second = entry.text[:1], entry.text[1:2]
    return entry.text if second.isupper() else first.lower() + entry.text[1:]
