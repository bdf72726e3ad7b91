"""What the published status of a car says: the one table of its wordings.

Results say in many ways that a car was running at the end, was disqualified, or never started.
Every other word is a reason to be out, and there is no end of those: the usual ones stand here,
so that a wording nobody has met before can be told as such.
"""

import re
from typing import Literal

from replay.race.quantity import quantity

Classification = Literal["running", "disqualified", "out", "not started"]
"""What became of a car: it took the flag, it took the flag and lost its place, it fell out, or
it did not run at all."""

_DISQUALIFIED = re.compile(r"\b(disq\w*|dsq\w*|dq|dqd|excluded|exclusion|excl|ex)\b")

_WITHDRAWN = re.compile(r"(withdr[ae]wn?|withdrawal|wd)\b")

_NOT_STARTED = re.compile(
    r"(dns|dnq|dnpq|dnp|did ?n[o']?t (start|qualify|pre ?qualify|practi[cs]e|participate|race)"
    r"|not? (start(ed)?|show)|non ?start(er|ing)|scratched|absent)\b"
)

_RUNNING = re.compile(
    r"(still )?run(ning)?( at)?( the| race)?( finish| end| flag)?"
    r"|(finish(ed|er)?|fin|completed|classified|lapped|flagged|active|ok)( race| running)?"
    r"|(took )?(the )?(chequered|checkered) flag"
    r"|\+.*"
    r"|-? ?[0-9]+ ?(laps?|l)( down| behind| back)?"
)

_GOING = re.compile(r"(?<!not )(?<!stopped )(?<!quit )\b(running(?! out\b)|finished|under power)\b")
"""Words of a car that was going at the end; beside a reason to be out they settle nothing."""

_WHERE = re.compile(r"\bon (the )?track\b")
"""Where a car was, and no reason: a broken track bar is one."""

_LAPS_DOWN = re.compile(r"[-+]? ?([0-9]{1,4}) ?(?:laps?|l)\b")

_LAPPED = re.compile(r"lapped\b")

_NOTHING = re.compile(r"(unknown|not known|none|na|n a|nil|null|-)?")

_UNCLASSIFIED = re.compile(r"(not classified|unclassified|nc)\b")
"""Short of the distance that the rules ask for, whether running at the end or not."""

_WORDS = (
    "accident accidents alternator arm axle battery bearing belt black bodywork brake "
    "brakes broken camshaft chassis clutch collision contact cooling crankshaft crash "
    "crashed cylinder damage damaged debris did differential distributor dnf drive driver "
    "drivetrain driveshaft dvp electrical electronic electronics engine exhaust failure "
    "fatigue fire flag fuel garage gas gear gearbox halfshaft handling head header hub "
    "hydraulic hydraulics ignition illness injection injury leak loose lost mechanical "
    "minimum motor not oil out overheated overheating parked physical piston power "
    "pressure propshaft puncture pump quit radiator rear ret retired rocker rod seat "
    "shaft shifter shock slow spark speed spin spindle spun stalled starter steering "
    "stopped structure supercharger suspension technical throttle timing tire track "
    "transmission turbo turbocharger tyre underpowered undertray unit valve vibration "
    "vibrations water wheel wing wreck wrecked "
)

_REASONS = frozenset(_WORDS.split())
"""Words of which one at least stands in the usual reasons to be out."""

NEARLY_ALL = 9, 10
"""The share of the distance from which a car counts as one that may have taken the flag: the rule
of classification in Formula One (sporting regulations, article on the classification)."""


def classification(status: str, laps: int) -> Classification | None:
    """Return what a published status says of a car with so many laps; None for unknown words."""
    words = _words(status)
    main = _words(re.split(r"[(\[,;:]| - ", status, maxsplit=1)[0])
    if _DISQUALIFIED.search(words):
        return "disqualified"
    if _WITHDRAWN.match(main):
        return "out" if laps else "not started"
    if _NOT_STARTED.match(main):
        return "not started"
    if _RUNNING.fullmatch(main):
        return "running"
    if _UNCLASSIFIED.match(main) or _GOING.search(words):
        return None
    return "out" if _REASONS.intersection(_WHERE.sub("", words).split()) else None


def is_blank(status: str) -> bool:
    """Tell whether a status is a blank, or stands for one."""
    return _NOTHING.fullmatch(_words(status)) is not None


def likely_classification(
    laps: int, distance: int, elapsed: int | None, flag: int | None
) -> Classification | None:
    """Return what became of a car whose status does not say; None where nothing tells.

    Who was timed at the flag or after it took the flag, and who was last timed before it did not.
    Without times, one with nearly all laps of the distance is taken to have been running.
    """
    if not laps:
        return None
    if elapsed is not None and flag is not None:
        return "running" if elapsed >= flag or laps == distance else "out"
    share, whole = NEARLY_ALL
    return "running" if laps * whole >= distance * share else None


def contradiction(status: str, laps: int, distance: int) -> str | None:
    """Return how a status contradicts the laps of its car, None if it does not.

    `distance` counts the laps of the race.
    """
    known, words = classification(status, laps), _words(status)
    if known == "not started" and laps:
        return f"did not start, but completed {laps} laps"
    if known != "running":
        return None
    if not laps:
        return "was running at the end, but completed no lap"
    down = _LAPS_DOWN.match(words)
    if down and int(down.group(1)) != distance - laps:
        lost = quantity(int(down.group(1)), "lap")
        return f"was {lost} down, but completed {laps} of {distance}"
    if _LAPPED.match(words) and laps >= distance:
        return f"was lapped, but completed all {distance} laps"
    return None


def reason_of(status: str) -> str:
    """Return a status as a reason to be out: in small letters, but for an abbreviation."""
    return status if status.isupper() else status.lower()


def _words(status: str) -> str:
    """Return the words of a status in one form: `D.N.S.`, `dns`."""
    plain = status.casefold().replace(".", "").replace("\u2212", "-").replace("\u2019", "'")
    return " ".join(re.sub(r"[^\w+'-]|(?<=[^\W\d_])-(?=\w)", " ", plain).split())
