"""Lines of the race log at the end: the last lap, the chequered flag, and who wins each class."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from replay.race.entry_over_time import EntryOverTime
from replay.race.log_names import LogNames
from replay.race.model import MEASURED, Chequered, White
from replay.race.quantity import quantity
from replay.race.seconds import seconds_text
from replay.race.state import NEVER, Crossing, LogEntry
from replay.race.timeline import Timeline


class FinishLines:
    """Writes the lines on the end of one race, with the gap once the second car is there."""

    def __init__(self, timeline: Timeline, names: LogNames) -> None:
        self.timeline = timeline
        self.race = timeline.race
        self.names = names
        self._stock_car = self.race.header.discipline == "stock car"

    def white(self, event: White) -> EntryOverTime:
        """Write the white flag, or how other series call the lap it begins."""
        text = "White flag" if self._stock_car else "Last lap"
        arrived = self._arrived(event)
        leads, known = None, event.at
        if len(arrived) > 1:
            leads, known = self._margin(arrived)[0], arrived[1].at
        return EntryOverTime(LogEntry(event.at, event.lap, "white flag", None, text, leads), known)

    def chequered(self, event: Chequered) -> EntryOverTime:
        """Write who took the flag first, and with what margin; officials have the last word."""
        arrived = self._arrived(event) or self.timeline.finish_crossings
        if not arrived:
            entry = LogEntry(event.at, event.lap, "chequered flag", None, "Chequered flag")
            return EntryOverTime(entry, event.at)
        first, ahead, known = arrived[0].car, None, event.at
        if len(arrived) > 1:
            ahead, known = self._margin(arrived)[1], arrived[1].at
        name = self.names.of(first, event.at)
        if self._stock_car or not self.race.has_laps:
            text, detail = f"{name} first at the line", ahead and f"{ahead}, unofficial"
            partial: tuple[tuple[int, str], ...] = ()
        else:
            text, laps = f"{name} wins", quantity(event.lap, "lap")
            detail = f"{laps}, {ahead}" if ahead else laps
            partial = ((event.at, laps),)
        entry = LogEntry(event.at, event.lap, "chequered flag", first, text.strip(), detail)
        return EntryOverTime(entry, known, partial)

    def class_winners(self) -> Iterator[EntryOverTime]:
        """Write who wins each class, as the first of it takes the flag; not the one of them all.

        A class that nobody of is left to take the flag for has no winner by the line.
        """
        flag = self.timeline.flags.fallen
        for period, (since, until) in enumerate(self._periods()):
            scoring = self.timeline.scoring(period)
            overall = scoring.arrivals[-1][0].car if scoring.arrivals else None
            for name, leads in scoring.class_leads.items():
                if not leads.lead_at or not flag <= leads.lead_at[-1]:
                    continue
                at, car = leads.lead_at[-1], leads.stints[-1].car
                if since <= at < until and car != overall:
                    short = self._short(name)
                    text = f"{self.names.of(car, at)} wins {short}".strip()
                    detail = quantity(len(leads.lead_at), "lap")
                    lap = scoring.lap_at(at)
                    entry = LogEntry(at, lap, "chequered flag", car, text, detail, race_class=name)
                    yield EntryOverTime(entry, at)

    def _periods(self) -> Iterator[tuple[int, int]]:
        times = (0, *(ruling.at for ruling in self.timeline.rulings), NEVER)
        return pairwise(times)

    def _short(self, name: str) -> str:
        classes = self.race.header.classes
        return next((one.short for one in classes if one.name == name), name)

    def _arrived(self, event: White | Chequered) -> Sequence[Crossing]:
        return self.timeline.scoring_at(event.at).crossings_of(event.lap, NEVER)

    def _margin(self, arrived: Sequence[Crossing]) -> tuple[str, str]:
        """Tell of the first two at the line: who leads whom, and how far ahead he is."""
        first, second = arrived[:2]
        leader, behind = (self.names.label(one.car, first.at) for one in (first, second))
        gap = second.at - first.at
        if not gap:
            level_cars = (one.car for one in arrived[1:] if one.at == first.at)
            cars = (self.names.label(car, first.at) for car in level_cars)
            level = f"level with {' and '.join(cars)}"
            return f"{leader} leads, {level}", level
        measured = {first.basis, second.basis} <= MEASURED
        apart = (
            f"{seconds_text(gap, self.race.decimals) if measured else f'~{seconds_text(gap, 1)}'} s"
        )
        return (
            f"{leader} leads {behind} by {apart}",
            f"{apart} ahead of {behind}",
        )
