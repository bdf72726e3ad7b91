"""Questions about the race so far: right values, and the law that no answer comes from later."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from tests.each_module import in_each
from tests.futures import TwoFutures, later_finish, other_future, two_futures
from tests.strategies import finish_only_races, races
from tests.test_layers import HOLDS_THE_CLOCK, MODULES, SOURCE, room

import replay.race
from replay import racefile
from replay.race import (
    after_race,
    board,
    car_stints,
    cars_now,
    caution_order,
    class_order,
    class_totals,
    clean_laps,
    crossed_laps,
    done_at,
    driver_records,
    duel_gaps,
    extremes,
    fastest_lap,
    fights,
    figures,
    flag_now,
    forecast,
    free_pass,
    gap_runs,
    gap_swings,
    gap_trend,
    gaps,
    green_laps,
    how_won,
    lap_at_line,
    laps_led,
    leads_taken,
    led_spans,
    mark_orders,
    neutral_so_far,
    pace,
    place_certainty,
    places_in_class,
    points_now,
    published_gaps,
    race_totals,
    series,
    short_moment,
    stage_summary,
    stage_table,
    stops_compared,
    stops_made,
    winning_margin,
)
from replay.race.model import Race, Ruling
from replay.race.timeline import Timeline

TINY = Path(__file__).parents[1] / "races" / "tiny.json"

Question = Callable[..., Any]

QUESTIONERS = (
    series,
    after_race,
    board,
    class_order,
    class_totals,
    car_stints,
    cars_now,
    clean_laps,
    crossed_laps,
    driver_records,
    fastest_lap,
    figures,
    flag_now,
    forecast,
    free_pass,
    gap_runs,
    duel_gaps,
    fights,
    gap_swings,
    gap_trend,
    gaps,
    green_laps,
    lap_at_line,
    laps_led,
    published_gaps,
    race_totals,
    extremes,
    how_won,
    winning_margin,
    caution_order,
    neutral_so_far,
    stage_summary,
    leads_taken,
    led_spans,
    mark_orders,
    pace,
    place_certainty,
    places_in_class,
    stops_compared,
    stops_made,
    points_now,
    stage_table,
    stops_made,
    done_at,
    short_moment,
)
"""The modules of which every public function is a question that a pane may ask."""

NO_QUESTIONS = {"class_steps.class_step", "moment_name.name_of", "export.order_rows_at"}
"""A key that goes on by laps leads to what is to come, and the name of where it leads says so: that
of a lap is its instant, after which nobody completes it before the leader does the next. A table
has the columns of which its whole file knows something."""


def questions() -> dict[str, Question]:
    """Find every public function of `replay.race` of a timeline, a time, and what it is about."""
    found: dict[str, Question] = {}
    for module in pkgutil.walk_packages(replay.race.__path__, "replay.race."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(value) and value.__module__ == module.name and name[0] != "_":
                asked = list(inspect.signature(value).parameters)
                if asked[:2] == ["timeline", "time"]:
                    found[f"{module.name.removeprefix('replay.race.')}.{name}"] = value
    return {name: found[name] for name in found.keys() - NO_QUESTIONS}


QUESTIONS = questions()


def answers(question: Question, timeline: Timeline, time: int) -> list[Any]:
    """Ask a question at a time about everything it can be about: every car of the race."""
    about = [
        name
        for name, asked in list(inspect.signature(question).parameters.items())[2:]
        if asked.default is inspect.Parameter.empty
    ]
    if not about:
        return [question(timeline, time)]
    if about == ["race_class"]:
        names = [one.name for one in timeline.race.header.classes]
        none = "None" in str(inspect.signature(question).parameters["race_class"].annotation)
        return [question(timeline, time, name) for name in (*names, *[None] * none)]
    cars = [entry.car for entry in timeline.race.entries]
    if about == ["other"]:
        return [question(timeline, time, car) for car in cars]
    if about == ["car", "other"]:
        pairs = zip(cars, (*cars[1:], cars[0]), strict=True)
        return [question(timeline, time, car, other) for car, other in pairs]
    if about == ["marks"]:
        classes = (None, *(one.name for one in timeline.race.header.classes))
        return [question(timeline, time, tuple(range(60)), one) for one in classes]
    if about == ["times"]:
        return [question(timeline, time, tuple(range(0, 2 * time + 1, max(time // 20, 1))))]
    assert about == ["car"], f"{question.__name__} is about {about}: say here what that may be"
    return [question(timeline, time, car) for car in cars]


@pytest.fixture(scope="module")
def tiny() -> Timeline:
    return Timeline(racefile.load(TINY))


def test_every_question_of_the_series_is_under_the_law() -> None:
    for module in QUESTIONERS:
        public = {n for n, v in vars(module).items() if inspect.isfunction(v) and n[0] != "_"}
        own = {name for name in public if vars(module)[name].__module__ == module.__name__}
        name = module.__name__.removeprefix("replay.race.")
        assert own
        assert {f"{name}.{one}" for one in own} <= set(QUESTIONS)
    assert {"series.places", "series.stops", "ribbon.ribbon_at", "finish.field_at"} <= set(
        QUESTIONS
    )


@in_each(
    [path for path in MODULES if room(path) == "tui" and path.stem not in HOLDS_THE_CLOCK],
    SOURCE,
)
def test_a_pane_names_no_function_of_the_timeline_but_questions_of_the_series(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith(
            "replay.race"
        ):
            continue
        module = importlib.import_module(node.module or "")
        for name in (alias.name for alias in node.names):
            value = getattr(module, name, None)
            if inspect.isfunction(value) and "timeline" in inspect.signature(value).parameters:
                why = "only questions are under the law that nothing comes from later"
                assert module in QUESTIONERS, f"{path}: {node.module}.{name}: {why}"


# -- the law


@given(two_futures())
def test_no_answer_changes_when_everything_after_it_is_altered(futures: TwoFutures) -> None:
    time, ours, theirs = futures
    for name, question in QUESTIONS.items():
        assert answers(question, ours, time) == answers(question, theirs, time), name


def test_no_answer_tells_between_flag_and_ruling_what_the_camera_will_say() -> None:
    """At Kansas the loops have another winner, and one lead change less, until the camera rules."""
    race = racefile.load(racefile.find("kansas-2024"))
    ruling = next(event for event in race.events if isinstance(event, Ruling))
    time = ruling.at - 1
    ours, theirs = Timeline(race), Timeline(other_future(race, time, 7, 1))
    for name, question in QUESTIONS.items():
        assert answers(question, ours, time) == answers(question, theirs, time), name


@given(finish_only_races(), st.integers(-100, 12_000), st.integers(1, 5_000))
def test_no_answer_of_a_finish_changes_with_the_cars_still_to_come(
    race: Race, after: int, later: int
) -> None:
    time = max(race.events[0].at + after, 0)
    ours, theirs = Timeline(race), Timeline(later_finish(race, time, later))
    if time < min(ours.end, theirs.end):
        for name, question in QUESTIONS.items():
            assert answers(question, ours, time) == answers(question, theirs, time), name


@given(races(), st.integers(-1_000, 8_000_000), st.integers(0, 8_000_000))
def test_an_answer_does_not_depend_on_what_was_asked_before(
    race: Race, time: int, before: int
) -> None:
    fresh, used = Timeline(race), Timeline(race)
    for question in QUESTIONS.values():
        answers(question, used, before)
    for name, question in QUESTIONS.items():
        assert answers(question, used, time) == answers(question, fresh, time), name


# -- places


def test_places_go_from_the_grid_to_the_lap_of_the_clock(tiny: Timeline) -> None:
    assert series.places(tiny, 0, "07") == (3,)
    assert series.places(tiny, tiny.instant(6), "07") == (3, 3, 3, 3, 3, 1, 1)
    assert series.places(tiny, tiny.instant(6), "24") == (1, 1, 2, 1, 2, 3, 2)


def test_the_last_place_is_that_of_now(tiny: Timeline) -> None:
    # The leader has completed lap 1, car 1 not yet: behind him all stand as on the grid.
    assert series.places(tiny, 310_000, "99") == (5, 5)
    # On lap 8 the car on pit road has lost the lead to two, and then its third place to car 7.
    assert series.places(tiny, tiny.instant(7), "07")[-1] == 1
    assert series.places(tiny, 2_889_999, "07")[-1] == 3
    assert series.places(tiny, 2_890_000, "07")[-1] == 4


def test_a_ruling_changes_the_place_of_now_and_no_earlier_one(tiny: Timeline) -> None:
    at = tiny.rulings[0].at
    before, after = series.places(tiny, at - 1, "24"), series.places(tiny, at, "24")
    assert before[:-1] == after[:-1]
    assert (before[-1], after[-1]) != (before[-1], before[-1])


def test_places_of_a_race_without_laps_are_none() -> None:
    race = racefile.load(TINY)
    alone = structs.replace(
        race,
        laps=(),
        stops=(),
        remarks=(),
        events=tuple(e for e in race.events if not isinstance(e, Ruling)),
    )
    assert series.places(Timeline(alone), 500_000, "24") == ()


@given(races(), st.integers(-1_000, 8_000_000))
def test_a_place_is_that_of_the_running_order_at_the_instant_of_the_lap(
    race: Race, time: int
) -> None:
    timeline = Timeline(race)
    lap = timeline.lap_at(min(max(time, 0), timeline.end))
    times = [timeline.instant(n) for n in range(lap)] + [time]
    orders = [[row.car for row in timeline.at(at).order] for at in times]
    for entry in race.entries:
        expected = tuple(order.index(entry.car) + 1 for order in orders)
        assert series.places(timeline, time, entry.car) == expected


# -- stops


def test_a_stop_is_known_from_its_entry_and_what_was_done_in_it_from_its_exit(
    tiny: Timeline,
) -> None:
    assert series.stops(tiny, 1_602_999, "24") == ()
    (visit,) = series.stops(tiny, 1_603_000, "24")
    stop = visit.stop
    assert (stop.lap, stop.entry, stop.exit, stop.tyres) == (4, 1_603_000, None, None)
    assert (visit.since, visit.length) == (1_603_000, None)
    (visit,) = series.stops(tiny, 1_910_000, "24")
    assert (visit.stop.exit, visit.stop.tyres, visit.length) == (1_910_000, 2, 307_000)


def test_a_car_that_never_stopped_has_no_stops(tiny: Timeline) -> None:
    race = structs.replace(tiny.race, stops=())
    assert series.stops(Timeline(race), tiny.end, "24") == ()
