"""The composition of the screens, locked as pictures: each was looked at before it was kept."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs
from tests.tui.libraries import mixed

from replay import racefile
from replay.race.model import SECOND, Distance, Race
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


def app(race: Race, lap: int = 0, *, theme: str | None = None, ascii: bool = False) -> ReplayApp:
    from replay.race.timeline import Timeline

    start = Timeline(race).instant(lap)
    shown = ReplayApp(race, start=start, theme=theme, ascii=ascii, now=lambda: 0)
    shown.animation_level = "none"
    return shown


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_the_grid(snap_compare: Compare, kansas: Race, size: tuple[int, int]) -> None:
    assert snap_compare(app(kansas), terminal_size=size)


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_green_at_lap_137(snap_compare: Compare, kansas: Race, size: tuple[int, int]) -> None:
    assert snap_compare(app(kansas, 137), terminal_size=size)


def test_a_race_over_a_time(snap_compare: Compare, kansas: Race) -> None:
    header = structs.replace(
        kansas.header, scheduled_laps=None, scheduled_time=3 * 3_600 * SECOND, stages=()
    )
    events = tuple(event for event in kansas.events if not isinstance(event, Distance))
    shown = app(structs.replace(kansas, header=header, events=events), 137)
    assert snap_compare(shown, terminal_size=SIZES["120x40"])


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
def test_caution_3_with_stops(snap_compare: Compare, kansas: Race, size: tuple[int, int]) -> None:
    assert snap_compare(app(kansas, 178), terminal_size=size)


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


@pytest.mark.parametrize("keys", ["f", "fzzzz"], ids=["composite", "nose"])
def test_the_finish_line_in_ascii(snap_compare: Compare, kansas: Race, keys: str) -> None:
    shown = app(kansas, 268, ascii=True)
    assert snap_compare(shown, press=keys, terminal_size=SIZES["120x40"])


def test_the_end_of_stage_1_on_the_whole_screen(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas, 80), press=["f"], terminal_size=SIZES["120x40"])


@pytest.mark.parametrize(
    ("name", "start", "size"),
    [
        ("freedom-100-2013", 0, "120x40"),
        ("freedom-100-2013", 2_300, "120x40"),
        ("freedom-100-2013", 9_000, "120x40"),
        ("monza-1971", 0, "80x24"),
        ("monza-1971", 12_000, "80x24"),
    ],
    ids=["before", "exposing", "open-wheel", "before-80", "at-80"],
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


def test_the_end_of_stage_1(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas, 80), terminal_size=SIZES["120x40"])


def test_the_finish_before_the_ruling(snap_compare: Compare, kansas: Race) -> None:
    shown = app(kansas)
    ruling = next(event for event in kansas.events if event.at > 114_424_210)
    shown._start = ruling.at - 1
    assert snap_compare(shown, terminal_size=SIZES["120x40"])


def test_the_strip_half_exposed(snap_compare: Compare, kansas: Race) -> None:
    shown = app(kansas)
    shown._start = 114_424_600
    assert snap_compare(shown, terminal_size=SIZES["120x40"])


def test_caution_on_paper(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas, 178, theme="replay-paper"), terminal_size=SIZES["120x40"])


def test_green_without_colour(
    snap_compare: Compare, kansas: Race, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(kansas, 137), terminal_size=SIZES["80x24"])


def test_caution_in_ascii(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas, 178, ascii=True), terminal_size=SIZES["80x24"])


def test_the_help(snap_compare: Compare, kansas: Race) -> None:
    assert snap_compare(app(kansas), press=["question_mark"], terminal_size=SIZES["120x40"])


def test_the_picker(snap_compare: Compare) -> None:
    shown = ReplayApp(listings=mixed(), now=lambda: 0)
    assert snap_compare(shown, terminal_size=SIZES["80x24"])


def test_a_search_in_the_picker(snap_compare: Compare) -> None:
    shown = ReplayApp(listings=mixed(), now=lambda: 0)
    assert snap_compare(
        shown, press=[*"abu", "space", *"202", "down"], terminal_size=SIZES["120x40"]
    )


def test_the_picker_on_paper(snap_compare: Compare) -> None:
    shown = ReplayApp(listings=mixed(), now=lambda: 0, theme="replay-paper")
    keys = ["home", "down", "down", "right", "down", "down"]
    assert snap_compare(shown, press=keys, terminal_size=SIZES["120x40"])
