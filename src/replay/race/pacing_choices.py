"""What can be chosen of how a clock plays: the events to pause at, and what yellow laps become."""

from typing import Literal

PauseKind = Literal["lead", "caution", "restart", "stage", "stop", "white", "finish"]

PAUSE_KINDS: dict[PauseKind, str] = {
    "lead": "lead changes",
    "caution": "cautions and red flags",
    "restart": "restarts",
    "stage": "stage ends",
    "stop": "stops of the followed car",
    "white": "the white flag",
    "finish": "the finish",
}
"""The kinds of events by the words of the settings, and what they are."""

YellowLaps = Literal["play", "fast", "skip"]
"""What is done with the laps under yellow while the clock plays."""

YELLOW_CHOICES: tuple[YellowLaps, ...] = ("play", "fast", "skip")
"""In the turn their key takes them."""
