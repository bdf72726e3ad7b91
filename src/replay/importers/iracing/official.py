"""The result as the service has it: what `replay check` holds an imported race against."""

from replay.importers.iracing.answers import Answers
from replay.importers.iracing.header import answers_header
from replay.importers.iracing.payloads import FinishRow
from replay.race.model import ClassResult, Official, Result
from replay.race.text import clean


def answers_official(answers: Answers, told: list[str]) -> Official | None:
    """Return the result of the cars of the chart; None without one, or one without places, told.

    Best laps are left out: the service counts those without an incident only.
    """
    rows = answers.rows
    if not rows:
        return None
    if any(row.finish_position < 0 for row in rows):
        told.append("no official result: cars have no place in it")
        return None
    laps = max(row.laps_complete for row in rows)
    return Official(
        laps=laps,
        results=tuple(_result(place, row, laps) for place, row in enumerate(rows, 1)),
        classes=_classes(answers),
    )


def _result(place: int, row: FinishRow, laps: int) -> Result:
    on_lead_lap = row.interval >= 0 and row.laps_complete == laps
    return Result(
        position=place,
        car=row.car,
        laps=max(row.laps_complete, 0),
        status=" ".join(clean(row.reason_out).split())[:80] or None,
        gap=row.interval if on_lead_lap else None,
        led=row.laps_lead if row.laps_lead >= 0 else None,
    )


def _classes(answers: Answers) -> tuple[ClassResult, ...]:
    header = answers_header(answers)
    entries = {row.car: row.car_class_name for row in answers.rows}
    return tuple(
        ClassResult(
            race_class=one.name,
            order=tuple(car for car, name in entries.items() if name == one.name),
        )
        for one in header.classes
    )
