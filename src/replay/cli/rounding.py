"""Rows for people: a time that was rebuilt has its `~`, and no finer decimals than are known.

CSV and JSON keep numbers, and say in `basis` how they are known.
"""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from replay.cli.output import UNKNOWN
from replay.race.export import EventRow, OrderRow
from replay.race.model import MEASURED, Basis, Confidence
from replay.race.state import LogKind, Status

_TENTHS, _WHOLE = Decimal("0.1"), Decimal(1)


class RoundedOrder(Struct, frozen=True):
    """An `OrderRow` whose gaps are text, with a sign for a place or a driver that is unknown."""

    lap: int
    position: int | str
    car: str
    driver: str
    laps: int
    gap_s: str | None
    interval_s: str | None
    status: Status
    basis: Basis
    place: Confidence
    race_class: str | None = None
    class_position: int | str | None = None
    class_gap_s: str | None = None
    class_laps_down: int | None = None
    driver_now: str = UNKNOWN
    tyre: str = UNKNOWN
    tyre_age: int | str = UNKNOWN
    incidents: int | None = None
    penalty_s: Decimal | None = None
    excluded: str | None = None


class RoundedEvent(Struct, frozen=True):
    """An `EventRow` whose time is text."""

    time_s: str | None
    lap: int
    kind: LogKind
    car: str | None
    basis: Basis
    text: str


def rounded_orders(rows: Iterable[OrderRow]) -> Iterator[RoundedOrder]:
    """Write orders, each from the first place on: a gap between two cars is as known as both.

    The gap of a car that is yet to cross is that of the lap before. Where a car above has a
    greater one, and so has gone by since, it is no longer true and left out.
    """
    first = ahead = None
    most = Decimal(0)
    leaders: dict[str | None, OrderRow] = {}
    for row in rows:
        gap, interval = row.gap_s, row.interval_s
        if first is None or row.lap != first.lap:
            first = ahead = row
            most = Decimal(0)
            leaders = {}
        elif gap is not None and gap < most:
            gap = None
            interval = interval if ahead and ahead.laps == row.laps else None
        most = max(most, gap or most)
        leader = leaders.setdefault(row.race_class, row)
        leads = leader is row
        yield RoundedOrder(
            lap=row.lap,
            position=row.position or UNKNOWN,
            car=row.car,
            driver=row.driver or UNKNOWN,
            laps=row.laps,
            gap_s=_text(gap, row is first or _measured(row, first), _TENTHS),
            interval_s=_text(interval, _measured(row, ahead), _TENTHS),
            status=row.status,
            basis=row.basis,
            place=row.place,
            race_class=row.race_class,
            class_position=row.class_position or UNKNOWN,
            class_gap_s=_text(row.class_gap_s, leads or _measured(row, leader), _TENTHS),
            class_laps_down=row.class_laps_down,
            driver_now=row.driver_now or UNKNOWN,
            tyre=row.tyre or UNKNOWN,
            tyre_age=UNKNOWN if row.tyre_age is None else row.tyre_age,
            incidents=row.incidents,
            penalty_s=row.penalty_s,
            excluded="excluded" if row.excluded else None,
        )
        ahead = row


def rounded_events(rows: Iterable[EventRow]) -> Iterator[RoundedEvent]:
    """Write events: when something happened is known to seconds at best where it was rebuilt."""
    for row in rows:
        yield RoundedEvent(
            time_s=_text(row.time_s, row.basis in MEASURED, _WHOLE),
            lap=row.lap,
            kind=row.kind,
            car=row.car,
            basis=row.basis,
            text=row.text,
        )


def _measured(row: OrderRow, other: OrderRow | None) -> bool:
    return row.basis in MEASURED and other is not None and other.basis in MEASURED


def _text(seconds: Decimal | None, exact: bool, step: Decimal) -> str | None:
    if seconds is None or exact:
        return None if seconds is None else str(seconds)
    return f"~{seconds.quantize(step, ROUND_HALF_UP)}"
