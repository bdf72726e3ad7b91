"""What a chart of pace tells, by races made up for it: columns, what is left out, keys."""

from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from msgspec import structs
from tests.race.small_races import at, race_of
from tests.tui.painted import Gallery
from tests.tui.scenes import standing_on, texts
from tests.tui.viewing import LAPS, Viewer, tiny, view

from replay import racefile
from replay.race.model import Caution, Green, Race, Span, Stop
from replay.tui.charts.pace_chart import PaceChart
from replay.tui.drawing.dots import BRAILLE
from replay.tui.drawing.glyphs import ASCII, UNICODE
from replay.tui.drawing.runs import text_of
from replay.tui.scene import Scene

LEFT, WIDTH = 20, 92
"""The first cell of the axis, and the cells of the whole race, at 120 columns."""


LEFT_OUT = "yellow, in and out laps left out"


def run(*cars: Sequence[float], events: Sequence[Any] = (), **more: Any) -> Race:
    """A race of cars 1, 2, … by the seconds of each of their laps."""
    lines = {str(car): list(accumulate(laps)) for car, laps in enumerate(cars, 1)}
    return race_of(lines, events, **more)


def level(laps: int = 40, seconds: float = 30.0) -> list[float]:
    """Laps of the same seconds; the first from a standing start."""
    return [seconds + 10, *[seconds] * (laps - 1)]


def scene_of(
    race: Race, lap: int, car: str = "1", *, glyphs: Any = UNICODE, width: int = 120, **more: Any
) -> Scene:
    gallery = Gallery(race, glyphs=glyphs)
    time = gallery.recording.timeline.instant(lap)
    state = gallery.recording.timeline.at(time)
    chosen = standing_on(car, state, opened=("pace",), **more)
    return gallery.scene(time, chosen, (width, 24 if width < 100 else 40))


def chart(of: Scene) -> list[str]:
    return texts(PaceChart, of, of.size.width, 34 if of.size.height == 40 else 18)


def title(of: Scene) -> str:
    heading = PaceChart(of.race, glyphs=of.glyphs).heading(of, of.size.width)
    told = heading.remark if isinstance(heading.remark, str) else text_of(heading.remark)
    return f"{heading.note}|{told}".rstrip("| ")


def lines(rows: Sequence[str]) -> list[str]:
    """The rows of the lines, over those of stints."""
    return [row for row in rows if "┃" in row]


def ink(rows: Sequence[str]) -> list[int]:
    """The cells of the axis in which a line is drawn."""
    drawn = [row[LEFT : row.index("┃")] for row in lines(rows)]
    return sorted({
        x for row in drawn for x, sign in enumerate(row) if BRAILLE < ord(sign) < BRAILLE + 256
    })  # fmt: skip


