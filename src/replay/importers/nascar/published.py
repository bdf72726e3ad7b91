"""A published box score beside the laps: its tables, made what the feeds say of the same.

They are those of `foreign.box_score_tables`: results, lead segments, cautions, pit stops, and the
race itself in JSON. So whatever reads the weekend and pit feeds reads them as well.
"""

from collections.abc import Iterable, Set
from itertools import pairwise
from typing import Literal, get_args

from msgspec import UNSET

from replay.foreign.box_score_race import RaceFacts
from replay.foreign.box_score_tables import (
    CautionRow,
    LeadRow,
    ResultRow,
    StopRow,
    results_with_stages,
    stage_column,
)
from replay.foreign.csv_cells import RowT
from replay.foreign.csv_dialect import NotCSV, dialect_of, names, records
from replay.foreign.csv_table import CSVRow, table_rows
from replay.foreign.json_document import json_document
from replay.importers import SourceFile
from replay.importers.nascar.feeds import (
    CautionSegment,
    FinishRow,
    LeaderSegment,
    PitRow,
    StageRow,
    StageTable,
    WeekendRace,
)
from replay.race.classification import classification
from replay.race.model import MAX_LAPS, SECOND

Table = Literal["race", "results", "leads", "cautions", "stops"]

TABLES: tuple[Table, ...] = get_args(Table)

_COLUMNS: dict[Table, frozenset[str]] = {
    "results": frozenset(("pos", "car", "driver", "laps")),
    "leads": frozenset(("start_lap", "end_lap", "car")),
    "cautions": frozenset(("first_yellow_lap", "last_yellow_lap", "reason")),
    "stops": frozenset(("car", "laps_completed_at_pit_in", "pit_in_race_time_s")),
}
"""Table -> the columns it is known by."""

_RACE_WORDS = ('"scheduled_laps"', '"track_length_miles"', '"stage_end_laps"')
_MOST_STAGES = 4
_STAGE_PLACES = 10
_TICKS_A_MS = 10


def table_of(head: str) -> Table | None:
    """Return the table that a text begins as, None for another text."""
    if head.lstrip().startswith("{"):
        return "race" if all(word in head for word in _RACE_WORDS[:2]) else None
    first = head.lstrip("\ufeff").lstrip().split("\n", 1)[0]
    for table, columns in _COLUMNS.items():
        if columns <= set(_header(first, columns)):
            return table
    return None


def _header(line: str, columns: Set[str]) -> list[str]:
    """Return the names of columns in a line, none where it is no CSV."""
    try:
        return names(next(records(line, dialect_of(line, tuple(columns))), (0, []))[1])
    except NotCSV:
        return []


class PublishedTables:
    """The tables of a box score, each None where it is not there; a race needs its results."""

    def __init__(self, files: dict[Table, SourceFile]) -> None:
        """Read the tables; raises `ForeignFileError`."""
        self.race = _race(files["race"]) if "race" in files else None
        ends = self.race.stage_end_laps if self.race else ()
        kind = results_with_stages(min(max(len(ends), _MOST_STAGES), MAX_LAPS))
        self.results = _rows(files.get("results"), kind)
        self.leads = _rows(files.get("leads"), LeadRow)
        self.cautions = _rows(files.get("cautions"), CautionRow)
        self.stops = _rows(files.get("stops"), StopRow)
        _refuse_twice(self.results)
        self._stage_ends = ends

    def weekend(self) -> WeekendRace | None:
        """Return the result as the weekend feed has it; None without one."""
        if not self.results:
            return None
        race = self.race
        ends = [0, *self._stage_ends, *([race.scheduled_laps] if race and self._stage_ends else [])]
        lengths = [end - before for before, end in pairwise(ends)]
        lengths += [0] * (_MOST_STAGES - len(lengths))
        return WeekendRace(
            race_name=race.name if race else "",
            series=race.series if race else None,
            series_id=0,
            race_season=int(race.date[:4]) if race else 0,
            results=[_finish(row.cells) for row in self.results],
            track_name=race.track if race else None,
            race_date=race.date if race else None,
            scheduled_laps=race.scheduled_laps if race else None,
            actual_laps=race.laps if race else None,
            stage_1_laps=lengths[0],
            stage_2_laps=lengths[1],
            stage_3_laps=lengths[2],
            stage_4_laps=lengths[3],
            number_of_cautions=race.cautions if race else None,
            number_of_caution_laps=race.caution_laps if race else None,
            number_of_lead_changes=race.lead_changes if race else None,
            number_of_leaders=race.leaders if race else None,
            margin_of_victory=race.margin_of_victory_s if race else None,
            total_race_time=race.race_time if race else None,
            average_speed=race.average_speed_mph if race else None,
            caution_segments=[_segment(row.cells) for row in self.cautions],
            race_leaders=[
                LeaderSegment(row.cells.start_lap, row.cells.end_lap, row.cells.car)
                for row in self.leads
            ],
            stage_results=self._stages(),
        )

    def _stages(self) -> list[StageTable]:
        """Return the first ten of each stage, as far as their places are known without a gap."""
        tables = []
        for number in range(1, len(self._stage_ends) + 1):
            places = {
                getattr(row.cells, stage_column(number)): row.cells.car for row in self.results
            }
            order: list[StageRow] = []
            while len(order) < _STAGE_PLACES and len(order) + 1 in places:
                place = len(order) + 1
                order.append(StageRow(places[place], place, _STAGE_PLACES + 1 - place))
            tables.append(StageTable(number, order))
        return tables

    def pit_rows(self) -> list[PitRow]:
        """Return the stops as the pit feed has them."""
        return [
            PitRow(
                vehicle_number=row.cells.car,
                leader_lap=row.cells.leader_laps_completed or 0,
                lap_count=row.cells.laps_completed_at_pit_in,
                pit_in_flag_status=0,
                pit_in_race_time=row.cells.pit_in_race_time_s / SECOND,
                pit_out_race_time=(row.cells.pit_out_race_time_s or 0) / SECOND,
            )
            for row in self.stops
        ]

    @property
    def winners_time(self) -> int | None:
        """The elapsed time of the first of the result in ticks, None where none was published."""
        return self.results[0].cells.elapsed_s or None if self.results else None


