"""Going through races on the screen itself: one app, race after race, at three sizes."""

from tests.fuzz.walk import SIZES, Fault
from tests.tui.viewing import Viewer, view

from replay.race.model import Race
from replay.tui.app import ReplayApp

_KEYS = (
    "right", "left", "full_stop", "comma", "right_square_bracket", "c", "5", "v", "v", "down",
    "enter", "end", "f", "z", "z", "z", "z", "n", "z", "Z", "Z", "Z", "Z", "Z", "Z", "f", "left",
    "home", "f", "end", "f",
)  # fmt: skip


def try_screens(race: Race) -> ReplayApp:
    """Press the keys of time and of the line on a race, at each size; raises `Fault`.

    Every line is as wide as the terminal after every key.
    """

    async def press(viewer: Viewer) -> None:
        for size in SIZES:
            await viewer.resize(*size)
            for key in _KEYS:
                await viewer.press(key)
                odd = viewer.odd_lines()
                if odd:
                    raise Fault(f"at {size}, after {key}: {odd[0]}")

    return view(race, press)
