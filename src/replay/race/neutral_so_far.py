"""Every neutralisation so far, with the laps and the time that it has taken.

The public functions are questions of the race up to a time, as those of `replay.race.series` are.
"""

from msgspec import Struct

from replay.race.model import Caution, Flag, Red
from replay.race.state import Height
from replay.race.timeline import Timeline


class NeutralSoFar(Struct, frozen=True):
    """A flag that neutralised the race, or does.

    It goes from the leader's lap `first` to his lap `last`, and from `since` to `until` (ticks):
    where it still stands up to the lap being run, and to now. A red flag under a standing clock
    has no length. `height` is how far it goes.
    """

    event: Caution | Flag | Red
    height: Height
    first: int
    last: int
    since: int
    until: int
    stands: bool

    @property
    def name(self) -> str:
        """What it is called: `caution`, `red flag`, or the word of the file."""
        if isinstance(self.event, Flag):
            return self.event.flag
        return "red flag" if isinstance(self.event, Red) else "caution"


def neutral_so_far(timeline: Timeline, time: int) -> tuple[NeutralSoFar, ...]:
    """Give all that have begun, in order of time; those of a part of the track are left out."""
    time = min(max(time, 0), timeline.end)
    flags = timeline.flags
    running = timeline.lap_at(time) + (not flags.finished_at(time))
    return tuple(
        NeutralSoFar(
            one.event,
            one.height,
            one.lap + 1,
            max(one.lap + 1, running if one.until > end else one.counted),
            one.at,
            end,
            one.until > end and not flags.finished_at(time),
        )
        for one, end in flags.neutralised_times(time)
        if one.height != "part"
    )
