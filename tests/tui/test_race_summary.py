"""The race on one sheet, read off as text: what the shipped races give, and never too early."""

from functools import cache
from pathlib import Path

import pytest
from msgspec import structs
from rich.cells import cell_len
from tests.tui.painted import Gallery, differing
from tests.tui.scenes import texts
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.race.model import Race
from replay.testing.cut_race import OVER, cut
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.opened import turns
from replay.tui.registry import PANES, sheet_rows
from replay.tui.rings import EVENTS
from replay.tui.scene import Scene
from replay.tui.summary.after_race_pane import AfterRacePane
from replay.tui.summary.published_pages import sheets
from replay.tui.summary.race_summary import RaceSummary
from replay.tui.view import View

SIZES = ((60, 16), (70, 20), (80, 24), (99, 30), (100, 30), (120, 40), (150, 45), (200, 60))
DESIGN = Path(__file__).parents[3] / "shared" / "design" / "screens"


@cache
def gallery(name: str, glyphs: Glyphs = UNICODE) -> Gallery:
    return Gallery(racefile.load(racefile.find(name)), glyphs=glyphs)


def at_end(
    name: str, size: tuple[int, int], *, before: int = 0, glyphs: Glyphs = UNICODE, car: str = ""
) -> Scene:
    """A scene at the end of a race, or so many ticks before, with the cursor on a car."""
    painter = gallery(name, glyphs)
    time = painter.recording.timeline.end - before
    order = [row.car for row in painter.scene(time, View(), size).shown_order]
    return painter.scene(time, View(place=order.index(car) + 1 if car else 1), size)


def summary(scene: Scene) -> list[str]:
    return texts(RaceSummary, scene, scene.size.width, sheet_rows(scene))


def right_of(lines: list[str], label: str) -> str:
    """What the facts beside the result say under a label."""
    facts = [line.partition("│")[2].strip() for line in lines]
    return next(fact[len(label) :].strip() for fact in facts if fact.startswith(f"{label} "))


# -- Kansas 2024


def test_the_result_and_the_figures_of_kansas_at_120_columns() -> None:
    lines = summary(at_end("kansas-2024", (120, 40)))
    assert lines[0].startswith(" pos car  driver")
    assert lines[0].partition("│")[0].split()[3:] == [
        "gap",
        "start",
        "led",
        "S1",
        "S2",
        "pts",
        "net",
    ]
    assert lines[1].split()[:10] == ["1", "5", "Kyle", "Larson", "wins", "4", "64", "3", "2", "57"]
    assert "  5   11  Denny Hamlin" in lines[5]
    assert lines[5].partition("│")[0].split()[4:] == ["0.609", "14", "71", "1", "3", "50", "+9"]
    told = {
        "race time": "3:10:42  268 laps, 402 mi",
        "average": "126.481 mph",
        "margin": "0.001 s  by the camera",
        "cautions": "7  43 laps, 16 %",
        "leads": "28 changes  27 published",
        "leaders": "10",
        "running": "36 of 38  31 on the lead lap",
        "started": "4  lowest 14 on lap 204",
        "led": "64 laps  7 times, first on lap 44",
        "stages": "S1 3rd   S2 2nd",
        "best": "30.097  lap 175, fastest of all",
        "stops": "6  last on 263, 33.4 s, two tires",
        "for good": "lap 268  by the camera, over 17",
    }
    assert {label: right_of(lines, label) for label in told} == told


def test_closest_longest_most_of_kansas_are_derived_or_quoted() -> None:
    text = "\n".join(line.partition("│")[0] for line in summary(at_end("kansas-2024", (120, 40))))
    for told in (
        " 0.001 s  the margin",
        "closest finish in Cup Series history",
        " 0.075 s  covers the first four",
        " 71 laps  led by 11, who is 5th",
        "+19  most gained: 6 Keselowski",
        "−26  most lost, running: 54 Gibbs",
        " 43 laps  the longest lead: 17, laps 126–168",
    ):
        assert told in text, told


