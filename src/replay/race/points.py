"""Points by rule, for the series whose rule this program knows."""

from replay.race.model import Header, Race

BEYOND_RULE = (
    "no finish scores 0 or less: points were taken away, or the driver is not eligible for any; "
    "the file does not say which"
)
"""Why published points may be fewer than the rule gives."""


def stage_points(header: Header, places: int) -> tuple[int, ...] | None:
    """Give the points of the first `places` of a stage; None where the rule is not known."""
    return (
        tuple(max(11 - place, 0) for place in range(1, places + 1))
        if _has_known_rule(header)
        else None
    )


def finish_points(header: Header, position: int) -> int | None:
    """Give the points of a finishing position; None where the rule is not known."""
    if not _has_known_rule(header):
        return None
    return 40 if position == 1 else max(37 - position, 1)


def fastest_lap_points(header: Header) -> int:
    """Give the points of the fastest lap of the race: NASCAR has scored 1 for it since 2025."""
    return int(_has_known_rule(header) and (_year(header) or 0) >= 2025)


def points_due(race: Race, fastest: str | None) -> dict[str, int]:
    """Give the points that finish, stages and fastest lap score, by car; none without a rule.

    `fastest` is the car of the fastest lap. A driver who is not eligible scores nothing.
    """
    if race.official is None:
        return {}
    won: dict[str, int] = {}
    for stage in race.official.stages:
        for car, scored in zip(stage.order, stage.points, strict=False):
            won[car] = won.get(car, 0) + scored
    if fastest is not None:
        won[fastest] = won.get(fastest, 0) + fastest_lap_points(race.header)
    barred = {entry.car for entry in race.entries if entry.eligible is False}
    return {
        result.car: 0 if result.car in barred else points + won.get(result.car, 0)
        for result in race.official.results
        if (points := finish_points(race.header, result.position)) is not None
    }


def _has_known_rule(header: Header) -> bool:
    """NASCAR's national series scored 40, 35, 34 ... 1 and stages 10 to 1 from 2017 to 2025."""
    year = _year(header)
    return header.series.startswith("NASCAR") and year is not None and 2017 <= year <= 2025


def _year(header: Header) -> int | None:
    return None if header.date is None else int(header.date[:4])
