"""Lines of the race log on visits to pit road: what was done there is told as the car leaves."""

from bisect import bisect_right

from replay.race.car_index import CarIndex
from replay.race.entry_over_time import EntryOverTime
from replay.race.log_names import LogNames
from replay.race.pit_visits import PitVisit
from replay.race.seconds import seconds_text
from replay.race.short_words import minutes_and_seconds
from replay.race.state import NEVER, LogEntry
from replay.race.timeline import Timeline


class StopLines:
    """Writes a line for each stop of one race."""

    def __init__(self, timeline: Timeline, names: LogNames, out: dict[str, int]) -> None:
        self.timeline = timeline
        self.names = names
        self._out = out
        race = timeline.race
        self._remarks = {(r.car, r.lap): r.text for r in race.remarks if r.on == "stop"}
        self._endurance = race.header.discipline == "endurance"
        self._tyres = race.header.discipline == "formula 1"

    def line(self, visit: PitVisit, number: int) -> EntryOverTime:
        """Write the line of a stop, its car's so many-th."""
        stop, since = visit.stop, visit.since
        flagged = self.timeline.flags.finished_at(since)
        lap = self.timeline.lap_at(since) + (not flagged)
        if visit.until < NEVER:
            known = visit.until
        else:
            # Told at once, it would say that the car will not come out again.
            known = max(since, self._out.get(stop.car, self.timeline.end))
        name = self.names.of(stop.car, since)
        pits = f"{name} pits".strip()
        text, details, brief_text, brief = pits, self._details(visit), None, None
        partial: tuple[tuple[int, str], ...] = ()
        if self._endurance:
            partial = ((since, f"stop {number}"),)
            if visit.until < NEVER:
                text, details, brief_text = self._left(visit, name, number)
            else:
                details = [*details, f"stop {number}"]
        if len(details) > 1:
            brief = details[0]
        remark = self._remarks.get((stop.car, stop.lap))
        if remark:
            brief = brief or ", ".join(details) or None
            details.append(remark)
        entry = LogEntry(
            since,
            lap,
            "pit stop",
            stop.car,
            text,
            ", ".join(details) or None,
            brief_text=brief_text,
            brief=brief,
            class_place=self._class_place(stop.car, since),
        )
        return EntryOverTime(entry, known, partial, pits if text != pits else None)

    def _details(self, visit: PitVisit) -> list[str]:
        details = []
        if self._tyres and visit.until < NEVER and visit.stop.compound is not None:
            age = visit.stop.tyre_age
            new = "" if age is None else "used " if age else "new "
            details.append(f"{new}{visit.stop.compound.lower()}")
        if visit.until < NEVER and visit.length is not None:
            details.append(f"{seconds_text(visit.length, 1)} s")
        return details

    def _left(self, visit: PitVisit, name: str, number: int) -> tuple[str, list[str], str | None]:
        """Tell of a stop of an endurance race that is over: its text, details, and a brief text."""
        stop = visit.stop
        took = [] if visit.length is None else [minutes_and_seconds(visit.length)]
        before = self.timeline.histories_at(visit.since)[stop.car].driver_at(visit.since)[0]
        if stop.driver is None or stop.driver == before:
            return f"{name} stops".strip(), [*took, f"stop {number}"], None
        now = self.names.of_driver(stop.car, stop.driver)
        if before is None or not name:
            return f"{now} in", took, None
        return f"{now} in for {name}", took, f"{now} in"

    def _class_place(self, car: str, time: int) -> int | None:
        """Give the place in its class that a car held at a time, by the line."""
        scoring = self.timeline.scoring_at(time)
        own = scoring.by_car[car]
        if own.race_class is None:
            return None
        key = _place_key(own, time)
        return 1 + sum(
            _place_key(other, time) < key
            for other in scoring.cars
            if other.race_class == own.race_class
        )


def _place_key(index: CarIndex, time: int) -> tuple[int, int, int]:
    """Give what orders cars at the line: laps, the time of the last one, and the grid."""
    laps = bisect_right(index.crossings, time)
    return -laps, index.crossings[laps - 1] if laps else 0, index.grid
