"""A fact of the record as a value: what kind it is and what it is about; its `str()` tells it."""

from msgspec import Struct

_TOTALS = ("lead changes", "leaders", "laps led", "times led")
_TIMES = ("gap to the winner", "margin of victory", "race time", "average speed")
_ORDER = ("order at lap {lap}", "gaps at lap {lap}")


class FactKind(Struct, frozen=True):
    """What holds of all facts of a kind.

    `words` tells one, `table` is the file of the box score that it stands in and `field` the field
    of race.json. `rules` are those of `replay check` that a race without it may fail; with none,
    the fact is told under its own words. `of_order`: it is part of a published order at a lap.
    """

    words: str
    table: str = "results.csv"
    rules: tuple[str, ...] = ()
    field: str = ""
    of_order: bool = False


KINDS: dict[str, FactKind] = {
    "lap": FactKind("car {car} completes lap {lap}"),
    "elapsed": FactKind("elapsed time of car {car}", rules=("elapsed time", *_TIMES)),
    "last seen": FactKind("elapsed time of car {car}, which retired", rules=("elapsed time",)),
    "last lap": FactKind("last lap of car {car}", rules=("last lap",)),
    "last lap run": FactKind("last lap of car {car}, which retired", rules=("last lap",)),
    "last lap by white flag": FactKind(
        "last lap of car {car} in white_flag.csv", "white_flag.csv", ("last lap",)
    ),
    "best lap": FactKind(
        "best lap of car {car}", rules=("best lap", "number of the best lap")
    ),
    "likely best lap": FactKind("likely best lap of car {car}"),
    "lead": FactKind(
        "car {car} leads lap {lap}", "lead_segments.csv", ("leader of every lap", *_TOTALS)
    ),
    "laps led": FactKind(
        "car {car} leads laps {lap} to {last}",
        "lead_segments.csv",
        ("leader of every lap", *_TOTALS),
    ),
    "daylight": FactKind("daylight between {car} and {other} on lap {lap}"),
    "apart": FactKind("crossing {car} before crossing {other}"),
    "flag": FactKind("car {car} takes the flag"),
    "finish": FactKind("{car} finishes before {other} on the same lap", rules=_TIMES),
    "place": FactKind("{car} finishes before {other}", rules=_TIMES),
    "before": FactKind(
        "{car} before {other} at the end of lap {lap}", "checkpoints.csv", _ORDER, of_order=True
    ),
    "before, laps down": FactKind(
        "{car} before {other}, car {other} is {figure} laps down at the end of lap {lap}",
        "checkpoints.csv",
        of_order=True,
    ),
    "laps down": FactKind(
        "car {car} is {figure} laps down at the end of lap {lap}", "checkpoints.csv", of_order=True
    ),
    "order": FactKind("order at the end of lap {lap}", "checkpoints.csv", _ORDER, of_order=True),
    "white gap": FactKind(
        "gap of car {car} at the end of lap {lap}",
        "white_flag.csv",
        ("gaps at lap {lap}",),
        of_order=True,
    ),
    "stage": FactKind("places at the end of stage {number}", rules=("stage {number} order",)),
    "gap": FactKind("gap of car {car} to the winner", rules=("gap to the winner",)),
    "margin": FactKind(
        "margin of victory", "race.json", ("margin of victory",), "margin_of_victory_s"
    ),
    "race time": FactKind("race time", "race.json", ("race time",), "race_time"),
    "speed": FactKind("average speed", "race.json", ("average speed",), "average_speed_mph"),
    "speed in mph": FactKind(
        "average speed of {figure} mph", "race.json", ("average speed",), "average_speed_mph"
    ),
    "free pass": FactKind(
        "free pass of car {car} at caution {number}", "cautions.csv", ("free passes",)
    ),
    "stop": FactKind("stop of car {car}", "pit_stops.csv", ("stops",)),
    "laps at stop": FactKind("laps of car {car} at its stop", "pit_stops.csv", ("stops",)),
    "leader at stop": FactKind(
        "the leader's laps at the stop of car {car}", "pit_stops.csv", ("leader's laps at stops",)
    ),
    "points": FactKind("points of car {car}: {figure}", rules=("points",)),
    "laps led in all": FactKind("laps led by car {car}: {figure}", rules=("laps led",)),
    "times led": FactKind("times led by car {car}: {figure}", rules=("times led",)),
    "lead changes": FactKind(
        "{figure} lead changes", "race.json", ("lead changes",), "lead_changes"
    ),
    "leaders": FactKind("{figure} leaders", "race.json", ("leaders",), "leaders"),
    "cautions": FactKind("{figure} cautions", "race.json", ("cautions",), "cautions"),
    "caution laps": FactKind(
        "{figure} caution laps", "race.json", ("caution laps",), "caution_laps"
    ),
}  # fmt: skip
"""Kind -> what holds of its facts: published first of all, some reckoned where none is."""

