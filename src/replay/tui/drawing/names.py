"""How a driver's name stands in a cell: whole, with an initial, or the surname alone."""

from typing import NamedTuple

from rich.cells import cell_len

from replay.race.model import Entry
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.glyphs import UNICODE, Glyphs


class Name(NamedTuple):
    """The two inks of a name: `first` (with its blank) is mute, `last` is what is read."""

    first: str
    last: str


def name_in(entry: Entry, width: int, surname_only: bool, glyphs: Glyphs = UNICODE) -> Name:
    """The name of a car's driver in at most `width` cells, cut only if the surname is longer.

    A car of several drivers is told by their surnames, or by the first one's; one whose driver is
    unknown by the sign of what is unknown, in the mute ink.
    """
    if not entry.drivers:
        return Name(fit(glyphs.none, width).rstrip(), "")
    short = drawable(entry.surname, glyphs)
    fallback = Name("", fit(short, width, cut=glyphs.cut).rstrip())
    if surname_only:
        return fallback
    if len(entry.drivers) > 1:
        crew = Name("", " / ".join(drawable(driver.last, glyphs) for driver in entry.drivers))
        return crew if cell_len(crew.last) <= width else fallback
    first, last = drawable(entry.drivers[0].first, glyphs), drawable(entry.drivers[0].last, glyphs)
    for given in (first, f"{first[:1]}."):
        name = Name(f"{given} " if first else "", last)
        if cell_len(name.first + name.last) <= width:
            return name
    return fallback
