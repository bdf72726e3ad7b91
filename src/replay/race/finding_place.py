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
    "leader of every lap": "lead",
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
        laps = [order.lap for order in official.orders]
        part = "gaps" if rule.startswith("gaps") else "order"
        return _within("orders", laps, int(match[1]), part, first)
    if match := _STAGE.fullmatch(rule):
        numbers = [stage.number for stage in official.stages]
        return _within("stages", numbers, int(match[1]), match[2] or "order", first)
    return "$.entries" if rule == "entries" else None


def _line_of_result(name: str | None, official: Official) -> str | None:
    """Return the path of the line of a car, or of a place of the result."""
    match = _PLACE.fullmatch(name or "")
    lines = [str(at) for at, _ in enumerate(official.results, 1)]
    cars = [result.car for result in official.results]
    names, wanted = (lines, match[1]) if match else (cars, name)
    return f"$.official.results[{names.index(wanted)}]" if wanted in names else None


def _within(part: str, keys: Sequence[int], key: int, inside: str, first: str | None) -> str | None:
    if key not in keys:
        return None
    match = _PLACE.fullmatch(first or "")
    item = f"[{int(match[1]) - 1}]" if match else ""
    return f"$.official.{part}[{keys.index(key)}].{inside}{item}"
