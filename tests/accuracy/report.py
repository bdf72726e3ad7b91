"""The figures as tables for a terminal."""

from collections.abc import Iterator, Sequence

from tests.accuracy.evaluation import BANDS, Agreement, Evaluation
from tests.accuracy.metrics import Places, pooled, pooled_kinds
from tests.accuracy.phases import PHASES


def report(evaluations: Sequence[Evaluation]) -> str:
    """Write all figures of the races, as text."""
    sections = (_agreements, _facts, _phases, _bands)
    return "\n\n".join("\n".join(section(evaluations)) for section in sections)


def _agreements(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    yield "PLACES: mean absolute error, shares within 1 and 3 places, Kendall's tau"
    yield f"{'race':14}{'method':16}{'laps':>7}{'MAE':>7}{'<=1':>7}{'<=3':>7}{'tau':>7}"
    for one in evaluations:
        yield _agreement(one.race, "rebuilt", one.rebuilt)
        yield _agreement("", "facts alone", one.facts_alone)
        yield _agreement("", "between orders", one.between_orders)
        yield _agreement("", "grid to finish", one.grid_to_finish)


def _agreement(race: str, method: str, of: Agreement) -> str:
    one = of.places
    return (
        f"{race:14}{method:16}{one.count:7}{one.mean_error:7.3f}"
        f"{one.within_1:7.1%}{one.within_3:7.1%}{of.tau:7.3f}"
    )


def _facts(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    yield "TIMES AND FACTS: median error of a crossing, cars without a true time, leader of a lap"
    yield f"{'race':14}{'time s':>8}{'untimed':>9}{'leader':>9}{'violated':>10}"
    for one in evaluations:
        yield (
            f"{one.race:14}{one.time_error:8.3f}{len(one.untimed):9}"
            f"{one.leader:9.1%}{len(one.violated):10}  {', '.join(one.violated)}"
        ).rstrip()


def _phases(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    yield "BY PHASE: mean absolute error | share of the car-laps | share of the race's error"
    yield f"{'phase':14}" + "".join(f"{race:>19}" for race in (*_races(evaluations), "all"))
    columns = [one.phases for one in evaluations]
    columns.append(pooled_kinds(PHASES, columns))
    totals = [pooled(list(column.values())) for column in columns]
    for phase in PHASES:
        cells = (
            _phase_cell(column.get(phase), total)
            for column, total in zip(columns, totals, strict=True)
        )
        yield f"{phase:14}" + "".join(cells)


def _phase_cell(part: Places | None, total: Places) -> str:
    if part is None:
        return f"{'-':>19}"
    error = part.count * part.mean_error / (total.count * total.mean_error)
    return f"{part.mean_error:9.2f}{part.count / total.count:5.0%}{error:5.0%}"


def _bands(evaluations: Sequence[Evaluation]) -> Iterator[str]:
    yield "BY CONFIDENCE: what each band promised, and what it kept"
    yield (
        f"{'race':14}{'band':9}{'laps':>7}{'share':>7}{'MAE':>7}{'exact':>8}{'<=1':>8}{'<=3':>8}"
    )
    races = [*_races(evaluations), "all"]
    columns = [one.bands for one in evaluations]
    columns.append(pooled_kinds(BANDS, columns))
    for race, bands in zip(races, columns, strict=True):
        total = sum(part.count for part in bands.values())
        for band, part in bands.items():
            yield (
                f"{race:14}{band:9}{part.count:7}{part.count / total:7.1%}{part.mean_error:7.3f}"
                f"{part.exact:8.1%}{part.within_1:8.1%}{part.within_3:8.1%}"
            )


def _races(evaluations: Sequence[Evaluation]) -> list[str]:
    return [one.race for one in evaluations]
