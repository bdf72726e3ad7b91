"""Sheets of Al Kamel's timing gone wrong: cells, rows, columns and laps, and bytes of the text."""

from collections.abc import Sequence
from random import Random

from tests.fuzz.mutant_files import spoilt
from tests.importers.alkamel.sheets import (
    HEAD,
    RESULT_HEAD,
    Car,
    Lap,
    rows,
    table,
    two_classes,
    two_classes_result,
    weather,
)

Row = dict[str, str]

_CELLS = (
    "", "0", "1", "2", "3", "-1", "5001", "007", "7", "A", "x" * 3_000, "100:00:00.000", "0.0001",
    "1:40.000", "1:40.00001", "3:60.0", "99999", "GF", "FCY", "SF", "RF", "FF", "ZZ", "B", "nan",
    "-", "+0.336", "1 Lap", "Disqualified", "Not started", "JO DE VRIES", "a\u200cb", "No\x1b[2J",
    "HYPERCAR", "LMP2 PRO/AM", 'a "quoted" b', '"', "Ωμέγα", "23:59:59.999", "1e5", "٣",
)  # fmt: skip
_FLAGS = ("GF", "GF", "FCY", "SF", "RF", "FF", "")


def _field(random: Random) -> list[Car]:
    """Give cars of a race by chance: laps, stops, drivers, flags, of one class to three."""
    cars = list(two_classes())
    for place in range(random.randint(0, 4)):
        laps: list[Lap] = []
        driver = 1
        for _ in range(random.randint(1, 6)):
            stopped = bool(laps and laps[-1].in_pit)
            if stopped and random.random() < 0.5:
                driver = random.randint(1, 3)
            pit = random.choice(("", "0:00:30.000", "0:01:10.123")) if stopped else ""
            flag, time = random.choice(_FLAGS), round(random.uniform(30, 400), 3)
            laps.append(Lap(time, flag, driver, random.random() < 0.3, pit))
        race_class = random.choice(("LMP2", "LMGT3", "", "GTD", "GTDPRO"))
        cars.append(Car(f"{90 + place}", laps, race_class, ("A ABLE", "Bo DI BO", "C CAT")))
    return cars


def mutant(random: Random) -> dict[str, bytes]:
    """Give sheets that have gone wrong in up to three places, as the bytes of each file."""
    head, result_head = list(HEAD), list(RESULT_HEAD)
    lines = [row for car in _field(random) for row in rows(car)]
    results: list[Row] = [dict(line) for line in two_classes_result()]
    for _ in range(random.randint(0, 3)):
        if random.random() < 0.8:
            _change(lines, head, random)
        else:
            _change(results, result_head, random)
    separator = random.choice(";;,")
    files = {"analysis": table(lines, head, separator).encode()}
    if random.random() < 0.4:
        files["results"] = table(results, result_head, ",").encode()
    if random.random() < 0.3:
        first = random.choice((0, 1_690_042_256, 9_999_999_999))
        files["weather"] = weather(first, first + random.choice((60, 600, 90_000)), 600).encode()
    if random.random() < 0.2:
        name = random.choice(list(files))
        files[name] = spoilt(files[name], random)
    return files


def _change(lines: list[Row], head: list[str], random: Random) -> None:
    """Change a cell, a row, or a column of a table."""
    if not lines:
        return
    at, name = random.randrange(len(lines)), random.choice(head).strip()
    change = random.random()
    if change < 0.55:
        lines[at] = {**lines[at], name: _cell(lines, name, random)}
    elif change < 0.65:
        del lines[at]
    elif change < 0.75:
        lines.insert(random.randrange(len(lines) + 1), dict(lines[at]))
    elif change < 0.8:
        random.shuffle(lines)
    elif change < 0.9:
        for line in lines:
            line[name] = random.choice(_CELLS) if change < 0.85 else ""
    elif change < 0.95:
        head.pop(random.randrange(len(head)))
    else:
        head[random.randrange(len(head))] = random.choice(("ELAPSED", "TEAM", "", "OTHER"))


def _cell(lines: Sequence[Row], name: str, random: Random) -> str:
    """Give a cell that is odd, or one of the same column or of any other."""
    line = random.choice(lines)
    return random.choice(
        (random.choice(_CELLS), line.get(name, ""), random.choice(list(line.values())))
    )
