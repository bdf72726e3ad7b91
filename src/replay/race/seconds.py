"""Ticks written as seconds: exactly, or rounded as text."""

from decimal import Decimal

from replay.race.model import SECOND


def exact_seconds(ticks: int) -> Decimal:
    """Give ticks as seconds with three decimals, or four where the fourth is not 0."""
    thousandths, rest = divmod(ticks, 10)
    return Decimal(ticks).scaleb(-4) if rest else Decimal(thousandths).scaleb(-3)


def seconds_text(ticks: int, decimals: int = 3) -> str:
    """Write ticks as seconds, a fourth decimal only where the time has one."""
    if decimals == 3 and ticks % 10:
        decimals = 4
    scale = SECOND // 10**decimals
    whole, rest = divmod((ticks + scale // 2) // scale, 10**decimals)
    return f"{whole}.{rest:0{decimals}d}" if decimals else str(whole)


def lap_time_words(ticks: int) -> str:
    """Write the time of a lap: `30.097 s`, from a minute on `1:26.103`."""
    minutes, rest = divmod(ticks, 60 * SECOND)
    if not minutes:
        return f"{seconds_text(ticks)} s"
    hours, minutes = divmod(minutes, 60)
    text = seconds_text(rest).zfill(7 if rest % 10 else 6)
    return f"{hours}:{minutes:02d}:{text}" if hours else f"{minutes}:{text}"
