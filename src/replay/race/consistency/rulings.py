"""Rulings: each against the record, and all against each other."""

from collections.abc import Mapping, Sequence

from replay.race.consistency.crossings import Crossings
from replay.race.consistency.requirement import require, require_entered, require_known
from replay.race.model import MAX_RESCORED, MAX_RULINGS, Entry, Event, Ruling, Scored
from replay.race.state import NEVER


def verify_ruling(
    ruling: Ruling, path: str, cars: Mapping[str, Entry], crossings: Crossings
) -> None:
    """Require that a ruling takes back crossings that there are, and was made after them."""
    require_known(ruling.order, cars, f"{path}.order")
    lap = ruling.of_lap
    seen = set()
    for index, scored in enumerate(ruling.provisional):
        place = f"{path}.provisional[{index}]"
        require_entered(scored.car, cars, f"{place}.car")
        require(scored.car not in seen, f"car {scored.car} is named twice", f"{place}.car")
        seen.add(scored.car)
        times = crossings.by_car[scored.car]
        has_lap = 1 <= lap <= len(times)
        require(has_lap, f"car {scored.car} has not completed lap {lap}", f"{place}.car")
        fits = max(scored.at, times[lap - 1]) <= ruling.at and _fits(scored, lap, times)
        require(fits, f"not within lap {lap} or after the ruling", f"{place}.at")
    require_known((one.car for one in ruling.added), cars, f"{path}.added", ".car")
    require_known(ruling.excluded, cars, f"{path}.excluded")
    if ruling.provisional:
        crossings.score(ruling)


def verify_rulings(events: Sequence[Event], crossings: Crossings) -> None:
    """Require no more rulings than there may be, and crossings in order before each of them.

    Until a ruling, its crossings count as scored, with those of all later ones: together they
    must leave each car's laps in order.
    """
    rulings = [(at, event) for at, event in enumerate(events) if isinstance(event, Ruling)]
    rescored = [(at, ruling) for at, ruling in rulings if ruling.provisional]
    for index, _ in rulings[MAX_RULINGS:]:
        require(False, f"more than {MAX_RULINGS} rulings", f"$.events[{index}]")
    for index, _ in rescored[MAX_RESCORED:]:
        message = f"more than {MAX_RESCORED} rulings that take back crossings"
        require(False, message, f"$.events[{index}].provisional")
    earlier: dict[str, list[int]] = {}
    for index, ruling in reversed(rescored):
        for place, scored in enumerate(ruling.provisional):
            times = earlier.setdefault(scored.car, list(crossings.by_car[scored.car]))
            message = f"not within lap {ruling.of_lap} as the rulings after this one have it"
            path = f"$.events[{index}].provisional[{place}].at"
            require(_fits(scored, ruling.of_lap, times), message, path)
            times[ruling.of_lap - 1] = scored.at


def _fits(scored: Scored, lap: int, times: Sequence[int]) -> bool:
    """Tell whether a crossing as scored lies between those of the laps before and after."""
    after = times[lap - 2] if lap > 1 else 0
    until = times[lap] if lap < len(times) else NEVER
    return after < scored.at < until
