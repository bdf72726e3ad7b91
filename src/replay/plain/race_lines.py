"""What was public of a race before its start, and where each of its facts comes from."""

from collections.abc import Iterator

from replay.plain.car_words import CarWords
from replay.plain.cells import fact_line, row_line
from replay.plain.time_words import clock_words, exact_clock
from replay.race.header_words import (
    classes_text,
    distance,
    spell_date,
    stage_ends,
    start_text,
    track_text,
)
from replay.race.model import Entry, Header, Race
from replay.race.quantity import hours_text
from replay.race.seconds import lap_time_words, seconds_text

_KINDS = (
    "grid", "laps", "leaders", "flags", "stops", "stop_lengths", "tyres", "drivers", "incidents",
    "penalties", "retirements", "finish",
)  # fmt: skip


def race_lines(race: Race) -> list[str]:
    """Tell the race, date, track, distance, start and stages, and how each kind is known."""
    header = race.header
    told = {fact.label for fact in header.facts}
    lines = [
        *fact_line("Race", ", ".join(filter(None, (header.name, header.round)))),
        *fact_line("Series", header.series),
        *fact_line("Season", header.season),
        *(fact_line("Date", spell_date(header.date)) if header.date else ()),
        *(fact_line("Track", track_text(header.track, narrow=False)) if header.track else ()),
        *_distance(header),
        *fact_line("Start", "" if "start" in told else start_text(header)),
        *fact_line("Cars" if header.has_laps else "Cars on record", header.cars),
        *fact_line("Classes", "" if "classes" in told else _classes(race)),
        *fact_line("Stages", stage_ends(header, narrow=False) if header.has_laps else None),
    ]
    if header.time_of_day is not None:
        lines += fact_line("Time of day at the start", clock_words(header.time_of_day))
    if header.night is not None:
        night = f"from {clock_words(header.night.begins)} to {clock_words(header.night.ends)}"
        lines += fact_line("Night", f"{night} of the race")
    for fact in header.facts:
        car = f"car {fact.car}, " if fact.car else ""
        lines += fact_line(fact.label.capitalize(), f"{car}{fact.text}")
    return [*lines, *_known(header)]


def _classes(race: Race) -> str:
    return classes_text(race.header, race.entries, narrow=False)


def _distance(header: Header) -> list[str]:
    if header.scheduled_laps is None and header.scheduled_time is None:
        return []
    limit = "" if header.time_limit is None else f", at most {hours_text(header.time_limit)}"
    return fact_line("Distance", f"{distance(header)}{limit}")


def _known(header: Header) -> Iterator[str]:
    """Tell how each kind of datum is known, and what nobody knows."""
    bases = {kind: getattr(header.known, kind) for kind in _KINDS}
    told = [f"{kind.replace('_', ' ')} {basis}" for kind, basis in bases.items() if basis]
    unknown = [kind for kind, basis in bases.items() if not basis and kind != "stop_lengths"]
    yield from fact_line("Known", ", ".join(told))
    yield from fact_line("Not known", ", ".join(unknown))


def source_lines(race: Race) -> list[str]:
    """Tell where each group of facts comes from."""
    return [
        f"{source.of[:1].upper()}{source.of[1:]}: {source.text}" for source in race.header.sources
    ]


def entry_lines(entry: Entry, names: CarWords) -> list[str]:
    """Tell what the entry list says of a car."""
    lines = [
        *fact_line("Car", names.full(entry.car)),
        *fact_line("Team", entry.team),
        *fact_line("Make", entry.make),
        *fact_line("Class", entry.race_class),
        *fact_line("Crew chief", entry.crew_chief),
        *fact_line("Sponsor", entry.sponsor),
        *fact_line("Grid", entry.grid),
        *fact_line("Qualifying", _qualifying(entry)),
    ]
    if entry.begins != "grid":
        lines += fact_line("Start", entry.begins)
    if entry.starts is not None and len(entry.drivers) > 1:
        lines += fact_line("Takes the start", entry.drivers[entry.starts].name)
    if entry.eligible is not None:
        lines += fact_line("Scores series points", "yes" if entry.eligible else "no")
    if entry.compound:
        age = "" if entry.tyre_age is None else f", {entry.tyre_age} laps old"
        lines += fact_line("Tyres at the start", f"{entry.compound.lower()}{age}")
    return lines


def _qualifying(entry: Entry) -> str:
    """Write the qualifying time and speed, as far as they were published."""
    told = [] if entry.qualifying is None else [lap_time_words(entry.qualifying)]
    if entry.qualifying_speed is not None:
        told.append(f"{mph(entry.qualifying_speed)} mph")
    return ", ".join(told)


def grid_lines(race: Race, cars: int, names: CarWords) -> list[str]:
    """Tell the first so many `cars` of the grid; none where nobody knows it."""
    if race.header.known.grid is None:
        return []
    ranked = sorted((entry for entry in race.entries if entry.grid), key=lambda e: e.grid or 0)
    return [
        row_line(
            (
                ("Grid", entry.grid),
                ("Car", names.full(entry.car)),
                ("Make", entry.make),
                ("Class", entry.race_class),
                ("Qualifying", _qualifying(entry)),
            )
        )
        for entry in ranked[:cars]
    ]


def mph(thousandths: int) -> str:
    """Write a speed of thousandths of a mile an hour: `183.107`."""
    return seconds_text(thousandths * 10)


def elapsed_words(ticks: int | None) -> str | None:
    """Write a published time of the race, None where none was."""
    return None if ticks is None else exact_clock(ticks)
