"""`[after]`: what was published after the race and follows from no figure of it."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from replay.importers.fact_group import FactGroup, WrongFact
from replay.race.model import (
    CarNumber,
    Count,
    Label,
    Position,
    PublishedFact,
    Race,
    Standing,
    Text,
)
from replay.race.published import MAX_FACTS, MAX_STANDING, SourceName, Telling

Tenths = Annotated[float, Meta(ge=0, le=100_000)]


class _Told(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a fact and a place have in common; the source is that of the group if none is named."""

    source: SourceName | None = None
    """Which publication; that of the group if left out."""
    car: CarNumber | None = None
    """The car it is about."""
    otherwise: Text | None = None
    """How the record, or another publication, has it."""
    otherwise_source: SourceName | None = None
    """Which publication that is."""


class ToldFact(_Told, frozen=True, kw_only=True):
    """`[[after.facts]]`: one thing published; as many of these as there are."""

    label: Label
    """What it is about."""
    text: Annotated[Text, Meta(min_length=1)]
    """What was published."""
    kind: Telling = "fact"
    """`fact`, `history` or `report`."""
    brief: Label | None = None
    """The same in a few words."""


class ToldStanding(_Told, frozen=True, kw_only=True):
    """`[[after.standing]]`: a place in the championship; of a car or of a driver."""

    position: Position
    """The place."""
    driver: Label | None = None
    """The driver by name, where he was not in this race."""
    points: Tenths | None = None
    """Points, as they are written."""
    behind: Tenths | None = None
    """How many fewer than the first."""
    wins: Count | None = None
    """Races won."""
    top_fives: Count | None = None
    """Races among the first five."""
    top_tens: Count | None = None
    """Races among the first ten."""


class AfterGroup(FactGroup, frozen=True, kw_only=True):
    """`[after]`: what was published after the race, shown once it is official; needs a result."""

    facts: Annotated[tuple[ToldFact, ...], Meta(max_length=MAX_FACTS)] = ()
    """The facts, in the order in which they are told."""
    standing: Annotated[tuple[ToldStanding, ...], Meta(max_length=MAX_STANDING)] = ()
    """The points of the championship."""


def told_after(race: Race, group: AfterGroup, error: WrongFact) -> Race:
    """Return the race with what the group says in its result; raises `ForeignFileError`."""
    if race.official is None:
        raise error("`[after]` needs a `[result]`, which the source does not have", "after")
    known = {entry.car for entry in race.entries}
    before = 0
    for name, told in (("facts", group.facts), ("standing", group.standing)):
        for at, one in enumerate(told):
            where = f"after.{name}[{at}]"
            if one.car is not None and one.car not in known:
                raise error(f"`after.{name}`: no car {one.car} in this race", where, "car")
            if (one.otherwise is None) != (one.otherwise_source is None):
                message = f"`after.{name}`: `otherwise` and `otherwise_source` go together"
                raise error(message, where, "otherwise")
    for at, place in enumerate(group.standing):
        where = f"after.standing[{at}]"
        if place.car is None and place.driver is None:
            raise error("`after.standing`: neither `car` nor `driver`", where)
        if place.position < before:
            message = f"`after.standing`: `position` must not be less than {before}"
            raise error(message, where, "position")
        before = place.position
    official = msgspec.structs.replace(
        race.official,
        facts=tuple(PublishedFact(**_fields(one, group.source)) for one in group.facts),
        standing=tuple(Standing(**_fields(one, group.source)) for one in group.standing),
    )
    return msgspec.structs.replace(race, official=official)


def _fields(told: ToldFact | ToldStanding, source: str) -> dict[str, Any]:
    """Return the fields of a race file; points there are counted in tenths."""
    fields = msgspec.structs.asdict(told)
    for name in ("points", "behind"):
        if fields.get(name) is not None:
            fields[name] = round(fields[name] * 10)
    return fields | {"source": told.source or source}
