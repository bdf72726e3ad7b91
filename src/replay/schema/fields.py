"""The fields of a record, with what they mean: the words that stand below each in the source."""

import ast
import inspect
import types
from functools import cache
from itertools import pairwise
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

from msgspec import Struct, UnsetType
from msgspec.structs import fields as struct_fields


class FormatField(NamedTuple):
    """A field of a record: its name in the file, its type, and what it means.

    `kind` is the type without None; `nullable` tells whether null may stand there, which says the
    same as leaving it out, but for a free pass.
    """

    name: str
    kind: Any
    required: bool
    nullable: bool
    meaning: str


@cache
def fields_of(record: type[Struct]) -> tuple[FormatField, ...]:
    """Return the fields of a record in the order in which they stand in a file."""
    hints = get_type_hints(record, include_extras=True)
    meanings = meanings_of(record)
    return tuple(
        FormatField(
            field.encode_name,
            bare(hints[field.name]),
            field.required,
            types.NoneType in alternatives(hints[field.name]),
            meanings.get(field.name, ""),
        )
        for field in struct_fields(record)
    )


@cache
def meanings_of(record: type[Struct]) -> dict[str, str]:
    """Return what is written below each field of a record and of those that it is made from.

    Empty where the program was installed without its source.
    """
    found: dict[str, str] = {}
    for one in record.__mro__:
        if not issubclass(one, Struct) or one is Struct:
            continue
        for field, words in pairwise(_statements_of(one)):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                text = _text_of(words)
                if text is not None:
                    found.setdefault(field.target.id, " ".join(text.split()))
    return found


def summary_of(record: type[Struct]) -> str:
    """Return what a record is, in one sentence without its full stop."""
    first = inspect.cleandoc(record.__doc__ or "").partition("\n\n")[0]
    return " ".join(first.split()).removesuffix(".")


def alternatives(kind: Any) -> tuple[Any, ...]:
    """Return the types of a union, a type that is none alone."""
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(one for part in get_args(kind) for one in alternatives(part))
    return (kind,)


def bare(kind: Any) -> Any:
    """Return a type without None and without what stands for a field that is left out."""
    left = [one for one in alternatives(kind) if one not in (types.NoneType, UnsetType)]
    return left[0] if len(left) == 1 else Union[tuple(left)]  # noqa: UP007


def items_of(kind: Any) -> Any | None:
    """Return the type of the items of a list, None for any other type."""
    inner = unannotated(kind)
    return bare(get_args(inner)[0]) if get_origin(inner) in (tuple, list) else None


def records_of(kind: Any) -> tuple[type[Struct], ...]:
    """Return the records that a type is, or of which its items are: none, one, or all events."""
    kind = items_of(kind) or kind
    return tuple(
        one
        for one in map(unannotated, alternatives(unannotated(kind)))
        if isinstance(one, type) and issubclass(one, Struct)
    )


def choices_of(kind: Any) -> tuple[str, ...]:
    """Return the words of which one may stand in a field, none where it is no choice of words."""
    inner = unannotated(kind)
    return get_args(inner) if get_origin(inner) is Literal else ()


def unannotated(kind: Any) -> Any:
    """Return a type without its limits."""
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind


def tag_of(record: type[Struct]) -> str | None:
    """Return the word by which an event is told from others, None for other records."""
    tag = record.__struct_config__.tag
    return tag if isinstance(tag, str) else None


def tag_field(record: type[Struct]) -> str | None:
    """Return the field that holds the word of an event, None for other records."""
    return record.__struct_config__.tag_field


def _statements_of(record: type[Struct]) -> list[ast.stmt]:
    try:
        (tree,) = ast.parse(inspect.getsource(record)).body
    except OSError:
        return []
    return tree.body if isinstance(tree, ast.ClassDef) else []


def _text_of(statement: ast.stmt) -> str | None:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        value = statement.value.value
        return value if isinstance(value, str) else None
    return None
