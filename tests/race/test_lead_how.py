"""How leads were taken: what follows from crossings, stops, flags and retirements, and no more."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from tests.futures import moments, other_future
from tests.laws import examples
from tests.race.small_races import at
from tests.race.test_log_wording import NAMES, green, raced, shown, stop

from replay import racefile
from replay.race.leads_taken import LeadTaken, leads_taken
from replay.race.log import RaceLog, full_log
from replay.race.model import Race, Retirement
from replay.race.timeline import Timeline

PASSED = {"6": (100, 200, 300.2, 400.2), "8": (101, 201, 300, 400), "50": (102, 202, 303, 405)}
"""Car 8 leads from lap 3 on."""


def lead(timeline: Timeline, seconds: float = 10_000) -> LeadTaken:
    return leads_taken(timeline, at(seconds))[-1]


def told(*events: Any, seconds: float = 10_000, **more: Any) -> str | None:
    """How the log tells of the lead of lap 3 at a time."""
    timeline = raced(*events, lines=PASSED, discipline="stock car", **more)
    log = RaceLog(timeline).at(min(at(seconds), timeline.end))
    return next(one.detail for one in log if one.kind == "lead change" and one.lap == 3)


def test_a_lead_that_changes_under_green_is_a_pass_once_the_other_is_at_the_line() -> None:
    assert told(seconds=300.1) is None
    assert told(seconds=300.2) == "passes 6"


def test_on_the_lap_of_a_restart_it_is_taken_on_the_restart() -> None:
    caution = shown(150, 1, "safety car", "bunch")
    assert told(caution, green(250, 2)) == "on the restart"
    assert told(caution, green(200, 2)) == "on the restart"
    assert told(caution, green(199.3, 1)) == "on the restart"
    assert told(caution, green(170, 1)) == "passes 6"


def test_under_a_yellow_that_came_on_that_lap_nobody_knows_how() -> None:
    assert told(shown(250, 2, "safety car", "bunch"), green(350, 3)) is None


def test_a_zone_that_slows_a_part_of_the_track_leaves_a_pass_what_it_is() -> None:
    assert told(shown(250, 2, "slow zone", "part"), green(350, 3)) == "passes 6"
    assert told(shown(250, 2, "VSC", "slow"), green(290, 2)) is None


def test_without_known_stops_or_flags_a_pass_is_none_that_can_be_told() -> None:
    assert told(shown(20, 0, "VSC", "slow"), green(50, 0)) == "passes 6"
    for unknown in ("stops", "flags"):
        timeline = raced(lines=PASSED, discipline="stock car")
        race = timeline.race
        known = structs.replace(race.header.known, **{unknown: None})
        events = race.events if unknown == "stops" else ()
        race = structs.replace(
            race, header=structs.replace(race.header, known=known), events=events
        )
        assert lead(Timeline(race)).way is None


def test_the_one_who_led_pits_and_is_called_by_name_in_a_stock_car() -> None:
    stops = (structs.replace(stop("6", 295, 340), lap=2),)
    assert told(stops=stops) == "Vanthoor pits"
    assert told(stops=stops, entries={}) == "D6 pits"


def test_of_two_who_pit_on_one_lap_the_first_off_pit_road_leads() -> None:
    both = [structs.replace(stop(car, 280, 299 if car == "8" else 340), lap=2) for car in "86"]
    assert told(stops=both) == "first off pit road"
    late = [structs.replace(one, exit=at(340)) for one in both]
    assert told(stops=late, seconds=399) is None
    assert told(stops=late, seconds=400) == "first off pit road"


def test_one_who_led_a_lap_on_pit_road_alone_has_not_beaten_anybody_off_it() -> None:
    lines = {**PASSED, "6": (100, 200, 300.2, 399)}
    both = [structs.replace(stop(car, 280, 340), lap=2) for car in "86"]
    assert lead(raced(lines=lines, stops=both)).car == "6"
    taken = leads_taken(raced(lines=lines, stops=both), at(10_000))
    assert [(one.car, one.way) for one in taken] == [("8", None), ("6", "off pit road")]


def test_who_is_out_of_the_race_has_lost_the_lead_by_that() -> None:
    lines = {**PASSED, "6": (100, 200)}
    out = Retirement(at=at(280), lap=2, basis="timed", car="6", reason="engine")
    assert lead(raced(out, lines=lines)).way == "out"


def test_a_lead_is_told_with_whence_and_how_long_so_far() -> None:
    timeline = raced(lines=PASSED, discipline="stock car")
    first = lead(timeline, 300.1)
    assert (first.car, first.over, first.lap, first.before) == ("8", "6", 3, 2)
    assert (first.way, first.led, first.ended) == (None, 1, False)
    assert (lead(timeline, 400).led, lead(timeline, 400).way) == (2, "pass")


def test_a_lead_that_was_lost_has_ended() -> None:
    lines = {**PASSED, "6": (100, 200, 300.2, 399)}
    first, second = leads_taken(raced(lines=lines), at(10_000))
    assert (first.led, first.ended) == (1, True)
    assert (second.car, second.led, second.ended) == ("6", 1, False)


PUBLISHED = {
    "running long": "Bell pits",
    "beats 1 to the line": "on the restart",
    "five wide": "on the restart",
    "passes 38": "on the restart",
    "stays out": "Larson pits",
    "first across the line, then pits": None,
    "passes 11 on the restart": "on the restart",
    "passes 17 at the line": "passes 17",
}
"""Where the words of who saw it say more, or another thing: what the record alone tells."""


def test_what_is_told_of_kansas_is_what_those_who_saw_it_wrote() -> None:
    race = racefile.load(racefile.find("kansas-2024"))
    seen = {r.lap: r.text for r in race.remarks if r.on == "lead"}
    bare = structs.replace(race, remarks=tuple(r for r in race.remarks if r.on != "lead"))
    derived = {e.lap: e.detail for e in full_log(Timeline(bare)) if e.kind == "lead change"}
    last = max(seen)
    for lap, words in seen.items():
        if lap < last:  # on the last lap the camera took the lead away again
            assert derived[lap] == PUBLISHED.get(words, words), lap


@settings(examples(30))
@given(moments(), st.integers(0, 50), st.integers(0, 3))
def test_no_line_of_the_log_tells_how_before_it_can_be_known(
    moment: tuple[Race, int], stretch: int, extra: int
) -> None:
    race, time = moment
    ours, theirs = Timeline(race), Timeline(other_future(race, time, stretch, extra))
    if time < ours.end:
        assert RaceLog(ours).at(time) == RaceLog(theirs).at(time)


@pytest.mark.parametrize("seconds", [0, 99, 10_000])
def test_nobody_takes_a_lead_that_one_has_from_the_grid(seconds: float) -> None:
    assert leads_taken(raced(entries=NAMES), at(seconds)) == ()
