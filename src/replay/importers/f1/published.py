"""What is published of a race besides its laps: what it is called, its result, stops and flags."""

from dataclasses import dataclass, field

from replay.importers.f1.lap_chart import SourceStop
from replay.race.classification import Classification, classification


@dataclass(frozen=True)
class Meeting:
    """What a race is called; texts are empty where nobody says."""

    year: str = ""
    round: str = ""
    name: str = ""
    date: str = ""
    circuit: str = ""
    place: str = ""

    @property
    def line(self) -> str:
        """The race in a few words."""
        number = f"round {self.round}" if self.round else ""
        words = (self.year, self.name, number, self.circuit, self.place, self.date)
        return " ".join(word for word in words if word)


@dataclass(frozen=True)
class Person:
    """A driver by name; `code` are three capitals, or empty."""

    first: str
    last: str
    code: str = ""


@dataclass(frozen=True)
class Finisher:
    """A car's line of the result. Times in ticks; `grid` is 0 for a start from the pit lane.

    `classified` is how the place is published: a number, or a letter such as R for retired.
    """

    car: str
    person: Person
    team: str
    grid: int | None
    place: int
    classified: str
    laps: int
    status: str
    points: float | None = None
    elapsed: int | None = None
    best_lap: int | None = None
    best_lap_number: int | None = None

    @property
    def became(self) -> Classification | None:
        """What became of the car, by its letter and its words; None where they do not say.

        The letters are those of the source: D and E disqualified, W withdrew, R retired.
        """
        if self.classified in ("D", "E"):
            return "disqualified"
        if self.classified == "W" and not self.laps:
            return "not started"
        known = classification(self.status, self.laps) if self.status else None
        return known or ("out" if self.classified == "R" else None)

    @property
    def excluded(self) -> bool:
        """Whether the car was disqualified."""
        return self.became == "disqualified"

    @property
    def started(self) -> bool:
        """Whether the car took the start."""
        return self.became != "not started"


@dataclass(frozen=True)
class SafetyCar:
    """A safety car by laps of the leader; `retreated` is None where it was out to the end."""

    deployed: int
    retreated: int | None
    full_laps: int
    cause: str = ""


@dataclass(frozen=True)
class RedFlag:
    """A red flag by the lap of the leader it was shown on."""

    lap: int
    reason: str = ""


@dataclass
class Published:
    """All that stands beside the laps; `people` and `stops` are by car, as far as they are known.

    `has_flags` tells whether safety cars and red flags are published at all; `source` names the
    publisher, and `result_file` the file of the result.
    """

    meeting: Meeting = Meeting()
    result: tuple[Finisher, ...] = ()
    people: dict[str, Person] = field(default_factory=dict)
    stops: dict[str, list[SourceStop]] = field(default_factory=dict)
    safety_cars: tuple[SafetyCar, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    has_stops: bool = False
    has_flags: bool = False
    source: str = ""
    result_file: str = ""

    @property
    def winner(self) -> Finisher | None:
        """The first of the result."""
        return self.result[0] if self.result else None


def code_of(written: str) -> str:
    """Return a driver's code of three capitals or digits; empty where there is no such one."""
    code = written.strip().upper()
    return code if len(code) == 3 and code.isascii() and code.isalnum() else ""
