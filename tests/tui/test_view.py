"""What is chosen is a value: a key makes another one, without an app."""

from tests.tui.states import field_state, running, state

from replay.tui.finish_line.viewport import Viewport
from replay.tui.view import View

ORDER = field_state().order
CARS = [row.car for row in ORDER]


def test_the_cursor_keeps_its_place_when_the_order_changes() -> None:
    other = state([running(1, "8"), running(2, "17"), running(3, "54")]).order
    assert (View(place=2).car(ORDER), View(place=2).car(other)) == ("8", "17")


def test_a_place_beyond_a_shorter_order_is_its_last() -> None:
    assert View(place=38).car(ORDER[:3]) == "54"


def test_a_followed_car_takes_the_cursor_with_it() -> None:
    other = state([running(1, "8"), running(2, "17")]).order
    following = View(place=2).following("8")
    assert following.car(other) == "8"
    assert following.settled(other).place == 1
    assert following.settled(ORDER).place == 2


def test_moving_leaves_a_followed_car_which_stays_followed_and_stays_in_the_field() -> None:
    view = View(place=2, followed="8").moved(500, ORDER)
    assert (view.place, view.followed, view.car(ORDER)) == (len(ORDER), "8", CARS[-1])
    assert view.moved(-500, ORDER).place == 1
    assert view.settled(ORDER) is view


def test_moving_back_to_the_followed_car_takes_the_cursor_with_it_again() -> None:
    view = View(place=2, followed="8").moved(1, ORDER).moved(-1, ORDER)
    assert view == View(place=2, followed="8")


def test_the_key_that_follows_lets_go_again() -> None:
    assert View().following("8").following("8").followed is None


def test_another_car_is_followed_instead() -> None:
    view = View(place=2, followed="8").moved(1, ORDER)
    assert view.following(view.car(ORDER)) == View(place=3, followed="54")


def test_a_car_that_is_pointed_at_has_the_cursor() -> None:
    assert View(followed="8").on_car("54", ORDER) == View(place=3, followed="8", away=True)
    assert View(followed="8").on_car("8", ORDER) == View(place=2, followed="8")


def test_a_chart_spans_the_race_or_its_last_laps_and_goes_no_further() -> None:
    views = [View()]
    for step in (1, 1, 1, -1, -1, -1):
        views.append(views[-1].spanning(step))
    assert [view.span for view in views] == [0, 50, 20, 20, 50, 0, 0]


def test_the_key_that_compares_a_car_lets_go_again() -> None:
    assert View().comparing("5").against == "5"
    assert View().comparing("5").comparing("8").against is None


def test_the_reading_cursor_closes_before_the_chart_does() -> None:
    view = View(opened=("places",)).reading_at(118)
    assert view.closed() == View(opened=("places",))
    assert view.reading_at(118) is view


def test_a_view_that_follows_nobody_is_settled_as_it_is() -> None:
    view = View(place=5)
    assert view.settled(ORDER) is view


def test_the_picture_of_the_line_looks_elsewhere_and_nothing_else_changes() -> None:
    view = View(place=5).looking_at(Viewport(2, "17"))
    assert view == View(place=5, viewport=Viewport(2, "17"))
    assert view.looking_at(Viewport(2, "17")) is view


def test_a_pane_with_a_key_of_its_own_opens_and_shuts() -> None:
    opened = View().turned(["car"])
    assert opened.opened == ("car",)
    assert opened.turned(["car"]) == View()


def test_a_ring_that_closes_has_a_turn_without_any() -> None:
    ring = ["caution", "summary"]
    views = [View()]
    for _ in range(3):
        views.append(views[-1].turned(ring))
    assert [view.top for view in views] == ["", "caution", "summary", ""]


def test_a_ring_that_does_not_close_goes_round_both_ways() -> None:
    ring = ["places", "gap", "pace"]
    view = View()
    seen = [(view := view.turned(ring, closes=False)).top for _ in range(4)]
    assert seen == ["places", "gap", "pace", "places"]
    assert view.turned(ring, -1, closes=False).top == "pace"
    assert View().turned(ring, -1, closes=False).top == "pace"


def test_another_pane_lies_over_the_first_and_closing_uncovers_it() -> None:
    view = View().turned(["places"]).turned(["car"])
    assert view.opened == ("places", "car")
    assert view.turned(["places"]).opened == ("car", "places")
    assert view.closed().top == "places"
    assert view.closed().closed() == View()


def test_the_whole_screen_of_a_pane_is_closed_first() -> None:
    view = View().turned(["car"]).widened()
    assert view.whole
    assert view.closed() == View(opened=("car",))
    assert view.turned(["places"]).whole is False


def test_without_a_pane_there_is_nothing_to_widen_or_to_turn() -> None:
    assert View().widened() == View()
    assert View().turned([]) == View()
    assert View().closed() == View()


def test_one_of_the_ring_that_is_not_turned_to_any_more_goes_when_another_opens() -> None:
    view = View(opened=("places", "car"))
    turned = view.turned(["gap", "pace"], closes=False, ring=["places", "gap", "pace"])
    assert turned.opened == ("car", "gap")
