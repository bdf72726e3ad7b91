"""Where a clock that plays is to pause, and what that is called."""

from pathlib import Path

import pytest
from hypothesis import given
from tests.laws import examples
from tests.road_races import class_race
from tests.series_strategies import series_races
from tests.strategies import races

from replay import racefile
from replay.race.destination import resolve
from replay.race.log import RaceLog
from replay.race.model import Race
from replay.race.moment_words import NoSuchMoment
from replay.race.pacing_choices import PAUSE_KINDS, PauseKind
from replay.race.pauses import pauses
from replay.race.timeline import Timeline

ROOT = Path(__file__).parents[2]
TINY = Timeline(racefile.load(ROOT / "tests" / "races" / "tiny.json"))
KANSAS = Timeline(racefile.load(ROOT / "races" / "kansas-2024.json"))


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("lead", {611_500: "lead 1", 1_715_000: "lead 4"}),
        ("caution", {1_218_000: "caution 1"}),
        ("restart", {2_210_000: "restart 1"}),
        ("stage", {1_218_000: "stage 1", 3_470_495: "stage 2"}),
        ("white", {3_167_000: "white flag"}),
        ("finish", {3_470_495: "finish"}),
        ("stop", {}),
    ],
)
def test_each_kind_has_its_times_and_the_names_they_are_gone_to_by(
    kind: PauseKind, found: dict[int, str]
) -> None:
    of_kind = pauses(TINY, RaceLog(TINY), [kind])
    assert {at: of_kind[at] for at in found} == found
    assert kind == "lead" or of_kind == found


def test_what_happens_at_one_time_is_told_together() -> None:
    found = pauses(TINY, RaceLog(TINY), ["caution", "stage"])
    assert found[1_218_000] == "caution 1, stage 1"


def test_the_stops_are_those_of_the_car_that_is_followed() -> None:
    found = pauses(KANSAS, RaceLog(KANSAS), ["stop"], car="17")
    assert list(found.values()) == [f"stop {n} of 17" for n in range(1, len(found) + 1)]
    assert list(found) == [visit.since for visit in KANSAS.stops["17"]]
    assert not pauses(KANSAS, RaceLog(KANSAS), ["stop"])


def test_of_a_class_that_is_shown_alone_only_its_own_leads_are_meant() -> None:
    race = class_race()
    timeline = Timeline(race)
    every = pauses(timeline, RaceLog(timeline), ["lead"])
    for of in race.header.classes:
        alone = pauses(timeline, RaceLog(timeline), ["lead"], race_class=of.name)
        assert alone.items() <= every.items()


@examples(30)
@given(races() | series_races())
def test_every_pause_can_be_gone_to_by_its_name_once_it_is_past(race: Race) -> None:
    timeline = Timeline(race)
    log = RaceLog(timeline)
    found = pauses(timeline, log, PAUSE_KINDS, car=race.entries[0].car)
    assert list(found) == sorted(found)
    for at, names in found.items():
        assert 0 < at <= timeline.end
        for name in names.split(", "):
            if name.startswith(("lead", "restart", "caution")):
                try:
                    assert resolve(name, timeline, log, at) <= at
                except NoSuchMoment:
                    pytest.fail(f"{name} at {at} cannot be gone to")
