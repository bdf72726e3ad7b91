"""When a race opens: by the options, by the moment in its name, or where it was left."""

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from replay.cli.failure import Failure
from replay.cli.race_at import race_at, time_named
from replay.cli.reading import read
from replay.race.model import Race

if TYPE_CHECKING:
    from replay.race.pacing_choices import PauseKind, YellowLaps
    from replay.state.kept_race import KeptRace
    from replay.state.kept_races import KeptRaces


class Opening(Struct, frozen=True):
    """How the screen opens: at the instant of `lap`, at the time `at` (ticks), else the grid.

    `finish` is for the end of the last lap instead, `resume` for where the race was left; `moment`
    is what stands after the `@` of a race. It is played condensed to `length` ticks, if that is
    given. What else is None is as the user's settings say.
    """

    lap: int | None = None
    at: int | None = None
    finish: bool = False
    moment: str | None = None
    resume: bool = False
    speed: Fraction | None = None
    theme: str | None = None
    ascii: bool | None = None
    slow_motion: bool | None = None
    length: int | None = None
    pause_at: "frozenset[PauseKind] | None" = None
    yellow: "YellowLaps | None" = None

    @property
    def begins(self) -> list[str]:
        """What was said of when it begins, as it is typed."""
        said = {"--lap": self.lap, "--at": self.at, "RACE@MOMENT": self.moment}
        given = [name for name, value in said.items() if value is not None]
        return [*given, *["finish"] * self.finish, *["--resume"] * self.resume]


class Opened(NamedTuple):
    """A race that has been read, what it was called, and the time to begin at, in ticks."""

    name: str
    race: Race
    start: int


def read_opening(name: str, opening: Opening, kept: "KeptRaces | None" = None) -> Opened:
    """Read a race, `RACE` or `RACE@MOMENT`, and when it opens; Failure where one is not there.

    `kept` is what is kept of races, where that has been asked for.
    """
    named = race_at(name)
    if named.ends is not None:
        raise Failure("a race opens at one moment: RACE@L150; A..B names a span")
    race = read(named.name)
    opening = replace(opening, moment=named.moment)
    if len(opening.begins) > 1:
        raise Failure(f"{' and '.join(opening.begins)} exclude each other")
    if opening.resume:
        return Opened(named.name, race, _place_left((kept or kept_races()).race(named.name)))
    return Opened(named.name, race, _starting_time(race, opening))


def kept_races() -> "KeptRaces":
    """Give what is kept of races in the folder of the platform; nothing is read yet."""
    from replay import racefile
    from replay.state.kept_races import KeptRaces, keeps_folder

    return KeptRaces(keeps_folder(), racefile.find)


def race_left_last() -> str:
    """Name the race of the list that was left last; Failure without any."""
    from replay import racefile

    files = {one.name: one.path for one in racefile.list_races() if one.error is None}
    places = kept_races().places(files)
    if not places:
        raise Failure("no race has been left anywhere yet; name one to open")
    return next(iter(places))


def _place_left(race: "KeptRace") -> int:
    """Give the time (ticks) at which a race was left, the grid where it never was."""
    race.load()
    left = race.keeps.left
    return 0 if left is None else left.at


def _starting_time(race: Race, opening: Opening) -> int:
    """Give the time to open at, in ticks; Failure if the race has no such moment.

    How long a race became is not told to who is about to watch it.
    """
    if not opening.begins:
        return 0
    from replay.race.moment_name import time_within
    from replay.race.moment_words import NamedLap, NamedPlace, NamedTime, NoSuchMoment
    from replay.race.timeline import Timeline

    timeline = Timeline(race)
    if opening.moment is not None:
        return time_named(timeline, opening.moment)
    if opening.finish:
        return time_within(timeline, NamedPlace("finish"))
    try:
        if opening.at is not None:
            return time_within(timeline, NamedTime(opening.at))
        return time_within(timeline, NamedLap(opening.lap or 0))
    except NoSuchMoment as error:
        raise Failure(str(error)) from None
