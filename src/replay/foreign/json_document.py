"""A JSON file that others wrote, decoded into typed values that know the line they stand in."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from replay.foreign.foreign_file import ForeignFileError
from replay.json_place import Path, line_of, path_of
from replay.race.record import plain_message

ValueT = TypeVar("ValueT")

_BEFORE = re.compile(r"\A\s*https?://[^\s{\[]*")


@dataclass(frozen=True)
class JSONDocument(Generic[ValueT]):
    """A decoded file: its name, its text and its value."""

    file: str
    text: str
    value: ValueT

    def error(self, message: str, *path: str | int) -> ForeignFileError:
        """Return an error that names the line of the value at `path`."""
        return ForeignFileError(self.file, message, _line_of(self.text, path))


def json_document(file: str, text: str, kind: type[ValueT]) -> JSONDocument[ValueT]:
    """Decode a text as `kind`; raises `ForeignFileError` with the line of what is wrong.

    A first line that is the address the text was fetched from is left out: people keep it there.
    """
    text = _BEFORE.sub("", text)
    if text.strip() == "null":
        raise ForeignFileError(file, "holds `null`: its publisher had nothing for this race")
    try:
        return JSONDocument(file, text, msgspec.json.decode(text, type=kind))
    except msgspec.ValidationError as error:
        message, _, written = str(error).partition(" - at `")
        path = path_of(written)
        field = f"`{path[-1]}`: " if path and isinstance(path[-1], str) else ""
        line = _line_of(text, path)
        raise ForeignFileError(file, field + plain_message(message), line) from None
    except (msgspec.DecodeError, UnicodeEncodeError) as error:
        message, _, byte = str(error).partition(" (byte ")
        at = byte.rstrip(")")
        before = text.encode(errors="replace")[: int(at) if at.isdecimal() else None].rstrip()
        raise ForeignFileError(file, f"not JSON: {message}", before.count(b"\n") + 1) from None
    except RecursionError:
        raise ForeignFileError(file, "not JSON that can be meant: nested too deeply") from None


def _line_of(text: str, path: Path) -> int | None:
    """Return the line of a value, None for a text too odd to walk through."""
    try:
        return line_of(text, path)
    except (ValueError, IndexError, RecursionError):
        return None
