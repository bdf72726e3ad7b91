"""Where cars laps down cross the line at the flag, if nobody published when.

They come in once the first has won. How long after is not known: they are spread over the time
in which the cars on the lead lap come in, in the order of the result.
"""

from replay.reconstruct.read.facts import BoxScore
from replay.reconstruct.read.published_crossings import KnownTimes


def last_crossings_of_lapped(
    score: BoxScore, known: KnownTimes, flag: int, green: int
) -> dict[tuple[str, int], int]:
    """Return the likely last crossings of the running cars off the lead lap without a time.

    `flag` is when the first car wins and `green` a lap at speed, both in ticks.
    """
    lapped = [
        (car.car, car.laps)
        for car in score.cars
        if car.took_flag and 0 < car.laps < score.laps and (car.car, car.laps) not in known
    ]
    ends = [time for (_, lap), time in known.items() if lap == score.laps]
    span = min(max(ends, default=flag) - flag, green // 2)
    span = span if span > len(lapped) else green // 2
    return {key: flag + span * at // (len(lapped) + 1) for at, key in enumerate(lapped, 1)}
