"""The status of a car as results.csv has it, and what is assumed where its words are not known."""

from dataclasses import dataclass

from replay.foreign.box_score_tables import ResultRow
from replay.foreign.csv_table import CSVRow
from replay.race.classification import (
    Classification,
    classification,
    contradiction,
    is_blank,
    likely_classification,
)
from replay.race.quantity import quantity

_MEANS = {"running": "was running at the end", "out": "fell out"}


@dataclass(frozen=True)
class StatusFacts:
    """A status and what it says; `assumption` is a line for the user, None where none is due.

    `text` is empty where the record does not tell; `assumed`: its words do not say.
    """

    text: str
    standing: Classification | None
    assumed: bool = False
    assumption: str | None = None


def status_of(row: CSVRow[ResultRow], distance: int, flag: int | None) -> StatusFacts:
    """Return the status of a line of results.csv; raises `ForeignFileError`.

    `distance` counts the laps of the race, `flag` is the winner's time in ticks.
    """
    text, laps = row.cells.status or "", row.within("laps", 0, distance)
    elapsed = row.cells.elapsed_s or None
    if is_blank(text):
        if laps == distance:
            return StatusFacts("Running", "running")
        return StatusFacts("", likely_classification(laps, distance, elapsed, flag), assumed=True)
    standing = classification(text, laps)
    wrong = contradiction(text, laps, distance)
    if wrong is not None:
        raise row.error(f"`status` is {text[:40]!r}: car {row.cells.car} {wrong}")
    if standing is not None:
        return StatusFacts(text, standing)
    taken = likely_classification(laps, distance, elapsed, flag) or "out"
    of = f"{laps} of {quantity(distance, 'lap')}"
    assumption = f"{row.file}, line {row.line}: car {row.cells.car} {_MEANS[taken]}, with {of}"
    return StatusFacts(text, taken, True, f"{assumption}: its `status` {text[:40]!r} is not known")
