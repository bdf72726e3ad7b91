"""The race line by line in the order of time, each line at the time at which it can be told whole.

A line of the log whose detail grows, such as the order of a stage as its cars come to the line, is
told once nothing was added for some seconds of the race; what is known later, such as how long a
stop took, is told in a line of its own then. So every line depends on what lies before it alone.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, get_args

from replay.plain.car_words import CarWords
from replay.plain.race_now import who_leads
from replay.plain.time_words import REBUILT, clock_words
from replay.race.entry_over_time import EntryOverTime
from replay.race.log_writer import LogWriter
from replay.race.record import SECOND
from replay.race.state import LogEntry, LogKind
from replay.race.timeline import Timeline

Detail = Literal["low", "middle", "high"]
"""How much is told: the turns of the race alone, the leaders and their margins too, or all."""

DETAILS: tuple[Detail, ...] = get_args(Detail)

SETTLED = 2 * SECOND
"""A line is told so long (ticks) after the last that was added to it."""

_STAGE_SETTLED = 10 * SECOND
"""The same of the order of a stage, to which one car after the other is added."""

_LOW: frozenset[LogKind] = frozenset(
    (
        "green", "caution", "red flag", "restart", "stage", "white flag", "chequered flag",
        "ruling", "exclusion",
    )
)  # fmt: skip
_MIDDLE: frozenset[LogKind] = _LOW | {
    "lead change", "free pass", "penalty", "retirement", "time added", "flag", "unseen",
}  # fmt: skip
_WITH_LEADER: frozenset[LogKind] = frozenset(("caution", "restart", "red flag"))
"""After these it is told who led as it happened, unless that is a log's own line."""

_EVERY = {"low": 0, "middle": 10, "high": 1}
"""After so many laps each it is told who leads whom by how much; never after none."""


class Telling(NamedTuple):
    """A line told at `at` (ticks): what happened, with its lap before it.

    `entry` numbers the entry of the log that it tells, None of a lap; `again`: it was told before,
    and this line says all that the one before said.
    """

    at: int
    kind: LogKind | Literal["lap"]
    car: str | None
    text: str
    entry: int | None = None
    again: bool = False


def told_once(tellings: Iterable[Telling]) -> list[Telling]:
    """Put a line that says all of an earlier one and more in its place, at the earlier time."""
    kept: list[Telling] = []
    places: dict[int | None, int] = {}
    for telling in tellings:
        if telling.again and telling.entry in places:
            place = places[telling.entry]
            kept[place] = telling._replace(at=kept[place].at)
        else:
            places[telling.entry] = len(kept)
            kept.append(telling)
    return kept


def kinds_told(detail: Detail) -> frozenset[LogKind]:
    """Give the kinds of entry of the log that a level of detail tells."""
    if detail == "high":
        return frozenset(get_args(LogKind))
    return _LOW if detail == "low" else _MIDDLE


def entry_words(entry: LogEntry) -> str:
    """Write a line of the log with the number of its car before it, and its detail."""
    text = entry.text if entry.car is None else f"{entry.car} {entry.text}"
    return text if entry.detail is None else f"{text}, {entry.detail}"


def _says_all(now: LogEntry, before: LogEntry) -> bool:
    """Tell whether an entry says all that it said before."""
    return now.text == before.text and (now.detail or "").startswith(before.detail or "")


class Tellings:
    """All lines of one race at a level of detail, written at first use and cut at any time."""

    def __init__(self, timeline: Timeline, names: CarWords, detail: Detail = "middle") -> None:
        self._timeline = timeline
        self._names = names
        self.detail = detail

    def between(self, since: int, until: int) -> Sequence[Telling]:
        """Give what is told after `since` up to `until`, both in ticks."""
        first, last = (bisect_right(self._times, time) for time in (since, until))
        return self._lines[first:last]

    def after(self, time: int) -> int | None:
        """Give when the next line after `time` is told, None after the last."""
        place = bisect_right(self._times, time)
        return self._times[place] if place < len(self._times) else None

    def before(self, time: int) -> int | None:
        """Give when the last line before `time` was told, None before the first."""
        place = bisect_right(self._times, time - 1)
        return self._times[place - 1] if place else None

    @cached_property
    def _lines(self) -> list[Telling]:
        kinds = kinds_told(self.detail)
        written = LogWriter(self._timeline, whole_names=True).lines()
        wanted = (one for one in written if one.entry.kind in kinds)
        found: list[Telling] = []
        stages: dict[int, int] = {}
        for number, one in enumerate(wanted):
            told = list(self._told(number, one))
            if one.entry.kind == "stage" and told:
                stages[one.entry.lap] = told[0].at
            found += told
        return sorted([*found, *self._laps(stages)], key=lambda telling: telling.at)

    @cached_property
    def _times(self) -> list[int]:
        return [telling.at for telling in self._lines]

    def _told(self, number: int, line: EntryOverTime) -> Iterator[Telling]:
        """Tell a line whenever it has settled and says something new."""
        entry, end = line.entry, self._timeline.end
        wait = _STAGE_SETTLED if entry.kind == "stage" else SETTLED
        changes = sorted({entry.at, line.known, *(at for at, _ in line.partial)})
        before: LogEntry | None = None
        for at, after in zip(changes, [*changes[1:], None], strict=True):
            told = min(at + wait, end)
            if at > end or (after is not None and after <= told):
                continue
            now = line.at(told)
            if before is None or (now.text, now.detail) != (before.text, before.detail):
                again = before is not None and _says_all(now, before)
                yield Telling(told, now.kind, now.car, self._sentence(now), number, again)
            before = now

    def _sentence(self, entry: LogEntry) -> str:
        """Write an entry, and after some who led at its own time."""
        text = f"{self._head(entry)}: {entry_words(entry)}"
        if self.detail != "low" and entry.kind in _WITH_LEADER:
            leader = who_leads(self._timeline, entry.at, self._names, margin=False)
            text = f"{text}. {leader}" if leader else text
        return text

    def _head(self, entry: LogEntry) -> str:
        """Say the lap, and at the highest level the time as well."""
        if not self._timeline.race.has_laps:
            return "Finish"
        lap = f"Lap {entry.lap}"
        if self.detail != "high":
            return lap
        return f"{lap}, {REBUILT if entry.estimated else ''}{clock_words(entry.at)}"

    def _laps(self, stages: Mapping[int, int]) -> Iterator[Telling]:
        """Tell after laps of the leader who leads whom, and at the highest level who is third.

        The last lap of a stage is done once that is told (ticks by lap in `stages`), and no lap
        before the one before it.
        """
        every = _EVERY[self.detail]
        timeline, since = self._timeline, 0
        for lap, at in enumerate(timeline.scoring(0).lead_at, 1):
            told = at + SETTLED
            if not every or lap % every or told > timeline.end:
                continue
            if timeline.flags.finished_at(told):
                return
            text = who_leads(timeline, told, self._names)
            since = max(since, told, stages.get(lap, 0))
            yield Telling(since, "lap", None, f"Lap {lap} done: {text}{self._others(told)}")

    def _others(self, time: int) -> str:
        """Name the third to the fifth."""
        if self.detail != "high":
            return ""
        rows = [row for row in self._timeline.at(time).order if row.placed][2:5]
        names = (self._names.of(row.car, time) for row in rows)
        return "".join(f", {name}" for name in names)
