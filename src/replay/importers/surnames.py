"""Surnames that two people of one entry list share: a short name tells them apart."""

from collections.abc import Sequence

from msgspec.structs import replace

from replay.race.model import Driver


def told_apart(drivers: Sequence[Sequence[Driver]]) -> list[tuple[Driver, ...]]:
    """Return the drivers of each car with a short name where two people share a surname."""
    people = {(one.first, one.last) for crew in drivers for one in crew}
    return [tuple(_told_apart(one, people) for one in crew) for crew in drivers]


def _told_apart(driver: Driver, people: set[tuple[str, str]]) -> Driver:
    others = [
        first
        for first, last in people
        if last.casefold() == driver.last.casefold() and first != driver.first
    ]
    if not others or not driver.first:
        return driver
    short = next(
        (
            f"{driver.first[:count]}. {driver.last}"
            for count in range(1, len(driver.first))
            if not any(other.startswith(driver.first[:count]) for other in others)
        ),
        f"{driver.first} {driver.last}",
    )
    return replace(driver, short=short[:80])
