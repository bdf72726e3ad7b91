"""Atlanta 2024, three wide at the line: the whole race, and the picture of its finish."""

from pathlib import Path

from replay import racefile
from replay.race.check import check
from replay.race.line_camera import photo_at
from replay.race.model import SECOND, Caution, Red
from replay.race.timeline import Timeline

RACE = racefile.load(Path(__file__).parents[2] / "races" / "atlanta-2024.json")
TIMELINE = Timeline(RACE)

# Car and gap to the winner of the cars on the lead lap, as the box score prints them.
PUBLISHED = (
    "99 0, 12 .003, 8 .007, 2 .077, 23 .112, 47 .135, 1 .170, 34 .192, 17 .193, 54 .243, 21 .420, "
    "19 .440, 7 .457, 15 .567, 9 .642, 41 .648, 24 .757, 31 .769, 77 .897, 51 1.043, 42 1.215, "
    "3 2.927"
)


def test_the_cars_on_the_lead_lap_finish_with_their_published_gaps() -> None:
    pairs = (item.split() for item in PUBLISHED.split(", "))
    published = [(car, round(float(gap) * SECOND)) for car, gap in pairs]
    order = TIMELINE.at(TIMELINE.end).order
    assert [(row.car, row.gap) for row in order[: len(published)]] == published


def test_every_rule_of_the_official_result_is_met_or_explained() -> None:
    outcomes = {finding.rule: finding.outcome for finding in check(RACE)}
    assert "failed" not in outcomes.values()
    for rule in ("finishing order", "gap to the winner", "winner", "stops", "caution laps"):
        assert outcomes[rule] == "met"


def test_the_picture_has_three_cars_in_the_lanes_of_the_reports() -> None:
    photo = photo_at(TIMELINE, TIMELINE.end)
    assert photo is not None
    assert [nose.car for nose in photo.noses[:3]] == ["99", "12", "8"]
    lanes = {nose.car: nose.lane for nose in photo.noses}
    assert lanes["8"] == 500
    assert photo.good_to == 1_500


def test_the_speed_at_the_line_is_that_of_the_winners_last_lap() -> None:
    assert RACE.finish is not None
    line = next(line.crossings for line in RACE.laps if line.car == "99")
    assert line[-1] - line[-2] == round(30.349 * SECOND)
    assert RACE.finish.speed == round(1_540 * 3_600 / 30.349)


def test_ten_cautions_and_a_red_flag_on_the_published_laps() -> None:
    cautions = [event for event in RACE.events if isinstance(event, Caution)]
    begun = [event.lap for event in cautions]
    assert begun == [1, 24, 52, 60, 159, 174, 198, 218, 239, 248]
    (red,) = (event for event in RACE.events if isinstance(event, Red))
    assert (red.lap, red.stopped) == (241, round(684.788 * SECOND))


def test_the_whole_field_has_its_places_on_every_lap() -> None:
    assert len(RACE.entries) == 37
    assert TIMELINE.laps == 260
    assert TIMELINE.at(TIMELINE.end).order[0].crossing == round(12_490.633 * SECOND)
