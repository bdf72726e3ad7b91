"""The header and the entry list of an imported race."""

import re
from collections.abc import Iterable, Sequence

from replay.importers.iracing.answers import Answers
from replay.importers.iracing.events import green_throughout
from replay.importers.iracing.lap_chart import CarChart
from replay.importers.iracing.names import driver_of
from replay.importers.iracing.payloads import FinishRow, TrackInfo
from replay.importers.surnames import told_apart
from replay.race.model import (
    Course,
    Driver,
    Entry,
    Header,
    Known,
    RaceClass,
    Source,
    Track,
)
from replay.race.text import clean

UNNAMED = "iRacing race"
"""The name of a race of which only the laps are there: they do not say which it is."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_MARKS = re.compile(r"GT[PE0-9]|LMP?[0-9]|TCR|P[0-9]", re.IGNORECASE)
_WORD = re.compile(r"[0-9A-Z]+", re.IGNORECASE)


def answers_header(answers: Answers) -> Header:
    """Return all that is known of the race before its start; what no answer tells stays unknown."""
    info, result = answers.info, answers.result
    day = info.start_time[:10] if info else ""
    name = _label(info.series_name if info else "") or UNNAMED
    chart = answers.chart
    return Header(
        name=name,
        short=_label(info.series_short_name if info else "") or name,
        series=name if info else "iRacing",
        series_short="iRacing",
        season=_label(info.season_short_name if info else ""),
        discipline="iracing",
        date=day if _DAY.match(day) else None,
        track=_track(answers),
        cars=len(chart.cars),
        classes=_classes(answers),
        known=Known(
            grid="official",
            laps="timed",
            leaders="timed",
            flags="official" if green_throughout(answers) else None,
            stops="timed",
            drivers="timed",
            incidents="timed",
            penalties="timed" if answers.has_log else None,
            retirements="estimated" if result else None,
        ),
        sources=_sources(answers),
    )


def _label(text: str) -> str | None:
    return " ".join(clean(text).split())[:80] or None


def _track(answers: Answers) -> Track | None:
    info = answers.info
    # The result says what kind of racing it was, the header of a lap chart does not.
    tracks = [one.track for one in (answers.result, info) if one is not None]
    named = next((one for one in tracks if one.track_name), None)
    if named is None:
        return None
    config = named.config_name or ""
    name = _label(f"{named.track_name} {config}")
    return None if name is None else Track(name=name, course=_course(tracks))


def _course(tracks: Sequence[TrackInfo]) -> Course | None:
    """Return what kind of course it is: by its category, else by what the layout is called."""
    written = [one.category for one in tracks] + [one.config_name for one in tracks]
    for kind in (text.casefold() for text in written if text):
        if "oval" in kind:
            return "oval"
        if "road" in kind or "grand prix" in kind:
            return "road"
    return None


def _classes(answers: Answers) -> tuple[RaceClass, ...]:
    """Return the classes where there are several, the one with the quickest lap first."""
    quickest: dict[str, int] = {}
    marks: dict[str, str] = {}
    for row in answers.rows:
        name = _class_of(row)
        if name is None:
            return ()
        car = answers.chart.cars[row.car]
        times = [lap.lap_time for lap in car.rows if lap.lap_time > 0]
        best = min(times, default=quickest.get(name, 1 << 60))
        quickest[name] = min(best, quickest.get(name, best))
        marks.setdefault(name, row.car_class_short_name or name)
    # Every entry needs its class, which the result alone tells.
    if len(quickest) < 2 or len(answers.rows) < len(answers.chart.cars):
        return ()
    order = sorted(quickest, key=lambda name: (quickest[name], name))
    shorts = _shorts([marks[name] for name in order])
    return tuple(
        RaceClass(name=name, short=short) for name, short in zip(order, shorts, strict=True)
    )


def _class_of(row: FinishRow) -> str | None:
    return _label(row.car_class_name or row.car_class_short_name or "")


def _shorts(names: Iterable[str]) -> list[str]:
    """Return three letters for each class; numbers where two would have the same."""
    shorts: list[str] = []
    for name in names:
        mark = _MARKS.search(name)
        words: list[str] = _WORD.findall(name)
        three = next((word for word in words if len(word) <= 3 and not word.isalpha()), None)
        short = (mark[0] if mark else three or "".join(words)[:3] or "C").upper()
        number = 2
        while short in shorts:
            short = f"C{number}"
            number += 1
        shorts.append(short)
    return shorts


def _sources(answers: Answers) -> tuple[Source, ...]:
    found = [
        Source(
            of="laps", text="iRacing Data API, lap chart: time and place at the end of each lap"
        ),
        Source(of="grid", text="iRacing Data API, lap chart, lap 0"),
        Source(of="drivers", text="iRacing Data API, lap chart: who drove each lap"),
        Source(of="stops", text="iRacing Data API, lap chart: laps with a visit to the pits"),
        Source(of="incidents", text="iRacing Data API, lap chart: laps with an incident"),
    ]
    if answers.info:
        found.append(Source(of="race and track", text="iRacing Data API, what the answers are of"))
    if answers.has_log:
        found.append(Source(of="penalties", text="iRacing Data API, event log"))
    if answers.result:
        text = "iRacing Data API, results: why a car was out; when is estimated"
        found.append(Source(of="result", text="iRacing Data API, results"))
        found.append(Source(of="retirements", text=text))
    if green_throughout(answers):
        text = "iRacing Data API, results: no caution, and so green throughout"
        found.append(Source(of="flags", text=text))
    return tuple(found)


def drivers_by_car(answers: Answers) -> dict[str, tuple[str, ...]]:
    """Return the names of each car's drivers in the order in which they drove, at most ten."""
    teams = {
        row.car: [one.display_name for one in row.driver_results]
        for row in answers.rows
        if row.driver_results
    }
    found = {}
    for car in answers.chart.cars.values():
        drove = [row.display_name for row in (car.rows or [car.grid])]
        names = [answers.mended.name(name) for name in (*drove, *teams.get(car.car, ()))]
        found[car.car] = tuple(dict.fromkeys(filter(None, names)))[:10]
    return found


def answers_entries(answers: Answers, drivers: dict[str, tuple[str, ...]]) -> tuple[Entry, ...]:
    """Return the cars in the order of the grid, those that never started last."""
    rows = {row.car: row for row in answers.rows}
    classes = bool(_classes(answers))
    places: dict[str, int] = {}
    for car in answers.chart.cars.values():
        if car.started and car.grid.lap_position > 0:
            places[car.car] = len(places) + 1
    crews = told_apart([_crew(drivers[car]) for car in answers.chart.cars])
    return tuple(
        _entry(answers, car, places.get(car.car), crew, rows.get(car.car), classes)
        for car, crew in zip(answers.chart.cars.values(), crews, strict=True)
    )


def _crew(names: Iterable[str]) -> tuple[Driver, ...]:
    return tuple(driver for name in names if (driver := driver_of(name)) is not None)


def _entry(
    answers: Answers,
    car: CarChart,
    place: int | None,
    drivers: tuple[Driver, ...],
    row: FinishRow | None,
    classes: bool,
) -> Entry:
    return Entry(
        car=car.car,
        drivers=drivers,
        grid=place,
        begins="not started" if not car.started else "pit lane" if car.from_the_pits else "grid",
        team=answers.mended.name(car.grid.name or "")[:300] or None if car.group < 0 else None,
        make=_label(row.car_name or "") if row else None,
        race_class=_class_of(row) if row and classes else None,
        starts=0 if len(drivers) > 1 and car.rows else None,
    )
