"""A failure in its own words, of which the first line stands in the summary of pytest."""

from typing import Any, NamedTuple


class FirstWords(NamedTuple):
    """What pytest says of a failure in one line."""

    message: str

    def __str__(self) -> str:
        return self.message


class ToldFailure:
    """A failure told in some lines, without a traceback; `str()` gives them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.reprcrash = FirstWords(text.partition("\n")[0])

    def __str__(self) -> str:
        return self._text

    def toterminal(self, writer: Any) -> None:
        """Print it."""
        for line in self._text.split("\n"):
            writer.line(line)
