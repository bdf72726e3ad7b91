"""What was published after the race: cars of the race, and sources for all that is said."""

from collections.abc import Mapping

from replay.race.consistency.requirement import require, require_entered
from replay.race.model import Entry, Official, PublishedFact, Standing


def verify_published(official: Official, cars: Mapping[str, Entry]) -> None:
    """Require cars of the race, a source beside what is had otherwise, and places in order."""
    for index, fact in enumerate(official.facts):
        _verify_source(fact, f"$.official.facts[{index}]")
        if fact.car is not None:
            require_entered(fact.car, cars, f"$.official.facts[{index}].car")
    before = 0
    for index, standing in enumerate(official.standing):
        path = f"$.official.standing[{index}]"
        _verify_source(standing, path)
        if standing.car is not None:
            require_entered(standing.car, cars, f"{path}.car")
        named = standing.car is not None or standing.driver is not None
        require(named, "a place of neither a car nor a driver", path)
        require(standing.position >= before, "places out of order", f"{path}.position")
        before = standing.position


def _verify_source(one: PublishedFact | Standing, path: str) -> None:
    paired = (one.otherwise is None) == (one.otherwise_source is None)
    require(paired, "`otherwise` and `otherwise_source` go together", f"{path}.otherwise")
