"""Analysts' figures in the card of a car: what each says, and how sure it is."""

from typing import Any

from msgspec import structs
from tests.tui.card_scenes import lines, recorded
from tests.tui.scenes import scene, texts
from tests.tui.states import field_state

from replay.race.figures import CarFigures, car_figures
from replay.tui.cards.car_card import CarCard
from replay.tui.cards.figure_rows import figures_told

EXACT = CarFigures(
    laps=149, average=3_107, average_within=0, weighted=3_094, weighted_within=0, official=False,
    speed=994_250, speed_laps=130, speed_exact=True, gained=26, lost=6, passes_within=0,
    green=137, led=34, led_within=0,
)  # fmt: skip


def told(of: CarFigures | None, width: int = 60) -> list[str]:
    answered = scene(field_state(), answer=lambda question, *_: {car_figures: of}[question])
    return lines(figures_told(answered, width, 9))


def changed(**what: Any) -> CarFigures:
    return structs.replace(EXACT, **what)


def test_measured_figures_are_told_as_they_are() -> None:
    assert told(EXACT) == [
        "average  3.11 over 149 laps   3.09 weighted",
        "speed    994.3 of 1000 over 130 clean laps",
        "passes   +26 −6 under green",
        "green    25 % of 137 green laps led",
    ]


def test_rebuilt_ones_say_by_how_much_they_may_be_off() -> None:
    rough = changed(
        average_within=1_420, weighted_within=1_000, speed_exact=False, passes_within=9,
        led_within=3,
    )  # fmt: skip
    assert told(rough) == [
        "average  ~3.1 ±1.4 over 149 laps   ~3.1 ±1.0 weighted",
        "speed    ~994.3 of 1000 over 130 clean laps",
        "passes   ~+26 −6 ±9 each under green",
        "green    ~25 % of 137 green laps led",
    ]


def test_passes_that_may_be_off_by_all_of_them_are_no_figure() -> None:
    for within in (33, None):
        assert "passes   · too rough to tell" in told(changed(passes_within=within))


def test_the_average_of_the_loops_is_named_as_theirs() -> None:
    assert told(changed(official=True))[0].startswith("average  3.11 by NASCAR's loops")


def test_what_nobody_knows_has_no_row_and_what_has_no_room_is_left_out_whole() -> None:
    unknown = changed(speed=None, gained=None, lost=None, green=None, led=None)
    assert [row[:7] for row in told(unknown)] == ["average"]
    assert told(None) == []
    assert told(changed(laps=0)) == []
    assert told(EXACT, 30)[:2] == ["average  3.11 over 149 laps", "speed    994.3 of 1000"]


def test_they_stand_in_the_card_only_once_all_else_has_room() -> None:

    of = recorded("kansas-2025", None, "20", lap=150)
    whole = texts(CarCard, of, 48, 400)
    figures = [row for row in whole if row.startswith(("average", "speed", "passes", "green"))]
    assert len(figures) == 4
    fewer = texts(CarCard, of, 48, len(whole) - 3)
    assert set(whole) - set(fewer) == set(figures[1:])
