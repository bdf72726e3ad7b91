"""The races a storm is blown at: those that come with the program, and generated ones."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy
from tests.strategies import finish_only_races, races, with_unknowns

from replay import racefile
from replay.race.model import Race

_TOP = Path(__file__).parents[2]


def shipped() -> list[Race]:
    """Read every race that comes with the program."""
    return [racefile.load(path) for path in sorted((_TOP / "races").glob("*.json"))]


def generated(number: int, count: int) -> list[Race]:
    """Make races, the same ones for the same seed.

    A third are known by their finish alone, and of a third not everything is known.
    """
    third = count // 3
    return [
        *_drawn(races(), number, count - 2 * third),
        *_drawn(finish_only_races(), number, third),
        *_drawn(with_unknowns(races() | finish_only_races()), number, third),
    ]


def _drawn(strategy: SearchStrategy[Race], number: int, count: int) -> list[Race]:
    found: list[Race] = []
    if not count:
        return found

    def keep(race: Race) -> None:
        found.append(race)

    drawing: Callable[[], None] = seed(number)(
        settings(
            max_examples=count,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )(given(strategy)(keep))
    )
    drawing()
    return found[:count]
