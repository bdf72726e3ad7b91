"""Which panes stand where, at every size: tried with the panes of the replay, and with others."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
from msgspec import structs
from tests.tui.scenes import HEADER, NOTHING, scene
from tests.tui.states import field_state
from textual.geometry import Region

from replay.race.caution_order import LastCaution, last_caution
from replay.race.model import Caution, Flag, RaceClass
from replay.tui.opened import covers, still_open, turns
from replay.tui.pane_entry import ITS_ROWS, Pane, Slot, ring
from replay.tui.plan import CountRows, Plan, plan
from replay.tui.registry import PANES
from replay.tui.scene import Scene
from replay.tui.view import View

WIDTHS = (60, 79, 80, 99, 100, 119, 120, 149, 150, 160, 199, 200, 300)
HEIGHTS = (16, 23, 24, 35, 36, 53, 54, 60, 80)

CAUTION = Caution(
    at=1, lap=136, basis="official", number=1, reason="spin", where=None, cars=(), detail=None
)
CLASSES = structs.replace(
    HEADER,
    classes=(RaceClass(name="HYPERCAR", short="HYP"), RaceClass(name="LMGT3", short="GT3")),
    known=structs.replace(HEADER.known, drivers="timed"),
    discipline="endurance",
)
OUT = Flag(at=1, lap=136, basis="timed", flag="safety car", neutralises="bunch")


def under(event: Caution | Flag) -> Callable[..., Any]:
    """Answer of the series only that this flag stands."""
    known = {**NOTHING, last_caution: LastCaution(event, None, 2, None)}
    return lambda question, *about: known[question]


STATES: dict[str, dict[str, Any]] = {
    "grid": {"state": field_state(flag="grid", lap=0)},
    "green": {},
    "yellow": {
        "state": field_state(flag="yellow", caution=1),
        "caution": CAUTION,
        "answer": under(CAUTION),
    },
    "red": {"state": field_state(flag="red", neutralised="stop")},
    "safety car": {
        "state": field_state(flag="safety car", neutralised="bunch"),
        "answer": under(OUT),
    },
    "classes": {"header": CLASSES},
    "classes at the finish": {
        "header": CLASSES,
        "state": field_state(flag="chequered", finished=True),
    },
    "at the line": {"at_line": True},
    "finish": {"state": field_state(flag="chequered", finished=True)},
}
VIEWS = {
    "home": View(),
    "closed": View(line="closed"),
    "full": View(line="full"),
    "log": View(log=True),
}


def counted(rows: int) -> CountRows:
    """Count so many rows of every card."""
    return lambda pane, width: rows


def planned(of: Scene, panes: tuple[Pane, ...] = PANES, rows: int = 9) -> Plan:
    """The plan of a scene in which every card takes so many rows."""
    return plan(panes, of, counted(rows))


def every_scene() -> Iterator[Scene]:
    for size, of, view in product(product(WIDTHS, HEIGHTS), STATES.values(), VIEWS.values()):
        yield scene(size=size, view=view, **of)


def test_at_every_size_every_cell_belongs_to_one_pane_or_rule_but_those_at_the_hairline() -> None:
    for of in every_scene():
        found = planned(of)
        regions = [region for _, region in found.placed] + [rule.region for rule in found.rules]
        regions = [region for region in (*regions, found.hairline) if region]
        screen = Region(0, 0, *of.size)
        assert all(screen.contains_region(region) for region in regions)
        for at, region in enumerate(regions):
            assert not any(region.overlaps(other) for other in regions[:at]), (of.size, found)
        blank = screen.area - sum(region.area for region in regions)
        beside = of.size.side_column - of.size.order - 1
        parted = found.hairline.height * beside if found.hairline else 0
        assert blank == parted, (of.size, of.view, found)


def test_title_transport_and_key_bar_stand_at_every_size() -> None:
    for of in every_scene():
        found = planned(of)
        width, height = of.size
        assert found.region("title") == Region(0, 0, width, 1)
        assert found.rules[0].region == Region(0, 1, width, 1)
        assert found.region("keys") == Region(0, height - 1, width, 1)
        transport = found.region("transport")
        assert transport is not None
        lanes = max(len(of.lane_classes), 1)
        assert transport.height == 2 + lanes + of.size.largest


def test_what_fits_at_one_size_is_not_lost_at_a_larger_one() -> None:
    """By name, as the terminal grows either way; a narrow one shows order or log by choice.

    The picture of the line may take the place of the field at it, and of the winners of classes.
    """
    for of, view in product(STATES.values(), VIEWS.values()):
        sizes = [(width, height) for height in HEIGHTS for width in WIDTHS]
        names = {
            size: {
                pane.name
                for pane, region in planned(scene(size=size, view=view, **of), rows=2).placed
                if region
            }
            for size in sizes
        }
        for width, height in sizes if not view.log else ():
            for wider in (w for w in WIDTHS if w > width):
                lost = names[width, height] - names[wider, height]
                lost -= {"field", "class winners"} if "strip" in names[wider, height] else set()
                assert not lost, (width, wider, height, lost)
            for higher in (h for h in HEIGHTS if h > height):
                lost = names[width, height] - names[width, higher]
                lost -= {"field", "class winners"} if "strip" in names[width, higher] else set()
                assert not lost, (width, height, higher, lost)


def test_no_log_stands_without_a_row_under_its_title() -> None:
    for of in every_scene():
        log = planned(of).region("log")
        if log is not None and of.moment == "green":
            assert log.height >= 4, (of.size, of.at_line)


@pytest.mark.parametrize("height", [16, 24])
def test_in_a_narrow_terminal_the_log_shows_beneath_the_card_under_caution(height: int) -> None:
    of = scene(size=(60, height), view=View(log=True), **STATES["yellow"])
    log = planned(of).region("log")
    assert log is not None
    assert log.height >= 4


# -- panes opened by key: two cards in the side, three charts over the whole screen


CARD = ring("card", "x", "A card", "Panes")
CHARTS = ring("charts", "x", "A chart", "Panes", closes=False, pairs=True)
CARDS = tuple(
    Pane(name, "", lambda _: Slot("right", ITS_ROWS), ring=CARD) for name in ("car", "fights")
)
LAPS = tuple(
    Pane(name, "", lambda _: Slot("top"), ring=CHARTS) for name in ("first", "second", "third")
)
WITH_OTHERS = (*PANES, *CARDS, *LAPS)


def regions(view: View, size: tuple[int, int]) -> dict[str, Region]:
    found = planned(scene(view=view, size=size), WITH_OTHERS)
    return {pane.name: region for pane, region in found.placed}


def test_a_card_stands_in_the_side_and_gives_the_rest_to_the_log() -> None:
    shown = regions(View(opened=("car",)), (120, 40))
    assert shown["car"] == Region(72, 2, 48, 9)
    assert shown["log"] == Region(72, 12, 48, 24)
    assert shown["order"] == regions(View(), (120, 40))["order"]
    assert "field" not in shown


def test_below_a_card_the_log_stands_from_four_rows_on() -> None:
    room = 34
    for rows, left in ((29, 4), (30, None), (40, None)):
        of = scene(view=View(opened=("car",)), size=(120, 40))
        found = planned(of, WITH_OTHERS, rows=rows)
        log = found.region("log")
        assert (None if log is None else log.height) == left
        assert found.region("car") == Region(72, 2, 48, rows if left else room)
        assert all("log" not in dict(rule.titles) for rule in found.rules) is (left is None)


def test_from_150_columns_on_the_field_at_the_line_stays_below_a_card() -> None:
    assert "field" in regions(View(opened=("car",)), (150, 40))
    assert "field" in regions(View(opened=("car",)), (200, 60))


@pytest.mark.parametrize("size", [(80, 24), (99, 60)])
def test_below_100_columns_a_card_has_the_whole_width_and_gives_the_rest_to_the_log(
    size: tuple[int, int],
) -> None:
    shown = regions(View(opened=("car",)), size)
    assert set(shown) == {"title", "car", "log", "transport", "keys"}
    assert shown["car"] == Region(0, 2, size[0], 9)
    assert shown["log"] == Region(0, 12, size[0], size[1] - 16)


def test_a_log_of_fewer_than_four_rows_does_not_stand_below_a_card() -> None:
    of = scene(view=View(opened=("car",)), size=(80, 24))
    for rows, shown in ((13, True), (14, False), (40, False)):
        found = planned(of, WITH_OTHERS, rows)
        assert (found.region("log") is not None) == shown
        region = found.region("car")
        assert region is not None
        assert region.height == (rows if shown else 18)


def test_in_a_narrow_terminal_a_card_stands_alone() -> None:
    shown = regions(View(opened=("car",)), (60, 24))
    assert set(shown) == {"title", "car", "transport", "keys"}


def test_a_card_gets_the_whole_screen_by_key_and_gives_it_back() -> None:
    view = View(opened=("car",)).widened()
    assert regions(view, (120, 40))["car"] == Region(0, 2, 120, 9)
    assert regions(view.closed(), (120, 40))["car"].width == 48


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (150, 53)])
def test_a_chart_has_the_whole_screen(size: tuple[int, int]) -> None:
    shown = regions(View(opened=("second",)), size)
    assert set(shown) == {"title", "second", "transport", "keys"}
    assert shown["second"] == Region(0, 2, size[0], size[1] - 6)


@pytest.mark.parametrize(
    ("opened", "lower"), [("first", "second"), ("second", "second"), ("third", "third")]
)
def test_on_the_largest_terminals_the_first_chart_stands_over_another(
    opened: str, lower: str
) -> None:
    shown = regions(View(opened=(opened,)), (200, 60))
    assert shown["first"] == Region(0, 2, 200, 39)
    assert shown[lower] == Region(0, 42, 200, 13)
    assert shown["transport"].y == 55


def test_the_lower_of_two_charts_gets_the_whole_screen_by_key() -> None:
    shown = regions(View(opened=("second",), whole=True), (200, 60))
    assert shown["second"] == Region(0, 2, 200, 53)
    assert "first" not in shown


def test_a_card_opened_over_a_chart_uncovers_the_board() -> None:
    shown = regions(View(opened=("first", "car")), (120, 40))
    assert {"order", "car", "log"} <= set(shown)
    assert "first" not in shown


def test_a_pane_that_has_nothing_to_show_does_not_stand() -> None:
    nothing = Pane("car", "", lambda _: None, ring=CARD)
    of = scene(view=View(opened=("car",)))
    assert planned(of, (*PANES, nothing)) == planned(scene())


def test_in_a_card_opened_at_the_finish_the_strip_stays() -> None:
    of = scene(view=View(opened=("car",)), **STATES["finish"])
    shown = {pane.name for pane, _ in planned(of, WITH_OTHERS).placed}
    assert {"strip", "car", "log", "order"} <= shown
    assert "result card" not in shown


def test_where_two_charts_stand_the_key_goes_through_the_lower_ones() -> None:
    small, large = scene(size=(120, 40)), scene(size=(200, 60))
    assert turns(WITH_OTHERS, small, CHARTS) == ["first", "second", "third"]
    assert turns(WITH_OTHERS, large, CHARTS) == ["second", "third"]
    assert turns(WITH_OTHERS, large, CARD) == ["car", "fights"]


def test_an_opened_pane_closes_when_it_has_nothing_to_show_any_more() -> None:
    under_yellow = Pane(
        "car", "", lambda of: Slot("right") if of.moment == "yellow" else None, ring=CARD
    )
    view = View(opened=("first", "car"))
    panes = (*PANES, under_yellow, *LAPS)
    assert still_open(panes, scene(view=view, **STATES["yellow"])) == ("first", "car")
    assert still_open(panes, scene(view=view)) == ("first",)


@pytest.mark.parametrize(
    ("view", "size", "covered"),
    [
        (View(), (80, 24), False),
        (View(opened=("car",)), (80, 24), True),
        (View(opened=("car",)), (120, 40), False),
        (View(opened=("car",), whole=True), (120, 40), True),
        (View(opened=("first",)), (200, 60), True),
        (View(opened=("first", "car")), (200, 60), False),
    ],
)
def test_a_card_covers_the_screen_where_it_does_not_stand_beside_the_order(
    view: View, size: tuple[int, int], covered: bool
) -> None:
    assert covers(WITH_OTHERS, scene(view=view, size=size)) is covered


# -- classes and flags


def test_classes_stand_under_the_log_and_at_the_finish_above_it() -> None:
    green = planned(scene(size=(120, 40), header=CLASSES), rows=3)
    names = [placed.pane.name for placed in green.placed]
    assert names.index("log") < names.index("class by class") < names.index("drivers")
    finish = planned(scene(size=(120, 40), **STATES["classes at the finish"]), rows=3)
    names = [placed.pane.name for placed in finish.placed]
    assert names.index("class winners") < names.index("log")
    assert "drivers" not in names


def test_the_drivers_have_a_pane_from_120_columns_on_and_the_chosen_car_then_none() -> None:
    for width, shown in ((119, False), (120, True), (200, True)):
        found = planned(scene(size=(width, 60), header=CLASSES), rows=3)
        assert (found.region("drivers") is not None) == shown
        assert found.region("chosen card") is None or not shown


def test_a_flag_that_bunches_or_stops_the_field_has_its_card_above_the_log() -> None:
    for state, name in (("red", "flag"), ("safety car", "caution"), ("yellow", "caution")):
        found = planned(scene(size=(120, 40), **STATES[state]))
        card, log = found.region(f"{name} card"), found.region("log")
        assert card is not None
        assert log is not None
        assert card.bottom < log.y
    slowed = scene(field_state(flag="VSC", neutralised="slow"), size=(120, 40))
    assert planned(slowed).region("flag card") is None
    assert planned(slowed).region("caution card") is None


def test_a_card_that_leaves_the_log_too_few_rows_has_them_itself() -> None:
    for rows in range(10, 60):
        of = scene(view=View(opened=("car",)), size=(120, 40))
        found = plan(WITH_OTHERS, of, counted(rows))
        card, log = found.region("car"), found.region("log")
        assert card is not None
        if log is None:
            assert rows > 29
            assert card.bottom == 36
        else:
            assert log.height >= 4
            assert card.height == rows


def test_a_card_that_comes_by_itself_leaves_the_log_its_least_rows() -> None:
    of = scene(size=(120, 40), **STATES["yellow"])
    log = planned(of, rows=50).region("log")
    assert log is not None
    assert log.height == 4


def test_of_panes_that_share_a_key_the_lowest_turn_comes_first() -> None:
    car = Pane("car", "", lambda _: Slot("right", turn=1), ring=CARD)
    fights = Pane("fights", "", lambda _: Slot("right"), ring=CARD)
    panes = (car, fights)
    assert turns(panes, scene(), CARD) == ["fights", "car"]


def test_the_transport_grows_by_the_lanes_of_the_classes_where_there_is_room() -> None:
    for size, rows in (((149, 60), 3), ((150, 40), 4), ((150, 24), 3), ((200, 60), 5)):
        region = planned(scene(size=size, header=CLASSES)).region("transport")
        assert region is not None
        assert region.height == rows
