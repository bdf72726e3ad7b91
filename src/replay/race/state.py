"""The state of the race at one instant: immutable values, compared by content.

Nothing here holds a fact later than its own time.
"""

from typing import Literal

from msgspec import Struct

from replay.race.model import Basis, Confidence

NEVER = 1 << 60
"""A time in ticks after the end of any record."""

Status = Literal["running", "pit", "out"]

Height = Literal["part", "slow", "bunch", "stop"]
"""How far a race is neutralised where it is: on part of the track, all cars slowed with their gaps
kept, the field bunched, or stopped."""


class Running(Struct, frozen=True, gc=False):
    """One row of the running order.

    `gap` and `interval` are ticks, None off the lead lap, on lap 0 and where unknown; the
    leader's gap is 0 and his interval None. `change` counts places gained over the car's last
    lap (its place when it completed the lap before, less its place now), `net` since the grid.
    `pit_lap` is the car's own lap of its last stop so far, `pit_time` ticks on pit road, None
    while it is still there. `best_lap_exact` and `last_lap_exact` tell a measured lap from a
    rebuilt one. `crossing` is the time of its last crossing and `basis` how that is known;
    `place` is how far the place at that crossing can be trusted. `points` stands only once the
    result is official. Not `placed`: nobody knows the grid, and the car has yet to cross the line,
    so that its position is none; `net` is None wherever nobody knows the grid.
    """

    position: int
    car: str
    laps: int
    laps_down: int
    gap: int | None
    interval: int | None
    last_lap: int | None
    last_lap_exact: bool
    best_lap: int | None
    best_lap_number: int | None
    best_lap_exact: bool
    led: int
    stops: int
    pit_lap: int | None
    pit_time: int | None
    change: int
    net: int | None
    status: Status
    crossing: int
    basis: Basis
    place: Confidence
    points: int | None
    placed: bool = True


class StageNow(Struct, frozen=True):
    """The stage being run and the laps left in it (by the schedule, or overtime once known)."""

    number: int
    to_go: int


class StageOrder(Struct, frozen=True):
    """The whole field as it stood when a stage ended."""

    number: int
    order: tuple[str, ...]


class RaceState(Struct, frozen=True):
    """All that is known of the race at `time` (ticks).

    `flag` is `grid`, `green`, `yellow`, `red`, `white`, `chequered` or a file's own word, and
    `race` where the file knows no flags; `flag_number` is that of a caution or of such a word,
    None without one, and `neutralised` how far it neutralises the race.
    `caution` the number of the caution now shown; `white`: the white flag is out, whatever else
    is shown with it. `lap` counts laps the leader completed. `stages` are those that have ended.
    `distance` is the length known so far, None where none is or the race has gone beyond it;
    `laps_to_go` counts against it, None too where it is run and the flag has not fallen.
    `overtime`: the race goes beyond its schedule. `led_since` is the lap from which the leader
    has led, 0 from the start or where nobody is known to lead. `provisional`: the flag has fallen
    and the order is not yet official; true of every race until the end of its record, so that it
    tells nothing. `has_laps` is that of the race.
    `race_time` is the published time of the race in ticks, once it is official; None where none was
    published, and before. `time_to_go` are the ticks left of a race over a time, 0 once they are
    up; None over laps, and after the flag.
    """

    time: int
    flag: str
    caution: int | None
    lap: int
    distance: int | None
    laps_to_go: int | None
    overtime: bool
    stage: StageNow | None
    stages: tuple[StageOrder, ...]
    order: tuple[Running, ...]
    led_since: int
    lead_changes: int
    leaders: int
    cautions: int
    caution_laps: int
    finished: bool
    provisional: bool
    has_laps: bool = True
    white: bool = False
    race_time: int | None = None
    time_to_go: int | None = None
    flag_number: int | None = None
    neutralised: Literal["nothing"] | Height = "nothing"


class Crossing(Struct, frozen=True):
    """A car at the line: when it completed a lap, and how that time is known."""

    car: str
    at: int
    basis: Basis


class Stint(Struct, frozen=True):
    """Laps (or seconds) `first` to `last` led by one car, so far."""

    first: int
    last: int
    car: str


class NeutralSpan(Struct, frozen=True):
    """A neutralisation so far over laps or seconds, from its `first` to the last one begun.

    `height` is how far it goes; `number` is that of a caution, or of one that bunches the field.
    """

    first: int
    last: int
    height: Height
    number: int | None = None


class Ribbon(Struct, frozen=True):
    """The race so far over its distance: what the transport draws left of the playhead.

    The distance counts in laps, or in seconds where the race goes over a time: so do `scheduled`
    (the distance known at the clock), stints, `neutralised` and `stage_ends`. Those are by the
    schedule and so may be drawn ahead of the clock, but over a time, or on an unknown distance,
    only where they are past. `neutralised` has cautions and red flags too, in order of time: where
    one lies over another, as a red flag on a caution, the later is the one to draw.
    `lap` counts laps the leader has completed, `seconds` those of a race over a time (None: over
    laps). `finished`: the chequered flag has fallen. Not `known`: nobody knows the distance, and
    it is as long as what has been run of it.
    """

    scheduled: int
    lap: int
    stints: tuple[Stint, ...]
    stage_ends: tuple[int, ...]
    seconds: int | None = None
    finished: bool = False
    known: bool = True
    neutralised: tuple[NeutralSpan, ...] = ()

    @property
    def by_time(self) -> bool:
        """Whether the distance counts in seconds."""
        return self.seconds is not None

    @property
    def done(self) -> int:
        """How much of the distance is done."""
        return self.lap if self.seconds is None else self.seconds

    @property
    def is_complete(self) -> bool:
        """Whether the distance is run; when its time is up a race still ends at the line."""
        ends_unasked = self.known and not self.by_time
        return self.done >= self.scheduled and (self.finished or ends_unasked)


LogKind = Literal[
    "green", "lead change", "caution", "free pass", "restart", "stage", "pit stop", "penalty",
    "retirement", "fastest lap", "white flag", "ruling", "time added", "exclusion",
    "chequered flag", "red flag", "flag", "unseen",
]  # fmt: skip


class LogEntry(Struct, frozen=True):
    """One line of the race log.

    `lap` is the lap being run, or for what is scored at the line the lap just completed.
    `text` reads without the plate of `car` before it (`Buescher leads`); `detail` adds what was
    published (`Reddick pits`) and is None while it lies ahead of the clock. Where they do not fit,
    `brief_text` and `brief` say less. `number` is that of a caution, another flag, or a stage.
    `cars` are those concerned, in order, where there are several. A `caution` is any flag that
    neutralises the whole course: `neutralises` says how far, a `flag` may do so in part.
    `estimated`: so is its time. `race_class` names the class it is about, and `class_place` is the
    place in its class that a car held then, both None where there are no classes.
    """

    at: int
    lap: int
    kind: LogKind
    car: str | None
    text: str
    detail: str | None = None
    number: int | None = None
    cars: tuple[str, ...] = ()
    brief_text: str | None = None
    brief: str | None = None
    neutralises: Literal["nothing"] | Height = "nothing"
    estimated: bool = False
    race_class: str | None = None
    class_place: int | None = None