@pytest.mark.parametrize(("size", "rows"), [((80, 24), 10), ((120, 40), 20), ((200, 60), 38)])
def test_so_many_cars_have_a_row_and_no_car_is_left_out(size: tuple[int, int], rows: int) -> None:
    scene = at_end("kansas-2024", size)
    lines = [line.partition("│")[0] for line in summary(scene)]
    places = [line[:3].strip() for line in lines[1:]]
    assert [str(place) for place in range(1, rows + 1)] == places[:rows]
    if rows < 38:
        packed = " ".join(line[3:] for line in lines[rows + 1 : rows + 3]).split()
        order = [row.car for row in scene.state.order]
        assert packed == order[rows:]


def test_at_80_columns_start_and_net_are_left_out() -> None:
    lines = summary(at_end("kansas-2024", (80, 24)))
    assert lines[0].partition("│")[0].split()[3:] == ["gap", "led", "S1", "S2", "pts"]
    assert right_of(lines, "margin") == "0.001 s  by the camera"
    assert right_of(lines, "started") == "4  lowest 14"
    assert any("closest in Cup history" in line for line in lines)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_both_counts_of_lead_changes_stand_at_every_size(size: tuple[int, int]) -> None:
    assert any("28 changes  27 published" in line for line in summary(at_end("kansas-2024", size)))


@pytest.mark.parametrize("name", ["kansas-2024", "le-mans-2024", "abu-dhabi-2021", "monza-1971"])
@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_every_sheet_keeps_to_its_room(name: str, size: tuple[int, int], glyphs: Glyphs) -> None:
    scene = at_end(name, size, glyphs=glyphs)
    rows = sheet_rows(scene)
    told = [summary(scene)]
    for sheet in range(len(sheets(scene, rows))):
        told.append(published(scene, sheet + 1))
    for lines in told:
        assert 0 < len(lines) <= rows
        assert max(map(cell_len, lines)) <= size[0]
        assert glyphs is UNICODE or all(line.isascii() for line in lines)


def test_the_bars_are_as_long_as_laps_were_led() -> None:
    lines = summary(at_end("kansas-2024", (120, 40)))
    bars = {
        line.split()[0]: line.count("█")
        for line in (line.partition("│")[2] for line in lines)
        if "█" in line
    }
    assert bars == {
        "11": 24,
        "5": 21,
        "17": 17,
        "1": 14,
        "8": 4,
        "45": 2,
        "16": 2,
        "20": 1,
        "38": 1,
    }


def test_on_the_largest_screen_the_story_of_the_race_stands_beside_it() -> None:
    lines = [line.rpartition("│")[2].strip() for line in summary(at_end("kansas-2024", (200, 60)))]
    assert lines[0].startswith("Race log  the story")
    assert lines[1] == "268 ▚   5  Larson wins  0.001 s, by the camera"
    assert not any(" pits  " in line and "leads" not in line for line in lines)


def test_below_it_the_places_of_the_first_two_stand_on_the_axis_of_the_ribbon() -> None:
    scene = at_end("kansas-2024", (200, 60))
    rows = RaceSummary(scene.race).rows(scene, 200, sheet_rows(scene))
    text = ["".join(text for text, _ in row.row) for row in rows]
    title = next(at for at, line in enumerate(text) if line.startswith(" Places by lap"))
    chart = rows[title + 1 :]
    assert title == 39
    assert [line[:24].strip() for line in text[title + 1 :] if line[:24].strip()] == [
        "1", "5", "10", "20", "30", "38",
    ]  # fmt: skip
    roles = {role for row in chart for _, role in row.row}
    assert {"heavy 5", "light 17", "band heavy 5", "band light 17", "rule"} <= roles
    first = chart[0].row
    assert first[-1][1] == "heavy 5"  # who won is first at the end of the line
    assert sum(cell_len(text) for text, _ in first) == 199


@pytest.mark.parametrize("name", ["le-mans-2024", "monza-1971"])
def test_where_there_is_no_one_order_by_laps_there_is_no_line_of_places(name: str) -> None:
    assert not any("Places by lap" in line for line in summary(at_end(name, (200, 60))))


# -- never too early


def test_before_the_flag_there_is_no_summary() -> None:
    scene = at_end("kansas-2024", (120, 40), before=2_000_000)
    assert not scene.state.finished
    assert "summary" not in turns(PANES, scene, EVENTS)
    assert summary(scene) == []


