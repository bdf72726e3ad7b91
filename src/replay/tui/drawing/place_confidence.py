"""How far a place can be trusted, as it shows: its ink and its words. Pure values.

The board, the card of a car and the help say it by these, and so alike.
"""

from collections.abc import Mapping
from typing import Literal

from replay.race.model import Confidence
from replay.race.state import Running

PlaceTone = Literal["full", "soft", "mute"]

PLACE_TONES: Mapping[Confidence, PlaceTone] = {
    "sure": "full",
    "near": "soft",
    "rough": "mute",
    "unknown": "mute",
}
"""The ink of a place."""

PLACE_WORDS: Mapping[Confidence, str] = {
    "sure": "sure",
    "near": "give or take one",
    "rough": "give or take two or three",
    "unknown": "a guess",
}
"""How a place is known, in words that may follow it: `now 5, give or take one`."""

PLACE_NOTE = (
    f"A place in full ink is {PLACE_WORDS['sure']}, in softer ink {PLACE_WORDS['near']}, "
    f"in the faintest (without colours: with ~) {PLACE_WORDS['rough']} or {PLACE_WORDS['unknown']}."
)
"""The legend of the help."""


def confidence(row: Running, official: bool) -> Confidence:
    """How far the place of a row can be trusted; `official`: the result stands, and each place.

    A car that is out has the place its laps give it, whatever its last crossing was.
    """
    return "sure" if official or row.status == "out" else row.place
