"""Lines of the race log on rulings: who wins by one, and what became of each car it names."""

from collections.abc import Iterator

from replay.race.class_order import class_places
from replay.race.entry_over_time import EntryOverTime
from replay.race.log_names import LogNames
from replay.race.model import Ruling
from replay.race.seconds import seconds_text
from replay.race.short_words import ordinal
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline


class RulingLines:
    """Writes the lines of the rulings of one race."""

    def __init__(self, timeline: Timeline, names: LogNames) -> None:
        self.timeline = timeline
        self.names = names

    def lines(self, event: Ruling) -> Iterator[EntryOverTime]:
        """Write the lines of one."""
        period = self.timeline.rulings.index(event) + 1
        before = self._first(period - 1, event)
        first = self._first(period, event)
        if before != first and event.of_lap == self.timeline.laps:
            detail = f"{event.text}, by {event.by}"
            yield self._line(event, "ruling", first, "wins", detail)
        elif not event.added and not event.excluded:
            entry = LogEntry(
                event.at, event.of_lap, "ruling", None, f"Ruling by {event.by}", event.text
            )
            yield EntryOverTime(entry, event.at)
        places = self._places(event)
        for penalty in event.added:
            verb = f"+{_whole_seconds(penalty.time)} s"
            yield self._line(event, "time added", penalty.car, verb, places.get(penalty.car))
        for car in event.excluded:
            yield self._line(event, "exclusion", car, "excluded", event.text)

    def _first(self, period: int, event: Ruling) -> str:
        return self.timeline.scoring(period).standings(event.at)[0][1].car

    def _line(
        self, event: Ruling, kind: LogKind, car: str, verb: str, detail: str | None
    ) -> EntryOverTime:
        text = f"{self.names.of(car, event.at)} {verb}".strip()
        entry = LogEntry(event.at, event.of_lap, kind, car, text, detail)
        return EntryOverTime(entry, event.at)

    def _places(self, event: Ruling) -> dict[str, str]:
        """Tell from which place to which cars came by it, in their class where there are any."""
        if not event.added:
            return {}
        before, after = self._places_at(event.at - 1), self._places_at(event.at)
        return {
            car: f"from {ordinal(before[car])} to {ordinal(place)}"
            for car, place in after.items()
            if before[car] != place
        }

    def _places_at(self, time: int) -> dict[str, int]:
        places = class_places(self.timeline, time)
        if places:
            return {car: place.position for car, place in places.items()}
        return {row.car: row.position for row in self.timeline.at(time).order}


def _whole_seconds(ticks: int) -> str:
    """Return a penalty in seconds, without decimals that are nothing."""
    return seconds_text(ticks, 3).rstrip("0").rstrip(".")
