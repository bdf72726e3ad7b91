"""What kind of race a box score is of: it decides how far apart cars run, and how fast at first."""

from itertools import pairwise
from typing import Literal

from replay.reconstruct.read.facts import BoxScore

RaceKind = Literal["oval", "short", "pack", "road"]

_SHORT = 1200
"""Thousandths of a mile from which an oval is no short track."""

_PACK_LEADS = 180
"""Lead changes in a thousand green laps from which a race is one of packs: 246 at Atlanta, 65 to
126 in four other races."""


def kind_of(score: BoxScore) -> RaceKind:
    """Return the kind of race."""
    if "road" in (score.race.track_shape or "").casefold():
        return "road"
    if in_packs(score):
        return "pack"
    return "short" if score.race.track_length_miles * 1000 < _SHORT else "oval"


def in_packs(score: BoxScore) -> bool:
    """Tell whether the lead changed so often that the field must have raced in the draft."""
    leaders = [score.leader(lap) for lap in range(1, score.laps + 1)]
    changes = sum(one != two for one, two in pairwise(leaders))
    slow = sum(caution.last - caution.first + 1 for caution in score.cautions)
    return changes * 1000 >= _PACK_LEADS * max(score.laps - slow, 1)
