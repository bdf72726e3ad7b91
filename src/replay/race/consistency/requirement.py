"""The error of a race whose facts do not fit together, and the checks all others share."""

from collections.abc import Iterable, Mapping

from replay.race.model import Entry

_NAMED = 5
"""How many cars of the entry list are named where one is not in it."""


class InconsistentRace(ValueError):
    """A fact of a race contradicts another; `path` says where in the file (`$.stops[3].lap`)."""

    def __init__(self, message: str, path: str) -> None:
        super().__init__(message)
        self.message = message
        self.path = path


def require(holds: bool, message: str, path: str) -> None:
    """Raise `InconsistentRace` unless something holds."""
    if not holds:
        raise InconsistentRace(message, path)


def require_known(
    cars: Iterable[str], entered: Mapping[str, Entry], path: str, field: str = ""
) -> None:
    """Require cars of the entry list, none of them twice.

    `path` is that of the list; of a list of objects `field` holds the car, such as `.car`.
    """
    seen = set()
    for index, car in enumerate(cars):
        require_entered(car, entered, f"{path}[{index}]{field}")
        require(car not in seen, f"car {car} is named twice", f"{path}[{index}]{field}")
        seen.add(car)


def require_entered(car: str, entered: Mapping[str, Entry], path: str) -> None:
    """Require a car of the entry list."""
    if car not in entered:
        raise InconsistentRace(f"car {car} is not in the entry list{_instead(car, entered)}", path)


def _instead(car: str, entered: Iterable[str]) -> str:
    """Name the cars that may be meant: those that share a digit of the number, or a few."""
    cars = list(entered)
    same = [one for one in cars if one.lstrip("0") == car.lstrip("0")]
    near = same or sorted(cars, key=lambda one: (-len(set(one) & set(car)), cars.index(one)))
    return f", which has {', '.join(near[:_NAMED])}{' ...' if len(near) > _NAMED else ''}"
