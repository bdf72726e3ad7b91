"""Points as they run: of the stages that are over, and of the place of now."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from replay import racefile
from replay.race.model import Race
from replay.race.points_now import points_now
from replay.race.stage_table import StagePlace, stage_places
from replay.race.timeline import Timeline

TINY = racefile.load(Path(__file__).parents[1] / "races" / "tiny.json")


def nascar(race: Race = TINY, date: str = "2024-02-29") -> Timeline:
    """A race under NASCAR's rule; the small one has stages that end on laps 4 and 10."""
    return Timeline(replace(race, header=replace(race.header, series="NASCAR", date=date)))


@pytest.fixture(scope="module")
def tiny() -> Timeline:
    return nascar()


@pytest.fixture(scope="module")
def kansas() -> Timeline:
    return Timeline(racefile.load(racefile.find("kansas-2024")))


def test_at_the_start_every_place_of_the_grid_would_score_what_it_scores_at_the_finish(
    tiny: Timeline,
) -> None:
    now = points_now(tiny, 0)
    assert [now[car].finish for car in ("24", "1", "07", "7")] == [40, 35, 34, 33]
    assert {one.stages for one in now.values()} == {()}


def test_a_stage_scores_ten_to_one_once_the_leader_is_a_lap_on(tiny: Timeline) -> None:
    settled = next(at for at in range(1_218_000, 2_000_000, 1_000) if tiny.lap_at(at) == 5)
    assert points_now(tiny, settled - 2_000)["24"].stages == ()
    order = tiny.at(settled).stages[0].order
    now = points_now(tiny, settled)
    assert [now[car].stages for car in order if car != "99"] == [(10,), (9,), (8,), (7,)]
    first = now[order[0]]
    assert first.total == 10 + first.finish


def test_a_driver_who_may_not_score_has_no_points_and_nobody_gets_them(tiny: Timeline) -> None:
    last = points_now(tiny, tiny.end)["99"]
    assert (last.stages, last.finish, last.total, last.eligible) == ((0,), 0, 0, False)
    entries = tuple(replace(e, eligible=e.car != "24") for e in TINY.entries)
    other = points_now(nascar(replace(TINY, entries=entries)), tiny.end)
    ours = points_now(tiny, tiny.end)
    assert other["24"].total == 0
    assert {car: other[car].total for car in ("1", "07", "7")} == {
        car: ours[car].total for car in ("1", "07", "7")
    }


def test_who_may_score_is_told_as_far_as_the_file_knows() -> None:
    entries = tuple(replace(entry, eligible=None) for entry in TINY.entries)
    now = points_now(nascar(replace(TINY, entries=entries)), 0)
    assert {one.eligible for one in now.values()} == {None}
    assert now["99"].finish == 32


def test_since_2025_the_fastest_lap_so_far_would_score_a_point() -> None:
    before, since = nascar(date="2024-02-29"), nascar(date="2025-02-28")
    assert not any(one.fastest for one in points_now(before, before.end).values())
    assert [car for car, one in points_now(since, since.end).items() if one.fastest] == ["1"]
    assert not any(one.fastest for one in points_now(since, 0).values())


def test_a_fastest_lap_that_was_rebuilt_scores_nothing() -> None:
    rebuilt = tuple(
        replace(record, known=tuple(replace(s, lap_time="reconstructed") for s in record.known))
        for record in TINY.laps
    )
    race = nascar(replace(TINY, laps=rebuilt), date="2025-02-28")
    assert not any(one.fastest for one in points_now(race, race.end).values())


@pytest.mark.parametrize(
    ("series", "date"), [("NASCAR", "2016-02-21"), ("NASCAR", None), ("Formula 1", "2024-02-29")]
)
def test_there_are_none_where_no_rule_is_known(series: str, date: str | None) -> None:
    race = Timeline(replace(TINY, header=replace(TINY.header, series=series, date=date)))
    assert points_now(race, race.end) == {}
    assert [one.points for one in stage_places(race, race.end, "24")] == [None]


@pytest.mark.parametrize(
    "name", ["kansas-2024", "kansas-2025", "atlanta-2024", "martinsville-2020"]
)
def test_at_the_end_they_are_the_published_ones_but_for_points_taken_away(name: str) -> None:
    race = racefile.load(racefile.find(name))
    assert race.official is not None
    now = points_now(Timeline(race), Timeline(race).end)
    published = {r.car: r.points for r in race.official.results if (r.points or 0) > 0}
    other = {car for car, points in published.items() if now[car].total != points}
    assert not other


def test_stage_places_at_kansas_are_those_published(kansas: Timeline) -> None:
    assert stage_places(kansas, kansas.instant(80), "17") == ()
    assert stage_places(kansas, kansas.instant(81), "17") == (StagePlace(1, 5, 6),)
    assert stage_places(kansas, kansas.end, "17") == (StagePlace(1, 5, 6), StagePlace(2, 1, 10))
    ineligible = stage_places(kansas, kansas.end, "43")
    assert [one.points for one in ineligible] == [None, None]
    assert points_now(kansas, kansas.end)["17"].staged == 16
