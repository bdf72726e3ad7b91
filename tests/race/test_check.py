from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from msgspec.structs import replace
from tests.laws import examples
from tests.strategies import races

from replay import racefile
from replay.race.check import check, differences
from replay.race.finding import Finding
from replay.race.model import (
    Added,
    ClassResult,
    Explanation,
    Figures,
    Finish,
    FinishTime,
    Official,
    Race,
    RaceClass,
    Result,
    Retirement,
    Ruling,
)
from replay.race.timeline import Timeline

HERE = Path(__file__).parents[1]
TINY = racefile.load(HERE / "races" / "tiny.json")
SHIPPED = sorted((HERE.parent / "races").glob("*.json"))


def official() -> Official:
    assert TINY.official is not None
    return TINY.official


def published(**changes: Any) -> Race:
    """The small race with another published result."""
    return replace(TINY, official=replace(official(), **changes))


def with_result(place: int, **changes: Any) -> Race:
    """The small race with another line of the result at `place`."""
    results = list(official().results)
    results[place - 1] = replace(results[place - 1], **changes)
    return published(results=tuple(results))


def finding(race: Race, rule: str) -> Finding:
    (found,) = (found for found in check(race) if found.rule == rule)
    return found


def outcomes(race: Race) -> Mapping[str, str]:
    return {found.rule: found.outcome for found in check(race)}


def test_the_small_race_meets_its_own_result() -> None:
    found = outcomes(TINY)
    assert {rule for rule, outcome in found.items() if outcome == "failed"} == set()
    assert {rule for rule, outcome in found.items() if outcome == "explained"} == {
        "lead changes",
        "order about lap 7",
    }
    assert len(found) == 31


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_shipped_race_fails_its_own_result(path: Path) -> None:
    found = check(racefile.load(path))
    assert found
    assert [finding for finding in found if finding.outcome == "failed"] == []


def test_kansas_has_28_lead_changes_by_count_and_27_in_print() -> None:
    path = HERE.parent / "races" / "kansas-2024.json"
    found = finding(racefile.load(path), "lead changes")
    assert (found.outcome, found.ours, found.published) == ("explained", "28", "27")
    assert found.reason


def test_a_race_without_a_published_result_has_no_findings() -> None:
    assert check(replace(TINY, official=None)) == ()


def test_a_difference_that_the_file_explains_is_explained() -> None:
    found = finding(TINY, "lead changes")
    assert found == Finding(
        "lead changes", "explained", "6", "5", "the published count was made before the ruling"
    )


def test_a_difference_that_nobody_explains_fails() -> None:
    found = finding(published(explanations=()), "lead changes")
    assert (found.outcome, found.ours, found.published) == ("failed", "6", "5")


def test_an_explanation_of_figures_that_agree_is_not_needed() -> None:
    reasons = (Explanation(rule="leaders", reason="none needed"),)
    assert finding(published(explanations=reasons), "leaders") == Finding(
        "leaders", "met", "3", "3"
    )


def test_an_explanation_counts_for_its_own_rule_alone() -> None:
    assert outcomes(published(caution_laps=3))["caution laps"] == "failed"


def excused(rule: str, *pairs: tuple[str | None, str, str], race: Race = TINY) -> str:
    """What comes of a rule if the file excuses these pairs of figures."""
    figures = tuple(Figures(of=of, ours=ours, published=theirs) for of, ours, theirs in pairs)
    one = Explanation(rule=rule, reason="so it was", pairs=figures)
    assert race.official is not None
    return finding(
        replace(race, official=replace(race.official, explanations=(one,))), rule
    ).outcome


def test_an_explanation_excuses_the_pair_of_figures_that_it_names_and_no_other() -> None:
    assert excused("lead changes", (None, "6", "5")) == "explained"
    assert excused("lead changes", (None, "6", "4")) == "failed"
    assert excused("lead changes", (None, "7", "5")) == "failed"
    assert excused("lead changes", ("1", "6", "5")) == "failed"
    assert excused("lead changes") == "failed"


def two_wrong() -> Race:
    """The small race with two wrong counts of laps led: 24 led 4, and 07 led 3."""
    race = with_result(2, led=5)
    assert race.official is not None
    results = list(race.official.results)
    results[3] = replace(results[3], led=9)
    return replace(race, official=replace(race.official, results=tuple(results)))


def test_of_two_figures_that_differ_each_needs_its_own_excuse() -> None:
    one, other = ("24", "4", "5"), ("07", "3", "9")
    assert excused("laps led", one, other, race=two_wrong()) == "explained"
    assert excused("laps led", one, race=two_wrong()) == "failed"
    assert excused("laps led", other, race=two_wrong()) == "failed"


