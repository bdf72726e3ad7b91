"""How a driver's name stands in a cell: whole, with an initial, or the surname alone."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from replay.race.direction import runs_leftward
from replay.race.driver_names import short_names
from replay.race.model import Driver, Entry
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.glyphs import UNICODE, Glyphs


class Name(NamedTuple):
    """The two inks of a name: `last` is what is read, given names before or `after` are mute.

    The blanks between stand with the given names.
    """

    first: str
    last: str
    after: str = ""

    @property
    def cells(self) -> int:
        """The cells it takes."""
        return cell_len(self.first + self.last + self.after)


class Names:
    """The names of a field as they fit: built once, for the whole entry list tells them apart."""

    def __init__(self, entries: Sequence[Entry], glyphs: Glyphs = UNICODE) -> None:
        self._entries: Mapping[str, Entry] = {entry.car: entry for entry in entries}
        self._glyphs = glyphs
        self._short = short_names(entries)
        self._forms: dict[tuple[str, int | None, bool], tuple[Name, ...]] = {}

    def forms(self, car: str, driver: int | None = None, short: bool = False) -> tuple[Name, ...]:
        """Give the forms of the name of who drives a car, the fullest first; `short`: from that on.

        Without a `driver` (his index) a car of several is told by all of them, or by the first. A
        driver who is unknown is the sign of that, one whose name runs from right to left and who
        has no short name is the number of his car.
        """
        key = car, driver, short
        known = self._forms.get(key)
        if known is None:
            known = self._forms[key] = tuple(dict.fromkeys(self._made(car, driver, short)))
        return known

    def fitted(
        self, car: str, width: int, driver: int | None = None, short: bool = False
    ) -> Name | None:
        """Give the fullest form that fits in `width` cells, None where even the last does not."""
        return next((f for f in self.forms(car, driver, short) if f.cells <= width), None)

    def cut(self, car: str, width: int, driver: int | None = None, short: bool = False) -> Name:
        """Give the fullest form that fits, and else the beginning of the surname."""
        found = self.fitted(car, width, driver, short)
        if found is not None:
            return found
        forms = self.forms(car, driver, short)
        # The last form is that of the first word; where it does not fit more is told by the name.
        whole = next((form for form in forms if not form.first and not form.after), forms[-1])
        return Name("", fit(whole.last, width, cut=self._glyphs.cut).rstrip())

    def _made(self, car: str, driver: int | None, short: bool) -> Iterator[Name]:
        entry = self._entries.get(car)
        if entry is None or not entry.drivers:
            yield Name(self._glyphs.none, "")
            return
        if len(entry.drivers) > 1 and driver is None and not short:
            yield Name("", " / ".join(self._last(one, car) for one in entry.drivers))
        one = entry.drivers[driver if driver is not None and driver < len(entry.drivers) else 0]
        if not short and (driver is not None or len(entry.drivers) == 1):
            yield from self._full(one)
        yield from self._surname(one, car)

    def _full(self, driver: Driver) -> Iterator[Name]:
        if runs_leftward(driver.last) or runs_leftward(driver.first):
            return
        first, last = self._drawn(driver.first), self._drawn(driver.last)
        if not first:
            yield Name("", last)
            return
        # An initial alone would not tell apart two who share a surname: their short names do.
        shares = self._short.get(driver, driver.last) != driver.last
        for given in (first,) if shares else (first, f"{first[:1]}."):
            told = Name("", last, f" {given}") if driver.surname_first else Name(f"{given} ", last)
            yield told

    def _surname(self, driver: Driver, car: str) -> Iterator[Name]:
        short = self._short.get(driver, driver.last)
        if runs_leftward(driver.last):
            yield Name("", self._drawn(short)) if short else Name(car, "")
            return
        last = self._drawn(driver.last)
        if short:
            shown = self._drawn(short)
            initial = shown.removesuffix(f" {last}")
            yield Name("", shown) if initial == shown else Name(f"{initial} ", last)
        yield Name("", last)
        words = last.split()
        if len(words) > 1 and words[0][:1].isupper():
            yield Name("", f"{words[0]} {words[-1][:1]}.")

    def _last(self, driver: Driver, car: str) -> str:
        name = self._short.get(driver, "") if runs_leftward(driver.last) else driver.last
        return self._drawn(name) or car

    def _drawn(self, text: str) -> str:
        return drawable(text, self._glyphs).strip()
