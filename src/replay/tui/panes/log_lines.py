"""The lines of the race log as text: what is folded into one, and what fits in a width.

Pure functions of log entries. Newest on top.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple, overload

from rich.cells import cell_len

from replay.race.state import LogEntry, LogKind
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.runs import Row, Run, blank, length
from replay.tui.drawing.wrapping import wrapped
from replay.tui.log_filter import EntryId, id_of
from replay.tui.panes.log_ink import FULL_INK, LogInk
from replay.tui.panes.log_look import FOLDED, LogLook, sign_of

_FLAGS: frozenset[LogKind] = frozenset(
    ("green", "restart", "caution", "red flag", "flag", "white flag", "chequered flag")
)
_BOLD_NAMES: frozenset[LogKind] = frozenset(("lead change", "stage", "ruling"))
_WHOLE: frozenset[LogKind] = frozenset(
    ("caution", "penalty", "red flag", "flag", "ruling", "time added", "exclusion")
)
_WHOLE_FROM = 40
"""The width from which the reasons that were published stand below a line too short for them."""

WHAT_IS_OPEN = "seconds, places in and out"
"""What is told of the stops under a line that is open."""


class LogLine(NamedTuple):
    """One line of the log: an entry, or in its place all the `stops` folded into one line.

    With a `part` it stands below that of its entry and tells so much of its detail; `opened`: that
    is told since the line is open.
    """

    entry: LogEntry
    stops: tuple[LogEntry, ...] = ()
    part: Row = ()
    opened: bool = False

    @property
    def at(self) -> int:
        """When what it tells began, in ticks."""
        return self.stops[0].at if self.stops else self.entry.at

    @property
    def keys(self) -> Iterable[EntryId]:
        """The keys of all entries it tells."""
        return map(id_of, self.stops or (self.entry,))


class FoldedLog(Sequence[LogLine]):
    """A log, oldest first as it is handed in, as lines, newest first.

    So many stops on one lap under one flag, `folded` or more, become a line in place of the latest
    (0: none do); `reason` gives the rows below an entry, and `inside` those below the line that is
    `opened`. A line is made when it is asked for: a log may have a hundred thousand entries, a
    screen has some fifty.
    """

    def __init__(
        self,
        log: Sequence[LogEntry] = (),
        reason: Callable[[LogEntry], Sequence[str]] = lambda entry: (),
        folded: int = FOLDED,
        opened: EntryId | None = None,
        inside: Callable[[LogLine], Sequence[Row]] = lambda line: (),
    ) -> None:
        self._log = log
        groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        period = 0
        for index, entry in enumerate(log):
            if entry.kind == "pit stop":
                groups[period, entry.lap].append(index)
            else:
                period += entry.kind in _FLAGS
        made = [group for group in groups.values() if folded and len(group) >= folded]
        self._folds = {group[-1]: group for group in made}
        self._shown_in = {index: group[-1] for group in made for index in group}
        # The entry of each line, oldest first, and the lines that tell but a part of one.
        self._shown: list[int] = []
        self._parts: dict[int, Row] = {}
        self._opened = -1 if opened is None else self._line_of({opened})
        shown_in, shown = self._shown_in, self._shown
        for at, entry in enumerate(log):
            if shown_in.get(at, at) != at:
                continue
            if at == self._opened:
                self._stand_below(at, inside(LogLine(entry, self._stops_in(at), opened=True)))
            elif entry.kind in _WHOLE:
                self._stand_below(at, [((part, "mute"),) for part in reason(entry)])
            shown.append(at)

    def _stand_below(self, at: int, parts: Sequence[Row]) -> None:
        for part in reversed(parts):
            self._parts[len(self._shown)] = part
            self._shown.append(at)

    def _stops_in(self, at: int) -> tuple[LogEntry, ...]:
        return tuple(self._log[stop] for stop in self._folds.get(at, ()))

    def __len__(self) -> int:
        return len(self._shown)

    @overload
    def __getitem__(self, index: int) -> LogLine: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[LogLine, ...]: ...

    def __getitem__(self, index: int | slice) -> LogLine | tuple[LogLine, ...]:
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        place = range(len(self))[::-1][index]
        at = self._shown[place]
        part = self._parts.get(place, ())
        return LogLine(self._log[at], self._stops_in(at), part, at == self._opened)

    def index_of(self, keys: Collection[EntryId]) -> int:
        """Give the newest line that tells any of these entries, the newest of all without one."""
        found = self._line_of(keys)
        return len(self) - bisect_right(self._shown, found) if found >= 0 else 0

    def _line_of(self, keys: Collection[EntryId]) -> int:
        """Give the entry whose line tells the newest of some, -1 without any.

        The log is searched by time alone.
        """
        log, found = self._log, -1
        for when in {key[0] for key in keys}:
            start = bisect_left(log, when, key=lambda entry: entry.at)
            for at in range(start, len(log)):
                if log[at].at != when:
                    break
                if id_of(log[at]) in keys:
                    found = max(found, self._shown_in.get(at, at))
        return found


def reason_rows(entry: LogEntry, width: int, look: LogLook) -> tuple[str, ...]:
    """Give what stands below an entry: its reason, row by row, where its line is too short for it.

    Nothing for kinds of entries whose detail can be done without, nor in a narrow log.
    """
    detail = drawable(entry.detail or "", look.glyphs)
    if not detail or width < _WHOLE_FROM or entry.kind not in _WHOLE or entry.brief:
        return ()
    if (f"  {detail}", "mute") in line_row(LogLine(entry), width, look):
        return ()
    return tuple(wrapped(detail, width - look.lap_width - 1 - look.sign_width))


def line_row(
    line: LogLine,
    width: int,
    look: LogLook,
    *,
    lap: bool = True,
    newest: bool = False,
    marked: bool = False,
    plated: bool = True,
    ink: LogInk = FULL_INK,
) -> Row:
    """Draw a line in `width` cells: lap, sign, plate, surname, verb, and the detail if it fits.

    Over a time the time of the race stands in place of the lap. `lap`: the line is the first of
    its lap, or of its minute, from the top. `marked`: the cursor is on it. `ink` says what of it
    was found, and how it looks.
    """
    entry, glyphs = line.entry, look.glyphs
    number = look.when(entry) if lap else ""
    cursor: Run = (glyphs.cursor, "accent") if marked else blank(1)
    sign, role = sign_of(entry, glyphs)
    if line.part:
        edge: Run = (glyphs.hairline, "rule") if line.opened else blank(1)
        part = (edge, blank(look.sign_width - 1), *line.part)
        return (blank(look.lap_width), cursor, *ink.of(part))
    head: list[Run] = [(f"{number:>{look.lap_width}}", "bold" if newest else "mute"), cursor]
    head += [(sign, role), blank(look.sign_width - len(sign))]
    if plated and entry.car is not None and not line.stops:
        head += [ink.plate(entry, look.plate(entry.car)), blank(1)]
    room = width - length(head)
    if line.stops:
        return (*ink.of(head), *ink.of(_fold_words(line, room, look, ink)))
    return (*ink.of(head), *ink.of(_words(entry, room, look, newest, ink)))


def _words(entry: LogEntry, room: int, look: LogLook, newest: bool, ink: LogInk) -> list[Run]:
    """The words of an entry, its name first, and its detail if all of it fits; else the brief one.

    A time that is estimated bears its sign.
    """
    glyphs = look.glyphs
    texts = [entry.text] if entry.brief_text is None else [entry.text, entry.brief_text]
    forms: list[tuple[str, str | None]] = [
        (text, detail) for text in texts for detail in (entry.detail, entry.brief) if detail
    ]
    forms += [(text, None) for text in texts]
    bold = newest or not entry.car or entry.kind in _BOLD_NAMES
    mark = f" {glyphs.rebuilt}" if entry.estimated and look.marks_estimates else ""
    for text, detail in forms:
        told = drawable(detail or "", glyphs)
        beyond = f"  {told}" if told else ""
        if cell_len(drawable(text, glyphs) + mark + beyond) <= room:
            name, rest = look.parted(entry.car, text)
            break
    else:
        name, rest = shortened(*look.parted(entry.car, forms[-1][0]), room)
        told = beyond = mark = ""
    runs: list[Run] = [(name, "bold" if bold else "full")] if name else []
    runs.append((rest, "soft" if name else "bold" if bold else "full"))
    runs += [(mark, "mute")] if mark else []
    return ink.words(entry, runs, name + rest, told)


def shortened(name: str, rest: str, room: int) -> tuple[str, str]:
    """Fit a name and the words after it, each word whole or absent: what is left out can be opened.

    A name loses its last words first (`Stenhouse Jr`), then it is left to the plate before it; then
    words are left out from the end.
    """
    parts = name.split(" ")
    while name and cell_len(name + rest) > room:
        parts.pop()
        name = " ".join(parts)
    rest = rest if name else rest.lstrip()
    words = rest.split(" ")
    while len(words) > 1 and cell_len(rest) > room:
        words.pop()
        rest = " ".join(words)
    return name, rest if cell_len(name + rest) <= room else ""


def _fold_words(line: LogLine, room: int, look: LogLook, ink: LogInk) -> list[Run]:
    """`25 cars pit  17 5 11 9 +21`: as many whole numbers as fit, first in first.

    Those that are searched for stand before the others.
    """
    cars = list(dict.fromkeys(stop.car for stop in line.stops if stop.car))
    found = ink.found_cars(line.stops)
    cars.sort(key=lambda car: car not in found)
    text = f"{len(cars)} cars pit"
    if cell_len(text) > room:
        return [(str(len(cars)), "bold")] if len(str(len(cars))) <= room else []
    if line.opened:
        fits = len(text) + 2 + len(WHAT_IS_OPEN) <= room
        return [(text, "bold"), *([(f"  {WHAT_IS_OPEN}", "mute")] if fits else [])]
    labels = [look.label(car) for car in cars]
    for count in range(len(cars), 0, -1):
        rest = f" +{len(cars) - count}" if count < len(cars) else ""
        numbers = " ".join(labels[:count]) + rest
        if len(text) + 2 + len(numbers) <= room:
            runs: list[Run] = [(text, "bold"), blank(1)]
            for car, label in zip(cars[:count], labels, strict=False):
                runs += [blank(1), (label, ink.found if car in found else "mute")]
            return [*runs, *([(rest, "mute")] if rest else [])]
    return [(text, "bold")]
