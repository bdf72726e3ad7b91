"""What a driver is called where there is no room for his whole name: told apart in the whole field.

The entry list is public before the start, and who drives when is not used: a name never changes.
"""

from collections.abc import Iterable, Mapping

from replay.race.direction import runs_leftward
from replay.race.model import Driver, Entry


def short_names(entries: Iterable[Entry]) -> dict[Driver, str]:
    """Give every driver of an entry list his short name: the surname, or what the file has for it.

    Where two drivers of the list share a surname each has an initial, of as many letters as tell
    them apart: `L. Vanthoor`. A name that runs from right to left is left to the number: its short
    name is empty, unless the file has one that runs from left to right.
    """
    drivers = dict.fromkeys(driver for entry in entries for driver in entry.drivers)
    sharing: dict[str, set[str]] = {}
    for driver in drivers:
        sharing.setdefault(driver.last.casefold(), set()).add(driver.first)
    return {driver: _short(driver, sharing[driver.last.casefold()]) for driver in drivers}


def car_names(entries: Iterable[Entry]) -> dict[str, str]:
    """Give the short name of every car's first driver; empty where none is known."""
    entries = tuple(entries)
    names = short_names(entries)
    return {entry.car: names[entry.drivers[0]] if entry.drivers else "" for entry in entries}


def _short(driver: Driver, firsts: Iterable[str]) -> str:
    if driver.short:
        return "" if runs_leftward(driver.short) else driver.short
    if runs_leftward(driver.last):
        return ""
    others = [first for first in firsts if first != driver.first]
    if not others or not driver.first or runs_leftward(driver.first):
        return driver.last
    initial = _initial(driver.first, others)
    return f"{driver.last} {initial}" if driver.surname_first else f"{initial} {driver.last}"


def _initial(first: str, others: Iterable[str]) -> str:
    """Give the shortest beginning of a first name that no other has; the whole name at last."""
    beginnings = {other.casefold() for other in others}
    for letters in range(1, len(first)):
        begins = first[:letters].casefold()
        if not any(other.startswith(begins) for other in beginnings):
            return f"{first[:letters]}."
    return first


def three_letters(driver: Driver, names: Mapping[Driver, str]) -> str:
    """Give three letters for a driver: his code, or the first of his surname in capitals."""
    if driver.code:
        return driver.code
    last = driver.last if not runs_leftward(driver.last) else names.get(driver, "")
    return "".join(sign for sign in last if sign.isalpha())[:3].upper()
