"""The order inside each class: places, gaps, laps down, leaders, and who has won it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.race.small_races import CLASSES, at, flag, timeline_of

from replay.race.class_order import (
    ClassPlace,
    class_laps,
    class_laps_led,
    class_leads,
    class_places,
    class_winners,
)
from replay.race.state import Stint
from replay.race.timeline import Timeline

CLASS_OF = {"50": "HYPERCAR", "7": "HYPERCAR", "91": "LMGT3", "31": "LMGT3", "92": "LMGT3"}


@pytest.fixture(scope="module")
def two_classes() -> Timeline:
    """Car 50 takes the flag at 400 s; 31 does soon after, its class leader 91 a lap later."""
    return timeline_of(
        {
            "7": (101, 201, 301, 401),
            "50": (100, 200, 300, 400),
            "92": (131, 262, 394, 526),
            "91": (130, 260, 390, 520),
            "31": (140, 275, 410),
        },
        (flag(400, 4),),
        entries={car: {"race_class": name} for car, name in CLASS_OF.items()},
        classes=CLASSES,
    )


def place(timeline: Timeline, seconds: float, car: str) -> ClassPlace:
    return class_places(timeline, at(seconds))[car]


def test_a_class_has_an_order_of_its_own_with_gaps_to_its_own_leader(two_classes: Timeline) -> None:
    assert place(two_classes, 275, "91") == ClassPlace("LMGT3", 1, 0, None, 0)
    assert place(two_classes, 275, "92") == ClassPlace("LMGT3", 2, at(2), at(2), 0)
    assert place(two_classes, 275, "31") == ClassPlace("LMGT3", 3, at(15), at(13), 0)
    assert place(two_classes, 275, "7") == ClassPlace("HYPERCAR", 2, at(1), at(1), 0)


def test_before_the_first_line_the_class_stands_as_on_the_grid(two_classes: Timeline) -> None:
    places = class_places(two_classes, 0)
    assert [(car, p.position, p.gap) for car, p in places.items()] == [
        ("7", 1, None), ("50", 2, None), ("92", 1, None), ("91", 2, None), ("31", 3, None),
    ]  # fmt: skip


def test_a_race_without_classes_has_no_class_places() -> None:
    timeline = timeline_of({"1": (100,), "2": (101,)}, (flag(100, 1),))
    assert class_places(timeline, at(100)) == {}
    assert class_leads(timeline, at(100), "LMGT3") == ()


def test_once_two_cars_have_taken_the_flag_the_difference_of_their_laps_counts(
    two_classes: Timeline,
) -> None:
    # 31 takes the flag 20 s behind 91 on the same lap; 91 goes on, and takes it a lap later.
    flagged = place(two_classes, 410, "31")
    assert (flagged.gap, flagged.laps_down, flagged.flagged) == (at(20), 0, True)
    before = place(two_classes, 519.9, "31")
    after = place(two_classes, 520, "31")
    assert (before.laps_down, before.gap) == (0, at(20))
    assert (after.laps_down, after.gap, after.position) == (1, None, 3)


def test_a_gap_below_zero_is_none() -> None:
    """The reference car took the lap later than this one did, and has gone on since."""
    timeline = timeline_of(
        {"50": (100, 200, 330, 425, 520), "7": (101, 202, 305, 428, 530)},
        (flag(520, 5),),
        entries={car: {"race_class": "HYPERCAR"} for car in ("50", "7")},
        classes=CLASSES[:1],
    )
    # 7 led lap 3 at 305 s, 50 came there at 330 s, and is first on lap 4: 7 is behind on lap 3.
    assert place(timeline, 425, "7") == ClassPlace("HYPERCAR", 2, None, None, 0)
    assert place(timeline, 428, "7") == ClassPlace("HYPERCAR", 2, at(3), at(3), 0)


def test_lead_stints_of_a_class_count_the_laps_of_its_leader(two_classes: Timeline) -> None:
    end = two_classes.end
    assert class_leads(two_classes, end, "LMGT3") == (Stint(0, 0, "92"), Stint(1, 4, "91"))
    assert class_leads(two_classes, at(275), "LMGT3") == (Stint(0, 0, "92"), Stint(1, 2, "91"))
    assert class_leads(two_classes, at(90), "LMGT3") == (Stint(0, 0, "92"),)
    assert class_laps(two_classes, at(410)) == {"HYPERCAR": 4, "LMGT3": 3}
    assert class_laps_led(two_classes, at(410)) == {"50": 4, "91": 3}


def test_the_winner_of_a_class_is_not_told_before_it_has_taken_the_flag(
    two_classes: Timeline,
) -> None:
    assert class_winners(two_classes, at(399)) == {}
    assert class_winners(two_classes, at(410)) == {"HYPERCAR": "50"}
    assert class_winners(two_classes, at(519.9)) == {"HYPERCAR": "50"}
    assert class_winners(two_classes, at(520)) == {"HYPERCAR": "50", "LMGT3": "91"}


@given(st.integers(0, 530))
def test_the_order_in_a_class_is_that_of_all_cars(seconds: int) -> None:
    timeline = timeline_of(
        {"50": (100, 200, 300), "91": (95, 215, 320), "7": (99, 205, 310), "31": (120, 230)},
        (flag(300, 3),),
        entries={c: {"race_class": CLASS_OF[c]} for c in ("50", "91", "7", "31")},
        classes=CLASSES,
    )
    order = [row.car for row in timeline.at(at(seconds)).order]
    assert list(class_places(timeline, at(seconds))) == order
