"""The key bar beside a card: what closes it, where its key goes next, and what serves there."""

import pytest
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.race.timeline import Timeline

CARDS = {
    "i": "esc {under}   x compare   t charts   enter follow   ↑ ↓ car",
    "x": "esc {under}   x let go   i card   t charts   ↑ ↓ other car   space play",
    "b": "esc {under}   i card   x compare   enter follow   ↑ ↓ car   space play",
    "e": "esc {under}   e caution   i card   t charts   b fights   space play",
}


def bar(
    *keys: str,
    lap: int = 140,
    later: int = 20_000,
    size: tuple[int, int] = (120, 40),
    keymap: dict[str, str] | None = None,
) -> str:
    """Give the key bar of Kansas at a lap, after some keys."""
    race = racefile.load(racefile.find("kansas-2024"))
    found = []

    async def check(viewer: Viewer) -> None:
        await viewer.press(*keys)
        found.append(viewer.lines()[-1])

    view(race, check, size, start=Timeline(race).instant(lap) + later, keymap=keymap)
    return found[0]


@pytest.mark.parametrize(("size", "under"), [((80, 24), "board"), ((120, 40), "log")])
@pytest.mark.parametrize("key", CARDS)
def test_a_card_names_the_keys_that_serve_beside_it(
    key: str, size: tuple[int, int], under: str
) -> None:
    assert bar(key, size=size).startswith(" " + CARDS[key].format(under=under))


def test_the_card_of_a_followed_car_lets_it_go() -> None:
    assert "enter let go" in bar("enter", "i")
    assert "enter follow" in bar("enter", "i", "down")


def test_a_card_over_another_goes_back_to_it() -> None:
    assert bar("i", "b").startswith(" esc back   i card")


def test_a_card_on_the_whole_screen_gets_smaller() -> None:
    assert bar("i", "w").startswith(" esc smaller   x compare")
    assert "w whole" not in bar("i", "w")


def test_a_card_that_stands_by_itself_says_what_its_key_opens() -> None:
    assert bar(lap=165).startswith(" e caution   c C caution   i card")
    assert bar("e", lap=165).startswith(" esc log   c C caution   i card")


def test_the_same_word_stands_there_once() -> None:
    assert bar("e", "e", "e").startswith(" esc log   i card")


def test_the_keys_of_the_finish_come_before_those_of_a_card() -> None:
    assert bar("i", lap=268, later=0).startswith(" e summary   z Z zoom")


def test_a_moved_key_is_named_as_it_is() -> None:
    moved = bar("I", keymap={"car_card": "I", "traces": "T"})
    assert "esc log   x compare   T charts" in moved
