"""How a rebuilt race ends: white and chequered flag, and from when its length is known.

A race may end on its schedule, be called before it, or go into overtime: then each restart is an
attempt to finish, so many laps from the green, and a caution before the white flag makes another.
"""

import re
from collections.abc import Sequence

from replay.race.model import Basis, Chequered, Distance, Event, Green, White
from replay.reconstruct.read.facts import BoxScore, CautionFacts
from replay.reconstruct.read.published_crossings import CrossingTimes, known_crossings
from replay.reconstruct.reckon.leader_clock import LeaderClock
from replay.reconstruct.tell.white_flag import called, stopped_at_end, white_flag_shown

_RESTART = re.compile(r"\brestart", re.IGNORECASE)

_ATTEMPT = 3
"""The most laps from the last yellow lap to the end of an attempt: in NASCAR's overtime green
flies as the first of them ends, and two follow."""


def attempt_laps(score: BoxScore) -> int | None:
    """Return how many laps after the last yellow lap an overtime attempt ends.

    The last attempt tells, for the race ended with it; None where the race had no overtime or its
    last restart lies too far back to have been one.
    """
    if score.laps <= score.race.scheduled_laps:
        return None
    restarts = [caution.green for caution in score.cautions if caution.green < score.laps]
    laps = score.laps - restarts[-1] if restarts else 0
    return laps if 0 < laps <= _ATTEMPT else None


def green_flies(score: BoxScore, caution: CautionFacts) -> bool:
    """Tell whether a caution ended with a green flag.

    None flies before a caution that begins with the next lap: green would have flown as that lap
    ended. Then the record itself must tell of a green, by its lap or in words on a restart, or
    the race must have been in overtime, where a caution with a new number ended an attempt; and
    none ever flies before a stage ends.
    """
    if caution.green >= score.laps:
        return False
    following = next((c for c in score.cautions if c.number == caution.number + 1), None)
    if following is None or following.shown > caution.green:
        return True
    if following.shown in score.race.stage_end_laps:
        return False
    attempt = attempt_laps(score)
    overtime = attempt is not None and caution.green + attempt > score.race.scheduled_laps
    words = f"{following.reason} {following.detail or ''}"
    return caution.green_told or overtime or _RESTART.search(words) is not None


class LastFlags:
    """The last flags of a race. `crossings` are every car's crossings."""

    def __init__(self, score: BoxScore, clock: LeaderClock, crossings: CrossingTimes) -> None:
        self.score = score
        self.clock = clock
        self.crossings = crossings

    @property
    def run(self) -> int:
        """When the last car has completed its last lap, in ticks."""
        return max(line[-1] for line in self.crossings.values() if line)

    def white(self) -> list[White]:
        """Return the white flag, if there was one."""
        score, lap = self.score, self.score.laps - 1
        if not white_flag_shown(score):
            return []
        leader = score.leader(lap)
        known = leader is not None and (leader, lap) in known_crossings(score)
        basis: Basis = "official" if known else "reconstructed"
        return [White(at=self.clock.times[lap], lap=lap, basis=basis)]

    def chequered(self, first: int) -> Chequered:
        """Return the chequered flag: at the `first` crossing as scored then, or at the call.

        A race that a red flag stopped for good is called once all have completed their last lap,
        and no time passes on the race clock until then.
        """
        if called(self.score) and stopped_at_end(self.score):
            return Chequered(at=max(first, self.run), lap=self.score.laps, basis="estimated")
        return Chequered(at=first, lap=self.score.laps, basis="official")

    def distances(
        self, restarts: Sequence[Green], white: Sequence[White], chequered: Chequered
    ) -> list[Distance]:
        """Return each change of the distance, as early as it was known and no earlier.

        Overtime is known at the restart, and how long it is from each of them; any other change
        is known from the white flag, and without one from the end.
        """
        scheduled, laps = self.score.race.scheduled_laps, self.score.laps
        if laps == scheduled:
            return []
        attempt = attempt_laps(self.score)
        if attempt is None:
            flag: Event = white[0] if white else chequered
            reason = "overtime" if laps > scheduled else "shortened"
            return [_distance(flag, laps, reason)]
        return [
            _distance(green, green.lap + attempt, "overtime")
            for green in restarts
            if green.lap + attempt > scheduled
        ]


def _distance(event: Event, laps: int, reason: str) -> Distance:
    return Distance(at=event.at, lap=event.lap, basis="reconstructed", laps=laps, reason=reason)