def test_until_the_ruling_it_is_the_loops_order_without_margin_and_points() -> None:
    scene = at_end("kansas-2024", (120, 40), before=1)
    lines = summary(scene)
    assert RaceSummary(scene.race).heading(scene, 120).note == "not yet official"
    assert lines[1].split()[:5] == ["1", "17", "Chris", "Buescher", "first"]
    head = lines[0].partition("│")[0].split()
    assert "pts" not in head
    text = "\n".join(lines)
    for early in (
        "margin",
        "wins",
        "How it was won",
        "closest",
        "covers",
        "27 published",
        "3:10:42 ",
    ):
        assert early not in text, early
    assert right_of(lines, "leads") == "27 changes"
    assert turns(PANES, scene, EVENTS)[0] == "summary"


@pytest.mark.parametrize("name", ["kansas-2024", "le-mans-2024", "abu-dhabi-2021"])
def test_between_flag_and_result_a_cut_race_sums_up_the_same(name: str) -> None:
    whole = racefile.load(racefile.find(name))
    race: Race = structs.replace(whole, events=(*whole.events, OVER))
    time = gallery(name).recording.timeline.end - 1
    ours, theirs = Gallery(race), Gallery(cut(race, time))
    for size in ((80, 24), (120, 40), (200, 60)):
        one, other = (g.paint(time, View(opened=("summary",)), size) for g in (ours, theirs))
        assert "summary" in one
        assert one == other, differing(one, other)


# -- other races


def test_a_race_of_classes_is_summed_up_for_the_class_of_the_chosen_car() -> None:
    scene = at_end("le-mans-2024", (120, 40), car="91")
    lines = summary(scene)
    cars = {entry.car for entry in scene.race.entries if entry.race_class == "LMGT3"}
    assert RaceSummary(scene.race).heading(scene, 120).note == "LMGT3, 91 wins"
    assert lines[1].split()[:2] == ["1", "91"]
    listed = [line.partition("│")[0].split()[1] for line in lines[1:21]]
    assert set(listed) <= cars
    assert right_of(lines, "race time") == "24:05:50.230  281 laps, 2379.227 mi"
    assert right_of(lines, "margin") == "1 lap"
    assert right_of(lines, "cautions") == "5 FCY, 3 safety cars"
    assert right_of(lines, "led") == "111 laps  10 times, first on lap 43"


def test_a_grand_prix_has_points_safety_cars_and_the_codes_of_drivers() -> None:
    lines = summary(at_end("abu-dhabi-2021", (120, 40)))
    assert lines[1].split()[:5] == ["1", "VER", "Max", "Verstappen", "wins"]
    assert right_of(lines, "cautions") == "1 VSC, 1 safety car"
    assert right_of(lines, "for good") == "lap 58  on the restart, over HAM"
    assert "26" in lines[1]


def test_a_race_known_by_its_finish_says_only_what_it_has() -> None:
    scene = at_end("monza-1971", (120, 40))
    lines = summary(scene)
    assert lines[0].partition("│")[0].split() == ["pos", "car", "driver", "gap"]
    facts = [line.partition("│")[2].strip() for line in lines]
    assert [fact for fact in facts if fact] == [
        "race time  1:18:12.600  55 laps, 196.515 mi",
        "average    150.755 mph",
        "margin     0.01 s  published",
    ]
    assert EVENTS.keys[0].needs_laps is False


def test_a_finish_of_which_no_race_time_was_published_has_none() -> None:
    lines = summary(at_end("portland-1997", (120, 40)))
    assert right_of(lines, "race time") == "·  78 laps, 153.426 mi"


def test_points_that_were_taken_away_bear_their_sign_and_published_gaps_none() -> None:
    lines = summary(at_end("kansas-2025", (120, 40)))
    row = next(line for line in lines if "Chris Buescher" in line)
    assert row.partition("│")[0].split()[-2:] == ["−1", "−6"]
    assert "0.832 s  covers the first three" in "\n".join(lines)
    assert "~0.8" not in "\n".join(lines)
    assert right_of(lines, "led").startswith("220 laps  221 published")
    assert right_of(lines, "leads") == "16 changes  15 published"


# -- after the race