def _race(file: SourceFile) -> RaceFacts:
    document = json_document(file.name, file.text(), RaceFacts)
    race = document.value
    ends = (*race.stage_end_laps, race.scheduled_laps)
    if not 1 <= race.scheduled_laps <= MAX_LAPS:
        raise document.error("no number of laps", "scheduled_laps")
    if not 0 <= race.laps <= MAX_LAPS:
        raise document.error("no number of laps", "laps")
    if list(ends) != sorted(set(ends)) or ends[0] < 1 or len(ends) > _MOST_STAGES:
        raise document.error("no laps at which stages end in turn", "stage_end_laps")
    return race


def _rows(file: SourceFile | None, kind: type[RowT]) -> tuple[CSVRow[RowT], ...]:
    return table_rows(file.name, file.text(), kind) if file is not None else ()


def _refuse_twice(rows: Iterable[CSVRow[ResultRow]]) -> None:
    """Refuse a result that is none: each place once, and each car."""
    seen: set[str] = set()
    for place, row in enumerate(rows, 1):
        if row.cells.pos != place:
            raise row.error(f"`pos` is {row.cells.pos}, expected {place}")
        if row.cells.car in seen:
            raise row.error(f"car {row.cells.car} stands twice")
        seen.add(row.cells.car)


def _finish(cells: ResultRow) -> FinishRow:
    gap = None if cells.gap_s is None or (cells.pos > 1 and not cells.gap_s) else cells.gap_s
    status = cells.status or ""
    return FinishRow(
        car_number=cells.car,
        driver_fullname=cells.driver,
        finishing_position=cells.pos,
        starting_position=cells.start or 0,
        laps_completed=cells.laps,
        finishing_status=status[:1].upper() + status[1:],
        diff_time=None if gap is None else gap // _TICKS_A_MS,
        laps_led=cells.laps_led,
        times_led=cells.times_led,
        points_earned=cells.points,
        team_name=cells.team,
        car_make=cells.make,
        sponsor=cells.sponsor,
        crew_chief_fullname=cells.crew_chief,
        disqualified=classification(status, cells.laps) == "disqualified",
        average_place=cells.avg_pos or None,
    )


def _segment(cells: CautionRow) -> CautionSegment:
    """Return a caution numbered as the feed does, one lap later than the yellow laps."""
    free = cells.free_pass
    words = " ".join(filter(None, (cells.reason, cells.detail)))
    return CautionSegment(
        start_lap=cells.first_yellow_lap + 1,
        end_lap=cells.last_yellow_lap + 1,
        comment=words,
        beneficiary_car_number=None if free is UNSET else free,
        beneficiary_known=free is not UNSET,
    )
