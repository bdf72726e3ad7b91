"""What is searched for in the log: a regular expression that finds words, drivers and car numbers.

Case and accents do not matter. Digits find whole car numbers, and those in the names of things
(`stage 2`) with their word; laps and seconds are never found.
"""

import re
from collections.abc import Container, Mapping
from typing import NamedTuple
from weakref import WeakKeyDictionary

from replay.pattern import TypedPattern
from replay.race.model import Entry
from replay.race.search import folded
from replay.race.state import LogEntry
from replay.tui.drawing.cells import drawable
from replay.tui.field_names import FieldNames

_NUMBER = re.compile(r"\d+")
_NAMED = re.compile(
    r"\b(?:stage|caution|turns?|stop|class|fcy|vsc|car|zone|code|red|flag) ?$", re.I
)
_UNITS = re.compile(r"[.:]\d| ?(?:s|min|h|m|km|laps?|points?|%)\b", re.I)
_BEFORE = re.compile(r"[.:+\-−×~/]$|\bP$")
_HIDDEN = "\0"

_MOST_KEPT = 10_000

Spans = tuple[tuple[int, int], ...]

_Key = tuple[str | None, str, str]


class Found(NamedTuple):
    """Where a pattern was found in a line: its car, its text, its detail; `driver`: in a name
    of a driver that does not stand there."""

    car: bool = False
    text: Spans = ()
    detail: Spans = ()
    driver: bool = False

    def __bool__(self) -> bool:
        return self.car or self.driver or bool(self.text or self.detail)


class LogPattern:
    """A pattern as it is typed, for the log of one race; BadPattern if it is none."""

    def __init__(self, typed: str, names: FieldNames, entries: Mapping[str, Entry]) -> None:
        own = "".join(sign if sign.isascii() else folded(sign) for sign in typed)
        self._pattern = TypedPattern(own)
        self._names = names
        self._drivers = {
            car: folded(" ".join(f"{of.first} {of.last}" for of in entry.drivers))
            for car, entry in entries.items()
        }
        self._cars = entries.keys()
        # A line is drawn again and again, and searched for one pattern after another.
        self._kept: dict[_Key, Found] = {}
        self._lines = _lines.setdefault(names, {})

    def grant(self, lines: int = 0) -> None:
        """Give it the processor time of a search in so many lines anew."""
        self._pattern.grant(lines)

    def find(self, entry: LogEntry, text: str | None = None, detail: str | None = None) -> Found:
        """Find it in an entry, or in so much of its text and detail; BadPattern if it is too slow.

        The spans are of characters of text and detail as they are drawn.
        """
        glyphs = self._names.glyphs
        text = drawable(entry.text, glyphs) if text is None else text
        detail = drawable(entry.detail or "", glyphs) if detail is None else detail
        key = entry.car, text, detail
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            found = self._kept[key] = self._find(self._line(key))
        return found

    def _line(self, key: "_Key") -> "_Line":
        """Give the line of a car with this text and detail, as it is searched."""
        line = self._lines.get(key)
        if line is None:
            if len(self._lines) >= _MOST_KEPT:
                self._lines.clear()
            car, text, detail = key
            drivers = self._drivers.get(car or "", "")
            line = _Line(self._called(car), text, detail, drivers, self._cars)
            self._lines[key] = line
        return line

    def _called(self, car: str | None) -> str:
        """Give the number of a car, and its driver's code where that stands on its plate."""
        if car is None:
            return ""
        label = self._names.label(car)
        return f"{car} {label}" if label != car else car

    def _find(self, line: "_Line") -> Found:
        car, text_spans, detail_spans, driver = False, [], [], False
        for start, end in self._pattern.spans(line.haystack):
            if line.is_bare_number(start, end):
                continue
            car = car or line.touches(0, start, end)
            text_spans += line.within(1, start, end)
            detail_spans += line.within(2, start, end)
            driver = driver or line.touches(3, start, end)
        return Found(car, tuple(text_spans), tuple(detail_spans), driver)


class _Line:
    """A line of the log as it is searched: its parts one after another, numbers that are no cars
    hidden or told apart."""

    def __init__(
        self, car: str, text: str, detail: str, drivers: str, cars: Container[str]
    ) -> None:
        self._cars: set[int] = set(range(len(car)))
        self._parts: list[tuple[int, int]] = []
        self._maps: dict[int, list[int]] = {}
        self.haystack = ""
        for at, part in enumerate((car, text, detail, drivers)):
            if at in (1, 2):
                part = self._without_measures(part, len(self.haystack), cars)
            start = len(self.haystack)
            if part.isascii():
                self.haystack += part.lower()
            else:
                signs = [(i, s) for i, sign in enumerate(part) for s in folded(sign)]
                self._maps[at] = [i for i, _ in signs]
                self.haystack += "".join(s for _, s in signs)
            self._parts.append((start, len(self.haystack)))
            self.haystack += " "

    def _without_measures(self, part: str, start: int, cars: Container[str]) -> str:
        """Hide the numbers that are laps or seconds; note which are cars."""
        if not any(map(str.isdigit, part)):
            return part
        pieces, last = [], 0
        for number in _NUMBER.finditer(part):
            before, after = part[: number.start()], part[number.end() :]
            pieces.append(part[last : number.start()])
            last = number.end()
            if _NAMED.search(before):
                pieces.append(number.group())
            elif number.group() in cars and not (_UNITS.match(after) or _BEFORE.search(before)):
                pieces.append(number.group())
                self._cars.update(range(start + number.start(), start + number.end()))
            else:
                pieces.append(_HIDDEN * len(number.group()))
        return "".join((*pieces, part[last:]))

    def is_bare_number(self, start: int, end: int) -> bool:
        """Tell whether a match is digits and nothing else, and no car."""
        return self.haystack[start:end].strip().isdigit() and not all(
            at in self._cars for at in range(start, end) if self.haystack[at] != " "
        )

    def touches(self, part: int, start: int, end: int) -> bool:
        """Tell whether a match reaches into a part."""
        since, until = self._parts[part]
        return start < until and end > since

    def within(self, part: int, start: int, end: int) -> list[tuple[int, int]]:
        """Give what of a part a match covers."""
        since, until = self._parts[part]
        first, last = max(start, since) - since, min(end, until) - since
        if first >= last:
            return []
        signs = self._maps.get(part)
        return [(first, last) if signs is None else (signs[first], signs[last - 1] + 1)]


_lines: WeakKeyDictionary[FieldNames, dict[_Key, _Line]] = WeakKeyDictionary()
"""The lines of a race as they are searched, whatever is searched for."""
