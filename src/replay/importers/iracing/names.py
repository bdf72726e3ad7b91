"""Names of drivers as the answers have them: some were written in UTF-8 twice."""

from dataclasses import dataclass, field

from replay.race.model import Driver
from replay.race.text import clean


@dataclass
class Mended:
    """What was mended: each name as it is now, and how many letters."""

    names: set[str] = field(default_factory=set)
    letters: int = 0

    def name(self, written: str) -> str:
        """Return a name in plain text, its letters that were written in UTF-8 twice mended.

        `MÃ¡r` is what comes of `Már` so; no real name has such a pair of letters.
        """
        mended = _once_less(written)
        plain = " ".join(clean(mended).split())
        if mended != written and plain not in self.names:
            self.names.add(plain)
            self.letters += sum(ord(letter) > 127 for letter in mended)
        return plain

    def told(self) -> list[str]:
        """Tell in a line of the names that were mended, if any."""
        if not self.names:
            return []
        names = ", ".join(sorted(self.names)[:10])
        letters = f"{self.letters} letter{'s' * (self.letters != 1)}"
        return [f"{letters} of names mended that were written in UTF-8 twice: {names}"]


def _once_less(written: str) -> str:
    """Return a text as it was before it was taken for Latin letters and encoded again."""
    if written.isascii():
        return written
    try:
        return b"".join(map(_byte, written)).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return written


def _byte(letter: str) -> bytes:
    """Return the byte that was taken for a letter of Windows' or else ISO's Latin alphabet."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def driver_of(name: str) -> Driver | None:
    """Return the driver of a name, None where it is empty; the surname is its last word.

    A number after it, by which the service tells drivers of one name apart, is part of it.
    """
    words = name.split()
    if not words:
        return None
    return Driver(first=" ".join(words[:-1])[:160], last=words[-1][:80])
