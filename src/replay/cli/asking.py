"""Questions at the terminal for a race file that is begun; a wrong answer is asked for again."""

from collections.abc import Callable
from typing import TypeVar, get_args

import click

from replay.cli.race_answers import (
    BadAnswer,
    RaceAnswers,
    car_answer,
    date_answer,
    discipline_answer,
    distance_answer,
    require_apart,
    series_answer,
    text_answer,
)
from replay.cli.series_names import SERIES, NamedSeries
from replay.race.model import Discipline

AnswerT = TypeVar("AnswerT")


def ask_for_missing(answers: RaceAnswers) -> None:
    """Ask for everything that no option gave."""
    if answers.name is None:
        answers.name = _asked("Name of the race", text_answer)
    if answers.series is None or not answers.series.name:
        answers.series = _asked_series(answers.series)
    if answers.date is None:
        answers.date = _asked_if_known("Date, as 2024-05-05", date_answer)
    if answers.track is None:
        answers.track = _asked_if_known("Track", text_answer)
    if answers.laps is None and answers.time is None:
        distance = _asked_if_known("Distance, as 267 laps or 6 h", distance_answer)
        answers.laps, answers.time = distance or (None, None)
    if not answers.cars:
        _ask_for_cars(answers)


def _asked_series(told: NamedSeries | None) -> NamedSeries:
    """Ask for the series, and of one that is not known how its races are told."""
    words = ", ".join(SERIES)
    named = _asked(f"Series ({words}, or any name)", series_answer)
    if told is not None:
        return named._replace(discipline=told.discipline)
    if named not in SERIES.values():
        ways = ", ".join(get_args(Discipline))
        discipline = _asked(
            f"Its races are told as those of ({ways}; empty: the first)",
            lambda text: discipline_answer(text or get_args(Discipline)[0]),
        )
        named = named._replace(discipline=discipline)
    return named


def _ask_for_cars(answers: RaceAnswers) -> None:
    click.echo("Cars, each as 5 Kyle Larson; several drivers between /. An empty line ends them.")
    while True:
        number = len(answers.cars) + 1

        def read(text: str) -> None:
            if text.strip():
                car = car_answer(text)
                require_apart([*answers.cars, car])
                answers.cars.append(car)
            elif not answers.cars:
                raise BadAnswer("a race has at least one car")

        _asked(f"Car {number}", read)
        if len(answers.cars) < number:
            break
    answers.in_order = click.confirm("Is this the order of the grid?", default=False)


def _asked(question: str, read: Callable[[str], AnswerT]) -> AnswerT:
    """Ask until there is an answer that can be used."""

    def value(text: str) -> AnswerT:
        try:
            return read(text)
        except BadAnswer as error:
            raise click.BadParameter(str(error)) from None

    answer: AnswerT = click.prompt(question, default="", show_default=False, value_proc=value)
    return answer


def _asked_if_known(question: str, read: Callable[[str], AnswerT]) -> AnswerT | None:
    """Ask for what nobody may know; an empty answer says so."""
    return _asked(f"{question} (empty: unknown)", lambda text: read(text) if text.strip() else None)
