"""The signs of the screens with their words: those that are one thing stand in one line."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from replay.race.model import Race
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row


class Sign(NamedTuple):
    """A line of signs: the names of `glyphs`, with what may stand `after` each, and its words."""

    glyphs: tuple[str, ...]
    words: str
    role: str = "bold"
    after: str = ""
    staged: bool | None = None
    """Whether the race has stages that the words are of; None where they are of any."""


_YELLOW = "text flag_yellow_text"

SIGNS: tuple[Sign, ...] = (
    Sign(("lead",), "a new leader"),
    Sign(("stop",), "a pit stop; a stint begins", "mute"),
    Sign(("caution",), "caution, the field bunched", _YELLOW),
    Sign(("green",), "green flag, restart", "text flag_green_text"),
    Sign(("stage_past", "stage_ahead"), "stage end, to come", "accent", staged=True),
    Sign(("free_pass",), "free pass: a lap back", "mute"),
    Sign(("penalty",), "penalty", "loss"),
    Sign(("out",), "out of the race", "loss"),
    Sign(("fastest",), "fastest lap, or stop", "accent"),
)
"""What stands beside the lines of the log and on the ribbon, in the order of the glossary."""

MORE_SIGNS: tuple[Sign, ...] = (
    Sign(("slowed",), "all slowed, their gaps kept", _YELLOW),
    Sign(("slow_zone",), "a part of the track slowed", _YELLOW),
    Sign(("red",), "red flag", "text flag_red_text"),
    Sign(("white",), "white flag: the last lap", "full"),
    Sign(("checkers",), "chequered flag; a ruling", "full"),
    Sign(("grid",), "the grid; flags not known", "full"),
    Sign(("unseen",), "long not seen at the line", "mute"),
    Sign(("cursor", "followed"), "the cursor; the car followed", "accent"),
    Sign(("class_lines",), "the classes, the fastest first", "full"),
    Sign(("playhead",), "the clock, over the laps", "accent"),
    Sign(("bookmark", "found"), "a bookmark; a line found", "full"),
    Sign(("loop_start", "loop_end"), "the loop that is played", "accent"),
    Sign(("future",), "what is still to come", "rule"),
    Sign(("low_bar",), "laps under green", "text flag_green"),
    Sign(("slow_bar", "part_bar"), "slowed; a part slowed", _YELLOW),
    Sign(("playing", "paused"), "the clock runs, stands", "accent"),
    Sign(("reverse", "ended"), "it runs back; is at the end", "accent"),
    Sign(("times",), "how many times as fast", "accent", "2"),
    Sign(("plus_minus",), "how far off it may be", "full", "2"),
    Sign(("minus",), "behind, or lost", "full", "2"),
    Sign(("cut",), "more than has room", "mute"),
)
"""Flags that are rarer, the clock, and what stands at figures."""

CHART_SIGNS: tuple[Sign, ...] = (
    Sign(("heavy", "heavy_dot"), "the car under the cursor"),
    Sign(("light", "light_dot"), "the followed car, or the leader"),
    Sign(("broken", "broken_dot"), "the car compared"),
    Sign(("rule",), "who held a place, and how long", "mute"),
    Sign(("fence",), "a stage is over; a stint begins", "mute", staged=True),
    Sign(("fence",), "a stint begins", "mute", staged=False),
    Sign(("reading",), "the lap that is read", "accent"),
    Sign(("above", "below"), "seconds of a gap beyond the edge"),
)
"""Lines and marks of the charts over laps."""

DRAWN = frozenset((
    "ascii", "flag_rule", "hairline", "stem", "tick", "tick_quarter", "hash_left",
    "hash_middle", "hash_right", "classes", "eighths", "plate", "loop",
))  # fmt: skip
"""The signs that lines and bars are drawn with: they tell nothing alone."""

ELSEWHERE = frozenset(("gained", "lost", "none", "rebuilt"))
"""The signs that other parts of the glossary explain: its columns, and how sure a figure is."""


def signs_of(race: Race, signs: Iterable[Sign], glyphs: Glyphs) -> Iterator[tuple[Row, str]]:
    """Give those of some signs that the screens of a race may show, each line with its words."""
    for sign in signs:
        if not _is_in(sign, race):
            continue
        shown = " ".join(dict.fromkeys(getattr(glyphs, name) + sign.after for name in sign.glyphs))
        if sign.glyphs == ("class_lines",):
            shown = shown[: len(race.header.classes)]
        yield ((shown, sign.role),), sign.words


def _is_in(sign: Sign, race: Race) -> bool:
    """Tell whether a race has what a sign is for; all of its header, which tells no result."""
    header = race.header
    stock = header.discipline == "stock car"
    if sign.staged is not None:
        return sign.staged == bool(header.stages)
    if sign.glyphs[0] == "free_pass":
        return stock
    if sign.glyphs[0] in ("slowed", "slow_zone", "slow_bar"):
        return not stock
    return bool(header.classes) if sign.glyphs == ("class_lines",) else True
