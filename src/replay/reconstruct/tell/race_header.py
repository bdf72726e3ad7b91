"""The header and the entries of a rebuilt race."""

from replay.race.model import Entry, Header, Known, Stage, Track
from replay.reconstruct.read.facts import BoxScore, CarFacts


def header_of(score: BoxScore) -> Header:
    """Return the header, with the basis of each kind of datum."""
    race = score.race
    ends = (*race.stage_end_laps, *([race.scheduled_laps] if race.stage_end_laps else []))
    stages = tuple(Stage(number=n, ends=end) for n, end in enumerate(sorted(set(ends)), 1))
    return Header(
        name=race.name,
        short=race.short or f"{(race.track_short or race.track)[:75]} {race.date[:4]}",
        series=race.series,
        date=race.date,
        track=Track(
            name=race.track,
            length=round(race.track_length_miles * 1000),
            short=race.track_short,
            shape=race.track_shape,
        ),
        cars=len(score.cars),
        round=race.round,
        scheduled_laps=race.scheduled_laps,
        stages=stages,
        known=Known(
            grid="official" if any(car.grid for car in score.cars) else None,
            laps="reconstructed",
            leaders="official" if score.lead else "reconstructed",
            flags="official" if score.cautions else "reconstructed",
            stops="official" if score.stops else None,
            penalties="official" if score.penalties else None,
            retirements="official",
            finish="official",
        ),
        facts=race.facts,
        sources=race.sources,
    )


def entries_of(score: BoxScore) -> tuple[Entry, ...]:
    """Return the entries in the order of the grid; who starts where nobody tells stands last."""
    return tuple(sorted((_entry(score, car) for car in score.cars), key=_grid))


def _entry(score: BoxScore, car: CarFacts) -> Entry:
    barred = score.race.not_eligible
    return Entry(
        car=car.car,
        drivers=car.drivers,
        grid=car.grid,
        team=car.team,
        make=car.make,
        crew_chief=car.crew_chief,
        sponsor=car.sponsor,
        eligible=None if barred is None else car.car not in barred,
        qualifying=car.qualifying,
        qualifying_speed=car.qualifying_speed,
        livery=car.livery,
    )


def _grid(entry: Entry) -> tuple[bool, int]:
    return entry.grid is None, entry.grid or 0
