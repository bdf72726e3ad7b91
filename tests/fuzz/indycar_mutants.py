"""IndyCar's records gone wrong: cells, rows and columns of the tables, and bytes of the text."""

from functools import cache
from random import Random

from tests.fuzz.mutant_files import spoilt
from tests.importers.indycar.records import Row, flag_table, small_race
from tests.importers.indycar.records import text_of as table_of

_CELLS = (
    "", "0", "1", "-1", "2", "A", "1D", "FFFFFF", "g", "0x1", "1.5", "1e3", "1e300", "nan", "inf",
    "99999999", "864001", "12", "13", "5001", "T", "P", "G", "Y", "K", "R", "Active", "Contact",
    "x" * 3_000, "No\x1b[2J", "علی", "a\u200cb", '"', ",", "01", "9", "20", "98", "٣", "0.0",
)  # fmt: skip


@cache
def _seed() -> tuple[Row, ...]:
    return tuple(small_race())


def mutant(random: Random) -> dict[str, bytes]:
    """Give tables that have gone wrong in one to three places, as the bytes of each file."""
    rows = [dict(row) for row in _seed()]
    flags = flag_table().splitlines()
    for _ in range(random.randint(1, 3)):
        if random.random() < 0.2:
            _change_line(flags, random)
        else:
            _change(rows, random)
    text = table_of(rows)
    if random.random() < 0.15:
        names, _, rest = text.partition("\n")
        columns = names.split(",")
        at = random.randrange(len(columns))
        columns[at] = random.choice(("", "x", columns[0], columns[at].upper()))
        text = f"{','.join(columns)}\n{rest}"
    files = {"records": text.encode()}
    if random.random() < 0.5:
        files["flags"] = "\n".join(flags).encode()
    if random.random() < 0.2:
        name = random.choice(list(files))
        files[name] = spoilt(files[name], random)
    return files


def _change(rows: list[Row], random: Random) -> None:
    if not rows:
        return
    at = random.randrange(len(rows))
    change = random.random()
    if change < 0.1:
        del rows[at]
    elif change < 0.2:
        rows.insert(random.randrange(len(rows) + 1), dict(rows[at]))
    elif change < 0.25:
        random.shuffle(rows)
    elif change < 0.3:
        del rows[at:]
    else:
        column = random.choice(list(rows[at]))
        cell = random.choice(_CELLS)
        written = rows[at][column]
        if random.random() < 0.4 and written.replace(".", "", 1).isdecimal():
            cell = str(float(written) + random.choice((-1, 1, 0.0001, 30, -40, 1000)))
        rows[at][column] = cell


def _change_line(lines: list[str], random: Random) -> None:
    at = random.randrange(len(lines))
    cells = lines[at].split(",")
    cells[random.randrange(len(cells))] = random.choice(_CELLS)
    lines[at] = ",".join(cells)
