"""The header and the entry list of an imported race, from whichever feeds have them."""

from replay.importers.nascar.feed_set import FeedSet
from replay.importers.nascar.feeds import FinishRow, Vehicle, WeekendRace
from replay.importers.nascar.lap_chart import CarChart, track_length
from replay.importers.nascar.names import MAKES, accented, driver_of, scores_no_points
from replay.importers.surnames import told_apart
from replay.race.model import MAX_LAPS, Driver, Entry, Fact, Header, Known, Source, Stage, Track
from replay.race.text import clean

UNNAMED = "NASCAR race"
"""The name of a race of which only the laps are there: they do not say which it is."""

_SERIES = {1: "NASCAR Cup Series", 2: "NASCAR Xfinity Series", 3: "NASCAR Truck Series"}
_SERIES_2026 = {2: "NASCAR O'Reilly Auto Parts Series"}


def feed_header(feeds: FeedSet, *, has_stops: bool) -> Header:
    """Return all that is known of the race before its start; what no feed tells stays unknown."""
    weekend, live = feeds.weekend, feeds.live
    name = _label(weekend.race_name if weekend else None) or _label(live.run_name if live else None)
    date = (weekend.race_date or "")[:10] if weekend else ""
    season = weekend.race_season if weekend else 0
    track = _track(feeds)
    year = str(season) if season else ""
    short = " ".join(part for part in (track.short if track else name, year) if part)
    return Header(
        name=name or UNNAMED,
        short=_label(short) or UNNAMED,
        series=_label(weekend.series if weekend else None)
        or _series(weekend.series_id if weekend else live.series_id if live else None, season),
        date=date or None,
        track=track,
        cars=len(feeds.chart.cars),
        scheduled_laps=weekend.scheduled_laps or None if weekend else None,
        stages=stages_of(weekend),
        known=Known(
            grid="official" if any(car.grid for car in feeds.chart.cars.values()) else None,
            laps="timed",
            leaders="timed",
            flags="timed" if feeds.flags else "reconstructed",
            stops="timed" if has_stops else None,
            retirements="official" if weekend and weekend.results else None,
        ),
        facts=_facts(feeds),
        sources=_sources(feeds),
    )


def _facts(feeds: FeedSet) -> tuple[Fact, ...]:
    """Return what was noted before the start."""
    note = feeds.notes.get(0)
    return (Fact(label="before the start", text=note[:300]),) if note else ()


def _label(text: str | None) -> str | None:
    return " ".join(clean(text or "").split())[:80] or None


def _series(number: int | None, season: int) -> str:
    later = _SERIES_2026 if season >= 2026 else {}
    return later.get(number or 0) or _SERIES.get(number or 0) or "NASCAR"


def _track(feeds: FeedSet) -> Track | None:
    """Return the track by name; its length follows from lap times and speeds."""
    weekend, live = feeds.weekend, feeds.live
    name = _label(weekend.track_name if weekend else live.track_name if live else None)
    if name is None:
        return None
    given = live.track_length if live else None
    length = round(given * 1000) if given and 0.001 <= given <= 1000 else track_length(feeds.chart)
    return Track(name=name, length=length, short=name.split()[0])


def stages_of(race: WeekendRace | None) -> tuple[Stage, ...]:
    """Return the stages, which the feed gives by their lengths."""
    if race is None or not race.scheduled_laps:
        return ()
    lengths = (race.stage_1_laps, race.stage_2_laps, race.stage_3_laps, race.stage_4_laps)
    stages: list[Stage] = []
    end = 0
    for length in lengths:
        end += length
        if not length or end > min(race.scheduled_laps, MAX_LAPS):
            break
        stages.append(Stage(number=len(stages) + 1, ends=end))
    return tuple(stages)


def _sources(feeds: FeedSet) -> tuple[Source, ...]:
    offset = any(car.start for car in feeds.chart.cars.values())
    grid = "start of each car as in lap 0" if offset else "start of each car estimated by the grid"
    found = [
        Source(of="laps", text="NASCAR lap-times: lap times, and places at the line, which win"),
        Source(of="grid", text=f"NASCAR lap-times, lap 0; {grid}"),
        Source(
            of="flags",
            text="NASCAR live-flag-data"
            if feeds.flags
            else "NASCAR lap-times, the flag of each lap; when in the lap is estimated",
        ),
    ]
    if feeds.pits:
        found.append(Source(of="stops", text="NASCAR live-pit-data"))
    if feeds.notes:
        found.append(Source(of="details of cautions", text="NASCAR lap-notes"))
    if feeds.stops and not feeds.pits:
        found.append(Source(of="stops", text="published table of pit stops"))
    if feeds.box_score:
        text = "published box score"
        found += [Source(of="race and teams", text=text), Source(of="result", text=text)]
    elif feeds.weekend:
        text = "NASCAR weekend-feed"
        found += [Source(of="race and teams", text=text), Source(of="result", text=text)]
    elif feeds.live:
        found.append(Source(of="race", text="NASCAR live-feed"))
    return tuple(found)


def feed_entries(feeds: FeedSet) -> tuple[Entry, ...]:
    """Return the cars in the order of the grid, those that were not on it last."""
    rows = {one.car_number.strip(): one for one in (feeds.weekend.results if feeds.weekend else ())}
    cars = sorted(
        feeds.chart.cars.values(), key=lambda car: (car.grid is None, car.grid or 0, car.car)
    )
    sponsors = {v.vehicle_number.strip(): v.sponsor_name for v in _vehicles(feeds)}
    published = {car: row.driver_fullname for car, row in rows.items()}
    names = (accented(car.name, published.get(car.car, "")) for car in cars)
    named = (driver_of(name) for name in names)
    drivers = told_apart([(driver,) if driver else () for driver in named])
    return tuple(
        _entry(car, crew, rows.get(car.car), sponsors.get(car.car))
        for car, crew in zip(cars, drivers, strict=True)
    )


def _vehicles(feeds: FeedSet) -> list[Vehicle]:
    return feeds.live.vehicles if feeds.live else []


def _entry(
    car: CarChart, drivers: tuple[Driver, ...], row: FinishRow | None, sponsor: str | None
) -> Entry:
    return Entry(
        car=car.car,
        drivers=drivers,
        grid=car.grid,
        eligible=False if scores_no_points(car.name) else None,
        team=_words(row.team_name if row else None),
        make=_words(row.car_make if row else None) or MAKES.get(car.make or "", _words(car.make)),
        crew_chief=_words(row.crew_chief_fullname if row else None),
        sponsor=_words(row.sponsor if row else None) or _words(sponsor),
    )


def _words(text: str | None) -> str | None:
    return " ".join(clean(text or "").split())[:300] or None
