"""What was published after a race and follows from no figure of it: facts, reports, the points.

None of it is known before the result is official.
"""

from typing import Annotated, Literal

from msgspec import Meta

from replay.race.record import CarNumber, Count, Label, Position, Record, Text

MAX_FACTS = 60
"""The facts one race may have: some three screens of them."""

MAX_STANDING = 100
"""The places of a championship that are told: the longest of a season's tables have some 90."""

Telling = Literal["fact", "history", "report"]
"""What a thing published is: a fact of the race, its place in history, or how somebody saw it."""

SourceName = Annotated[Text, Meta(min_length=1)]
"""Who published it: never empty."""


class PublishedFact(Record, frozen=True, kw_only=True):
    """One thing that was published after a race.

    `source` names the publication, `brief` says the same in a few words. Where the record, or
    another publication, has it `otherwise`, that stands beside it, with a source of its own.
    """

    label: Label
    text: Annotated[Text, Meta(min_length=1)]
    source: SourceName
    kind: Telling = "fact"
    car: CarNumber | None = None
    brief: Label | None = None
    otherwise: Text | None = None
    otherwise_source: SourceName | None = None


class Standing(Record, frozen=True, kw_only=True):
    """A place in the points of a championship as they stood after the race.

    It is that of the driver of a `car` of the race, or of a `driver` by name. `points` count tenths
    of a point, and so does `behind`, how many fewer they are than the first has. `otherwise` is
    what another publication has, with its source.
    """

    position: Position
    source: SourceName
    car: CarNumber | None = None
    driver: Label | None = None
    points: Count | None = None
    behind: Count | None = None
    wins: Count | None = None
    top_fives: Count | None = None
    top_tens: Count | None = None
    otherwise: Text | None = None
    otherwise_source: SourceName | None = None


Facts = Annotated[tuple[PublishedFact, ...], Meta(max_length=MAX_FACTS)]
Standings = Annotated[tuple[Standing, ...], Meta(max_length=MAX_STANDING)]
