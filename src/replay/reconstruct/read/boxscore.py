"""Read a folder of published tables into a `BoxScore`; refuse what cannot be meant."""

import stat
from dataclasses import replace
from pathlib import Path

from msgspec import UNSET

from replay.foreign.box_score_race import RaceFacts
from replay.foreign.box_score_tables import (
    CautionRow,
    CheckpointRow,
    LeadRow,
    PenaltyRow,
    RedFlagRow,
    StopRemarkRow,
    StopRow,
    WhiteFlagRow,
)
from replay.foreign.csv_table import CSVRow, read_table
from replay.foreign.foreign_file import ForeignFileError
from replay.reconstruct.read.after_race import read_after_race, read_standing
from replay.reconstruct.read.cars import read_cars, refuse_unknown
from replay.reconstruct.read.facts import (
    BoxScore,
    CarFacts,
    CautionFacts,
    LeadFacts,
    NoteFacts,
    OrderFacts,
    RedFacts,
    StopFacts,
)
from replay.reconstruct.read.race_json import read_race


def read_box_score(folder: Path) -> BoxScore:
    """Return what the folder says; raises `ForeignFileError`.

    Only race.json and results.csv are required.
    """
    _refuse_no_folder(folder)
    file = read_race(folder)
    race = file.facts
    cars, assumptions = read_cars(folder, race)
    known = {car.car for car in cars}
    file.refuse_unknown({car.car: car for car in cars})
    cautions, has_free_passes = _cautions(folder, race, known)
    score = BoxScore(
        race=race,
        cars=cars,
        cautions=cautions,
        lead=_lead(folder, race, known),
        stops=_stops(folder, race, cars),
        orders=_orders(folder, race, known),
        white=_white(folder, race, cars),
        reds=_reds(folder, race),
        penalties=_penalties(folder, race, known),
        stop_remarks=_stop_remarks(folder, race, known),
        has_free_passes=has_free_passes,
        published=read_after_race(folder, known),
        standing=read_standing(folder, known),
        assumptions=assumptions,
    )
    return _with_grid(_with_stages(score))


def _refuse_no_folder(folder: Path) -> None:
    try:
        is_folder = stat.S_ISDIR(folder.stat().st_mode)
    except FileNotFoundError:
        raise ForeignFileError(str(folder), "no such folder") from None
    except OSError as error:
        raise ForeignFileError(str(folder), f"cannot be read: {error.strerror}") from None
    if not is_folder:
        raise ForeignFileError(str(folder), "not a folder")


def _cautions(
    folder: Path, race: RaceFacts, known: set[str]
) -> tuple[tuple[CautionFacts, ...], bool]:
    rows = read_table(folder, CautionRow) or ()
    cautions: list[CautionFacts] = []
    numbers: list[int] = []
    for row in rows:
        cells = row.cells
        first = row.within("first_yellow_lap", 1, race.laps)
        last = row.within("last_yellow_lap", first, race.laps)
        number, before = cells.number, numbers[-1] if numbers else 0
        if number <= before:
            raise row.error(f"`number` must be more than {before}")
        if cautions and first <= cautions[-1].last:
            raise row.error(f"caution {number} overlaps caution {before}")
        cars = tuple((cells.cars or "").split())
        free = cells.free_pass or None
        for at, car in enumerate((*cars, *((free,) if free else ()))):
            if car not in known:
                raise row.error(f"car {car} is not in results.csv")
            if car in cars[:at] and at < len(cars):
                raise row.error(f"`cars` has car {car} twice")
        numbers.append(number)
        cautions.append(
            CautionFacts(
                number=len(cautions) + 1,
                first=first,
                last=last,
                shown=_within(row, "yellow_shown_laps_completed", first - 1, first),
                green=_within(row, "green_shown_laps_completed", last, last),
                reason=cells.reason,
                free_pass=free,
                where=cells.where,
                cars=cars,
                detail=cells.detail,
                green_published=cells.green_shown_laps_completed is not None,
            )
        )
    return tuple(cautions), bool(rows) and rows[0].cells.free_pass is not UNSET


def _within(row: CSVRow[CautionRow], column: str, low: int, high: int) -> int:
    value: int | None = getattr(row.cells, column)
    if value is not None and not low <= value <= high:
        raise row.error(f"`{column}` is {value}, the yellow laps say {low}")
    return low if value is None else value


def _lead(folder: Path, race: RaceFacts, known: set[str]) -> tuple[LeadFacts, ...]:
    rows = read_table(folder, LeadRow) or ()
    refuse_unknown(rows, known)
    lead: list[LeadFacts] = []
    for row in rows:
        first = row.within("start_lap", 0, race.laps)
        last = row.within("end_lap", first, race.laps)
        if lead and first <= lead[-1].last:
            before = f"the one before, which ends on lap {lead[-1].last}"
            raise row.error(f"the stint overlaps {before}")
        lead.append(LeadFacts(first, last, row.cells.car, row.cells.how))
    return tuple(lead)


