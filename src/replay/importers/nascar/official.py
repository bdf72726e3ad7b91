"""The official result of the weekend feed: what `replay check` holds an imported race against."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from replay.foreign.box_score_race import clock_time
from replay.importers.nascar.feed_set import FeedSet
from replay.importers.nascar.feeds import FinishRow, WeekendRace
from replay.importers.nascar.header import stages_of
from replay.race.check import differences
from replay.race.model import (
    MAX_CARS,
    SECOND,
    Caution,
    Explanation,
    Figures,
    LeadStint,
    Official,
    Race,
    Result,
    StageResult,
)
from replay.race.state import Running
from replay.race.text import clean
from replay.race.timeline import Timeline

LATEST_START = 3 * SECOND
"""How long the last of a field takes to the line at the start: in the feeds that tell, 2.7 s."""

_MARGIN = re.compile(r"[0-9]{0,4}\.[0-9]{1,4}\Z")
_TICKS_A_MS = 10

_BY_POSITIONS = (
    "The lap feed and the official list of leaders are of two systems and differ here; the record "
    "follows the places of the lap feed."
)
_BY_TIME = (
    "When the yellow was shown is estimated, and laps are counted at the line: about then the car "
    "was a lap down, or less than a tenth of a lap from being lapped."
)
_BY_START = (
    "Lap times do not tell when the winner came to the line at the start: that is estimated by his "
    "place on the grid."
)
_EXPLAINED = {
    "leader of every lap": _BY_POSITIONS,
    "laps led": _BY_POSITIONS,
    "times led": _BY_POSITIONS,
    "lead changes": _BY_POSITIONS,
    "leaders": _BY_POSITIONS,
    "free passes": _BY_TIME,
    "race time": _BY_START,
    "average speed": _BY_START,
}
"""Rule -> why two feeds may differ in it. Order, laps and gaps at the finish are never excused."""


def official_gaps(feeds: FeedSet) -> dict[str, int]:
    """Return the published gaps at the flag of cars on the lead lap, in ticks; 0 of the winner."""
    if feeds.weekend is None:
        return {}
    chart = feeds.chart
    rows = [
        row
        for row in sorted(feeds.weekend.results, key=lambda row: row.finishing_position)
        if row.finishing_position and not row.disqualified and row.diff_time is not None
    ]
    gaps: dict[str, int] = {}
    for row in rows:
        car, gap = row.car_number.strip(), (row.diff_time or 0) * _TICKS_A_MS
        known = car in chart.cars and chart.cars[car].laps == chart.laps
        first = row.finishing_position == 1
        if known and row.laps_completed == chart.laps and (first == (gap == 0)) and gap >= 0:
            gaps[car] = gap
    # Gaps that contradict the order on the road are of another ruling than the crossings.
    on_the_road = sorted(gaps, key=lambda car: chart.cars[car].final)
    rising = [gaps[car] for car in on_the_road]
    return gaps if rising == sorted(rising) and 0 in rising[:1] else {}


def feed_official(feeds: FeedSet) -> Official | None:
    """Return the published result of the cars of the chart, None where no feed has one."""
    race = feeds.weekend
    if race is None:
        return None
    cars = feeds.chart.cars
    rows = sorted(
        (row for row in race.results if row.car_number.strip() in cars and row.finishing_position),
        key=lambda row: row.finishing_position,
    )
    unique = {row.car_number.strip(): row for row in rows}
    if not unique or len(unique) != len(rows):
        return None
    gaps = official_gaps(feeds)
    averages = _averages(feeds)
    return Official(
        laps=race.actual_laps or feeds.chart.laps,
        results=tuple(
            _result(place, car, row, gaps.get(car), averages.get(car))
            for place, (car, row) in enumerate(unique.items(), 1)
        ),
        margin=_margin(race),
        race_time=clock_time(race.total_race_time),
        average_speed=_speed(race),
        lead_changes=race.number_of_lead_changes,
        leaders=race.number_of_leaders,
        cautions=race.number_of_cautions,
        caution_laps=race.number_of_caution_laps,
        lead=_lead(race, feeds),
        stages=_stages(race, feeds),
    )


def _averages(feeds: FeedSet) -> dict[str, int]:
    """Return the average running positions of the live feed in thousandths, once all is run."""
    live = feeds.live
    if live is None or live.lap_number is None or live.lap_number < feeds.chart.laps:
        return {}
    given = ((one.vehicle_number.strip(), one.average_running_position) for one in live.vehicles)
    return {car: round(1000 * mean) for car, mean in given if mean and 1 <= mean <= MAX_CARS}


def _result(place: int, car: str, row: FinishRow, gap: int | None, average: int | None) -> Result:
    return Result(
        position=place,
        car=car,
        laps=row.laps_completed,
        status=" ".join(clean(row.finishing_status).split())[:80] or "Unknown",
        gap=gap,
        led=row.laps_led,
        times_led=row.times_led,
        points=row.points_earned,
        average_place=row.average_place or average,
    )


def _margin(race: WeekendRace) -> int | None:
    """Return the margin in ticks; the feed also writes words such as `Under Caution`."""
    written = (race.margin_of_victory or "").strip()
    return round(float(written) * 10_000) if _MARGIN.match(written) else None


def _speed(race: WeekendRace) -> int | None:
    """Return the average speed in thousandths of a mile an hour; the feed writes 0 for none."""
    speed = race.average_speed or 0
    return round(speed * 1000) if 1 <= speed <= 1000 else None


def _lead(race: WeekendRace, feeds: FeedSet) -> tuple[LeadStint, ...]:
    """Return the published leaders. An empty list where they are no order of laps."""
    stints = []
    last = -1
    for one in race.race_leaders or ():
        car = one.car_number.strip()
        if car not in feeds.chart.cars or not last < one.start_lap <= one.end_lap:
            return ()
        stints.append(LeadStint(first=one.start_lap, last=one.end_lap, car=car))
        last = one.end_lap
    return tuple(stints)


def _stages(race: WeekendRace, feeds: FeedSet) -> tuple[StageResult, ...]:
    """Return the published first ten of each stage that the header has."""
    ends = {stage.number for stage in stages_of(race)}
    found = {}
    for stage in race.stage_results or ():
        rows = sorted(stage.results or (), key=lambda row: row.finishing_position)
        cars = tuple(dict.fromkeys(row.car_number.strip() for row in rows))
        known = len(cars) == len(rows) and all(car in feeds.chart.cars for car in cars)
        if cars and known and stage.stage_number in ends:
            points = tuple(row.stage_points for row in rows)
            found[stage.stage_number] = StageResult(
                number=stage.stage_number, order=cars, points=points
            )
    return tuple(found[number] for number in sorted(found))


def explained(race: Race) -> Race:
    """Return a race with the reason of each published figure that the lap feed has otherwise."""
    if race.official is None:
        return race
    found = differences(race)
    if not _within_a_start(race):
        found = {rule: pairs for rule, pairs in found.items() if _EXPLAINED.get(rule) != _BY_START}
    found["free passes"] = _near_a_lap_down(race, found.get("free passes", ()))
    reasons = tuple(
        Explanation(rule=rule, reason=reason, pairs=found[rule])
        for rule, reason in _EXPLAINED.items()
        if found.get(rule)
    )
    return replace(race, official=replace(race.official, explanations=reasons))


def _within_a_start(race: Race) -> bool:
    """Tell whether the race time is off by no more than a start may be, and that is estimated."""
    assert race.official is not None
    winner = next((line for line in race.laps if line.car == race.official.results[0].car), None)
    published = race.official.race_time
    if winner is None or published is None or winner.known[0].crossing == "timed":
        return False
    return abs(winner.crossings[-1] - published) <= LATEST_START


def _near_a_lap_down(race: Race, pairs: Sequence[Figures]) -> tuple[Figures, ...]:
    """Return the free passes of cars that are a lap down, or nearly, about an estimated yellow."""
    cautions = {
        f"caution {event.number}, {event.free_pass}": event
        for event in race.events
        if isinstance(event, Caution) and event.basis == "estimated"
    }
    timeline = Timeline(race)
    near = []
    for pair in pairs:
        event = cautions.get(pair.of or "")
        if event is not None:
            laps = range(max(event.lap - 1, 0), min(event.lap + 2, timeline.laps) + 1)
            states = [timeline.at(timeline.instant(lap)) for lap in laps]
            if any(_down(row) for s in states for row in s.order if row.car == event.free_pass):
                near.append(pair)
    return tuple(near)


def _down(row: Running) -> bool:
    """Tell whether a car is a lap down, or nine tenths of its best lap behind."""
    nearly = row.gap is not None and row.best_lap is not None and 10 * row.gap >= 9 * row.best_lap
    return bool(row.laps_down) or nearly
