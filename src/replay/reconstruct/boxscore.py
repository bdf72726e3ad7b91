"""Read a folder of published tables into a `BoxScore`; refuse what cannot be meant."""

from itertools import pairwise
from pathlib import Path

import msgspec

from replay.race.model import MAX_LAPS
from replay.reconstruct.facts import (
    BoxScore,
    CarFacts,
    CautionFacts,
    LeadFacts,
    NoteFacts,
    OrderFacts,
    RaceFacts,
    RedFacts,
    StopFacts,
)
from replay.reconstruct.field import read_cars, refuse_unknown
from replay.reconstruct.table import BoxScoreError, Row, read_bytes, read_table


def read_box_score(folder: Path) -> BoxScore:
    """Return what the folder says; raises `BoxScoreError`.

    Only race.json and results.csv are required.
    """
    race = _race(folder)
    cars = read_cars(folder, race)
    known = {car.car for car in cars}
    cautions, has_free_passes = _cautions(folder, race, known)
    return BoxScore(
        race=race,
        cars=cars,
        cautions=cautions,
        lead=_lead(folder, race, known),
        stops=_stops(folder, cars),
        orders=_with_stages(_orders(folder, race, known), race, cars),
        white=_white(folder, race, known),
        reds=_reds(folder, race),
        penalties=_notes(folder, "penalties.csv", "leader_laps_completed", known),
        stop_remarks=_notes(folder, "stop_remarks.csv", "laps_completed_at_pit_in", known),
        has_free_passes=has_free_passes,
    )


def _race(folder: Path) -> RaceFacts:
    data = read_bytes(folder, "race.json")
    if data is None:
        raise BoxScoreError("race.json", "not found in the box score")
    try:
        race = msgspec.json.decode(data, type=RaceFacts)
    except msgspec.ValidationError as error:
        raise BoxScoreError("race.json", str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BoxScoreError("race.json", f"not JSON: {error}") from None
    for field in ("laps", "scheduled_laps"):
        if not 1 <= getattr(race, field) <= MAX_LAPS:
            raise BoxScoreError("race.json", f"`{field}` must lie between 1 and {MAX_LAPS}")
    if not 0.01 <= race.track_length_miles <= 1000:
        raise BoxScoreError("race.json", "`track_length_miles` must lie between 0.01 and 1000")
    ends = (0, *race.stage_end_laps)
    if any(later <= earlier for earlier, later in pairwise(ends)):
        raise BoxScoreError("race.json", "`stage_end_laps` must rise from 1")
    return race


def _cautions(
    folder: Path, race: RaceFacts, known: set[str]
) -> tuple[tuple[CautionFacts, ...], bool]:
    columns = ("number", "first_yellow_lap", "last_yellow_lap", "reason")
    rows = read_table(folder, "cautions.csv", columns) or ()
    cautions: list[CautionFacts] = []
    for row in rows:
        first = row.integer("first_yellow_lap", 1, race.laps)
        last = row.integer("last_yellow_lap", first, race.laps)
        if row.integer("number", 1, 100) != len(cautions) + 1:
            raise row.error(f"`number` must be {len(cautions) + 1}")
        if cautions and first <= cautions[-1].last:
            raise row.error(f"caution {len(cautions) + 1} overlaps caution {len(cautions)}")
        cars = tuple((row.maybe_text("cars") or "").split())
        free = row.maybe_text("free_pass")
        for car in (*cars, *((free,) if free else ())):
            if car not in known:
                raise row.error(f"car {car} is not in results.csv")
        cautions.append(
            CautionFacts(
                number=len(cautions) + 1,
                first=first,
                last=last,
                shown=_within(row, "yellow_shown_laps_completed", first - 1, first),
                green=_within(row, "green_shown_laps_completed", last, last),
                reason=row.text("reason", 300),
                free_pass=free,
                where=row.maybe_text("where"),
                cars=cars,
                detail=row.maybe_text("detail"),
            )
        )
    return tuple(cautions), bool(rows) and "free_pass" in rows[0].cells


def _within(row: Row, column: str, low: int, high: int) -> int:
    value = row.maybe_integer(column)
    if value is not None and not low <= value <= high:
        raise row.error(f"`{column}` is {value}, the yellow laps say {low}")
    return low if value is None else value


def _lead(folder: Path, race: RaceFacts, known: set[str]) -> tuple[LeadFacts, ...]:
    rows = read_table(folder, "lead_segments.csv", ("start_lap", "end_lap", "car")) or ()
    refuse_unknown(rows, known)
    lead: list[LeadFacts] = []
    for row in rows:
        first = row.integer("start_lap", 0, race.laps)
        last = row.integer("end_lap", first, race.laps)
        expected = lead[-1].last + 1 if lead else first
        if first < expected:
            raise row.error(f"the stint overlaps the one before, which ends on lap {expected - 1}")
        if first > expected:
            raise row.error(f"nobody leads laps {expected} to {first - 1}")
        lead.append(LeadFacts(first, last, row.car(), row.maybe_text("how")))
    return tuple(lead)


def _stops(folder: Path, cars: tuple[CarFacts, ...]) -> tuple[StopFacts, ...]:
    columns = ("car", "laps_completed_at_pit_in", "pit_in_race_time_s", "pit_out_race_time_s")
    rows = read_table(folder, "pit_stops.csv", columns) or ()
    laps = {car.car: car.laps for car in cars}
    refuse_unknown(rows, set(laps))
    latest: dict[str, StopFacts] = {}
    stops: list[tuple[StopFacts, Row]] = []
    for row in rows:
        stop = StopFacts(
            car=row.car(),
            laps=row.integer("laps_completed_at_pit_in", 0, laps[row.car()]),
            leader_laps=row.maybe_integer("leader_laps_completed", 0, MAX_LAPS),
            entry=row.decimal("pit_in_race_time_s"),
            exit=row.decimal("pit_out_race_time_s"),
            line=row.line,
        )
        if stop.exit < stop.entry:
            raise row.error(f"car {stop.car} leaves pit road before it enters")
        stops.append((stop, row))
    stops.sort(key=lambda item: (item[0].entry, item[0].line))
    for stop, row in stops:
        before = latest.get(stop.car)
        if before is not None and stop.entry < before.exit:
            raise row.error(f"car {stop.car} is still on pit road from line {before.line}")
        if before is not None and stop.laps < before.laps:
            raise row.error(f"car {stop.car} has fewer laps than at the stop in line {before.line}")
        latest[stop.car] = stop
    return tuple(stop for stop, _ in stops)


def _orders(folder: Path, race: RaceFacts, known: set[str]) -> tuple[OrderFacts, ...]:
    columns = ("lap", "basis", "position", "car")
    rows = read_table(folder, "checkpoints.csv", columns) or ()
    refuse_unknown(rows, known)
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row.integer("lap", 0, race.laps), []).append(row)
    return tuple(_order(lap, found[lap]) for lap in sorted(found))


