"""The answers of one race, read and held against each other."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from replay.foreign.foreign_file import ForeignFileError
from replay.importers import SourceFile
from replay.importers.iracing.files import RaceFiles
from replay.importers.iracing.lap_chart import LapChart, lap_chart
from replay.importers.iracing.names import Mended
from replay.importers.iracing.payloads import (
    RACE,
    ChartHeader,
    FinishRow,
    LogRow,
    ResultFile,
    SessionInfo,
    payload,
)


@dataclass
class Answers:
    """What is known of one race. Lists are empty and values None where no file has it.

    `rows` are the lines of the race's result in order of the places, of cars of the chart.
    """

    chart: LapChart
    info: SessionInfo | None
    result: ResultFile | None = None
    rows: list[FinishRow] = field(default_factory=list)
    events: list[LogRow] = field(default_factory=list)
    has_log: bool = False
    mended: Mended = field(default_factory=Mended)


def read_answers(files: RaceFiles) -> Answers:
    """Return the answers of a race; raises `ForeignFileError`."""
    if not files.laps or files.refused:
        raise files.refusal()
    if files.info is not None and files.info.simsession_type not in (None, RACE):
        where = (files.header or files.laps[0]).name
        raise ForeignFileError(where, "of practice or qualifying, not of a race")
    rows = _stated_rows(files)
    answers = Answers(lap_chart(files.laps, rows), files.info, has_log=bool(files.logs))
    if files.result is not None:
        _read_result(files.result, answers)
    for file in files.logs:
        answers.events += _events(file, files.number)
    return answers


def _stated_rows(files: RaceFiles) -> int | None:
    """Return how many laps the header says the chart has."""
    if files.header is None:
        return None
    return payload(files.header, ChartHeader).value.chunk_info.rows


def _read_result(file: SourceFile, answers: Answers) -> None:
    result = payload(file, ResultFile).value
    races = [one for one in result.session_results if one.simsession_type == RACE]
    if not races:
        raise ForeignFileError(file.name, "a result of practice or qualifying, not of a race")
    if len(races) > 1:
        raise ForeignFileError(file.name, f"{len(races)} races where one is meant: a heat event")
    rows = sorted(races[0].results, key=lambda row: row.finish_position)
    _refuse_other_field(file.name, answers.chart, rows)
    twice = next((car for car, count in Counter(row.car for row in rows).items() if count > 1), "")
    if twice:
        raise ForeignFileError(file.name, f"car {twice} is there twice in the result of the race")
    answers.result = result
    answers.rows = [row for row in rows if row.car in answers.chart.cars]


def _refuse_other_field(file: str, chart: LapChart, rows: Iterable[FinishRow]) -> None:
    """Refuse a result of which more than a quarter of the cars, or of their laps, are others."""
    fits = {}
    for row in rows:
        car = chart.cars.get(row.car)
        fits[row.car] = car is not None and abs(car.laps - row.laps_complete) <= 1
    if 4 * sum(fits.values()) < 3 * len(fits):
        wrong = ", ".join(sorted(car for car, good in fits.items() if not good)[:5])
        message = f"of another race than {chart.file}: cars or their laps differ ({wrong})"
        raise ForeignFileError(file, message)


def _events(file: SourceFile, number: int | None) -> list[LogRow]:
    log = payload(file, list[LogRow])
    for index, row in enumerate(log.value):
        if number is not None and row.subsession_id != number:
            message = f"of another race: of subsession {row.subsession_id}, not {number}"
            raise log.error(message, index, "subsession_id")
    return log.value
