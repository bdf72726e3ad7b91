"""Analysts' figures for people: what follows from rebuilt laps has its `~`, and one decimal."""

from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from replay.cli.output import UNKNOWN
from replay.race.export_figures import FiguresRow

_TENTHS = Decimal("0.1")


class RoundedFigures(Struct, frozen=True):
    """A `FiguresRow` as text, with a sign for what is unknown."""

    lap: int
    position: int | str
    car: str
    driver: str
    race_class: str | None
    class_position: int | str | None
    laps: int
    average: str
    average_within: str
    official: str | None
    weighted: str
    weighted_within: str
    speed: str
    speed_laps: int
    speed_exact: str | None
    gained: str
    lost: str
    passes_within: int | str
    green_laps: int | str
    green_led: str
    led_within: int
    led_share: str


def rounded_figures(rows: Iterable[FiguresRow]) -> Iterator[RoundedFigures]:
    """Write figures; a figure is exact where it cannot be off."""
    for row in rows:
        led_exact, passes_exact = not row.led_within, row.passes_within == 0
        yield RoundedFigures(
            lap=row.lap,
            position=row.position or UNKNOWN,
            car=row.car,
            driver=row.driver or UNKNOWN,
            race_class=row.race_class,
            class_position=row.class_position or UNKNOWN,
            laps=row.laps,
            average=_decimal(row.average, row.average_within == 0),
            average_within=_decimal(row.average_within),
            official="official" if row.official else None,
            weighted=_decimal(row.weighted, row.weighted_within == 0),
            weighted_within=_decimal(row.weighted_within),
            speed=_decimal(row.speed, row.speed_exact),
            speed_laps=row.speed_laps,
            speed_exact="measured" if row.speed_exact else None,
            gained=_count(row.gained, passes_exact),
            lost=_count(row.lost, passes_exact),
            passes_within=_known(row.passes_within),
            green_laps=_known(row.green_laps),
            green_led=_count(row.green_led, led_exact),
            led_within=row.led_within,
            led_share=_decimal(row.led_share, led_exact),
        )


def _decimal(value: Decimal | None, exact: bool = True) -> str:
    if value is None:
        return UNKNOWN
    return str(value) if exact else f"~{value.quantize(_TENTHS, ROUND_HALF_UP)}"


def _count(value: int | None, exact: bool) -> str:
    return UNKNOWN if value is None else str(value) if exact else f"~{value}"


def _known(value: int | None) -> int | str:
    return UNKNOWN if value is None else value
