"""What happened: penalties of the event log, retirements of the result, and the last flags.

The state of the course is in no answer: without cautions in the result it was green throughout,
else nothing is said of it.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from statistics import median_low

from replay.importers.iracing.answers import Answers
from replay.importers.iracing.lap_chart import CarChart
from replay.importers.iracing.payloads import PENALTY, LogRow
from replay.race.model import (
    Chequered,
    Event,
    Green,
    Penalty,
    Retirement,
    White,
)
from replay.race.text import clean

RUNNING = "running"
"""The reason out, in small letters, of a car that was not."""

_CAR = re.compile(r"#([0-9A-Za-z]{1,3})\b")
_WORDS = re.compile(r"^\s*Penalty:\s*(.*?)(?:,\s*Lap\s+[0-9]+.*)?$", re.IGNORECASE | re.DOTALL)


def green_throughout(answers: Answers) -> bool:
    """Tell whether the result says that there was no caution."""
    return answers.result is not None and answers.result.num_cautions == 0


def race_events(answers: Answers, told: list[str]) -> tuple[Event, ...]:
    """Return every event in order of time."""
    chart = answers.chart
    lead = [0] + [
        min(car.rows[lap].session_time for car in chart.cars.values() if car.laps > lap)
        - chart.begin
        for lap in range(chart.laps)
    ]
    last = chart.laps
    events: list[Event] = []
    if green_throughout(answers):
        events.append(Green(at=0, lap=0, basis="official"))
    if last > 1:
        events.append(White(at=lead[last - 1], lap=last - 1, basis="reconstructed"))
    events.append(Chequered(at=_flag_at(answers, lead), lap=last, basis="timed"))
    events += _penalties(answers, lead, told)
    events += _retirements(answers, lead)
    return tuple(sorted(events, key=lambda event: event.at))


def _flag_at(answers: Answers, lead: Sequence[int]) -> int:
    """Return when the first car took the flag; a leader may have gone on the lap before it."""
    chart = answers.chart
    first = min(car.rows[-1].session_time for car in chart.cars.values() if car.took_the_flag)
    return max(first - chart.begin, lead[-1])


def _laps_at(lead: Sequence[int], time: int) -> int:
    return bisect_right(lead, time, 1) - 1


def _penalties(answers: Answers, lead: Sequence[int], told: list[str]) -> list[Event]:
    """Return the penalties up to the last crossing of the race."""
    chart = answers.chart
    groups = {car.group: car.car for car in chart.cars.values()}
    end = max(car.rows[-1].session_time for car in chart.cars.values() if car.rows)
    events: list[Event] = []
    left_out = 0
    for row in answers.events:
        if row.event_code != PENALTY:
            continue
        car = groups.get(row.group_id) or _car_of(row, answers)
        if car is None or not chart.begin <= row.session_time <= end:
            left_out += 1
            continue
        at = row.session_time - chart.begin
        text = _words(row)
        events.append(Penalty(at=at, lap=_laps_at(lead, at), basis="timed", car=car, text=text))
    if left_out:
        told.append(f"penalties outside the race, or of no car of it, are left out: {left_out}")
    return events


def _car_of(row: LogRow, answers: Answers) -> str | None:
    match = _CAR.search(row.message or "")
    return match[1].upper() if match and match[1].upper() in answers.chart.cars else None


def _words(row: LogRow) -> str:
    """Return what a penalty was for, and what it is where that says more."""
    match = _WORDS.match(" ".join(clean(row.message or "").split()))
    cause, _, kind = (match[1] if match else row.description).partition(", ")
    words = cause if not kind or kind.casefold() in cause.casefold() else f"{cause}, {kind}"
    words = " ".join(clean(words).split())[:300]
    return words[:1].lower() + words[1:]


def _retirements(answers: Answers, lead: Sequence[int]) -> list[Event]:
    """A car that was not running at the end is out when its next lap fails to come."""
    chart = answers.chart
    usual = median_low([time for car in chart.cars.values() for time in _times(car)] or [0])
    events: list[Event] = []
    for row in answers.rows:
        car = chart.cars[row.car]
        reason = " ".join(clean(row.reason_out).split())[:80].lower()
        if car.took_the_flag or not car.started or reason in ("", RUNNING):
            continue
        last = car.rows[-1].session_time - chart.begin if car.rows else 0
        at = max(min(last + usual * 3 // 2, lead[-1]), last)
        lap = _laps_at(lead, at)
        events.append(Retirement(at=at, lap=lap, basis="estimated", car=car.car, reason=reason))
    return events


def _times(car: CarChart) -> list[int]:
    return [row.lap_time for row in car.rows if row.lap_time > 0]
