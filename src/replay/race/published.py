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
    """One thing that was published after a race."""

    label: Label
    """What it is about."""
    text: Annotated[Text, Meta(min_length=1)]
    """What was published."""
    source: SourceName
    """Which publication."""
    kind: Telling = "fact"
    """A fact of the race, its place in history, or how somebody saw it."""
    car: CarNumber | None = None
    """The car it is about."""
    brief: Label | None = None
    """The same in a few words."""
    otherwise: Text | None = None
    """How the record, or another publication, has it."""
    otherwise_source: SourceName | None = None
    """Which publication that is."""


class Standing(Record, frozen=True, kw_only=True):
    """A place in the points of a championship as they stood after the race."""

    position: Position
    """The place."""
    source: SourceName
    """Which publication."""
    car: CarNumber | None = None
    """The car of this race whose driver has it."""
    driver: Label | None = None
    """The driver by name, where he was not in this race."""
    points: Count | None = None
    """Points, in tenths."""
    behind: Count | None = None
    """How many fewer than the first, in tenths."""
    wins: Count | None = None
    """Races won."""
    top_fives: Count | None = None
    """Races among the first five."""
    top_tens: Count | None = None
    """Races among the first ten."""
    otherwise: Text | None = None
    """What another publication has."""
    otherwise_source: SourceName | None = None
    """Which publication that is."""


Facts = Annotated[tuple[PublishedFact, ...], Meta(max_length=MAX_FACTS)]
Standings = Annotated[tuple[Standing, ...], Meta(max_length=MAX_STANDING)]
