"""The chart of gaps: its lines, what has no ink, its key, and the cars at its right end."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest
from tests.race.small_races import CLASSES, at, race_of
from tests.tui.painted import Gallery
from tests.tui.scenes import texts

from replay import racefile
from replay.race.model import Caution, Event, Green, Race, Stop
from replay.tui.charts.gap_chart import GapChart
from replay.tui.drawing.dots import BRAILLE
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.runs import text_of
from replay.tui.scene import Scene
from replay.tui.view import View

LAPS = 40
LEADER = [60.0 * lap for lap in range(1, LAPS + 1)]
STOPS = {"known": {"stops": "official"}}


def field(*gaps: Sequence[float] | float, **more: Any) -> Race:
    """Car 1 leads in laps of 60 s; the others are so many seconds behind, always or lap by lap."""
    lines: dict[str, Sequence[float]] = {"1": LEADER}
    for car, gap in enumerate(gaps, 2):
        every = [gap] * LAPS if isinstance(gap, int | float) else gap
        lines[str(car)] = [line + own for line, own in zip(LEADER, every, strict=True)]
    return race_of(lines, **more)


def scene_of(
    race: Race, lap: float, size: tuple[int, int] = (120, 40), ascii: bool = False, **chosen: Any
) -> Scene:
    """A race as it is after so many laps of the leader, half a second before he has another."""
    view = View(opened=("gap",), **chosen)
    gallery = Gallery(race, glyphs=ASCII if ascii else UNICODE)
    return gallery.scene(at((lap + 1) * 60 - 0.5), view, size)


def chart(race: Race, lap: float, height: int = 34, **more: Any) -> list[str]:
    scene = scene_of(race, lap, **more)
    return texts(GapChart, scene, scene.size.width, height)


def drawn(rows: list[str]) -> list[str]:
    """The cells of the axis so far, from top to foot."""
    return [row[20:].partition("┃")[0] for row in rows]


def columns(rows: list[str]) -> list[int]:
    """How many cells of braille stand in each column of the axis."""
    width = max(map(len, rows))
    return [
        sum(BRAILLE <= ord(row[x]) < BRAILLE + 256 for row in rows if x < len(row))
        for x in range(width)
    ]


# -- lines


def test_a_gap_that_stays_is_a_level_line_on_the_row_of_its_seconds() -> None:
    rows = chart(field(1.0), LAPS - 1, place=2)
    assert rows[16][13:19].strip() == "1.00"
    assert set(drawn(rows)[16]) == {"⠶"}
    assert set(drawn(rows)[0]) == {"⠒"}


def test_a_slope_is_seconds_a_lap_along_the_whole_height() -> None:
    rows = drawn(chart(field([2.0 * (lap + 1) / LAPS for lap in range(LAPS)]), LAPS, place=2))
    for x in range(4, 92, 4):
        # 2 s over 32 rows, and 40 laps over 92 cells: a gap as far down as the lap is along.
        row = next(y for y, cells in enumerate(rows) if y and ord(cells[x]) > BRAILLE)
        assert abs(row * 92 - (x + 1) * 32) <= 92


def test_no_line_crosses_a_yellow() -> None:
    events: tuple[Event, ...] = (
        Caution(at=at(1_200), lap=20, basis="timed", number=1, reason="rain"),
        Green(at=at(1_500), lap=25, basis="timed"),
    )
    counts = columns(drawn(chart(field(1.0, events=events), LAPS - 1, place=2)))
    # 92 cells for 40 laps: laps 21 to 25 lie in cells 46 to 57.
    assert all(counts[:46])
    assert not any(counts[47:57])
    assert all(counts[58:85])


def test_no_line_crosses_a_stop_and_what_lies_beyond_the_edge_is_named_there() -> None:
    gaps = [1.0] * 20 + [8.0] + [46.4] * 3 + [2.0] * 16
    race = field(gaps, stops=(Stop(car="2", lap=20, length=at(38)),), **STOPS)
    rows = chart(race, LAPS - 1, place=2)
    foot = next(row for row in rows if "▾" in row)
    assert foot.index("▾") - 20 == 48  # the cell in which lap 21 ends, the in-lap
    assert "▾46" in foot
    counts = columns(drawn([row for row in rows if row is not foot]))
    assert max(counts[47:54]) == 1  # of the leader alone
    assert "○" in drawn(rows)[16]  # 1 s, on a scale of 2: where the line breaks off


def test_a_mark_at_the_edge_touches_no_other() -> None:
    one, two = [1.0] * LAPS, [1.2] * LAPS
    one[10] = one[20] = two[11] = two[30] = 46.0
    foot = next(row for row in chart(field(one, two), LAPS - 1, place=2, against="3") if "▾" in row)
    assert foot.count("▾46") == 3
    assert "▾46▾" not in foot


def test_an_unknown_gap_is_no_gap_of_nothing() -> None:
    rows = chart(field([70.0] * LAPS), 20, place=2)
    assert not any("⠶" in row or "⣤" in row for row in drawn(rows))
    assert rows[33] == " laps down            2"


# -- to the followed car


def test_to_the_followed_car_ahead_is_above_its_line() -> None:
    rows = chart(field(1.0, 3.0), LAPS - 1, place=1, followed="2", away=True, against="3")
    zero = next(y for y, row in enumerate(rows) if "#2 " in row[:20])
    assert zero == 16
    assert set(drawn(rows)[16]) == {"━"}
    lines = [y for y, row in enumerate(drawn(rows)) if any(sign in row for sign in "⠶⠒⠐")]
    assert lines == [8, 32]  # 1 s ahead and 2 s behind, eight rows to the second
    assert [rows[y][13:19].strip() for y in lines] == ["−1.00", "+2.00"]


# -- the key


def key(rows: list[str]) -> list[str]:
    return [row[1:13].rstrip() for row in rows]


def test_the_key_tells_place_gap_and_what_the_car_gains_a_lap() -> None:
    rows = chart(field([3.0 - 0.05 * lap for lap in range(LAPS)]), 30, place=2)
    assert key(rows)[1:10] == [
        "━━   2",
        "D2",
        "place      2",
        "gap    1.550",
        "a lap  −0.05",
        "",
        "──   1",
        "D1",
        "place      1",
    ]
    assert key(rows)[10] == "gap    leads"


@pytest.mark.parametrize(("slope", "role"), [(-0.05, "gain"), (0.05, "loss"), (0.0, "full")])
def test_a_gap_that_falls_is_in_the_ink_of_a_gain(slope: float, role: str) -> None:
    scene = scene_of(field([5.0 + slope * lap for lap in range(LAPS)]), 30, place=2)
    rows = GapChart(scene.race, glyphs=UNICODE).rows(scene, 120, 34)
    told = next(row.row for row in rows if "a lap" in text_of(row.row))
    assert next(role for text, role in told if "0.0" in text) == role


def test_there_is_no_slope_before_five_green_laps() -> None:
    race = field([3.0 - 0.05 * lap for lap in range(LAPS)])
    assert not any("a lap" in row for row in chart(race, 4, place=2))
    assert any("a lap  −0.05" in row for row in chart(race, 5, place=2))


def test_in_few_rows_the_key_keeps_the_plates_and_the_gaps_of_all() -> None:
    race = field([3.0 - 0.05 * lap for lap in range(LAPS)], 6.0)
    rows = chart(race, 30, height=13, place=2, against="3")
    assert [row for row in key(rows) if row[:3] in ("━━ ", "── ", "╌╌ ")] == [
        "━━   2",
        "──   1",
        "╌╌   3",
    ]
    assert [row[6:].strip() for row in key(rows) if row.startswith("gap")] == [
        "1.550",
        "leads",
        "6.000",
    ]


# -- the present


def test_every_car_on_the_lead_lap_stands_at_its_gap_of_now() -> None:
    rows = chart(field(0.5, 0.5, 0.5, 1.0, 1.7), LAPS - 1, place=2)
    ends = {y: row.partition("┃")[2].split() for y, row in enumerate(rows) if row.partition("┃")[2]}
    # 2 s over 32 rows; two level cars share what room there is.
    assert ends == {0: ["1"], 8: ["2", "3", "+1"], 16: ["5"], 27: ["6"]}


def test_under_yellow_gaps_mean_nothing() -> None:
    yellow = Caution(at=at(1_200), lap=20, basis="timed", number=1, reason="rain")
    green = Green(at=at(1_470), lap=24, basis="timed")
    race = field(1.0, events=(yellow, green))
    now = [row.partition("┃")[2].strip() for row in chart(race, 22, place=2)]
    assert now[0] == "▲ gaps mean nothing now"
    assert not any(now[1:])
    assert any(row.endswith("gap        ·") for row in key(chart(race, 22, place=2)))
    # The green flew within lap 25: it is not green from line to line.
    assert chart(race, 24.6, place=2)[0].endswith("gaps mean nothing yet")
    assert chart(race, 26, place=2)[0].partition("┃")[2].strip() == "1"


def test_before_the_first_lap_nothing_is_told_but_who_is_chosen() -> None:
    rows = chart(field(1.0), -0.5, place=2)
    assert [row.partition("┃")[2] for row in rows[:33]] == [""] * 33
    assert key(rows)[4] == "gap        ·"


# -- titles


def title(scene: Scene) -> str:
    heading = GapChart(scene.race, glyphs=scene.glyphs).heading(scene, scene.size.width)
    told = heading.remark if isinstance(heading.remark, str) else text_of(heading.remark)
    return f"{heading.title}  {heading.note}|{told}".rstrip("| ")


def test_the_title_says_to_whom_gaps_are_and_over_which_laps() -> None:
    race = field(1.0)
    assert title(scene_of(race, 30)) == "Gap to the leader  seconds, 0 on top"
    followed = scene_of(race, 30, followed="2", span=20)
    assert title(followed) == "Gap to 2 D2  seconds, ahead above   laps 10 to 30"


def test_the_reading_cursor_reads_the_gaps_of_its_lap() -> None:
    race = field([3.0 - 0.05 * lap for lap in range(LAPS)])
    scene = scene_of(race, 30, place=2, reading=11)
    assert title(scene).split("|")[1] == "lap 11   2  2.500    1  leads"
    rows = texts(GapChart, scene, 120, 34)
    cell = 20 + -(-11 * 92 // 40) - 1
    assert {row[cell] for row in rows[:33]} <= {"╎", *(chr(BRAILLE + n) for n in range(256))}


def test_rebuilt_gaps_are_marked_and_measured_ones_have_three_decimals() -> None:
    kansas = Gallery(racefile.load(racefile.find("kansas-2024")))
    timeline = kansas.recording.timeline
    view = View(opened=("gap",), place=2)
    scene = kansas.scene(timeline.instant(137), view, (120, 40))
    assert title(scene).endswith("~ rebuilt")
    assert any(row[1:].startswith("gap     ~") for row in texts(GapChart, scene, 120, 34))
    # The margin of the closest finish was published: 0.001 s.
    end = kansas.scene(timeline.end, view, (120, 40))
    assert any(row[1:].startswith("gap    0.001") for row in texts(GapChart, end, 120, 34))


# -- other races


def test_in_a_race_of_classes_gaps_are_to_the_leader_of_the_chosen_car_s_class() -> None:
    of = {"1": CLASSES[0].name, "2": CLASSES[1].name, "3": CLASSES[1].name}
    race = field(
        7.0,
        8.0,
        entries={car: {"race_class": name} for car, name in of.items()},
        classes=CLASSES,
    )
    scene = scene_of(race, 30, place=3)
    assert title(scene) == "Gap to the leader of GT3  seconds, 0 on top"
    rows = texts(GapChart, scene, 120, 34)
    assert key(rows)[1:5] == ["━━   3", "D3", "place      2", "gap    1.000"]
    assert set(drawn(rows)[16]) == {"⠶"}


def test_in_a_race_over_a_time_a_lap_stands_at_its_seconds() -> None:
    rows = chart(field(1.0, scheduled_time=at(2_400), scheduled_laps=None), 30, place=2)
    head = rows[0].index("┃") - 20
    assert head == (31 * 60 - 1) * 92 // 2_400
    assert {*drawn(rows)[16][: head - 2]} == {"⠶"}


def test_a_race_known_by_its_finish_alone_says_so() -> None:
    race = racefile.load(racefile.find("monza-1971"))
    gallery = Gallery(race)
    scene = gallery.scene(gallery.recording.timeline.end, View(), (120, 40))
    assert texts(GapChart, scene, 120, 34) == [" Finish only: no laps in this file."]


@cache
def kansas_2025() -> Gallery:
    return Gallery(racefile.load(racefile.find("kansas-2025")))


def test_kansas_2025_five_laps_before_the_end_reads_as_it_was_drawn() -> None:
    gallery = kansas_2025()
    order = gallery.recording.timeline.at(gallery.recording.timeline.instant(262)).order
    place = [row.car for row in order].index("5") + 1
    view = View(opened=("gap",), place=place, followed="20", away=True, against="12", span=50)
    scene = gallery.scene(gallery.recording.timeline.instant(262), view, (120, 40))
    rows = texts(GapChart, scene, 120, 34)
    assert rows[32] == " laps down            3   8  71  24  41  35  54  33  51   7"
    assert [row for row in key(rows) if row] == [
        "━━   5",
        "Larson",
        "place      1",
        "gap    ~−1.7",
        "a lap ~+0.04",
        "╌╌  12",
        "Blaney",
        "place      3",
        "gap    ~+2.4",
        "a lap ~−0.06",
        "laps down",
    ]


# -- without Unicode


def test_in_ascii_weight_is_a_sign_of_its_own() -> None:
    rows = chart(field(0.5, 1.0), LAPS - 1, ascii=True, place=2, against="3")
    assert [row[1:3] for row in rows if row[1:3] in ("##", "**", "..")] == ["##", "**", ".."]
    text = "\n".join(rows)
    assert text.isascii()
    assert ("#" * 80) in rows[8]
    assert ("*" * 80) in rows[0]
    assert ("." * 80) in rows[16]
