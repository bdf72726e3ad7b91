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
    car: CarNumber | None = None
    otherwise: Text | None = None
    otherwise_source: SourceName | None = None


class ToldFact(_Told, frozen=True, kw_only=True):
    """`[[after.facts]]`: the fields of a fact in a race file."""

    label: Label
    text: Annotated[Text, Meta(min_length=1)]
    kind: Telling = "fact"
    brief: Label | None = None


class ToldStanding(_Told, frozen=True, kw_only=True):
    """`[[after.standing]]`: a place in the championship; points as they are written, `395.5`."""

    position: Position
    driver: Label | None = None
    points: Tenths | None = None
    behind: Tenths | None = None
    wins: Count | None = None
    top_fives: Count | None = None
    top_tens: Count | None = None


class AfterGroup(FactGroup, frozen=True, kw_only=True):
    """`[after]`: facts in the order in which they are told, and places in the championship."""

    facts: Annotated[tuple[ToldFact, ...], Meta(max_length=MAX_FACTS)] = ()
    standing: Annotated[tuple[ToldStanding, ...], Meta(max_length=MAX_STANDING)] = ()


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
