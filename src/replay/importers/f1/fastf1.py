"""`session.laps.to_csv()` of FastF1: one row a lap of a driver, one race or a whole season."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median_low

from replay.foreign.long_table import NULLS, Extent, LongTable
from replay.importers import SourceFile
from replay.importers.f1.durations import duration
from replay.importers.f1.files import f1_table
from replay.importers.f1.lap_chart import GrandPrixCar, GrandPrixChart, SourceStop, TrackLap
from replay.importers.f1.race_clock import SHORTEST
from replay.importers.f1.tables import EVENT_COLUMNS, FastF1Row
from replay.race.model import SECOND
from replay.race.text import clean

SHARE = 3
"""One car in so many, at least, must have the commonest moment of lights-out for it to be the one;
where they are fewer, lap 1 was stopped, and the middle one is taken."""

MOST_ROWS = 20_000
"""The most laps of all cars that are read of a race: ten times those of the longest."""

FIRST_LAP = 90 * SECOND
"""How long the first lap was, where nothing tells."""

_UNKNOWN = ("", "UNKNOWN", "nan", "None", "TEST_UNKNOWN", "TEST-UNKNOWN")


@dataclass(frozen=True)
class FastF1Race:
    """One race of a file, and its lines: what added columns call it, empty where there are none."""

    file: SourceFile
    year: str
    round: str
    event: str
    written: dict[str, str]
    lines: Extent

    def chart(self) -> GrandPrixChart:
        """Return its laps; raises `ForeignFileError`."""
        return _chart(self)


def races_in(file: SourceFile) -> list[FastF1Race]:
    """Return the races of a file in the order of their rounds; raises `ForeignFileError`."""
    table = f1_table(file, "fastf1")
    found = table.written(*EVENT_COLUMNS)
    if not found:
        raise table.error("no laps: the table has no rows")
    races = []
    for cells, lines in found.items():
        written = dict(zip(EVENT_COLUMNS, cells, strict=True))
        number = written["roundnumber"]
        races.append(
            FastF1Race(
                file=file,
                year=_whole(written["year"] or written["season"]),
                round=_whole(number),
                event=" ".join(written["eventname"].split()),
                written=written,
                lines=lines,
            )
        )
    return sorted(races, key=lambda race: (race.year, race.round.zfill(4), race.event))


def _whole(written: str) -> str:
    return written.removesuffix(".0") if written not in NULLS else ""


@dataclass(frozen=True)
class _Row:
    """A row with its times read."""

    line: int
    cells: FastF1Row
    time: int | None
    lap_time: int | None
    pit_in: int | None
    pit_out: int | None
    start: int | None

    @property
    def completed(self) -> bool:
        """Tell whether the car completed this lap, by the rule of the format."""
        return bool(self.cells.position) and not self.cells.generated and self.time is not None


def _chart(race: FastF1Race) -> GrandPrixChart:
    table: LongTable[FastF1Row] = f1_table(race.file, "fastf1")  # type: ignore[assignment]
    wanted = {name: {cell} for name, cell in race.written.items()}
    rows: list[_Row] = []
    for line, cells in table.rows(wanted, race.lines):
        if len(rows) == MOST_ROWS:
            raise table.error(f"more than {MOST_ROWS:,} laps of cars in one race", line)
        rows.append(_read(table, line, cells))
    by_car: dict[str, dict[int, _Row]] = {}
    for row in rows:
        number = _whole(row.cells.number).upper()
        laps = by_car.setdefault(number, {})
        if row.cells.lap in laps:
            message = (
                f"car {number} has lap {row.cells.lap} twice, also in line "
                f"{laps[row.cells.lap].line}: two races where one is meant"
            )
            raise table.error(message, row.line)
        laps[row.cells.lap] = row
    start, known, how = _lights_out(rows)
    days = (row.cells.start_date[:10] for row in rows)
    chart = GrandPrixChart(
        race.file.name, {}, start_known=known, date=min(filter(None, days), default="")
    )
    if how:
        chart.told.append(how)
    for number, laps in by_car.items():
        chart.cars[number] = _Car(table, chart, number, laps, start).read()
    chart.has_tyres = any(car.compound or car.stops for car in chart.cars.values())
    chart.has_track = any(
        lap.states.strip("01") for car in chart.cars.values() for lap in car.track
    )
    return chart


def _read(table: LongTable[FastF1Row], line: int, cells: FastF1Row) -> _Row:
    times = []
    for name in ("time", "lap_time", "pit_in", "pit_out", "start"):
        written = getattr(cells, name)
        time = duration(written)
        # A pit time may lie before the session; no other time is written with a sign.
        if time is None and written and not written.startswith("-"):
            column = {"lap_time": "laptime", "pit_in": "pitintime", "pit_out": "pitouttime"}
            message = f"`{column.get(name, name)}` is no time: {written[:40]!r}"
            raise table.error(message, line)
        times.append(time)
    return _Row(line, cells, *times)


def _lights_out(rows: Sequence[_Row]) -> tuple[int, bool, str]:
    """Return when the race began on the session's clock, whether that is known, and what to tell.

    It is the end of lap 1 less its time, for most cars the same moment.
    """
    first = [row for row in rows if row.cells.lap == 1 and row.time is not None]
    moments = [row.time - row.lap_time for row in first if row.time and row.lap_time]
    if moments:
        moment, count = Counter(moments).most_common(1)[0]
        middle = median_low(moments)
        if count * SHARE >= len(moments) or abs(middle - moment) < SECOND:
            return moment, True, ""
        told = "lights-out estimated: the cars' first laps begin at different moments"
        return middle, False, told
    leader = min((row.time for row in first if row.time is not None), default=None)
    starts = [row.start for row in first if row.start is not None]
    told = "lights-out estimated: no car has a time of lap 1"
    if leader is None:
        times = [row.time for row in rows if row.time is not None]
        return max(min(times, default=0) - FIRST_LAP, 0), False, told
    begun = median_low(starts) if starts else leader
    if not 0 < leader - begun <= 4 * FIRST_LAP:
        begun = max(leader - FIRST_LAP, 0)
    return begun, False, told


class _Car:
    """One car of a file, its rows by the numbers of their laps."""

    def __init__(
        self,
        table: LongTable[FastF1Row],
        chart: GrandPrixChart,
        number: str,
        rows: dict[int, _Row],
        start: int,
    ) -> None:
        self.table = table
        self.chart = chart
        self.rows = rows
        self.start = start
        any_row = next(iter(rows.values())).cells
        self.car = GrandPrixCar(number, code=any_row.driver.upper(), team=any_row.team)

    def read(self) -> GrandPrixCar:
        """Return the car's laps, its stops and its tyres."""
        done = [lap for lap, row in self.rows.items() if lap >= 1 and row.completed]
        last = max(done, default=0)
        for lap in range(1, last + 1):
            self._lap(lap)
        self._fill_gaps()
        for lap, row in self.rows.items():
            if lap > last and row.cells.position:
                self.chart.unfinished[lap] += 1
        beyond = self.rows.get(last + 1)
        if beyond is not None and beyond.time is not None and last:
            self.car.gone = beyond.time - self.start
        self._stops(last)
        first = self.rows.get(1)
        if first is not None and not self._stopped_on_first_lap(first):
            self.car.compound, self.car.age = _tyre(first.cells)
        return self.car

    def _lap(self, lap: int) -> None:
        row = self.rows.get(lap)
        known = row is not None and row.time is not None and not row.cells.generated
        time = row.time if row is not None and known else None
        self.car.ends.append(0 if time is None else time - self.start)
        place = row.cells.position if row is not None and row.completed else None
        self.car.places.append(place or None)
        if time is None:
            self.car.guessed.add(lap)
            self.chart.told.append(f"car {self.car.car}: when lap {lap} ended is estimated")
        begin = self.car.ends[-2] if lap > 1 else 0
        states = _states(row.cells.status) if row is not None else ""
        if states and time is not None and lap - 1 not in self.car.guessed:
            self.car.track.append(TrackLap(begin, self.car.ends[-1], states))

    def _fill_gaps(self) -> None:
        """Spread laps of which no time is known evenly between those before and after."""
        ends = self.car.ends
        for lap in sorted(self.car.guessed):
            until = next(n for n in range(lap, len(ends) + 1) if n not in self.car.guessed)
            before = ends[lap - 2] if lap > 1 else 0
            ends[lap - 1] = before + (ends[until - 1] - before) // (until - lap + 1)

    def _stopped_on_first_lap(self, row: _Row) -> bool:
        """Tell whether the car was stopped under red on lap 1, and left the pits for it anew."""
        left = row.pit_out is not None and row.pit_out - self.start >= SHORTEST
        return left and row.completed

    def _started_from_pit_lane(self, row: _Row) -> bool:
        """Tell whether the car left the pits for lap 1 when the others had gone, within seconds."""
        return row.pit_out is not None and 0 < row.pit_out - self.start < SHORTEST

    def _stops(self, last: int) -> None:
        for lap in sorted(self.rows):
            row = self.rows[lap]
            after = self.rows.get(lap + 1)
            out = after.pit_out if after is not None else None
            if lap == 1 and self._stopped_on_first_lap(row):
                self._stop(0, None, row.pit_out, row.cells, None)
            elif lap == 1 and self._started_from_pit_lane(row):
                self.car.from_pit_lane = True
            if row.pit_in is None:
                if out is not None and lap >= 1 and after is not None and after.completed:
                    self._stop(lap - 1, None, out, after.cells, row.cells)
                continue
            if lap == 1 and out is None and after is not None:
                self.car.from_pit_lane = True
            elif lap >= 1 and row.pit_in > self.start:
                new = after.cells if after is not None else None
                self._stop(lap - 1, row.pit_in, out, new, row.cells)

    def _stop(
        self,
        lap: int,
        pit_in: int | None,
        pit_out: int | None,
        new: FastF1Row | None,
        old: FastF1Row | None,
    ) -> None:
        entry = None if pit_in is None else pit_in - self.start
        if entry is not None and self.car.laps > lap and entry >= self.car.ends[lap]:
            lap += 1  # it came in after the line
        exit_ = None if pit_out is None else pit_out - self.start
        if entry is not None and exit_ is not None and exit_ < entry:
            self.chart.told.append(f"stop of car {self.car.car} on lap {lap + 1}: no exit is known")
            exit_ = None
        stop = SourceStop(lap, entry, exit_, left=new is not None)
        if new is not None:
            stop.compound, stop.age = _tyre(new)
            stop.fitted = stop.compound is not None or stop.age is not None
            if old is not None and _same_set(old, new):
                stop.compound = stop.age = None
        self.car.stops.append(stop)


def _states(written: str) -> str:
    """Return the digits of a lap's track states, which may be written as a number with a point."""
    digits = written.removesuffix(".0")
    return digits if digits.isascii() and digits.isdigit() and digits != "0" else ""


def _tyre(row: FastF1Row) -> tuple[str | None, int | None]:
    """Return the compound and how many laps the set had run before this one.

    `TyreLife` counts the lap itself.
    """
    name = row.compound.strip()
    compound = None if name in _UNKNOWN else clean(name)[:80] or None
    life = row.tyre_life
    return compound, None if life is None or life != life or life < 1 else int(life) - 1


def _same_set(old: FastF1Row, new: FastF1Row) -> bool:
    """Tell whether the set only grew a lap older."""
    if old.tyre_life is None or new.tyre_life is None:
        return False
    return old.compound == new.compound and new.tyre_life == old.tyre_life + 1
