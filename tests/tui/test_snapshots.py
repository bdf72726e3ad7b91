"""How screens stand together, locked as pictures: each was looked at before it was kept.

What is said in words, numbers and columns is text (`test_text_screens.py`, and `races/__replay__`).
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.tui.libraries import mixed

from replay import racefile
from replay.race.model import Race
from replay.tui.app import ReplayApp

RACES = Path(__file__).parents[2] / "races"
SIZES = {"80x24": (80, 24), "120x40": (120, 40), "200x60": (200, 60)}

Compare = Callable[..., bool]


@pytest.fixture(scope="module")
def kansas() -> Race:
    return racefile.load(RACES / "kansas-2024.json")


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No animation, no blinking, no colour setting of whoever runs the tests."""
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("NO_COLOR", raising=False)


def app(race: Race, lap: int = 0, theme: str | None = None) -> ReplayApp:
    from replay.race.timeline import Timeline

    start = Timeline(race).instant(lap)
    shown = ReplayApp(race, start=start, theme=theme, now=lambda: 0)
    shown.animation_level = "none"
    return shown


def test_the_grid(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas), terminal_size=SIZES["120x40"])


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_green_at_lap_137(snap_compare: Compare, kansas: Race, size: tuple[int, int]) -> None:
    assert snap_compare(app(kansas, 137), terminal_size=size)


def test_caution_3_with_stops(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas, 178), terminal_size=SIZES["120x40"])


def test_the_card_of_a_car(snap_compare: Compare, kansas: Race) -> None:
    keys = ["i", *["down"] * 5]
    assert snap_compare(app(kansas, 178), press=keys, terminal_size=SIZES["120x40"])


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_the_photo_finish(snap_compare: Compare, kansas: Race, size: tuple[int, int]) -> None:
    assert snap_compare(app(kansas, 268), terminal_size=size)


def test_the_photo_finish_zoomed_in(snap_compare: Compare, kansas: Race) -> None:
    shown = app(kansas, 268)
    assert snap_compare(shown, press=["z", "z"], terminal_size=SIZES["120x40"])


def test_the_nose_of_the_second(snap_compare: Compare, kansas: Race) -> None:
    shown = app(kansas, 268)
    assert snap_compare(shown, press=["n", *"zzzz"], terminal_size=SIZES["120x40"])


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_the_finish_line_on_the_whole_screen(
    snap_compare: Compare, kansas: Race, size: tuple[int, int]
) -> None:
    assert snap_compare(app(kansas, 268), press=["f"], terminal_size=size)


def test_the_nose_on_the_whole_screen_on_paper(snap_compare: Compare, kansas: Race) -> None:
    shown = app(kansas, 268, theme="replay-paper")
    assert snap_compare(shown, press=["f", *"zzzz"], terminal_size=SIZES["120x40"])


@pytest.mark.parametrize("keys", ["f", "fzzzz"], ids=["composite", "nose"])
def test_the_finish_line_without_colour(
    snap_compare: Compare, kansas: Race, keys: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(kansas, 268), press=keys, terminal_size=SIZES["120x40"])


def test_the_end_of_stage_1_on_the_whole_screen(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas, 80), press=["f"], terminal_size=SIZES["120x40"])


@pytest.mark.parametrize(
    ("name", "start", "size"),
    [
        ("freedom-100-2013", 2_300, "120x40"),
        ("freedom-100-2013", 9_000, "120x40"),
        ("monza-1971", 12_000, "80x24"),
    ],
    ids=["exposing", "open-wheel", "at-80"],
)
def test_a_finish_alone(snap_compare: Compare, name: str, start: int, size: str) -> None:
    shown = app(racefile.load(RACES / f"{name}.json"))
    shown._start = start
    assert snap_compare(shown, terminal_size=SIZES[size])


def test_three_cars_wide_at_the_line(snap_compare: Compare) -> None:
    race = racefile.load(RACES / "atlanta-2024.json")
    shown = app(race)
    shown._start = max(line.crossings[-1] for line in race.laps if line.car == "99") + 7_000
    assert snap_compare(shown, terminal_size=SIZES["200x60"])


def test_the_strip_half_exposed(snap_compare: Compare, kansas: Race) -> None:
    shown = app(kansas)
    shown._start = 114_424_600
    assert snap_compare(shown, terminal_size=SIZES["120x40"])


def test_caution_on_paper(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas, 178, theme="replay-paper"), terminal_size=SIZES["120x40"])


def test_the_picker_on_paper(snap_compare: Compare) -> None:
    shown = ReplayApp(listings=mixed(), now=lambda: 0, theme="replay-paper")
    keys = ["home", "down", "down", "right", "down", "down"]
    assert snap_compare(shown, press=keys, terminal_size=SIZES["120x40"])
