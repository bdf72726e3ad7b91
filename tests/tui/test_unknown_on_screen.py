"""What a race file does not know is a `·` on the screen, and nothing falls over it."""

from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import structs
from rich.cells import cell_len
from tests.futures import moments
from tests.laws import examples
from tests.strategies import UNKNOWNS, finish_only_races, races, with_unknowns, without
from tests.tui.scenes import scene, texts
from tests.tui.test_spoilers import SIZES, assert_same
from tests.tui.viewing import Viewer, kansas, renamed, tiny, view
from tests.tui.watching import PARTS

from replay.race.model import Caution, Race
from replay.race.slow_motion import finish_window
from replay.race.timeline import Timeline
from replay.racefile import Listing
from replay.tui.cards.car_card import CarCard
from replay.tui.cards.caution_card import CautionCard
from replay.tui.cards.chosen_card import ChosenCard
from replay.tui.cards.grid_card import GridCard
from replay.tui.drawing.glyphs import ASCII, UNICODE, Glyphs
from replay.tui.finish_line.details import LineDetails
from replay.tui.frame import Recording
from replay.tui.order.running_order import RunningOrder
from replay.tui.pane import PaneWidget
from replay.tui.panes.title_bar import TitleBar
from replay.tui.panes.transport import Transport
from replay.tui.plan import plan
from replay.tui.registry import PANES
from replay.tui.scene import Scene
from replay.tui.view import View

VIEWS = (View(), View(line="open"), View(line="full"), View(opened=("car card",)))


def without_all(race: Race) -> Race:
    """The race of which nothing is known that need not be."""
    for kind in UNKNOWNS:
        race = without(race, kind)
    return race


def at(
    race: Race,
    time: int,
    size: tuple[int, int] = (120, 40),
    view: View | None = None,
    glyphs: Glyphs = UNICODE,
) -> Scene:
    """What a screen is handed at a time of a race."""
    recording = Recording(race)
    frame = recording.frame(time)
    return scene(
        frame.state,
        entries=race.entries,
        header=race.header,
        ribbon=frame.ribbon,
        log=frame.log,
        field=frame.field,
        photo=frame.photo,
        caution=frame.caution,
        view=view,
        size=size,
        glyphs=glyphs,
        answer=recording.answers(time),
    )


# -- the laws


@given(with_unknowns(races() | finish_only_races()), st.data())
@examples(40)
def test_every_pane_draws_a_race_with_unknowns_at_every_size(
    race: Race, data: st.DataObject
) -> None:
    timeline = Timeline(race)
    time = data.draw(st.sampled_from(timeline.changes))
    chosen = data.draw(st.sampled_from(VIEWS))
    glyphs = data.draw(st.sampled_from((UNICODE, ASCII)))
    for size in SIZES:
        of = at(race, time, size, chosen, glyphs)
        for pane, region in plan(PANES, of, lambda pane, width: 12).placed:
            module, _, name = pane.widget.partition(":")
            widget = getattr(import_module(module), name)
            if issubclass(widget, PaneWidget):
                rows = texts(widget, of, region.width, region.height)
                assert all(cell_len(row) <= region.width for row in rows), pane.name
                assert "None" not in "".join(rows), pane.name
                assert glyphs is UNICODE or "".join(rows).isascii(), pane.name