def _stops(folder: Path, race: RaceFacts, cars: tuple[CarFacts, ...]) -> tuple[StopFacts, ...]:
    rows = read_table(folder, StopRow) or ()
    laps = {car.car: car.laps for car in cars}
    refuse_unknown(rows, set(laps))
    latest: dict[str, StopFacts] = {}
    stops: list[tuple[StopFacts, CSVRow[StopRow]]] = []
    for row in rows:
        cells = row.cells
        entry, out = cells.pit_in_race_time_s, cells.pit_out_race_time_s
        if cells.leader_laps_completed is not None:
            row.within("leader_laps_completed", 0, race.laps)
        stop = StopFacts(
            car=cells.car,
            laps=row.within("laps_completed_at_pit_in", 0, laps[cells.car]),
            leader_laps=cells.leader_laps_completed,
            entry=entry,
            exit=out or entry,
            line=row.line,
            left=bool(out),
            tires=cells.tires,
        )
        if stop.exit < stop.entry:
            raise row.error(f"car {stop.car} leaves pit road before it enters")
        stops.append((stop, row))
    stops.sort(key=lambda item: (item[0].entry, item[0].car, item[0].exit, item[0].laps))
    for stop, row in stops:
        before = latest.get(stop.car)
        if before is not None and stop.entry < before.exit:
            raise row.error(f"car {stop.car} is still on pit road from line {before.line}")
        if before is not None and stop.laps < before.laps:
            raise row.error(f"car {stop.car} has fewer laps than at the stop in line {before.line}")
        latest[stop.car] = stop
    return tuple(stop for stop, _ in stops)


def _orders(folder: Path, race: RaceFacts, known: set[str]) -> tuple[OrderFacts, ...]:
    rows = read_table(folder, CheckpointRow) or ()
    refuse_unknown(rows, known)
    found: dict[int, list[CSVRow[CheckpointRow]]] = {}
    for row in rows:
        found.setdefault(row.within("lap", 0, race.laps), []).append(row)
    return tuple(_order(lap, found[lap]) for lap in sorted(found))


def _order(lap: int, rows: list[CSVRow[CheckpointRow]]) -> OrderFacts:
    places: dict[int, str] = {}
    for row in rows:
        place, car = row.cells.position, row.cells.car
        if place in places:
            raise row.error(f"lap {lap} has two cars in position {place}")
        if car in places.values():
            raise row.error(f"lap {lap} has car {car} twice")
        places[place] = car
    for place in range(1, len(places) + 1):
        if place not in places:
            raise rows[-1].error(f"lap {lap} has no car in position {place}")
    exact = rows[0].cells.basis.startswith("exact")
    for row in rows:
        if row.cells.basis.startswith("exact") != exact:
            raise row.error(f"lap {lap} is exact for some cars and not for others")
    return OrderFacts(lap=lap, order=tuple(places[place] for place in sorted(places)), exact=exact)


def _with_stages(score: BoxScore) -> BoxScore:
    """Add the order at each stage end by the results where it tells more than the published one."""
    orders = list(score.orders)
    for number, lap in enumerate(score.race.stage_end_laps, 1):
        exact = next((order for order in orders if order.lap == lap and order.exact), None)
        known, placed = exact.order if exact else (), score.stage_order(number)
        if lap <= score.laps and len(placed) > len(known) and placed[: len(known)] == known:
            orders = [order for order in orders if order is not exact]
            orders.append(OrderFacts(lap=lap, order=placed, exact=True))
    return replace(score, orders=tuple(sorted(orders, key=lambda order: order.lap)))


def _with_grid(score: BoxScore) -> BoxScore:
    """Add the grid as an order at lap 0 or the leader of lap 0 tells it, where results do not."""
    cars = score.cars
    if not any(car.grid for car in cars):
        start = next((o.order for o in score.orders if o.lap == 0 and o.exact), ())
        places = {car: place for place, car in enumerate(start, 1)}
        cars = tuple(replace(car, grid=places.get(car.car)) for car in cars)
    pole = score.leader(0) or (score.race.pole.car if score.race.pole else None)
    if all(car.grid != 1 for car in cars):
        cars = tuple(
            replace(car, grid=1) if car.car == pole and car.grid is None else car for car in cars
        )
    return replace(score, cars=cars)


def _white(folder: Path, race: RaceFacts, cars: tuple[CarFacts, ...]) -> OrderFacts | None:
    """Return the order at the white flag.

    Such tables are often of the cars only that completed the last lap: nobody knows from them
    where those stood that fell out on it. A row without a last lap is of such a car.
    """
    rows = read_table(folder, WhiteFlagRow)
    if not rows or race.laps < 2:
        return None
    refuse_unknown(rows, {car.car for car in cars})
    order: list[str] = []
    gaps: list[int] = []
    for row in rows:
        car, gap = row.cells.car, row.cells.gap_s
        if row.cells.position != len(order) + 1:
            raise row.error(f"`position` must be {len(order) + 1}")
        if car in order:
            raise row.error(f"car {car} stands twice")
        if gap < (gaps[-1] if gaps else 0) or (gap and not gaps):
            raise row.error("`gap_s` must be 0 for the first and never fall")
        order.append(car)
        gaps.append(gap)
    last = tuple(row.cells.last_lap_s for row in rows)
    fallen = {car.car for car in cars if car.laps == race.laps - 1 and not car.finished}
    left_out = frozenset(fallen - set(order))
    return OrderFacts(race.laps - 1, tuple(order), True, tuple(gaps), last, left_out)


def _reds(folder: Path, race: RaceFacts) -> tuple[RedFacts, ...]:
    rows = read_table(folder, RedFlagRow) or ()
    return tuple(
        RedFacts(row.within("laps_completed", 0, race.laps), row.cells.reason) for row in rows
    )


def _penalties(folder: Path, race: RaceFacts, known: set[str]) -> tuple[NoteFacts, ...]:
    rows = read_table(folder, PenaltyRow) or ()
    refuse_unknown(rows, known)
    return tuple(
        NoteFacts(row.cells.car, row.within("leader_laps_completed", 0, race.laps), row.cells.text)
        for row in rows
    )


def _stop_remarks(folder: Path, race: RaceFacts, known: set[str]) -> tuple[NoteFacts, ...]:
    rows = read_table(folder, StopRemarkRow) or ()
    refuse_unknown(rows, known)
    return tuple(
        NoteFacts(
            row.cells.car, row.within("laps_completed_at_pit_in", 0, race.laps), row.cells.text
        )
        for row in rows
    )
