"""A number of things in words."""

from replay.race.record import SECOND


def quantity(number: int, noun: str) -> str:
    """Write a number of things: `1 car`, `38 cars`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def hours_text(ticks: int) -> str:
    """Write a scheduled time in hours and minutes, in 6 cells at most: `24 h`, `2 h 40`, `45 min`.

    What lies between two minutes is left out, from 100 hours on between two hours; less than a
    minute is told in seconds.
    """
    minutes = ticks // SECOND // 60
    hours, rest = divmod(minutes, 60)
    if not minutes:
        return f"{ticks // SECOND} s"
    if not hours:
        return f"{rest} min"
    if not rest or hours >= 100:
        return f"{hours} h"
    return f"{hours} h {rest:02}" if hours < 10 else f"{hours} h{rest:02}"