# Shrinking would take minutes: each example is two runs of the program.
@settings(examples(4), phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(moments(with_unknowns(races())), st.sampled_from(SIZES), st.permutations(list(PARTS)))
def test_a_race_with_unknowns_cut_at_the_clock_is_the_same_on_every_screen(
    moment: tuple[Race, int], size: tuple[int, int], parts: list[str]
) -> None:
    race, time = moment
    timeline = Timeline(race)
    if timeline.laps and time < timeline.end and time not in finish_window(timeline):
        assert_same(race, time, size, parts[:2])


# -- right values


def test_the_card_before_the_start_says_what_nobody_knows() -> None:
    rows = texts(GridCard, at(without_all(kansas()), 0), 48, 30)
    assert rows[:4] == [
        "race         AdventHealth 400, race 12 of 36",
        "date         ·",
        "track        ·",
        "distance     ·",
    ]
    assert not any("two by two" in row for row in rows)
    assert rows[-3:] == [
        "·            date, track",
        "·            distance, grid",
        "·            drivers",
    ]


def test_of_laps_of_unknown_length_the_distance_is_told_in_laps_alone() -> None:
    rows = texts(GridCard, at(without(kansas(), "length"), 0), 48, 30)
    assert rows[2:4] == ["track        Kansas Speedway, · mi tri-oval", "distance     267 laps"]
    assert "·            length of a lap" in rows


def test_before_the_first_crossing_of_an_unknown_grid_no_car_has_a_place_and_nobody_leads() -> None:
    of = at(without(tiny(), "grid"), 1)
    rows = texts(RunningOrder, of, 70, 6)[1:]
    cars = ["7", "07", "24", "99"]  # in the order of their numbers
    assert [row.split()[:2] for row in rows] == [["▌", "·"], *(["·", car] for car in cars)]
    assert "leader" not in "".join(rows)
    (title,) = texts(TitleBar, of, 120, 1)
    assert "leads" not in title
    assert texts(ChosenCard, of, 60, 3)[-1] == "started      now ·"


@pytest.mark.parametrize("width", [46, 70, 104, 118])
def test_without_a_grid_no_board_has_a_column_for_places_gained_since(width: int) -> None:
    for lap in (1, 5, 10):
        for race, has in ((tiny(), width > 46), (without(tiny(), "grid"), False)):
            of = at(race, Timeline(race).instant(lap) + 1, (width * 2, 40))
            assert ("net" in texts(RunningOrder, of, width, 6)[0].split()) == has


def test_a_car_of_unknown_driver_has_its_plate_and_a_sign_for_the_name() -> None:
    race = without(kansas(), "drivers")
    of = at(race, Timeline(race).instant(137))
    (title,) = texts(TitleBar, of, 120, 1)
    assert "Stage 2  28 to go    17  leads, 12 laps  " in title
    assert texts(RunningOrder, of, 70, 3)[1:] == [
        "▌ 1     17  ·                     leader         · ~31.8    12  3 +11",
        "  2      8  ·                     ~2.3      ~2.3   ~31.9     ·  3  +3",
    ]
    assert texts(RunningOrder, of, 46, 2)[1] == "▌ 1     17  ·               leader ~31.8    3"
    for card in (CarCard, ChosenCard):
        assert texts(card, of, 60, 8)[0] == " 17  ·  RFK Racing, Ford"


def test_under_yellow_and_at_the_line_a_plate_alone_names_a_car_of_unknown_driver() -> None:
    race = without(kansas(), "drivers")
    caution = next(event for event in race.events if isinstance(event, Caution))
    rows = texts(CautionCard, at(race, caution.at + 1), 60, 14)
    assert "free pass     41" in rows
    assert "leader        11  since lap 66" in rows
    rows = texts(LineDetails, at(race, Timeline(race).end, view=View(line="full")), 120, 14)
    assert " transponder   17  first by 0.001 s, ±0.0015 s" in [row[:46].rstrip() for row in rows]
    assert rows[1].endswith("  1    5  ·                       first")


def test_the_scale_of_an_unknown_distance_ends_at_what_was_run_of_it() -> None:
    race = without_all(renamed(tiny(), stages=()))
    timeline = Timeline(race)
    ends = [texts(Transport, at(race, timeline.instant(lap)), 80, 3)[-1] for lap in (0, 5)]
    assert [row.split()[-1] for row in ends] == ["·", "5"]


def listing(name: str, race: Race) -> Listing:
    return Listing(name, Path(f"{name}.json"), race.header, None)


def test_in_the_list_races_of_no_known_date_come_after_those_of_one_and_show_dots() -> None:
    undated = without_all(renamed(kansas(), name="Nobody knows when"))
    listings = (listing("b", undated), listing("a", kansas()), listing("c", undated))

    async def check(viewer: Viewer) -> None:
        widget = viewer.picker.races
        shown = [" ".join(widget.render_line(y).text.split()) for y in range(4)]
        assert shown[1].startswith("▌ 5 May 2024 AdventHealth 400")
        assert shown[2:] == ["· Nobody knows when · · ~ rebuilt"] * 2
        await viewer.press("down")
        text = viewer.text()
        assert "date      ·" in text
        assert "distance  ·" in text

    view(None, check, (120, 40), listings=listings)


@pytest.mark.parametrize("key", ["5", "f", "right", "end", "i"])
def test_no_key_falls_over_a_race_of_which_nothing_is_known(key: str) -> None:
    async def check(viewer: Viewer) -> None:
        for _ in range(3):
            await viewer.press(key)
            assert not viewer.odd_lines()

    view(without_all(tiny()), check, (120, 40))


def test_a_result_that_nobody_published_is_called_unofficial_at_the_end() -> None:
    async def check(viewer: Viewer) -> None:
        await viewer.press("end")
        assert "Result  unofficial" in viewer.text()

    view(structs.replace(tiny(), official=None), check)
