"""The races known by their finish alone: the figures as published, against what is derived."""

import re
from pathlib import Path

import pytest
from msgspec import json
from msgspec.structs import replace

from replay import racefile
from replay.race.check import check
from replay.race.export import order_rows
from replay.race.finish import Nose, Photo, gap_length
from replay.race.line_camera import photo_at
from replay.race.model import Chequered, Finish, Official, Race
from replay.race.timeline import Timeline

FOLDER = Path(__file__).parents[2] / "races"

# Order, car and gap to the winner as the publications named in each file print them.
PUBLISHED = {
    "freedom-100-2013": "5 0, 7 .0026, 8 .0280, 26 .0443",
    "chicagoland-2003": "4 0, 9 .0099, 27 .0100",
    "portland-1997": "18 0, 5 .027, 40 .055",
    "monza-1971": "18 0, 25 .01, 2 .09, 9 .18, 19 .61",
    "monza-1969": "20 0, 4 .08, 22 .17, 18 .19",
}
WINNERS = {
    "freedom-100-2013": ("Peter Dempsey", 40),
    "chicagoland-2003": ("Sam Hornish Jr", 200),
    "portland-1997": ("Mark Blundell", 78),
    "monza-1971": ("Peter Gethin", 55),
    "monza-1969": ("Jackie Stewart", 68),
}
RACES = {name: racefile.load(FOLDER / f"{name}.json") for name in PUBLISHED}
every_race = pytest.mark.parametrize("name", PUBLISHED)


def ticks(text: str) -> int:
    whole, _, part = text.partition(".")
    return int(whole or 0) * 10_000 + int(part.ljust(4, "0"))


def published(name: str) -> list[tuple[str, int]]:
    pairs = (item.split() for item in PUBLISHED[name].split(", "))
    return [(car, ticks(gap)) for car, gap in pairs]


def finish(race: Race) -> Finish:
    assert race.finish is not None
    return race.finish


def official(race: Race) -> Official:
    assert race.official is not None
    return race.official


def picture(name: str) -> Photo:
    timeline = Timeline(RACES[name])
    photo = photo_at(timeline, timeline.end)
    assert photo is not None
    return photo


def nose(name: str, car: str) -> Nose:
    (found,) = (nose for nose in picture(name).noses if nose.car == car)
    return found


def inches(name: str, car: str) -> float:
    photo = picture(name)
    return photo.distance(nose(name, car)).thousandths / 1_000


def words(race: Race) -> str:
    """Everything the header says, in lower case: what a list of races may show."""
    return json.encode(race.header).decode().casefold()


def test_every_shipped_race_without_laps_is_held_against_its_sources_here() -> None:
    files = {path.stem: racefile.load(path) for path in FOLDER.glob("*.json")}
    assert {name for name, race in files.items() if not race.has_laps} == set(PUBLISHED)


@every_race
def test_the_picture_has_the_published_order_and_gaps(name: str) -> None:
    assert [(nose.car, nose.gap) for nose in picture(name).noses] == published(name)
    assert all(nose.exact for nose in picture(name).noses)


@every_race
def test_the_margin_is_the_published_one(name: str) -> None:
    margin = published(name)[1][1]
    assert picture(name).margin == margin == official(RACES[name]).margin


@every_race
def test_the_step_of_the_published_gaps_divides_them_all_and_no_greater_does(name: str) -> None:
    step = finish(RACES[name]).resolution
    gaps = [gap for _, gap in published(name)]
    assert all(gap % step == 0 for gap in gaps)
    assert any(gap % (10 * step) for gap in gaps)


@every_race
def test_every_rule_of_the_official_result_is_met(name: str) -> None:
    findings = check(RACES[name])
    assert {finding.outcome for finding in findings} == {"met"}
    assert {finding.rule for finding in findings} >= {
        "finishing order",
        "gap to the winner",
        "margin of victory",
    }


@every_race
def test_a_gap_off_by_a_tick_fails_the_check(name: str) -> None:
    race = RACES[name]
    second = published(name)[1][0]
    times = tuple(
        replace(time, gap=time.gap + 1) if time.car == second else time
        for time in finish(race).times
    )
    findings = check(replace(race, finish=replace(finish(race), times=times)))
    failed = {finding.rule for finding in findings if finding.outcome == "failed"}
    assert failed >= {"gap to the winner", "margin of victory"}


@every_race
def test_the_order_has_the_published_winner_first_on_the_last_lap_run(name: str) -> None:
    rows = list(order_rows(Timeline(RACES[name])))
    assert (rows[0].driver, rows[0].lap) == WINNERS[name]
    assert [row.car for row in rows] == [car for car, _ in published(name)]
    assert official(RACES[name]).laps == rows[0].lap


