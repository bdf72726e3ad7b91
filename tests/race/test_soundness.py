"""What no race can be fails, and no explanation excuses it."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from replay import racefile
from replay.race.check import check
from replay.race.finding import NEVER_EXPLAINED, Finding
from replay.race.model import Explanation, Figures, Race, Retirement, Stop

TINY = racefile.load(Path(__file__).parents[1] / "races" / "tiny.json")


def with_status(place: int, status: str) -> Race:
    """The small race with another published status at a place."""
    assert TINY.official is not None
    results = list(TINY.official.results)
    results[place - 1] = replace(results[place - 1], status=status)
    return replace(TINY, official=replace(TINY.official, results=tuple(results)))


def with_crossings(car: str, lap: int, *times: int) -> Race:
    """The small race with other crossings of a car from a lap on; it crosses no more after them."""
    fields: dict[str, Any] = msgspec.to_builtins(TINY)
    record = next(record for record in fields["laps"] if record["car"] == car)
    record["crossings"] = (*record["crossings"][: lap - 1], *times)
    record["known"] = [s for s in record["known"] if s["lap"] <= len(record["crossings"])]
    return msgspec.convert(fields, Race)


def failed(race: Race) -> dict[str, Finding]:
    return {found.rule: found for found in check(race) if found.outcome == "failed"}


def early() -> Race:
    """Car 07 completes its last lap before 1 wins, at 347.05 s."""
    return with_crossings("07", 9, 3_470_490)


def in_the_pits() -> Race:
    """Car 07 is in the pits from lap 7 on, where it completes laps 8 and 9."""
    stops = tuple(
        replace(stop, exit=3_490_000) if stop.car == "07" else stop for stop in TINY.stops
    )
    return replace(TINY, stops=stops)


def too_quick() -> Race:
    """Car 1 leads lap 2 in 25.8 s; the best published lap is 29.95 s."""
    return with_crossings("1", 2, 570_000, *range(915_000, 3_500_000, 300_000))


WRONG: dict[str, tuple[Race, str]] = {
    "last crossings": (early(), "07: 0.0005 s before the flag"),
    "winner": (with_status(1, "Excluded (fuel)"), "1: disqualified"),
    "laps in the pits": (in_the_pits(), "07 on lap 8: 2 laps"),
    "status and laps": (with_status(4, "+2 Laps"), "07: was 2 laps down, but completed 9 of 10"),
    "leader's laps": (too_quick(), "lap 2: 25.800"),
}  # fmt: skip


@pytest.mark.parametrize("rule", WRONG)
def test_a_race_that_cannot_be_fails_and_says_what_is_wrong(rule: str) -> None:
    race, ours = WRONG[rule]
    assert rule not in failed(TINY)
    assert failed(race)[rule].ours == ours


@pytest.mark.parametrize("rule", [*WRONG, "finishing order"])
def test_no_explanation_excuses_what_cannot_be(rule: str) -> None:
    first, second, *others = TINY.official.results if TINY.official else ()
    assert TINY.official is not None
    swapped = (replace(second, position=1), replace(first, position=2), *others)
    race = WRONG[rule][0] if rule in WRONG else TINY
    assert race.official is not None
    official = race.official
    if rule == "finishing order":
        official = replace(official, results=swapped)
    found = failed(replace(race, official=official))[rule]
    of, _, figure = found.ours.partition(": ")
    figures = Figures(of=of, ours=figure, published=found.published.partition(": ")[2])
    for pairs in (None, (figures,)):
        excuse = Explanation(rule=rule, reason="we like it so", pairs=pairs)
        excused = replace(official, explanations=(*official.explanations, excuse))
        assert rule in failed(replace(race, official=excused))
    assert rule in NEVER_EXPLAINED


@pytest.mark.parametrize("status", ["Accident", "DSQ", "Disqualified (ride height)", "DNS"])
def test_a_winner_is_neither_out_nor_disqualified(status: str) -> None:
    assert "winner" in failed(with_status(1, status))


def test_a_winner_who_is_out_in_the_record_fails_whatever_was_published() -> None:
    end = TINY.events[-1].at
    out = Retirement(at=end, lap=10, basis="official", car="1", reason="engine")
    assert "winner" in failed(replace(TINY, events=(*TINY.events, out)))


@pytest.mark.parametrize(
    ("place", "status"),
    [(5, "Did not start"), (1, "Lapped"), (3, "+1 lap"), (4, "3 laps down")],
)
def test_a_status_that_contradicts_its_laps_fails(place: int, status: str) -> None:
    assert "status and laps" in failed(with_status(place, status))


@pytest.mark.parametrize("status", ["Lapped", "+1 Lap", "Classified", "Running at finish", "1 lap"])
def test_a_car_laps_down_was_running_whatever_its_status_is_called(status: str) -> None:
    assert failed(with_status(4, status)).keys() == failed(TINY).keys()


def test_a_car_out_may_have_crossed_long_before_the_winner() -> None:
    assert "last crossings" not in failed(TINY)


def test_a_car_that_never_left_the_pits_completes_no_lap_but_the_one_that_ends_there() -> None:
    """Car 99 is out in its pit; car 7 goes on for six laps after a stop it never left."""
    stops = tuple(
        replace(stop, exit=None, left=False) if stop.car == "7" else stop for stop in TINY.stops
    )
    assert failed(replace(TINY, stops=stops))["laps in the pits"].ours == "7 on lap 5: 6 laps"


def test_one_lap_may_end_on_pit_road() -> None:
    stop = Stop(car="24", lap=9, entry=3_300_000, exit=3_480_000)
    race = replace(TINY, stops=(*TINY.stops, stop))
    assert "laps in the pits" not in failed(race)


def test_without_a_published_best_lap_no_lap_of_a_leader_is_too_quick() -> None:
    race, _ = WRONG["leader's laps"]
    assert race.official is not None
    results = tuple(replace(r, best_lap=None) for r in race.official.results)
    bare = replace(race, official=replace(race.official, results=results))
    assert "leader's laps" not in {found.rule for found in check(bare)}