def _order(lap: int, rows: list[Row]) -> OrderFacts:
    places: dict[int, str] = {}
    for row in rows:
        place = row.integer("position", 1, 200)
        if place in places:
            raise row.error(f"lap {lap} has two cars in position {place}")
        if row.car() in places.values():
            raise row.error(f"lap {lap} has car {row.text('car')} twice")
        places[place] = row.car()
    for place in range(1, len(places) + 1):
        if place not in places:
            raise rows[-1].error(f"lap {lap} has no car in position {place}")
    return OrderFacts(
        lap=lap,
        order=tuple(places[place] for place in sorted(places)),
        exact=all(row.text("basis").startswith("exact") for row in rows),
    )


def _with_stages(
    orders: tuple[OrderFacts, ...], race: RaceFacts, cars: tuple[CarFacts, ...]
) -> tuple[OrderFacts, ...]:
    """Add the order at each stage end from the stage places of the results, where it is missing."""
    found = {order.lap: order for order in orders}
    for stage, lap in enumerate(race.stage_end_laps):
        placed = {car.stage_places[stage]: car.car for car in cars}
        order: list[str] = []
        while (car := placed.get(len(order) + 1)) is not None:
            order.append(car)
        if order and lap not in found:
            found[lap] = OrderFacts(lap=lap, order=tuple(order), exact=True)
    return tuple(found[lap] for lap in sorted(found))


def _white(folder: Path, race: RaceFacts, known: set[str]) -> OrderFacts | None:
    rows = read_table(folder, "white_flag.csv", ("position", "car", "gap_s", "last_lap_s"))
    if not rows:
        return None
    refuse_unknown(rows, known)
    for place, row in enumerate(rows, 1):
        if row.integer("position", 1, 200) != place:
            raise row.error(f"`position` must be {place}")
    gaps = tuple(row.decimal("gap_s") for row in rows)
    order = tuple(row.car() for row in rows)
    last = tuple(row.decimal("last_lap_s") for row in rows)
    return OrderFacts(race.laps - 1, order, True, gaps, last)


def _reds(folder: Path, race: RaceFacts) -> tuple[RedFacts, ...]:
    rows = read_table(folder, "red_flags.csv", ("laps_completed",)) or ()
    return tuple(
        RedFacts(row.integer("laps_completed", 0, race.laps), row.maybe_text("reason"))
        for row in rows
    )


def _notes(folder: Path, file: str, lap: str, known: set[str]) -> tuple[NoteFacts, ...]:
    rows = read_table(folder, file, ("car", lap, "text")) or ()
    refuse_unknown(rows, known)
    return tuple(NoteFacts(r.car(), r.integer(lap, 0, MAX_LAPS), r.text("text", 300)) for r in rows)
