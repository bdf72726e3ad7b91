"""Published average running positions, against those of the record."""

from collections.abc import Iterator

from replay.race.comparison import Comparison
from replay.race.figures import average_place
from replay.race.finding import Finding
from replay.race.model import Official
from replay.race.quantity import quantity
from replay.race.seconds import exact_seconds
from replay.race.timeline import Timeline

_RULE = "average running position"

_BY_LOOPS = 250
"""How far a mean of places at the line may be from one of places all round the lap, thousandths: on
the measured laps of two races it is 40 in the mean and 120 at most."""

_ABOUT = 2
"""How many times the range of rebuilt places it may be off: they are rated as `about` so sure."""

_WHY = (
    "the loops see places all round a lap, the record at the line; where places were rebuilt, they "
    "may be off as far as the file says"
)


def figures_findings(
    official: Official, timeline: Timeline, comparison: Comparison
) -> Iterator[Finding]:
    """Compare the averages; none published, no finding."""
    apart: list[int] = []
    wrong = {}
    for result in official.results:
        if result.average_place is None:
            continue
        ours, within = average_place(timeline, timeline.end, result.car)
        off = abs((ours or 0) - result.average_place)
        if ours is None or (within is not None and off > _ABOUT * within + _BY_LOOPS):
            wrong[result.car] = _text(ours), _text(result.average_place)
        apart.append(off)
    if wrong:
        yield from comparison.compare_each(_RULE, wrong)
    elif apart:
        cars = quantity(len(apart), "car")
        mean, most = _text(sum(apart) // len(apart)), _text(max(apart))
        told = f"{mean} of a place apart in the mean, {most} at most"
        yield Finding(_RULE, "explained", told, cars, _WHY)


def _text(thousandths: int | None) -> str:
    return "none" if thousandths is None else str(exact_seconds(10 * thousandths))
