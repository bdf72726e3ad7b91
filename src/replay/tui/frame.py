"""All that one screen shows at one time, gathered from the record and from nothing else."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from msgspec import Struct

from replay.race.class_order import class_stints
from replay.race.class_steps import class_step
from replay.race.finish import FieldAtLine, Photo, field_at
from replay.race.holds import halted, holds, lap_holds
from replay.race.line_camera import photo_at, stage_photo_at
from replay.race.log import RaceLog
from replay.race.model import Caution, Race
from replay.race.ribbon import ribbon_at
from replay.race.state import LogEntry, RaceState, Ribbon, Stint
from replay.race.timeline import Timeline


class Frame(Struct, frozen=True):
    """What is known at `state.time`; `caution` is the one now shown."""

    state: RaceState
    log: tuple[LogEntry, ...]
    ribbon: Ribbon
    field: FieldAtLine | None
    photo: Photo | None
    caution: Caution | None


class Ahead(Struct, frozen=True):
    """The whole race over its distance, for those who ask to see what lies ahead of the clock."""

    ribbon: Ribbon
    class_stints: dict[str, tuple[Stint, ...]]


class Recording:
    """A race ready to be shown: its timeline, its log, and a frame at any time.

    `name` is what the command line calls it by, empty where that is not known.
    """

    def __init__(self, race: Race, name: str = "") -> None:
        self.race = race
        self.name = name
        self.timeline = Timeline(race)
        self._frame: Frame | None = None
        self._known: tuple[int, dict[tuple[object, ...], Any]] = (0, {})
        self.log = RaceLog(self.timeline)
        self.holds = holds(self.timeline)
        self._cautions = {e.number: e for e in race.events if isinstance(e, Caution)}

    @property
    def has_laps(self) -> bool:
        """Whether any lap of the race is known."""
        return self.race.has_laps

    @property
    def begins_at_line(self) -> bool:
        """Whether the finish is all there is to see: not of an entry list, which has a grid."""
        return not (self.has_laps or self.race.is_entry_list)

    def prepare(self) -> None:
        """Reckon what the first steps would else wait for: the whole log, and every change."""
        self.log.at(self.timeline.end)
        self.timeline.next_change(0)

    def prepare_figures(self) -> None:
        """Reckon what the first card of a car would else wait for: the laps of the whole field."""
        from replay.race.figures import car_figures

        if self.has_laps:
            car = self.race.entries[0].car
            self.timeline.places_by_lap(car, self.timeline.laps)
            car_figures(self.timeline, 0, car)

    def frame(self, time: int) -> Frame:
        """Give the frame at `time` ticks."""
        if self._frame is not None and self._frame.state.time == time:
            return self._frame  # what is chosen changes more often than the time
        timeline = self.timeline
        state = timeline.at(time)
        self._frame = Frame(
            state=state,
            log=self.log.at(state.time),
            ribbon=ribbon_at(timeline, state.time),
            field=field_at(timeline, state.time),
            photo=self._photo(state.time),
            caution=None if state.caution is None else self._cautions[state.caution],
        )
        return self._frame

    @cached_property
    def ahead(self) -> Ahead:
        """What lies ahead of any clock."""
        timeline, end = self.timeline, self.timeline.end
        names = [of.name for of in self.race.header.classes]
        stints = {name: class_stints(timeline, end, name) for name in names}
        return Ahead(ribbon_at(timeline, end), stints)

    def _photo(self, time: int) -> Photo | None:
        """Give the picture of the line at the end, or of a stage where it is shown."""
        photo = photo_at(self.timeline, time)
        return photo if photo or self.race.laid_flat else stage_photo_at(self.timeline, time)

    def answers(self, time: int) -> Callable[..., Any]:
        """Give what answers questions of `replay.race.series` as of a time, each one once."""
        if self._known[0] != time:
            self._known = time, {}
        known = self._known[1]

        def answer(question: Callable[..., Any], *about: object) -> Any:
            key = (question, *about)
            if key not in known:
                known[key] = question(self.timeline, time, *about)
            return known[key]

        return answer

    def step_of_key(self, time: int, laps: int, race_class: str | None = None) -> int:
        """Give where a key that goes so many laps leads: no further than the first hold."""
        target = self.step(time, laps, race_class)
        return halted(lap_holds(self.timeline, race_class), time, target)

    def step(self, time: int, laps: int, race_class: str | None = None) -> int:
        """Give the instant `laps` laps on from `time`, or back, by the grid and the end.

        The laps are those of the leader, or of the leader of a class.

        Back from amid a lap goes first to the last car that has completed it so far: whether more
        are to come is not told.
        """
        timeline = self.timeline
        if race_class is not None:
            return class_step(timeline, race_class, time, laps)
        lap = timeline.lap_at(time)
        if laps > 0:
            lap += laps - (timeline.instant(lap) > time)
        else:
            reached = self._reached(lap, time)
            if laps == -1 and reached < time:
                return reached
            lap += laps + (reached < time)
        return timeline.instant(min(max(lap, 0), timeline.laps))

    def _reached(self, lap: int, time: int) -> int:
        """Give the instant of the leader's lap as far as it is known at `time`."""
        timeline = self.timeline
        if lap == timeline.laps and timeline.last_lap_known_at(time):
            return timeline.instant(lap)
        arrived = timeline.crossings_of(lap, time)
        return arrived[-1].at if arrived else 0
