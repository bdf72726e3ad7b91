"""Which entries of the log are shown: those of one class, and of a long race few of the stops."""

from msgspec import Struct

from replay.race.state import LogEntry
from replay.tui.scene import Scene

FIRST = 3
"""The places in their class up to which cars have their stops told in an endurance race."""


class LogChoice(Struct, frozen=True):
    """What is chosen: one class or all, and stops of the leaders and of one car, or of all."""

    race_class: str | None
    few_stops: bool
    car: str | None


def what_is_shown(scene: Scene, *, every: bool) -> LogChoice:
    """Give what a scene asks to be shown; `every`: all stops are."""
    header, only = scene.race.header, scene.only_class
    few = header.discipline == "endurance" and bool(header.classes) and not every
    car = scene.entry.car if few and scene.state.order else None
    return LogChoice(only.name if only else None, few, car)


def shown_entries(
    log: tuple[LogEntry, ...], scene: Scene, chosen: LogChoice
) -> tuple[LogEntry, ...]:
    """Give the entries of a log that are shown, in their order."""
    if chosen.race_class is None and not chosen.few_stops:
        return log
    classes = {entry.car: entry.race_class for entry in scene.race.entries}

    def is_shown(entry: LogEntry) -> bool:
        if entry.car is None:
            return entry.race_class in (None, chosen.race_class) or chosen.race_class is None
        of = classes.get(entry.car)
        if chosen.race_class is not None and of != chosen.race_class:
            return False
        if entry.kind != "pit stop" or not chosen.few_stops or entry.car == chosen.car:
            return True
        return entry.class_place is not None and entry.class_place <= FIRST

    return tuple(entry for entry in log if is_shown(entry))
