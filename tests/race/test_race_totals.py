"""The race in figures: what is counted, what is published, and what nobody knows."""

import pytest
from msgspec import structs
from tests.race.small_races import CLASSES, at, flag, race_of, timeline_of

from replay import racefile
from replay.race.laps_led import laps_led
from replay.race.model import Added, Official, Race, Retirement, Ruling, Track
from replay.race.race_totals import PublishedCounts, race_totals
from replay.race.timeline import Timeline

TRACK = Track(name="Test", length=1_500)


def shipped(name: str) -> Timeline:
    return Timeline(racefile.load(racefile.find(name)))


@pytest.fixture(scope="module")
def kansas() -> Timeline:
    return shipped("kansas-2024")


def small() -> Race:
    """Car 1 leads two laps, 2 the last; 3 falls out, 4 is a lap down; 1.5 miles in 30 s."""
    return race_of(
        {"1": (30, 60, 91), "2": (31, 61, 90), "3": (32,), "4": (40, 92)},
        (
            Retirement(at=at(50), lap=1, car="3", basis="official", reason="engine"),
            flag(90, 3),
        ),
        track=TRACK,
        known={"retirements": "official"},
    )


def test_the_figures_of_kansas_are_those_that_were_published(kansas: Timeline) -> None:
    totals = race_totals(kansas, kansas.end)
    assert totals.time == at(11_442)
    assert (totals.laps, totals.distance, totals.average_speed) == (268, 402_000, 126_481)
    assert (totals.cautions, totals.caution_laps) == (7, 43)
    assert (totals.lead_changes, totals.leaders) == (28, 10)
    assert (totals.running, totals.on_lead_lap) == (36, 31)
    assert totals.measured


def test_the_published_counts_stand_beside_ours_once_the_result_is_official(
    kansas: Timeline,
) -> None:
    assert race_totals(kansas, kansas.end).published == PublishedCounts(27, 10, 7, 43)
    assert race_totals(kansas, kansas.end - 1).published == PublishedCounts()


def test_before_the_ruling_the_lead_has_changed_as_the_loops_have_it(kansas: Timeline) -> None:
    totals = race_totals(kansas, kansas.end - 1)
    assert totals.lead_changes == 27
    assert totals.time == 114_424_210  # that of 17, which the loops have first
    assert totals.average_speed == 126_477  # of that time, and not of the published one


def test_the_average_so_far_is_that_of_the_leader_at_the_line() -> None:
    timeline = Timeline(small())
    totals = race_totals(timeline, at(75))
    assert (totals.time, totals.laps, totals.distance) == (at(75), 2, 3_000)
    assert totals.average_speed == 180_000
    assert (totals.running, totals.on_lead_lap) == (3, 3)  # 4 may still come round


def test_before_the_first_line_there_is_no_average() -> None:
    assert race_totals(Timeline(small()), at(10)).average_speed is None


def test_from_the_flag_on_the_time_is_that_of_the_winner_with_his_penalty() -> None:
    race = small()
    ruling = Ruling(
        at=at(100), lap=3, basis="official", of_lap=3, by="the stewards", text="2 s",
        added=(Added(car="2", time=at(2)),),
    )  # fmt: skip
    timeline = Timeline(structs.replace(race, events=(*race.events, ruling)))
    assert race_totals(timeline, at(95)).time == at(90)
    assert race_totals(timeline, at(100)).time == at(91)  # 1 wins: 2 is at 92 s


def test_a_race_that_took_no_time_has_no_average() -> None:
    race = structs.replace(small(), official=Official(laps=3, race_time=0))
    timeline = Timeline(race)
    assert race_totals(timeline, timeline.end).average_speed is None


def test_a_published_average_stands_only_once_the_result_is_official() -> None:
    race = structs.replace(small(), official=Official(laps=3, average_speed=179_999))
    timeline = Timeline(race)
    assert timeline.end == at(92)
    assert race_totals(timeline, at(91)).average_speed == 180_000
    assert race_totals(timeline, at(92)).average_speed == 179_999


def test_a_rebuilt_line_makes_an_average_that_is_not_measured(kansas: Timeline) -> None:
    assert not race_totals(kansas, kansas.instant(50)).measured


def test_what_a_file_does_not_know_is_none() -> None:
    race = race_of({"1": (30,), "2": (31,)}, (flag(30, 1),))
    unknown = structs.replace(race.header.known, flags=None)
    header = structs.replace(race.header, known=unknown)
    bare = structs.replace(race, header=header, events=race.events[1:])
    totals = race_totals(Timeline(bare), at(31))
    assert (totals.cautions, totals.caution_laps, totals.running) == (None, None, None)
    assert (totals.distance, totals.average_speed) == (None, None)


def test_of_a_finish_alone_there_is_what_was_published() -> None:
    monza = shipped("monza-1971")
    before, after = race_totals(monza, monza.end - 1), race_totals(monza, monza.end)
    assert (before.laps, before.average_speed) == (None, None)
    assert (after.laps, after.time, after.average_speed) == (55, at(4692.6), 150_755)
    assert (after.lead_changes, after.leaders, after.on_lead_lap) == (None, None, None)


# -- laps led


def test_a_finish_alone_without_a_published_time_has_no_average() -> None:
    freedom = shipped("freedom-100-2013")
    totals = race_totals(freedom, freedom.end)
    assert (totals.laps, totals.distance, totals.average_speed) == (40, 100_000, None)


def test_laps_led_are_those_at_the_line_the_most_first(kansas: Timeline) -> None:
    assert laps_led(kansas, kansas.end) == (
        ("11", 71), ("5", 64), ("17", 53), ("1", 43), ("8", 14),
        ("45", 7), ("16", 6), ("20", 5), ("38", 4), ("6", 1),
    )  # fmt: skip


def test_the_lap_that_the_camera_gave_counts_for_the_other_before_it_ruled(
    kansas: Timeline,
) -> None:
    led = dict(laps_led(kansas, kansas.end - 1))
    assert (led["5"], led["17"]) == (63, 54)


def test_the_pole_is_no_lap_led() -> None:
    timeline = timeline_of({"1": (31, 60), "2": (30, 61)}, (flag(60, 2),))
    assert laps_led(timeline, 0) == ()
    assert laps_led(timeline, at(30)) == (("2", 1),)
    assert laps_led(timeline, at(61)) == (("2", 1), ("1", 1))


def test_a_class_counts_the_laps_of_its_own_leader() -> None:
    lines = {"7": (100, 200, 300), "91": (130, 260), "92": (131, 259)}
    of = {"7": "HYPERCAR", "91": "LMGT3", "92": "LMGT3"}
    timeline = timeline_of(
        lines,
        (flag(300, 3),),
        entries={car: {"race_class": name} for car, name in of.items()},
        classes=CLASSES,
    )
    assert laps_led(timeline, at(300), "LMGT3") == (("91", 1), ("92", 1))
    assert laps_led(timeline, at(258), "LMGT3") == (("91", 1),)
    assert laps_led(timeline, at(300), "GT4") == ()