def test_an_explanation_without_figures_excuses_one_pair_and_not_two() -> None:
    reason = (Explanation(rule="laps led", reason="so it was"),)
    one = with_result(2, led=5)
    for race, outcome in ((one, "explained"), (two_wrong(), "failed")):
        assert race.official is not None
        found = replace(race, official=replace(race.official, explanations=reason))
        assert finding(found, "laps led").outcome == outcome


def test_figures_that_differ_are_told_by_rule_explained_or_not() -> None:
    assert differences(TINY) == {"lead changes": (Figures(ours="6", published="5"),)}
    assert differences(two_wrong())["laps led"] == (
        Figures(of="24", ours="4", published="5"),
        Figures(of="07", ours="3", published="9"),
    )
    assert differences(replace(TINY, official=None)) == {}


WRONG: dict[str, tuple[Race, str, str]] = {
    # rule: (a race whose published result is off, ours, published)
    "laps": (published(laps=11), "10", "11"),
    "leader of every lap": (
        published(lead=(*official().lead[:-1], replace(official().lead[-1], car="24"))),
        "lap 10: 1",
        "lap 10: 24",
    ),
    "order at lap 4": (
        published(orders=(replace(official().orders[0], order=("1", "24", "7", "07", "99")),)),
        "place 3: 07, place 4: 7",
        "place 3: 7, place 4: 07",
    ),
    "gaps at lap 9": (
        published(orders=(replace(official().orders[2], gaps=(0, 1001, 33000)),)),
        "1: 0.100",
        "1: 0.1001",
    ),
    "stage 1 order": (
        published(stages=(replace(official().stages[0], order=("24", "1")),)),
        "place 1: 1, place 2: 24",
        "place 1: 24, place 2: 1",
    ),
    "leaders": (published(leaders=4), "3", "4"),
    "cautions": (published(cautions=2), "1", "2"),
    "caution laps": (published(caution_laps=3), "2", "3"),
    "margin of victory": (published(margin=9), "0.001", "0.0009"),
    "race time": (published(race_time=3_480_000), "347.000", "348.000"),
    "average speed": (published(average_speed=51_874), "51.873 mph", "51.874 mph"),
    "laps completed": (with_result(4, laps=10), "07: 9", "07: 10"),
    "elapsed time": (with_result(5, elapsed=1_260_010), "99: 126.000", "99: 126.001"),
    "gap to the winner": (with_result(3, gap=39_490), "7: 3.950", "7: 3.949"),
    "running at the end": (with_result(4, status="Accident"), "07: running", "07: out"),
    "last lap": (with_result(1, last_lap=302_510), "1: 30.250", "1: 30.251"),
    "best lap": (with_result(2, best_lap=302_010), "24: 30.200", "24: 30.201"),
    "number of the best lap": (with_result(2, best_lap_number=3), "24: 2", "24: 3"),
    "laps led": (with_result(2, led=5), "24: 4", "24: 5"),
    "times led": (with_result(2, times_led=4), "24: 3", "24: 4"),
}


@pytest.mark.parametrize("rule", WRONG)
def test_a_wrong_figure_fails_its_rule_with_both_figures(rule: str) -> None:
    race, ours, theirs = WRONG[rule]
    found = finding(race, rule)
    assert (found.outcome, found.ours, found.published) == ("failed", ours, theirs)


def test_a_wrong_finishing_order_fails() -> None:
    first, second, *others = official().results
    swapped = (replace(second, position=1), replace(first, position=2), *others)
    found = finding(published(results=swapped), "finishing order")
    assert found.outcome == "failed"
    assert (found.ours, found.reason) == ("place 1: 1, place 2: 24", "2 of 5 places differ")


def test_a_car_missing_from_the_result_fails() -> None:
    found = finding(published(results=official().results[:-1]), "entries")
    assert (found.outcome, found.reason) == ("failed", "in one list only: 99")


def test_an_order_of_about_a_lap_cannot_fail() -> None:
    found = finding(TINY, "order about lap 7")
    assert found.outcome == "explained"
    assert (found.ours, found.reason) == ("3 of 5 places", "published for about lap 7")


def test_an_order_of_about_a_lap_can_be_met() -> None:
    order = replace(official().orders[1], order=("07", "24", "1", "7", "99"))
    assert finding(published(orders=(order,)), "order about lap 7").outcome == "met"


