"""The pages that a reader is sent to, and the commands in them."""

import re
import shlex
from pathlib import Path
from typing import NamedTuple

TOP = Path(__file__).parents[2]

PAGES = tuple(
    sorted(
        path.relative_to(TOP).as_posix()
        for path in (
            TOP / "README.md",
            TOP / "CONTRIBUTING.md",
            TOP / "CHANGELOG.md",
            TOP / "races" / "README.md",
            *(TOP / "src").rglob("README.md"),
            *(TOP / "tests").rglob("README.md"),
        )
    )
)
"""Every page, by its path from the top of the project."""

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)


class Command(NamedTuple):
    """A command as a reader types it: its words, and the page and line it stands on."""

    words: tuple[str, ...]
    page: str

    def __str__(self) -> str:
        return shlex.join(self.words)


def text_of(page: str) -> str:
    """Give a page as it is written."""
    return (TOP / page).read_text(encoding="utf-8")


def blocks(page: str, language: str) -> list[str]:
    """Give what stands in the code blocks of a language."""
    return [block for found, block in _BLOCK.findall(text_of(page)) if found == language]


def commands(page: str) -> list[Command]:
    """Give the commands in the blocks of `sh`, in order; those of a line one by one.

    Of a pipe only the first, which is ours, is given.
    """
    found = []
    for block in blocks(page, "sh"):
        for line in block.replace("\\\n", " ").splitlines():
            for part in re.split(r"\s&&\s", line.partition("  #")[0]):
                words = shlex.split(part.partition(" | ")[0])
                if words and not words[0].startswith("#"):
                    found.append(Command(tuple(words), page))
    return found
