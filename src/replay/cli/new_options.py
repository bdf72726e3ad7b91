"""The options of `replay new` as answers."""

from collections.abc import Sequence
from pathlib import Path

from replay.cli.failure import Failure
from replay.cli.race_answers import (
    RaceAnswers,
    answered,
    car_answer,
    cars_in,
    date_answer,
    discipline_answer,
    distance_answer,
    hours_answer,
    series_answer,
    text_answer,
)
from replay.cli.series_names import NamedSeries, series_named


def answers_of_options(
    *,
    name: str | None,
    series: str | None,
    discipline: str | None,
    date: str | None,
    track: str | None,
    laps: int | None,
    hours: float | None,
    cars: Sequence[str],
    table: Path | None,
    source: str | None,
) -> RaceAnswers:
    """Read the options that were given; raises `Failure` that names the one that is wrong."""
    if laps is not None and hours is not None:
        raise Failure("--laps or --hours, not both")
    if cars and table is not None:
        raise Failure("--car or --cars, not both")
    answers = RaceAnswers()
    if name is not None:
        answers.name = answered(text_answer, name, "--name")
    if series is not None:
        # Who says how its races are told means a series of another name.
        read = series_answer if discipline is None else lambda text: series_named(text_answer(text))
        answers.series = answered(read, series, "--series")
    if discipline is not None:
        told = answered(discipline_answer, discipline, "--discipline")
        answers.series = (answers.series or NamedSeries(""))._replace(discipline=told)
    if date is not None:
        answers.date = answered(date_answer, date, "--date")
    if track is not None:
        answers.track = answered(text_answer, track, "--track")
    if laps is not None:
        answers.laps, _ = answered(distance_answer, str(laps), "--laps")
    if hours is not None:
        answers.time = answered(hours_answer, hours, "--hours")
    if source is not None:
        answers.source = answered(text_answer, source, "--source")
    answers.cars = [answered(car_answer, car, "--car") for car in cars]
    if table is not None:
        answers.cars = cars_in(table)
    return answers