def test_what_was_not_published_is_not_checked() -> None:
    bare = Official(
        laps=10,
        results=tuple(
            Result(position=r.position, car=r.car, laps=r.laps, status=r.status)
            for r in official().results
        ),
    )
    assert set(outcomes(replace(TINY, official=bare))) == {
        *("entries", "laps", "finishing order", "laps completed", "running at the end", "stops"),
        *("winner", "status and laps", "last crossings", "laps in the pits"),
    }


def test_a_faster_rebuilt_lap_than_the_published_best_fails() -> None:
    fields = msgspec.to_builtins(TINY)
    record = next(record for record in fields["laps"] if record["car"] == "7")
    record["crossings"] = (*record["crossings"][:6], 2_540_000, *record["crossings"][7:])
    found = finding(msgspec.convert(fields, Race), "best lap")
    assert (found.outcome, found.ours, found.published) == ("failed", "7: 30.700", "7: 30.800")


def test_race_time_is_compared_to_the_tick_where_it_was_published_so() -> None:
    assert finding(published(race_time=3_470_500), "race time").outcome == "met"


def test_race_time_in_whole_seconds_may_be_cut_or_rounded() -> None:
    """A winner's time of 347.6 s; the average speed is of the time as published."""
    fields = msgspec.to_builtins(TINY)
    for record in fields["laps"]:
        if record["car"] in ("1", "24"):
            record["crossings"] = (*record["crossings"][:-1], record["crossings"][-1] + 5_500)
    race = msgspec.convert(fields, Race)
    expected = {346: ("failed", "met"), 347: ("met", "failed"), 348: ("met", "met")}
    for time, outcome in expected.items():
        answer = replace(official(), race_time=time * 10_000, average_speed=51_724)
        found = outcomes(replace(race, official=answer))
        assert (found["race time"], found["average speed"]) == outcome


def test_an_average_speed_alone_may_be_of_the_time_or_of_whole_seconds() -> None:
    """A winner's time of 347.05 s, over 5 miles: exactly, cut, and no time near it."""
    for speed, outcome in ((51_866, "met"), (51_873, "met"), (51_870, "failed")):
        answer = replace(official(), race_time=None, average_speed=speed)
        assert outcomes(replace(TINY, official=answer))["average speed"] == outcome


def test_laps_whose_leader_was_not_published_are_not_compared() -> None:
    first = official().lead[0]
    answer = replace(official(), lead=(first,))
    assert outcomes(replace(TINY, official=answer))["leader of every lap"] == "met"


def test_a_pole_that_leads_no_lap_counts_among_the_times_led() -> None:
    grid = {"24": 2, "1": 1}
    entries = tuple(replace(e, grid=grid.get(e.car, e.grid)) for e in TINY.entries)
    found = finding(replace(TINY, entries=entries), "times led")
    assert (found.outcome, found.ours, found.published) == ("failed", "1: 4", "1: 3")


def test_a_free_pass_to_a_car_on_the_lead_lap_fails() -> None:
    caution = replace(TINY.events[1], free_pass="7")
    race = replace(TINY, events=(TINY.events[0], caution, *TINY.events[2:]))
    found = finding(race, "free passes")
    assert (found.outcome, found.ours) == ("failed", "caution 1, 7: on the lead lap")


def test_a_stop_without_an_exit_needs_a_car_that_is_out() -> None:
    stops = (*TINY.stops[:4], replace(TINY.stops[4], exit=None, left=False))
    found = finding(replace(TINY, stops=stops), "stops")
    assert (found.outcome, found.ours) == ("failed", "07 on lap 8: there")


# -- races known by their finish


def finish_only(*gaps: int) -> Race:
    times = tuple(
        FinishTime(car=car, gap=gap) for car, gap in zip(("1", "24", "7"), gaps, strict=True)
    )
    finish = Finish(resolution=10, times=times)
    return replace(TINY, laps=(), events=(), stops=(), remarks=(), finish=finish)


def test_a_race_known_by_its_finish_is_checked_at_the_line() -> None:
    found = outcomes(finish_only(0, 10, 39_500))
    assert found == dict.fromkeys(
        (
            *("entries", "finishing order", "gap to the winner", "margin of victory"),
            *("winner", "status and laps"),
        ),
        "met",
    )


def test_a_finish_in_another_order_fails() -> None:
    found = outcomes(finish_only(10, 0, 39_500))
    assert found["finishing order"] == "failed"
    assert found["gap to the winner"] == "failed"


LEADERS = "leader's laps"
"""It asks for a time that hangs on the race."""

ASKED_OF_EVERY_RACE = {
    "stops": "left, or out",
    "free passes": "laps down",
    "winner": "running at the end",
    "status and laps": "agree",
    "last crossings": "at the flag or later",
    "laps in the pits": "1 lap at most",
    LEADERS: "",
}
"""Rule -> what stands where others have what was published."""


