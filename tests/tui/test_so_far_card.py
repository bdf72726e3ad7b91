"""The card of the race so far, in a race of stages, of classes, and over a time."""

import pytest
from msgspec import structs
from tests.race.small_races import CLASSES, at, race_of
from tests.tui.scenes import scene_of, texts
from tests.tui.viewing import kansas

from replay import racefile
from replay.race.model import SECOND, Caution, Flag, Green, Red
from replay.race.timeline import Timeline
from replay.tui.cards.so_far_card import SoFarCard
from replay.tui.frame import Recording
from replay.tui.pane import Heading
from replay.tui.scene import Scene
from replay.tui.view import View

KANSAS = Recording(kansas())
LAP_210 = Timeline(kansas()).instant(210)


def rows(of: Scene, width: int = 48, height: int = 40) -> list[str]:
    return texts(SoFarCard, of, width, height)


def test_kansas_2024_to_lap_210_at_120_columns() -> None:
    of = scene_of(KANSAS, LAP_210)
    assert rows(of) == [
        "race time  2:34:44  210 laps, 315 mi",
        "average    ~122.3 mph",
        "cautions   6  38 laps under yellow, 18 %",
        "leads      21 changes  9 leaders",
        "Stages  points so far ──────────────────────────",
        " 80 ◆  11   1   5  20  17  54  19   8  10   9",
        "165 ◆  17   5  11   8  19  54  48  45   1  10",
        "points      11  18    5  17   17  16    1  11",
        "Cautions  newest on top ────────────────────────",
        "▲ 6  198–204  frontstretch  14  22",
        "▲ 5  192–196  backstretch  21",
        "▲ 4  185–189  backstretch   2  11  23  34",
        "▲ 3  176–182  turn 2   7  31  33  84",
        "▲ 2  166–172  stage break",
        "▲ 1  81–87    stage break",
        "Laps led  9 cars, to the most so far ───────────",
        "  5    63 ████████████████████████████",
        " 17    46 ████████████████████▌",
        "  1    43 ███████████████████▏",
        " 11    22 █████████▊",
        "  8    14 ██████▎",
        " 45     7 ███▏",
        " 16     6 ██▋",
        " 20     5 ██▎",
        " 38     4 █▊",
    ]
    assert SoFarCard(of.race).heading(of, 48) == Heading("The race so far", "to lap 210")


@pytest.mark.parametrize("height", range(4, 26))
def test_at_every_height_it_fits_and_begins_with_the_totals(height: int) -> None:
    found = rows(scene_of(KANSAS, LAP_210), 79, height)
    assert len(found) <= height
    assert found[:4] == rows(scene_of(KANSAS, LAP_210), 79)[:4]
    titles = [row.split()[0] for row in found if row.endswith("──")]
    assert titles == ["Stages", "Cautions", "Laps"][: len(titles)]


def test_a_low_card_keeps_the_newest_cautions_and_the_most_laps_led() -> None:
    found = rows(scene_of(KANSAS, LAP_210), 79, 18)
    assert found[13] == "▲ 2  166–172  stage break"
    assert found[14].startswith("Laps led")
    assert len(found) == 18


def test_before_anything_has_happened_it_says_so() -> None:
    assert rows(scene_of(KANSAS, Timeline(kansas()).instant(1)))[2:] == [
        "cautions   none so far",
        "leads      0 changes  1 leader",
        "Laps led  1 car, to the most so far ────────────",
        " 20     1 ████████████████████████████",
    ]


def test_where_no_flags_are_known_nothing_is_said_of_cautions() -> None:
    race = structs.replace(
        kansas(),
        header=structs.replace(
            kansas().header, known=structs.replace(kansas().header.known, flags=None)
        ),
        events=tuple(e for e in kansas().events if not isinstance(e, Caution | Green)),
    )
    assert "cautions" not in "\n".join(rows(scene_of(Recording(race), LAP_210)))


def test_each_kind_of_flag_is_counted_by_its_own_name() -> None:
    lines = {"1": (10, 20, 30, 50, 70, 80), "2": (11, 21, 31, 51, 71, 81)}
    flags = (
        Flag(at=at(15), lap=1, basis="timed", flag="VSC", number=1, neutralises="slow"),
        Green(at=at(18), lap=1, basis="timed"),
        Flag(
            at=at(31), lap=3, basis="timed", flag="safety car", number=1, neutralises="bunch",
            text="accident", cars=("2",),
        ),
        Green(at=at(75), lap=5, basis="timed"),
        Red(at=at(76), lap=5, basis="timed", reason="rain"),
    )  # fmt: skip
    race = race_of(lines, flags, known={"retirements": "timed"})
    assert rows(scene_of(Recording(race), at(78)))[1:-2] == [
        "safety car 1  on 2 laps",
        "red flag   1",
        "VSC        1  on 1 lap",
        "leads      0 changes  1 leader",
        "Neutralised  newest on top ─────────────────────",
        "■ Red flag      6    rain",
        "▲ Safety car 1  4–5  accident   2",
        "△ VSC 1         2",
    ]


def test_over_a_time_it_tells_hours_and_the_leads_of_each_class() -> None:
    lines = {car: [400 * lap + n for lap in range(1, 10)] for n, car in enumerate("1234")}
    entries = {car: {"race_class": CLASSES[n % 2].name} for n, car in enumerate("1234")}
    out = Flag(at=at(600), lap=1, basis="timed", flag="FCY", number=1, neutralises="slow")
    race = race_of(
        lines, (out, Green(at=at(900), lap=2, basis="timed")), entries=entries, classes=CLASSES,
        discipline="endurance", scheduled_time=7_200 * SECOND,
    )  # fmt: skip
    of = scene_of(Recording(race), at(2_000), view=View(place=3))
    assert rows(of) == [
        "race time  0:33:20  5 laps",
        "FCY        1  5 min, 15 %",
        "leads      0 changes  1 leader",
        "HYP        0 changes  1 leader",
        "GT3        0 changes  1 leader",
        "Neutralised  newest on top ─────────────────────",
        "△ Full course yellow 1  0:10–0:15",
        "Laps led  GT3, 1 car ───────────────────────────",
        "  2     4 ████████████████████████████",
    ]
    assert SoFarCard(of.race).heading(of, 48) == Heading("The race so far", "to 0:33")


def test_le_mans_2024_at_17_20() -> None:
    race = racefile.load(racefile.find("le-mans-2024"))
    found = rows(scene_of(Recording(race), Timeline(race).instant(215)))
    assert "FCY        4  11 min, 1 %" in found
    assert "▲ Safety car 2          11:44–16:11" in found
    assert not any("Stages" in row for row in found)