_LONGEST = 80
"""The characters that the name of a rule may have."""


class RecordFact(Struct, frozen=True):
    """What a race must have: published, or reckoned where the record is silent.

    `kind` is one of `KINDS`. `car` is the car it is about, and `other` a second one; `lap` counts
    the leader's laps, to `last` where it is of several; `number` is that of a caution or a stage,
    `line` that of its table where only this tells it from others, `figure` what was published.
    """

    kind: str
    car: str = ""
    other: str = ""
    lap: int = 0
    last: int = 0
    number: int = 0
    line: int = 0
    figure: float = 0

    def __str__(self) -> str:
        """Tell it in one line, with its place where that tells it from others."""
        return f"{self.words} ({self.table}, line {self.line})" if self.line else self.words

    @property
    def words(self) -> str:
        """The words that tell it, without a place."""
        return self._filled(KINDS[self.kind].words)

    @property
    def table(self) -> str:
        """The file of the box score that it stands in."""
        return KINDS[self.kind].table

    @property
    def field(self) -> str:
        """The field of race.json that it stands in, empty for a fact of another file."""
        return KINDS[self.kind].field

    @property
    def of_order(self) -> bool:
        """Whether it is part of a published order at a lap, or of what is reckoned of one."""
        return KINDS[self.kind].of_order

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules of `replay check` that a race without it may fail; none, its own words."""
        rules = KINDS[self.kind].rules
        return tuple(map(self._filled, rules)) or (str(self)[:_LONGEST],)

    def _filled(self, words: str) -> str:
        return words.format(
            car=self.car,
            other=self.other,
            lap=self.lap,
            last=self.last,
            number=self.number,
            figure=self.figure,
        )


def elapsed(car: str) -> RecordFact:
    """Return the elapsed time of a car that finished."""
    return RecordFact("elapsed", car)


def last_seen(car: str) -> RecordFact:
    """Return the elapsed time of a car that retired."""
    return RecordFact("last seen", car)


def last_lap(car: str, *, retired: bool = False) -> RecordFact:
    """Return the last lap of a car as its results have it."""
    return RecordFact("last lap run" if retired else "last lap", car)


def best_lap(car: str, *, half: bool = False) -> RecordFact:
    """Return the best lap of a car and its number, or what is guessed of one known by half."""
    return RecordFact("likely best lap" if half else "best lap", car)


def leads(car: str, lap: int) -> RecordFact:
    """Return the leader of a lap."""
    return RecordFact("lead", car, lap=lap)


def before(car: str, other: str, lap: int) -> RecordFact:
    """Return a published order of two cars at the end of a lap."""
    return RecordFact("before", car, other, lap)


def order_at(lap: int) -> RecordFact:
    """Return a published order."""
    return RecordFact("order", lap=lap)


def free_pass(car: str, caution: int) -> RecordFact:
    """Return a free pass: its car was a lap down."""
    return RecordFact("free pass", car, number=caution)


def stop_of(car: str, line: int) -> RecordFact:
    """Return a stop, by its line in pit_stops.csv."""
    return RecordFact("stop", car, line=line)
