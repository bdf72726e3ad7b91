"""The free pass: the first car a lap down, and whom it was given to."""

from collections.abc import Mapping, Sequence

import pytest
from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from tests.race.small_races import at, flag, race_of

from replay import racefile
from replay.race.free_pass import free_pass_in_line
from replay.race.model import Caution, Event, Green, Stop, White
from replay.race.timeline import Timeline

LINES = {
    "1": [30, 60, 90, 120, 150, 180],
    "2": [31, 61, 92, 122, 152, 182],
    "3": [40, 80, 121, 161],
    "4": [44, 88, 130, 171],
    "5": [89, 179],
}
"""From 121 s on, car 3 is the first that is a lap down, and car 5 is several down."""


def race(
    events: Sequence[Event] = (),
    *,
    series: str = "NASCAR Cup Series",
    date: str | None = "2024-05-05",
    stops: Sequence[Stop] = (),
    lines: Mapping[str, Sequence[float]] = LINES,
) -> Timeline:
    made = race_of(lines, events, stops=stops, known={"stops": "timed"}, date=date)
    return Timeline(replace(made, header=replace(made.header, series=series)))


def caution(
    free_pass: str | UnsetType | None = UNSET, cars: tuple[str, ...] = ()
) -> tuple[Event, ...]:
    """A yellow from 125 s to 155 s."""
    yellow = Caution(
        at=at(125), lap=4, basis="timed", number=1, reason="", cars=cars, free_pass=free_pass
    )
    return yellow, Green(at=at(155), lap=5, basis="timed")


def test_nobody_is_in_line_while_all_are_on_the_lead_lap() -> None:
    assert free_pass_in_line(race(), 0) is None
    assert free_pass_in_line(race(), at(35)) is None


def test_the_first_car_a_lap_or_more_down_is_in_line() -> None:
    assert free_pass_in_line(race(), at(89)) == "5"
    assert free_pass_in_line(race(), at(122)) == "3"
    few = race(lines={car: LINES[car] for car in ("1", "2", "5")})
    assert free_pass_in_line(few, at(152)) == "5"


def test_a_car_on_pit_road_is_not_in_line() -> None:
    there = Stop(car="3", lap=3, entry=at(122), exit=at(140), basis="timed")
    assert free_pass_in_line(race(stops=[there]), at(123)) == "4"
    assert free_pass_in_line(race(stops=[there]), at(141)) == "3"


def test_under_yellow_it_is_the_car_that_was_given_it() -> None:
    given = race(caution("4"))
    assert free_pass_in_line(given, at(124)) == "3"
    assert free_pass_in_line(given, at(125)) == free_pass_in_line(given, at(154)) == "4"
    assert free_pass_in_line(given, at(155)) == "3"
    assert free_pass_in_line(race(caution(None)), at(130)) is None


def test_where_nobody_published_that_it_is_the_car_in_line_as_the_yellow_flew() -> None:
    assert free_pass_in_line(race(caution()), at(152)) == "3"
    assert free_pass_in_line(race(caution(cars=("4",))), at(152)) == "3"


def test_a_car_that_caused_the_yellow_is_given_none_and_neither_is_the_next() -> None:
    assert free_pass_in_line(race(caution(cars=("3",))), at(126)) is None


def test_from_the_white_flag_on_a_yellow_would_end_the_race() -> None:
    white = race([White(at=at(150), lap=5, basis="timed")])
    assert free_pass_in_line(white, at(149)) == "3"
    assert free_pass_in_line(white, at(150)) is None
    assert free_pass_in_line(race([flag(180, 6)]), at(180)) is None


@pytest.mark.parametrize(
    ("series", "date"),
    [("IndyCar Series", "2024-05-05"), ("NASCAR", "2003-09-07"), ("NASCAR", None)],
)
def test_other_series_and_races_before_the_rule_have_none(series: str, date: str | None) -> None:
    assert free_pass_in_line(race(series=series, date=date), at(122)) is None


def test_at_most_of_the_published_yellows_it_is_the_car_that_was_given_it() -> None:
    """So far as the places are right at which a rebuilt race has the cars then."""
    given = named = 0
    for name in ("kansas-2024", "kansas-2025", "atlanta-2024", "martinsville-2020"):
        made = racefile.load(racefile.find(name))
        yellows = [event for event in made.events if isinstance(event, Caution)]
        untold = tuple(
            replace(e, free_pass=UNSET) if isinstance(e, Caution) else e for e in made.events
        )
        timeline = Timeline(replace(made, events=untold))
        for event in yellows:
            if isinstance(event.free_pass, str):
                given += 1
                named += free_pass_in_line(timeline, event.at) == event.free_pass
    assert (named, given) == (24, 28)
