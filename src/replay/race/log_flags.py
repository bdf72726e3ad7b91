"""Lines of the race log on the state of the course: what was shown, and how it ended."""

from collections.abc import Iterable, Iterator
from typing import Literal

from replay.race.entry_over_time import EntryOverTime
from replay.race.model import Caution, Distance, Event, Flag, Green, Red
from replay.race.neutralisation import stands
from replay.race.short_words import rough_time
from replay.race.state import Height, LogEntry, LogKind
from replay.race.timeline import Timeline

_ENDS = {"safety car": "Safety car in", "vsc": "VSC ends", "virtual safety car": "VSC ends"}
"""How the end of a neutralisation is called, where it is not by the green flag."""


class FlagLines:
    """Writes the lines on the flags of one race, each word as its series has it."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        events = timeline.race.events
        self._reasons = {e.at: e.reason for e in reversed(events) if isinstance(e, Distance)}
        self._greens = {event.at for event in events if isinstance(event, Green)}
        # What stands on the course, and a red flag of which the restart has yet to tell.
        self._standing: Caution | Flag | Red | None = None
        self._stopped: Red | None = None

    def of(self, event: Event) -> Iterable[EntryOverTime]:
        """Write those of an event; they are asked for in the order of the file."""
        match event:
            case Green():
                return self._green(event)
            case Caution():
                return [self._caution(event)]
            case Flag():
                return self._flag(event)
            case Red():
                return [self._red(event)]
            case Distance():
                return self._distance(event)
        return []

    def _at(self, event: Event) -> int:
        """Give when a flag shows: one that follows a red flag of its own tick as that is lifted."""
        red = self._stopped
        return event.at + (red is not None and red.at == event.at)

    def _line(
        self,
        event: Event,
        kind: LogKind,
        text: str,
        detail: str | None = None,
        *,
        at: int | None = None,
        number: int | None = None,
        flag: Flag | Caution | Red | None = None,
    ) -> EntryOverTime:
        at = self._at(event) if at is None else at
        lap = event.lap + (not self.timeline.flags.finished_at(event.at))
        neutralises: Literal["nothing"] | Height = "nothing"
        if flag is not None:
            neutralises = "bunch" if isinstance(flag, Caution) else "stop"
            if isinstance(flag, Flag):
                neutralises = flag.neutralises
        entry = LogEntry(
            at,
            lap,
            kind,
            None,
            text,
            detail,
            number,
            () if flag is None or isinstance(flag, Red) else flag.cars,
            neutralises=neutralises,
            estimated=event.basis == "estimated",
        )
        return EntryOverTime(entry, at)

    def _caution(self, event: Caution) -> EntryOverTime:
        detail = event.reason or " ".join(event.cars) or None
        self._standing = event
        text, number = f"Caution {event.number}", event.number
        return self._line(event, "caution", text, detail, number=number, flag=event)

    def _flag(self, event: Flag) -> Iterator[EntryOverTime]:
        name = event.flag[:1].upper() + event.flag[1:]
        text = name if event.number is None else f"{name} {event.number}"
        at = self._at(event)
        if self._stopped is not None and event.neutralises in ("slow", "bunch"):
            yield self._restart(event, "Restart")
        detail = event.text or event.where
        match event.neutralises:
            case "slow" | "bunch":
                number = event.number
                yield self._line(event, "caution", text, detail, at=at, number=number, flag=event)
            case "part" if "yellow" in event.flag.casefold():
                pass  # they come by the dozen, and slow nobody who is elsewhere
            case _:
                text = text if event.neutralises == "part" else event.flag
                yield self._line(
                    event, "flag", text, detail, at=at, number=event.number, flag=event
                )
        self._standing = event

    def _red(self, event: Red) -> EntryOverTime:
        line = self._line(event, "red flag", "Red flag", event.reason, flag=event)
        self._stopped = event
        if not stands(event):
            self._standing = event
        return line

    def _restart(self, event: Event, text: str, *also: str | None) -> EntryOverTime:
        """Write how the race went on, which alone tells how long it was stopped."""
        at, red, self._stopped = self._at(event), self._stopped, None
        details = [one for one in also if one]
        if red is not None and red.stopped is not None:
            details.append(f"stopped {rough_time(red.stopped)}")
        elif isinstance(self._standing, Red):
            details.append(f"stopped {rough_time(event.at - self._standing.at)}")
        return self._line(event, "restart", text, ", ".join(details) or None, at=at)

    def _green(self, event: Green) -> Iterator[EntryOverTime]:
        standing, stopped = self._standing, self._stopped
        if event.lap == 0 and standing is None and stopped is None:
            yield self._line(event, "green", "Green flag")
            return
        reason = self._reasons.get(event.at)
        if not isinstance(standing, Flag):
            yield self._restart(event, "Restart", reason)
        elif standing.neutralises in ("slow", "bunch"):
            text = _ENDS.get(standing.flag.casefold(), "Green")
            slow = text == "Green" and standing.neutralises == "slow"
            after = f"after {rough_time(event.at - standing.at)}" if slow else None
            yield self._restart(event, text, after, reason)
        elif standing.neutralises == "nothing":
            yield self._restart(event, "Restart", reason)
        self._standing = self._stopped = None

    def _distance(self, event: Distance) -> Iterator[EntryOverTime]:
        """Write a change of distance, unless a restart at the same time tells it."""
        if event.at not in self._greens:
            text = f"Race is now {event.laps} laps"
            yield self._line(event, "flag", text, event.reason, at=event.at)

    def time_up(self) -> Iterator[EntryOverTime]:
        """Write that the leader is on his last lap as the time of the race is up."""
        flags = self.timeline.flags
        up = flags.time_up
        if flags.white_at(up) and not flags.white_at(up - 1) and up <= self.timeline.end:
            lap = self.timeline.lap_at(up) + 1
            yield EntryOverTime(LogEntry(up, lap, "white flag", None, "Last lap", "time is up"), up)
