"""Where in a race file the published figure stands that a rule of `check` compares."""

import re
from collections.abc import Sequence

from replay.race.model import Figures, Official

_TOTALS = {
    "laps": "laps",
    "lead changes": "lead_changes",
    "leaders": "leaders",
    "cautions": "cautions",
    "caution laps": "caution_laps",
    "margin of victory": "margin",
    "race time": "race_time",
    "average speed": "average_speed",
    "order by class": "classes",
}
"""Rule -> the field of the official result that it compares."""

_OF_CAR = {
    "finishing order": "car",
    "laps completed": "laps",
    "elapsed time": "elapsed",
    "gap to the winner": "gap",
    "last lap": "last_lap",
    "best lap": "best_lap",
    "number of the best lap": "best_lap_number",
    "laps led": "led",
    "times led": "times_led",
    "points": "points",
    "stops made": "stops",
    "average running position": "average_place",
    "running at the end": "status",
    "status and laps": "status",
    "winner": "status",
    "last crossings": "status",
}
"""Rule -> the field that it compares of each line of the result."""

_ORDER = re.compile(r"(?:order at|order about|gaps at) lap ([0-9]+)")
_STAGE = re.compile(r"stage ([0-9]+)(?: (order|points))?")
_PLACE = re.compile(r"place ([0-9]+)")


def place_of_rule(rule: str, official: Official, wrong: Sequence[Figures]) -> str | None:
    """Return the JSON path of the figure, of the first that is `wrong` where a rule has several.

    None where a rule compares no published figure. The path may lead to what is left out.
    """
    if rule in _TOTALS:
        return f"$.official.{_TOTALS[rule]}"
    first = next((figures.of for figures in wrong if figures.of), None)
    if rule in _OF_CAR:
        line = _line_of_result(first, official)
        return "$.official.results" if line is None else f"{line}.{_OF_CAR[rule]}"
    if match := _ORDER.fullmatch(rule):
        part = "gaps" if rule.startswith("gaps") else "order"
        return _in_an_order(int(match[1]), part, first, official)
    if match := _STAGE.fullmatch(rule):
        return _in_a_stage(int(match[1]), match[2] or "order", first, official)
    if rule == "leader of every lap":
        return _in_the_lead(first, official)
    return "$.entries" if rule == "entries" else None


def _line_of_result(name: str | None, official: Official) -> str | None:
    """Return the path of the line of a car, or of a place of the result."""
    match = _PLACE.fullmatch(name or "")
    lines = [str(at) for at, _ in enumerate(official.results, 1)]
    cars = [result.car for result in official.results]
    names, wanted = (lines, match[1]) if match else (cars, name)
    return f"$.official.results[{names.index(wanted)}]" if wanted in names else None


def _in_an_order(lap: int, part: str, first: str | None, official: Official) -> str | None:
    """Return the path in the order of a lap: of a place, or of the gap of a car."""
    for at, order in enumerate(official.orders):
        if order.lap == lap:
            place = order.order.index(first) if first in order.order else _place(first)
            return f"$.official.orders[{at}].{part}{_item(place)}"
    return None


def _in_a_stage(number: int, part: str, first: str | None, official: Official) -> str | None:
    for at, stage in enumerate(official.stages):
        if stage.number == number:
            return f"$.official.stages[{at}].{part}{_item(_place(first))}"
    return None


def _in_the_lead(first: str | None, official: Official) -> str:
    """Return the path of who led a lap, `lap 62`."""
    lap = int((first or "lap 0").removeprefix("lap "))
    stints = enumerate(official.lead)
    found = next((at for at, stint in stints if stint.first <= lap <= stint.last), None)
    return "$.official.lead" if found is None else f"$.official.lead[{found}].car"


def _place(name: str | None) -> int | None:
    match = _PLACE.fullmatch(name or "")
    return int(match[1]) - 1 if match else None


def _item(place: int | None) -> str:
    return "" if place is None else f"[{place}]"
