"""The error of a race whose facts do not fit together, and the checks all others share."""

from collections.abc import Iterable, Mapping

from replay.race.model import Entry


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


def require_known(cars: Iterable[str], entered: Mapping[str, Entry], path: str) -> None:
    """Require cars of the entry list, none of them twice; `path` is that of the list."""
    seen = set()
    for index, car in enumerate(cars):
        require_entered(car, entered, f"{path}[{index}]")
        require(car not in seen, f"car {car} is named twice", f"{path}[{index}]")
        seen.add(car)


def require_entered(car: str, entered: Mapping[str, Entry], path: str) -> None:
    """Require a car of the entry list."""
    require(car in entered, f"car {car} is not in the entry list", path)
