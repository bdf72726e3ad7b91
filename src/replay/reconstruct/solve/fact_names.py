"""What published facts are called: in contradictions, on the screen and in the file."""

import re

_TOTALS = ("lead changes", "leaders", "laps led", "times led")
_TIMES = ("gap to the winner", "margin of victory", "race time", "average speed")


def elapsed(car: str) -> str:
    """Name the elapsed time of a car that finished."""
    return f"elapsed time of car {car}"


def last_seen(car: str) -> str:
    """Name the elapsed time of a car that retired."""
    return f"elapsed time of car {car}, which retired"


def last_lap(car: str, retired: bool = False) -> str:
    """Name the last lap of a car."""
    return f"last lap of car {car}, which retired" if retired else f"last lap of car {car}"


def best_lap(car: str, half: bool = False) -> str:
    """Name the best lap of a car and its number, or what is guessed of one known by half."""
    return f"likely best lap of car {car}" if half else f"best lap of car {car}"


def leads(car: str, lap: int) -> str:
    """Name the leader of a lap."""
    return f"car {car} leads lap {lap}"


def takes_flag(car: str) -> str:
    """Name that a car running at the end crosses the line once the flag is out."""
    return f"car {car} takes the flag"


def ahead(one: str, two: str, lap: int) -> str:
    """Name a published order of two cars at the end of a lap."""
    return f"{one} before {two} at the end of lap {lap}"


def laps_down(car: str, down: int, lap: int) -> str:
    """Name what is reckoned of a car in a published order."""
    return f"car {car} is {down} laps down at the end of lap {lap}"


def misread_order(fact: str) -> int | None:
    """Return the lap of the order of which `laps_down` is named, None for any other fact."""
    found = re.search(r"laps down at the end of lap (\d+)$", fact)
    return int(found.group(1)) if found else None


def order(lap: int) -> str:
    """Name a published order."""
    return f"order at the end of lap {lap}"


def white_gap(car: str, lap: int) -> str:
    """Name a gap at the white flag, which is shown at the end of `lap`."""
    return f"gap of car {car} at the end of lap {lap}"


def free_pass(car: str, caution: int) -> str:
    """Name a free pass: its car was a lap down."""
    return f"free pass of car {car} at caution {caution}"


def stop(car: str, line: int) -> str:
    """Name a stop, by its line in pit_stops.csv."""
    return f"stop of car {car} (pit_stops.csv, line {line})"


_RULES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"^(\d+) (lead changes|leaders|cautions|caution laps)$", (r"\2",)),
    (r"^(laps|times) led by car", (r"\1 led",)),
    (r"^points of car", ("points",)),
    (r"^(margin of victory|race time|average speed)", (r"\1",)),
    (r"^places at the end of stage (\d+)", (r"stage \1 order",)),
    (r"^best lap", ("best lap", "number of the best lap")),
    (r"^elapsed time .* retired$", ("elapsed time",)),
    (r"^elapsed time", ("elapsed time", *_TIMES)),
    (r"^gap of car \S+ to the winner", ("gap to the winner",)),
    (r"^gap of car \S+ at the end of lap (\d+)", (r"gaps at lap \1",)),
    (r"^last lap of", ("last lap",)),
    (r"leads? laps? ", ("leader of every lap", *_TOTALS)),
    (r"^the leader's laps at the stop", ("leader's laps at stops",)),
    (r"^laps of car .* at its stop|^stop of car", ("stops",)),
    (r"finishes before", _TIMES),
    (r"^free pass", ("free passes",)),
    (r"at the end of lap (\d+)", (r"order at lap \1", r"gaps at lap \1")),
)


def rules_of(fact: str) -> tuple[str, ...]:
    """Return the rules of `replay check` that a fact given up may fail; none, its own name."""
    for pattern, rules in _RULES:
        match = re.search(pattern, fact)
        if match:
            return tuple(match.expand(rule) for rule in rules)
    return (fact[:80],)


def file_of(fact: str) -> str:
    """Return the table of the box score that a fact stands in."""
    if re.search(r"leads? laps? ", fact):
        return "lead_segments.csv"
    if re.search(r"at (the|its) stop|^stop of car", fact):
        return "pit_stops.csv"
    if re.search(r"order at|before .* at the end of lap", fact):
        return "checkpoints.csv"
    return "results.csv"