def cells(lap: int, laps: int = 40) -> range:
    """The cells of a lap: from the end of the one before to its own."""
    return range((lap - 1) * WIDTH // laps, -(-lap * WIDTH // laps))


def stints(rows: Sequence[str]) -> list[str]:
    """The rows of the stints, after their heads, in words."""
    at = next(n for n, row in enumerate(rows) if row.startswith(" Stints"))
    return [" ".join(row.split()) for row in rows[at + 2 :]]


# -- which columns a lap has, and which laps have none


def test_the_columns_of_a_lap_that_is_quicker_than_all_others_are_the_highest() -> None:
    laps = level()
    laps[19:22] = [29.5] * 3  # Of one alone the median of three neighbours would show nothing.
    rows = lines(chart(scene_of(run(laps), 40)))
    high = next(row for row in rows if any(ord(sign) > BRAILLE for sign in row))
    drawn = {x - LEFT for x, sign in enumerate(high) if BRAILLE < ord(sign) < BRAILLE + 256}
    # A rise is shared by the two columns it lies between.
    assert drawn <= {*range(cells(20)[0] - 1, cells(22)[-1] + 2)}
    assert set(cells(21)) <= drawn


def test_the_first_lap_has_no_column_and_the_second_begins_where_it_ended() -> None:
    assert ink(chart(scene_of(run(level()), 40)))[0] == cells(2)[0]


def test_laps_under_yellow_and_the_one_after_have_no_column() -> None:
    ends = list(accumulate(level()))
    yellow = (
        Caution(at=at(ends[9] + 5), lap=10, basis="timed", number=1, reason="spin"),
        Green(at=at(ends[14]), lap=15, basis="timed"),
    )
    drawn = ink(chart(scene_of(run(level(), events=yellow), 40)))
    # Laps 11 to 15 are yellow and 16 is the restart; cells that 10 and 17 share stay theirs.
    inside = {x for lap in range(11, 17) for x in cells(lap)} - {*cells(10), *cells(17)}
    assert inside
    assert not inside & set(drawn)
    assert {*cells(9), *cells(18)} <= set(drawn)


def test_laps_in_and_out_of_the_pits_have_no_column_and_the_ring_stands_between() -> None:
    ends = list(accumulate(level()))
    stop = Stop(car="1", lap=19, entry=at(ends[19] - 1), exit=at(ends[19] + 9))
    race = run(level(), stops=(stop,), known={"stops": "timed"})
    rows = chart(scene_of(race, 40))
    inside = {*cells(20), *cells(21)} - {*cells(19), *cells(22)}
    assert inside
    assert not inside & set(ink(rows))
    assert rows[0].index("○") - LEFT == cells(20)[-1]


# -- what a lap costs


def test_the_cost_of_a_stint_is_what_each_of_its_laps_was_made_slower_by() -> None:
    slower = [40.0, *(30 + 0.05 * n for n in range(39))]
    ends = list(accumulate(slower))
    stop = Stop(car="1", lap=19, entry=at(ends[19] - 1), exit=at(ends[19] + 9))
    race = run(slower, stops=(stop,), known={"stops": "timed"})
    (row,) = stints(chart(scene_of(race, 40)))
    # Clean are laps 2 to 19 and 22 to 40: the middle of each is its average.
    assert row == "1 D1 1–20 30.43 +0.05 21–40 31.45 +0.05"


def test_a_stint_that_grows_quicker_has_a_cost_with_a_minus() -> None:
    quicker = [40.0, *(32 - 0.02 * n for n in range(39))]
    assert stints(chart(scene_of(run(quicker), 40))) == ["1 D1 1–40 31.62 −0.02"]


def test_slow_laps_under_yellow_do_not_bend_the_cost_of_a_stint() -> None:
    laps = [40.0, *(30 + 0.03 * n for n in range(39))]
    ends = list(accumulate(laps))
    laps[10:15] = [100.0] * 5
    yellow = list(accumulate(laps))
    flags = (
        Caution(at=at(ends[9] + 5), lap=10, basis="timed", number=1, reason="spin"),
        Green(at=at(yellow[14]), lap=15, basis="timed"),
    )
    (row,) = stints(chart(scene_of(run(laps, events=flags), 40)))
    assert row.endswith(" +0.03")
    assert "100" not in row


def test_there_is_no_cost_before_five_clean_laps() -> None:
    laps = [40.0, *(30 + 0.05 * n for n in range(39))]
    assert stints(chart(scene_of(run(laps), 5)))[0].endswith("1–5 30.08 ·")
    assert stints(chart(scene_of(run(laps), 6)))[0].endswith("1–6 30.10 +0.05")


# -- how sure it is


def test_a_rebuilt_race_says_so_in_its_title_and_before_every_figure() -> None:
    race = run(level(seconds=30.25))
    rebuilt = Span(lap=1, crossing="reconstructed", lap_time="reconstructed", place="near")
    told = structs.replace(
        race, laps=tuple(structs.replace(r, known=(rebuilt,)) for r in race.laps)
    )
    of = scene_of(told, 30, reading=20)
    rows = chart(of)
    assert title(of) == f"seconds a lap, fastest on top; {LEFT_OUT}   ~ rebuilt|lap 20   1  ~30.3"
    assert [row[:14].split()[-1] for row in rows[3:6]] == ["~30.3"] * 3
    assert stints(rows) == ["1 D1 1–30 ~30.3 ·"]
    assert title(scene_of(race, 30)) == f"seconds a lap, fastest on top; {LEFT_OUT}"


# -- zoom, reading and comparing


def test_the_last_laps_have_a_scale_of_their_own_and_the_title_names_them() -> None:
    race = run(level(laps=80))
    whole, last = scene_of(race, 60), scene_of(race, 60, span=20)
    assert title(last).endswith("   laps 40 to 60")
    assert "laps" not in title(whole).replace(LEFT_OUT, "")
    scale = next(row for row in chart(last) if row.split()[-1:] == ["60"] and "┃" not in row)
    assert scale.split()[:1] == ["40"]
    assert not any(row.split()[-1:] == ["60"] and "┃" not in row for row in chart(whole))


def test_of_the_last_laps_the_scale_holds_what_they_took_and_not_what_is_out_of_view() -> None:
    race = run([40.0, *[33.0] * 39, *[30.0] * 40])
    ends = {}
    for span in (0, 20):
        rows = lines(chart(scene_of(race, 80, span=span)))
        labels = [row[15:LEFT].strip() for row in rows if row[15:LEFT].strip()]
        ends[span] = labels[0], labels[-1]
    assert ends == {0: ("30.0", "33.0"), 20: ("30.0", "31.0")}


def test_the_reading_cursor_stands_on_its_lap_and_reads_its_own_times_and_no_median() -> None:
    laps = level()
    laps[19] = 31.234
    of = scene_of(run(laps, level(seconds=30.5)), 40, against="2", reading=20)
    assert title(of).split("|")[1] == "lap 20   1  31.234    2  30.500"
    column = {row[LEFT + cells(20)[-1]] for row in lines(chart(of))}
    assert "╎" in column
    assert all(sign == "╎" or BRAILLE < ord(sign) < BRAILLE + 256 for sign in column)


def test_a_lap_that_is_not_clean_is_read_as_none() -> None:
    assert title(scene_of(run(level()), 40, reading=1)).split("|")[1] == "lap 1   1  ·"


def test_the_title_keeps_the_laps_shown_beside_what_is_read() -> None:
    race = run(level(laps=80), level(laps=80, seconds=30.5), level(laps=80, seconds=30.6))
    of = scene_of(race, 60, "2", against="3", span=20, reading=50)
    assert title(of).split("|")[0] == "seconds a lap, fastest on top   laps 40 to 60"
    assert title(scene_of(race, 60, "2", against="3", span=20, reading=50, width=80)) == (
        "laps 40 to 60|lap 50   2  30.500    1  30.000    3  30.600"
    )


def test_in_ascii_the_reading_cursor_is_no_beginning_of_a_stint() -> None:
    ends = list(accumulate(level()))
    stop = Stop(car="1", lap=19, entry=at(ends[19] - 1), exit=at(ends[19] + 9))
    race = run(level(), stops=(stop,), known={"stops": "timed"})
    rows = chart(scene_of(race, 40, glyphs=ASCII, reading=30))
    middle = rows[8]
    assert middle[LEFT + cells(20)[-1]] == ":"
    assert middle[LEFT + cells(30)[-1]] == "!"


def test_a_compared_car_has_a_broken_line_a_key_stints_and_a_plate() -> None:
    race = run(level(), level(seconds=30.5), level(seconds=31))
    alone, beside = (chart(scene_of(race, 40, "2", against=car)) for car in (None, "3"))
    assert not any("╌╌" in row for row in alone)
    assert [row[:8].strip() for row in beside if "╌╌" in row] == ["╌╌   3"]
    assert [row[:6] for row in stints(beside)] == ["2 D2 1", "1 D1 1", "3 D3 1"]
    assert sum(row.endswith("┃  3") for row in beside) == 1
    assert not any(row.endswith("┃  3") for row in alone)


def test_keys_narrow_the_axis_compare_read_and_go_there() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.seek(LAPS[8])
        await viewer.press("t", "t", "t")
        assert "━ Pace  " in viewer.text()
        await viewer.press("z")
        assert viewer.screen.view.span == 50
        await viewer.press("z")
        assert "laps 0 to 8" in viewer.text()
        await viewer.press("Z", "Z")
        assert viewer.screen.view.span == 0
        await viewer.press("down", "x", "down")
        compared = viewer.state.order[1].car
        assert viewer.screen.view.against == compared
        assert "╌╌" in viewer.text()
        await viewer.press("up", "x")
        assert viewer.screen.view.against is None
        await viewer.press("<", "<", ">")
        assert "lap 7 " in viewer.lines()[1]
        await viewer.press("<", "enter")
        assert viewer.state.lap == 6
        assert viewer.screen.view.reading is None
        await viewer.press("<", "escape")
        assert viewer.screen.view.reading is None
        assert "━ Pace  " in viewer.text()
        await viewer.press("escape")
        assert "━ Pace  " not in viewer.text()
        assert viewer.state.lap == 6

    view(tiny(), check, (120, 40))


def test_a_race_known_by_its_finish_alone_says_so() -> None:
    race = racefile.load(racefile.find("chicagoland-2003"))
    gallery = Gallery(race)
    state = gallery.recording.timeline.at(0)
    chosen = standing_on(race.entries[0].car, state, opened=("pace",))
    of = gallery.scene(0, chosen, (120, 40))
    assert chart(of) == [" Finish only: no laps in this file."]
