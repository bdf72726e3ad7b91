"""How a flag is shown: its sign, its words and its colour, the same in title, card, rule and log.

Every neutralisation is yellow, whatever the colour of its flag: the word tells them apart.
"""

from typing import NamedTuple

from replay.race.state import RaceState
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.glyphs import Glyphs

_MOST_WORDS = 24
_SIGNS = {
    "grid": "grid",
    "race": "grid",
    "green": "green",
    "yellow": "caution",
    "red": "red",
    "white": "white",
}
_PLAIN = frozenset(("green", "yellow", "red", "white"))


class FlagSign(NamedTuple):
    """A flag in words, with the sign before them, and the name of its colour in the palette."""

    text: str
    colour: str


def flag_colour(state: RaceState) -> str:
    """Name the colour of the flag shown, as the palette has it."""
    if state.neutralised in ("slow", "bunch"):
        return "flag_yellow"
    if state.neutralised == "stop":
        return "flag_red"
    if state.neutralised == "part":
        return "flag_green"
    return f"flag_{state.flag}" if state.flag in _PLAIN else "flag_none"


def flag_sign(
    state: RaceState, glyphs: Glyphs, last_lap: str = "WHITE", *, begins: bool = True
) -> FlagSign:
    """Give sign and word of the flag shown, but the chequered one; `last_lap`: that of the white.

    Where no flags are known it is `RACE`. A record of the finish alone begins on the last lap; one
    that never `begins` stays on the grid. A neutralisation of a part of the track leaves the rest
    green.
    """
    word, sign = state.flag.upper(), _SIGNS.get(state.flag, "")
    if not state.has_laps:
        word = last_lap = "LAST LAP" if begins else "GRID"
    elif state.flag == "white":
        word = last_lap
    elif state.neutralised == "part":
        word, sign = "GREEN", "green"
    elif state.neutralised in ("slow", "bunch", "stop") and not sign:
        sign = {"slow": "slowed", "bunch": "caution", "stop": "red"}[state.neutralised]
    number = state.flag_number if state.neutralised != "part" else None
    if state.flag == "yellow":
        word, number = "CAUTION", state.caution
    if number is not None:
        word = f"{word} {number}"
    shown = getattr(glyphs, sign) if sign else ""
    words = f"{shown} {drawable(word, glyphs)}".strip()
    if len(words) > _MOST_WORDS:
        words = fit(words, _MOST_WORDS, cut=glyphs.cut)
    return FlagSign(words, flag_colour(state))


def zone_words(state: RaceState) -> str:
    """Name what neutralises a part of the track: `zone 3`; empty where nothing does."""
    if state.neutralised != "part":
        return ""
    words = state.flag.removeprefix("slow ")
    return words if state.flag_number is None else f"{words} {state.flag_number}"