@given(races())
@examples(40)
def test_any_race_can_be_checked_and_every_failure_says_what_differs(race: Race) -> None:
    for found in check(race):
        assert found.ours
        assert found.published
        if found.rule in ASKED_OF_EVERY_RACE and found.outcome == "met":
            assert found.published == ASKED_OF_EVERY_RACE[found.rule] or found.rule == LEADERS
        elif found.outcome == "met":
            assert found.ours == found.published
        else:
            assert found.ours != found.published


def in_classes(*orders: ClassResult) -> Race:
    """The small race with its cars in two classes by turns, and an official order of each."""
    names = ("FAST", "SLOW")
    entries = tuple(
        replace(entry, race_class=names[at % 2]) for at, entry in enumerate(TINY.entries)
    )
    classes = tuple(RaceClass(name=name, short=name[:3]) for name in names)
    race = replace(TINY, header=replace(TINY.header, classes=classes), entries=entries)
    return replace(race, official=replace(official(), results=(), lead=(), classes=orders))


def ours_of_class(name: str) -> tuple[str, ...]:
    of_car = {entry.car: entry.race_class for entry in in_classes().entries}
    final = Timeline(TINY).at(10**9).order
    return tuple(row.car for row in final if of_car[row.car] == name)


def test_a_result_of_the_first_cars_alone_is_held_as_far_as_it_goes() -> None:
    """An order without laps, as `[result]` of a facts file gives: the rest was not published."""
    first, second, third = official().results[:3]
    bare = Result(position=2, car=second.car)
    race = published(results=(first, bare))
    assert finding(race, "entries").outcome == "met"
    assert finding(race, "finishing order").outcome == "met"
    assert finding(race, "laps completed").published == "1 car"
    assert outcomes(race)["laps completed"] == "met"
    wrong = published(results=(first, replace(bare, car=third.car)))
    assert finding(wrong, "finishing order").outcome == "failed"


def test_the_order_of_each_class_is_compared_as_far_down_as_it_was_published() -> None:
    fast, slow = ours_of_class("FAST"), ours_of_class("SLOW")
    met = in_classes(
        ClassResult(race_class="FAST", order=fast), ClassResult(race_class="SLOW", order=slow[:1])
    )
    assert outcomes(met)["order by class"] == "met"
    assert "entries" not in outcomes(met)
    wrong = in_classes(ClassResult(race_class="FAST", order=fast[::-1]))
    assert finding(wrong, "order by class").outcome == "failed"
    assert f"FAST 1: {fast[0]}" in finding(wrong, "order by class").ours


def test_a_wrong_order_in_a_class_is_never_explained() -> None:
    race = in_classes(ClassResult(race_class="FAST", order=ours_of_class("FAST")[::-1]))
    reason = Explanation(rule="order by class", reason="so it was")
    assert race.official is not None
    race = replace(race, official=replace(race.official, explanations=(reason,)))
    assert finding(race, "order by class").outcome == "failed"


def test_time_that_a_ruling_added_stands_in_the_published_time() -> None:
    winner = official().results[0]
    assert winner.elapsed is not None
    race = with_result(1, elapsed=winner.elapsed + 50_000)
    assert finding(race, "elapsed time").outcome == "failed"
    end = max(event.at for event in race.events)
    ruling = Ruling(
        at=end + 600_000,
        lap=10,
        basis="official",
        by="Stewards",
        text="5 s",
        of_lap=10,
        order=tuple(one.car for one in official().results),
        added=(Added(car=winner.car, time=50_000),),
    )
    assert finding(replace(race, events=(*race.events, ruling)), "elapsed time").outcome == "met"


def test_a_race_that_knows_no_retirements_is_not_held_to_who_was_running() -> None:
    """Cars that stopped early are out by the result; the file calls nobody out."""
    events = tuple(event for event in TINY.events if not isinstance(event, Retirement))
    race = replace(TINY, events=events)
    assert "running at the end" not in outcomes(race)
    known = replace(race.header, known=replace(race.header.known, retirements="official"))
    assert finding(replace(race, header=known), "running at the end").outcome == "failed"


@pytest.mark.parametrize(("status", "outcome"), [("Classified", "met"), ("Running", "failed")])
def test_a_car_is_classified_whether_it_was_running_at_the_end_or_not(
    status: str, outcome: str
) -> None:
    """Car 99 stopped after four laps, and nobody called it out."""
    events = tuple(event for event in TINY.events if not isinstance(event, Retirement))
    race = replace(with_result(5, status=status), events=events)
    assert finding(race, "last crossings").outcome == outcome
