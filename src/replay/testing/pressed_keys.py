"""Keys pressed on a screen that nobody sees: read from text, and taken one after the other."""

import re
from collections.abc import Sequence

from textual.events import Key
from textual.keys import _character_to_key, key_to_character
from textual.strip import Strip

from replay.race.text import printable
from replay.testing.still_loop import StillLoop
from replay.tui.headless import HeadlessReplay
from replay.tui.key_names import is_key, nearest

MOST_KEYS = 1_000
"""The most keys that may be pressed for one screen."""

_TIMES = re.compile(r"(?a)(.+)\*(\d{1,20})")
_MOST_ROUNDS = 100


class KeyNameError(ValueError):
    """What is to be pressed is no key. `str()` says so in one clear line."""


class ScreenEnded(Exception):
    """A key has ended the program, or shut its race: there is no screen to be painted."""


def read_keys(text: str) -> tuple[str, ...]:
    """Read `right*3 i down` as the keys to press: names or signs between blanks, `*` how often."""
    keys: list[str] = []
    for word in text.split():
        times = _TIMES.fullmatch(word)
        name, count = (times[1], int(times[2])) if times else (word, 1)
        if not is_key(name):
            raise KeyNameError(f"no key {printable(name)!r}: is it {nearest(name)!r}?")
        if len(keys) + count > MOST_KEYS:
            raise KeyNameError(f"more than {MOST_KEYS:,} keys to press")
        keys += [name] * count
    return tuple(keys)


async def pressed_rows(
    app: HeadlessReplay, keys: Sequence[str], loop: StillLoop
) -> tuple[Strip, ...]:
    """Press keys on the screen that an app shows, and give its rows; ScreenEnded if it has none."""
    for name in keys:
        key = _character_to_key(name) if len(name) == 1 else name
        character = name if len(name) == 1 else key_to_character(name)
        app.post_message(Key(key, character).set_sender(app))
        await _settle(app, loop)
    return tuple(app.screen._compositor.render_strips())


async def _settle(app: HeadlessReplay, loop: StillLoop) -> None:
    """Let the app do all that follows from a key, and lay out and paint what is due then."""
    for _ in range(_MOST_ROUNDS):
        await loop.rest()
        if app.has_ended:
            raise ScreenEnded
        screen = app.screen
        screen._on_timer_update()  # it is due by a timer, which never fires here
        await loop.rest()
        if screen is app.screen and not app.is_stale:
            return
    raise RuntimeError("the screen does not come to rest")