@every_race
def test_nothing_of_the_finish_is_seen_before_the_first_nose(name: str) -> None:
    race = RACES[name]
    (flag,) = race.events
    assert isinstance(flag, Chequered)
    assert (flag.at, flag.basis) == (2_000, "estimated")
    timeline = Timeline(race)
    assert photo_at(timeline, 1_999) is None
    first = photo_at(timeline, 2_000)
    assert first is not None
    assert [nose.car for nose in first.noses] == [published(name)[0][0]]


@every_race
def test_the_files_lists_of_cars_stand_in_order_of_number_and_not_of_finish(name: str) -> None:
    race = RACES[name]
    for cars in (
        [entry.car for entry in race.entries],
        [time.car for time in finish(race).times],
    ):
        assert cars == sorted(cars, key=int)
    assert {entry.car for entry in race.entries} == {car for car, _ in published(name)}


@every_race
def test_the_header_tells_nothing_of_the_result(name: str) -> None:
    race = RACES[name]
    header = words(race)
    known = {field: getattr(race.header.known, field) for field in ("grid", "laps", "leaders")}
    assert set(known.values()) == {None}
    assert race.header.known.finish == "official"
    for gap in PUBLISHED[name].split(", ")[1:]:
        assert gap.split()[1] not in header
    starred = {fact.text.casefold() for fact in race.header.facts if fact.label == "pole"}
    for entry in race.entries:
        surname = entry.surname.casefold()
        said = sum(surname in fact for fact in starred)
        assert header.count(surname) == said
    assert not re.search(r"\b(won|wins|winner|winning|beat|edge[sd]?|second|third)\b", header)


@every_race
def test_sources_are_named_for_every_group_of_facts(name: str) -> None:
    race = RACES[name]
    groups = {word for source in race.header.sources for word in re.findall(r"\w+", source.of)}
    needed = {"gaps", "numbers", "teams", "pole", "speed", "clock", "colours"}
    if finish(race).lanes_known:
        needed.add("lanes")
    if finish(race).car_length is not None:
        needed.add("length")
    if official(race).race_time is not None:
        needed.add("time")
    if official(race).average_speed is not None:
        needed.add("average")
    assert needed - groups == set()
    assert all(len(source.text) > 10 for source in race.header.sources)


@every_race
def test_a_length_that_is_not_published_is_said_to_be_assumed(name: str) -> None:
    note = finish(RACES[name]).note or ""
    assert ("assumed" in note) == (finish(RACES[name]).car_length is None)


@every_race
def test_only_a_published_speed_is_not_called_an_estimate(name: str) -> None:
    basis = finish(RACES[name]).speed_basis
    assert basis == ("official" if name == "freedom-100-2013" else "estimated")
    assert finish(RACES[name]).speed_of


def test_indianapolis_2013_comes_to_the_inches_that_indycar_published() -> None:
    assert finish(RACES["freedom-100-2013"]).speed == 185_000
    assert round(inches("freedom-100-2013", "7"), 2) == 8.47


def test_portland_1997_comes_to_the_four_feet_its_speed_was_taken_from() -> None:
    assert round(inches("portland-1997", "5"), 2) == 48.00


@pytest.mark.parametrize(("name", "seconds"), [("monza-1971", 4692.60), ("monza-1969", 5951.26)])
def test_monza_has_the_average_speed_of_the_race(name: str, seconds: float) -> None:
    race = RACES[name]
    assert official(race).race_time == round(seconds * 10_000)
    kilometres = 5.750 * official(race).laps
    assert finish(race).speed == round(kilometres / 1.609344 / seconds * 3_600_000)


def test_the_published_lanes_are_those_of_the_reports() -> None:
    lanes = {name: finish(race).lanes_known for name, race in RACES.items()}
    assert lanes == {
        "freedom-100-2013": ("5", "7"),
        "chicagoland-2003": ("4", "27", "9"),
        "portland-1997": (),
        "monza-1971": (),
        "monza-1969": (),
    }
    assert nose("chicagoland-2003", "9").lane == 1_000


def test_dixon_and_herta_were_a_third_of_an_inch_apart_at_chicagoland() -> None:
    apart = inches("chicagoland-2003", "27") - inches("chicagoland-2003", "9")
    assert apart == pytest.approx(gap_length(223_159, 1) / 1_000, abs=0.001)
    assert 0.3 < apart < 0.4


@pytest.mark.parametrize(
    ("name", "gaps"),
    [
        ("monza-1971", ["0.00", "0.01", "0.09", "0.18", "0.61"]),
        ("portland-1997", ["0.000", "0.027", "0.055"]),
        ("freedom-100-2013", ["0.0000", "0.0026", "0.0280", "0.0443"]),
    ],
)
def test_the_order_gives_gaps_with_the_decimals_that_were_published(
    name: str, gaps: list[str]
) -> None:
    assert [str(row.gap_s) for row in order_rows(Timeline(RACES[name]))] == gaps
