"""What of a race the columns of its board follow from, and of which columns it knows nothing."""

from collections.abc import Iterable

from msgspec import Struct

from replay.race.model import Discipline, Header, Race
from replay.race.points import finish_points
from replay.tui.order.columns.column import ColumnKind

_OF_KNOWN: tuple[tuple[str, tuple[ColumnKind, ...]], ...] = (
    ("stops", ("stops", "pit", "pit lap", "age", "pit at")),
    ("drivers", ("drive", "by")),
    ("incidents", ("inc",)),
    ("tyres", ("tyre", "stints", "grid tyre")),
)
"""The kinds of datum in a header, and the columns that tell of it."""

_OF_ENTRIES: tuple[tuple[str, ColumnKind], ...] = (
    ("team", "team"),
    ("make", "make"),
    ("crew_chief", "chief"),
    ("qualifying", "qual"),
    ("qualifying_speed", "mph"),
)


class BoardFacts(Struct, frozen=True):
    """What is the same of a board through a race but for `stages`, those that are over.

    `cars` of the field. `classes`: each row tells its class. `codes`: plates are codes. On a
    `long_track` a lap may take 100 s. `laps` is the scheduled distance, a lap is of `lap_length`
    thousandths of a mile, margins bear so many `decimals`. `class_marks` are the words of classes
    by rank. Of what is `unknown` there is no column.
    """

    discipline: Discipline = "stock car"
    cars: int = 0
    classes: bool = False
    codes: bool = False
    long_track: bool = False
    laps: int | None = None
    lap_length: int | None = None
    decimals: int = 3
    class_marks: tuple[str, ...] = ()
    stages: tuple[int, ...] = ()
    unknown: frozenset[ColumnKind] = frozenset()


def unknown_columns(race: Race, *, codes: bool, traces: bool) -> frozenset[ColumnKind]:
    """Name the columns of which a race file knows nothing, by its header and its entry list.

    Without `traces` there are no signs to draw them, and without `codes` a plate is the number.
    """
    header = race.header
    kinds: list[ColumnKind] = []
    for name, columns in _OF_KNOWN:
        if getattr(header.known, name) is None:
            kinds += columns
    if header.known.stops is None and header.known.stop_lengths is None:
        kinds += ["lane", "pit s"]
    for name, column in _OF_ENTRIES:
        if all(getattr(entry, name) is None for entry in race.entries):
            kinds.append(column)
    kinds += _unmeasured(header)
    kinds += [] if race.has_laps and finish_points(header, 1) is not None else ["points now"]
    kinds += [] if traces else ["trace"]
    kinds += [] if codes else ["number"]
    return frozenset(kinds)


def _unmeasured(header: Header) -> Iterable[ColumnKind]:
    if header.track is None or header.track.course != "oval" or header.lap_length is None:
        yield "speed"
    if header.scheduled_laps is None:
        yield "stints"