def published(scene: Scene, sheet: int) -> list[str]:
    widget = AfterRacePane.of(scene.race, scene.glyphs, f"after-race-{sheet}")
    rows = widget.rows(scene, scene.size.width, sheet_rows(scene))
    return ["".join(text for text, _ in row.row).rstrip() for row in rows]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_all_that_was_published_of_kansas_is_told_with_its_sources(size: tuple[int, int]) -> None:
    scene = at_end("kansas-2024", size)
    found = sheets(scene, sheet_rows(scene))
    turned = [name for name in turns(PANES, scene, EVENTS) if name.startswith("after race")]
    assert turned == [f"after race {n + 1}" for n in range(len(found))]
    columns = (column for page in found for column in page)
    words = " ".join(
        "".join(text for text, role in row if not role.startswith("plate")).strip()
        for column in columns
        for row in column
    )
    text = " ".join(words.split())
    official = scene.race.official
    assert official is not None
    for fact in official.facts:
        for told in (fact.label, fact.text, fact.source, fact.otherwise, fact.otherwise_source):
            assert told is None or told in text, told
    for told in (
        "Larson 470 points, 2 wins, 5 top fives, 5 top tens",
        "but 467 points",
        "Truex Jr 29 behind",
        "Darlington in 2003 and at Talladega in 2011",
        "touch twice",
        "Larson is first off pit road",
        "but Hamlin is first",
    ):
        assert told in text, told


def test_nothing_of_it_is_told_before_the_result_is_official() -> None:
    scene = at_end("kansas-2024", (120, 40), before=1)
    assert sheets(scene, sheet_rows(scene)) == ()
    assert published(scene, 1) == []
    assert not [name for name in turns(PANES, scene, EVENTS) if name.startswith("after race")]


def test_a_file_without_it_has_no_such_turn() -> None:
    scene = at_end("monza-1971", (120, 40))
    assert not [name for name in turns(PANES, scene, EVENTS) if name.startswith("after race")]


def test_the_sheets_are_counted_in_the_title() -> None:
    scene = at_end("kansas-2024", (80, 24))
    count = len(sheets(scene, sheet_rows(scene)))
    assert count > 1
    widget = AfterRacePane.of(scene.race, scene.glyphs, "after-race-2")
    assert widget.heading(scene, 80) == ("After the race", f"2 of {count}", "")


# -- as the design has it


@pytest.mark.skipif(not DESIGN.is_dir(), reason="the drawn screens do not stand beside the project")
def test_the_result_is_that_of_the_drawn_screen() -> None:
    drawn = (DESIGN / "chart-summary-200x60.txt").read_text(encoding="utf-8").split("\n")[3:41]
    lines = summary(at_end("kansas-2024", (200, 60)))[1:39]
    for ours, theirs in zip(lines, drawn, strict=True):
        one, other = (line.partition("│")[0].split() for line in (ours, theirs))
        assert [word.replace("laps", "lap") for word in one] == other


# -- its key


def test_once_the_result_is_official_the_key_bar_names_the_summary_first() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "left")
        assert "summary" not in viewer.lines()[-1]
        await viewer.press("end")
        assert viewer.lines()[-1].startswith(" e summary")
        await viewer.press("e")
        assert viewer.lines()[-1].startswith(" esc board   e after the race")
        await viewer.press("e")
        while viewer.lines()[-1].startswith(" esc board   e more"):
            await viewer.press("e")
        assert viewer.lines()[-1].startswith(" esc board   e caution")
        await viewer.press("e")
        for word in ("stage", "log"):
            assert viewer.lines()[-1].startswith(f" e {word}")
            await viewer.press("e")
        assert viewer.lines()[-1].startswith(" e summary")
        await viewer.press("f", "e")  # over the finish line on the whole screen, too
        assert "How it was won" in viewer.text()
        assert viewer.lines()[-1].startswith(" esc line   e after the race")
        await viewer.press("escape")
        assert viewer.screen.view.line == "full"

    view(gallery("kansas-2024").race, check, (120, 40))


def test_a_step_back_from_the_end_shuts_the_summary() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end", "e")
        assert viewer.screen.page.shows("summary")
        await viewer.press("left", "left")
        assert not viewer.screen.page.shows("summary")

    view(gallery("kansas-2024").race, check, (120, 40))
