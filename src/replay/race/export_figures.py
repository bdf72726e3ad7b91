"""Analysts' figures as rows: every car, in the order, after every lap of the leader."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from replay.race.class_order import class_places
from replay.race.export import driver_name, laps_with_order
from replay.race.figures import CarFigures, car_figures
from replay.race.model import Race
from replay.race.state import Running
from replay.race.timeline import Timeline


class FiguresRow(Struct, frozen=True):
    """The figures of a car after `lap`, the leader's; `replay.race.figures` says what each is.

    Position and laps are those at the instant of the lap. Averages are of places, in the class
    where there are classes; each may be off by what its `within` says, and is None where a place is
    not known, as the `within` is where one is not rated. `official`: the average is the published
    one. `speed` is None before any clean lap, `speed_exact` tells that all of them were measured.
    What follows from flags or stops is None where the file does not know those.
    """

    lap: int
    position: int | None
    car: str
    driver: str | None
    race_class: str | None
    class_position: int | None
    laps: int
    average: Decimal | None
    average_within: Decimal | None
    official: bool
    weighted: Decimal | None
    weighted_within: Decimal | None
    speed: Decimal | None
    speed_laps: int
    speed_exact: bool
    gained: int | None
    lost: int | None
    passes_within: int | None
    green_laps: int | None
    green_led: int | None
    led_within: int
    led_share: Decimal | None


_OF_CLASSES = ("race_class", "class_position")


def figure_columns(race: Race) -> tuple[str, ...]:
    """Name the columns of figures; those of classes only where the race has some."""
    left_out = () if race.header.classes else _OF_CLASSES
    return tuple(name for name in FiguresRow.__struct_fields__ if name not in left_out)


def figure_rows(timeline: Timeline, lap: int | None = None) -> Iterator[FiguresRow]:
    """Give one row for every car after `lap`, or after every lap from 0, one lap at a time.

    Raises ValueError for a lap that is not in the race, and for a race without laps.
    """
    if not timeline.race.has_laps:
        raise ValueError("no laps are known of this race")
    laps = laps_with_order(timeline)
    if lap is not None and lap not in laps:
        raise ValueError(f"lap {lap} is outside {laps[0]} to {laps[-1]}")
    return _rows(timeline, laps if lap is None else (lap,))


def _rows(timeline: Timeline, laps: Iterable[int]) -> Iterator[FiguresRow]:
    entries = {entry.car: entry for entry in timeline.race.entries}
    for lap in laps:
        at = timeline.instant(lap)
        settled = _settled_at(timeline, lap)
        classes = class_places(timeline, at)
        for row in timeline.at(at).order:
            figures = car_figures(timeline, settled, row.car)
            entry, place = entries[row.car], classes.get(row.car)
            class_place = place.position if place is not None and row.placed else None
            if figures is not None:
                name = driver_name(entry) or None
                yield _row(lap, row, name, entry.race_class, class_place, figures)


def _settled_at(timeline: Timeline, lap: int) -> int:
    """Give when a lap is settled: as the leader completes the next, or at the end."""
    if lap >= timeline.laps:
        return timeline.end
    return timeline.scoring_at(timeline.instant(lap)).lead_at[lap]


def _row(
    lap: int,
    row: Running,
    driver: str | None,
    race_class: str | None,
    class_place: int | None,
    figures: CarFigures,
) -> FiguresRow:
    return FiguresRow(
        lap=lap,
        position=row.position if row.placed else None,
        car=row.car,
        driver=driver,
        race_class=race_class,
        class_position=class_place,
        laps=row.laps,
        average=_thousandths(figures.average),
        average_within=_thousandths(figures.average_within),
        official=figures.official,
        weighted=_thousandths(figures.weighted),
        weighted_within=_thousandths(figures.weighted_within),
        speed=_thousandths(figures.speed),
        speed_laps=figures.speed_laps,
        speed_exact=figures.speed_exact,
        gained=figures.gained,
        lost=figures.lost,
        passes_within=figures.passes_within,
        green_laps=figures.green,
        green_led=figures.led,
        led_within=figures.led_within,
        led_share=_thousandths(figures.led_share),
    )


def _thousandths(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value).scaleb(-3)
