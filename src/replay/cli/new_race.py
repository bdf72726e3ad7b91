"""`replay new`: a race file to begin with, and beside it a file of facts that explains itself."""

import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

from replay import racefile
from replay.cli.asking import ask_for_missing
from replay.cli.facts_template import facts_template
from replay.cli.failure import Failure
from replay.cli.output import write
from replay.cli.race_answers import BY_HAND, BadAnswer, RaceAnswers, race_of_answers, require_apart
from replay.cli.terminal import can_be_typed_at
from replay.cli.whole_file import whole_file
from replay.race.header import Header, Track
from replay.race.model import Entry, Race
from replay.race.quantity import quantity
from replay.race.text import is_text, printable
from replay.schema.fields import fields_of

_GRID: Mapping[str, str] = {
    "official": "the grid is taken for published by the --source",
    "estimated": "nothing says who published the grid (--source)",
}
"""Basis -> why a typed grid has it."""


def write_new_race(path: Path, answers: RaceAnswers, *, force: bool) -> int:
    """Ask for what is missing and write both files; Failure where that cannot be.

    Nothing is asked if a file would be in the way, and nothing is written until all is answered.
    """
    named, path = path, _race_file(path)
    facts = path.with_name(f"{path.stem}.facts.toml")
    for file in (path, facts):
        if not force and _stands(file):
            raise Failure(f"{printable(str(file))}: is there already; --force writes over it")
    if answers.missing():
        if not can_be_typed_at():
            missing = ", ".join(answers.missing())
            raise Failure(f"nobody can be asked here; give {missing}, or run it in a terminal")
        ask_for_missing(answers)
    try:
        require_apart(answers.cars)
        race = race_of_answers(answers)
    except BadAnswer as error:
        raise Failure(str(error)) from None
    data = racefile.encode(race)
    racefile.decode(data, str(path))
    with whole_file(path) as race_to, whole_file(facts) as facts_to:
        race_to.write(data)
        facts_to.write(facts_template(race, answers.source or BY_HAND).encode())
    if path != named:
        write(
            f"{printable(str(named))} is written as {printable(path.name)}: a race ends in .json\n"
        )
    write(_told(path, facts, race))
    return 0


def _race_file(path: Path) -> Path:
    """Return the path of a race file, which ends in `.json`; Failure where none can be."""
    shown = printable(str(path))
    if not path.name or path.name == "-" or os.path.isdir(path):
        raise Failure(f"{shown}: names no file")
    if not is_text(path.name):
        raise Failure(f"{shown}: a file name without control and format characters, please")
    return path if path.suffix == ".json" else path.with_name(f"{path.name}.json")


def _stands(path: Path) -> bool:
    try:
        return path.is_symlink() or path.exists()
    except (OSError, ValueError):
        return False  # writing it will say why


def _told(path: Path, facts: Path, race: Race) -> Iterator[str]:
    """Say what was written, what each field of it means, and what to do next."""
    name = printable(str(path))
    shown = shlex.quote(name if os.sep in name else f"./{name}")
    grid = "the grid and " if race.header.known.grid else ""
    yield f"{shown}: {grid}{quantity(len(race.entries), 'car')}, no laps and no result yet\n"
    if basis := race.header.known.grid:
        yield f"{_GRID[basis]}: `known.grid` is {basis}\n"
    yield f"{printable(str(facts))}: facts for `replay import ... --with`, all explained in it\n\n"
    yield "What stands in the race file:\n"
    rows = list(_meanings(race))
    width = max(len(field) for field, _ in rows)
    yield from (f"  {field:<{width}}  {meaning}\n" for field, meaning in rows)
    yield "\nNext:\n"
    steps = (
        (f"replay {shown}", "see it"),
        (f"replay check {shown}", "hold it against its own result, once it has one"),
        (f"pytest --replay {shown}", "lock its screens"),
        ("replay schema --page", "all fields, and what each means"),
    )
    width = max(len(command) for command, _ in steps)
    yield from (f"  {command:<{width}}  {what}\n" for command, what in steps)
    yield "\nTo give laps, write into `header.known`\n"
    yield f"  {KNOWN_LAPS}\n"
    yield "and as the last field of the file, a car each, when it was at the line after each lap,\n"
    yield "from the start on, in 0.0001 s (30 s is 300000):\n"
    yield f"  {laps_of(race.entries[0].car)}\n"


KNOWN_LAPS = '"laps": "timed"'
"""What `header.known` says of a file with laps."""


def laps_of(car: str) -> str:
    """Return the laps of a car as an example, two of them."""
    span = '{"lap": 1, "crossing": "timed", "lap_time": "timed", "place": "sure"}'
    return f'"laps": [{{"car": "{car}", "known": [{span}], "crossings": [300000, 601000]}}]'


def _meanings(race: Race) -> Iterator[tuple[str, str]]:
    for record, value, path in (
        (Race, race, ""),
        (Header, race.header, "header."),
        (Track, race.header.track, "header.track."),
        (Entry, race.entries[0], "entries[]."),
    ):
        for field in fields_of(record):
            default = not field.required and getattr(value, field.name, None) in (None, ())
            plain = field.name in ("begins", "abreast", "discipline") and not field.required
            if value is not None and not default and not plain:
                yield f"{path}{field.name}", field.meaning
