"""The fields of a race file as a page in Markdown: what each means, and which source fills it."""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from msgspec import Struct

from replay.race.events import EventRecord
from replay.race.model import Race
from replay.schema.fields import FormatField, fields_of, items_of, records_of, summary_of, tag_of
from replay.schema.filled_by import LETTERS, filled_by
from replay.schema.wishes import type_of

BEGINS = "<!-- fields: from here to the end mark made by `replay schema --page` -->"
ENDS = "<!-- fields: end -->"

_IN_ONE_ROW = 5
"""A record with so many fields or fewer is told in the row of the field that holds it."""


def fields_page() -> str:
    """Return a table for each part of a race file, between two marks that a page has them by."""
    return "\n".join((BEGINS, "", *_page(), "", ENDS)) + "\n"


def _page() -> Iterator[str]:
    letters = ", ".join(f"`{letter}` {source}" for source, letter in LETTERS.items())
    words = (
        "Fields in **bold** have to be there; what is left out of the others is unknown or none. A "
        "*time* is a whole number of 0.0001 s on the race clock, a *lap* a count of laps, a *car* "
        "a number in quotes, of 1 to 3 digits or capitals; a *basis* says how a thing is known: "
        "`official`, `timed`, `reconstructed` or `estimated`. The last column says which sources "
        "may fill a field: "
        f"{letters}."
    )
    yield from wrap(words, 100)
    yield ""
    yield from _table(fields_of(Race), "")
    for part in fields_of(Race):
        records = records_of(part.kind)
        if records:
            yield from ("", f"### `{part.name}`", "")
            yield from _events(records) if len(records) > 1 else _part(part.name, records[0])


def _part(path: str, record: type[Struct]) -> Iterator[str]:
    yield from wrap(f"{summary_of(record)}.", 100)
    yield ""
    yield from _table(_flat(record), path)


def _flat(record: type[Struct], before: str = "") -> Iterator[FormatField]:
    """Yield the fields of a record, after each those of a large record that it holds."""
    for field in fields_of(record):
        inner = records_of(field.kind)
        many = "[]" if inner and items_of(field.kind) is not None else ""
        name = f"{before}{field.name}{many}"
        yield field._replace(name=name)
        for one in inner:
            if not _is_small(one):
                yield from _flat(one, f"{name}.")


def _is_small(record: type[Struct]) -> bool:
    fields = fields_of(record)
    nested = any(records_of(field.kind) for field in fields)
    return len(fields) <= _IN_ONE_ROW and not nested


def _events(records: Iterable[type[Struct]]) -> Iterator[str]:
    """Yield two tables: what all events have, and of each kind the rest."""
    common = fields_of(EventRecord)
    yield from ("Each has its `kind`, and:", "")
    yield from _head()
    yield from (_row(field, None) for field in common)
    yield from ("", "By `kind` it has also:", "")
    yield from _head()
    for record in records:
        kind = tag_of(record)
        path = f"events.{kind}"
        own = [field for field in _flat(record) if field.name not in {one.name for one in common}]
        what = f"{summary_of(record)}."
        small = len(own) <= _IN_ONE_ROW
        also = _inside(own, path, filled_by(f"{path}.at")) if small else ""
        letters = _letters(filled_by(f"{path}.at"))
        yield f"| `{kind}` | event | {_cell(f'{what} {also}'.strip())} | {letters} |"
        if not small:
            for field in own:
                yield _row(field, path, shown=f"{kind}: ")


def _table(fields: Iterable[FormatField], path: str) -> Iterator[str]:
    yield from _head()
    for field in fields:
        yield _row(field, path)


def _head() -> tuple[str, str]:
    return "| field | type | what it says | filled by |", "|---|---|---|---|"


def _row(field: FormatField, path: str | None, *, shown: str = "") -> str:
    """Return the row of a field below a path; without a path nobody is said to fill it."""
    whole = f"{path}.{field.name}".removeprefix(".").replace("[]", "")
    sources = frozenset[str]() if path is None else filled_by(whole)
    words = field.meaning
    for record in records_of(field.kind) if path else ():
        if _is_small(record) and len(records_of(field.kind)) == 1:
            words += " " + _inside(fields_of(record), whole, sources)
    letters = "" if path is None else _letters(sources)
    cells = (f"{shown}{_name(field)}", type_of(field.kind), _cell(words), letters)
    return f"| {' | '.join(cells)} |"


def _inside(fields: Iterable[FormatField], path: str, sources: frozenset[str]) -> str:
    """Return the fields of a record in one line, with who fills one where others do."""
    told = []
    for field in fields:
        fill = filled_by(f"{path}.{field.name}".replace("[]", ""))
        also = "" if fill == sources else f" ({_letters(fill)})"
        words = field.meaning[:1].lower() + field.meaning[1:].rstrip(".")
        told.append(f"{_name(field)}: {words}{also}")
    return "; ".join(told) + "." if told else ""


def _name(field: FormatField) -> str:
    return f"**`{field.name}`**" if field.required else f"`{field.name}`"


def _letters(sources: frozenset[str]) -> str:
    return "`" + "".join(mark if one in sources else "·" for one, mark in LETTERS.items()) + "`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
