"""What was probably meant by a name that there is not."""

import difflib
from collections.abc import Sequence

_ALIKE = 0.6
"""How alike two names are, of 1, for one to be taken for a slip of the other."""

CHOICE_ALIKE = 0.7
"""The same of words of which one is chosen: they are few, so that all are named sooner."""

_AS_MUCH = 0.1
"""How much less alike a second name may be, to be asked for with the first."""

_PART = 4
"""Letters of a name that has to be part of another, to be taken for it."""


def did_you_mean(word: str, legal: Sequence[str], alike: float = _ALIKE) -> str:
    """Ask for the legal names most like a word; where none is, name all, the most alike first.

    `alike` is how alike they have to be, of 1.
    """
    near = nearest_names(word, legal, alike)
    if near:
        return f"did you mean {one_of(near)}?"
    names = _most_alike_first(word, legal)
    return f"there {'is only' if len(names) == 1 else 'are'} {one_of(names)}"


def nearest_names(word: str, legal: Sequence[str], alike: float = _ALIKE) -> list[str]:
    """Return at most two legal names that are most like a word, whatever its case and dashes."""
    likeness = {name: _likeness(word, name) for name in legal}
    most = max(likeness.values(), default=0)
    near = [name for name in legal if likeness[name] >= max(alike, most - _AS_MUCH)]
    return sorted(near, key=lambda name: -likeness[name])[:2]


def one_of(names: Sequence[str]) -> str:
    """Write names as a choice: `a`, `b` or `c`."""
    return _joined(names, " or ")


def all_of(names: Sequence[str]) -> str:
    """Write names that belong together: `a`, `b` and `c`."""
    return _joined(names, " and ")


def _joined(names: Sequence[str], last: str) -> str:
    marked = [f"`{name}`" for name in names]
    return last.join([", ".join(marked[:-1]), marked[-1]] if len(marked) > 1 else marked)


def _most_alike_first(word: str, legal: Sequence[str]) -> list[str]:
    return sorted(legal, key=lambda name: -_likeness(word, name))


def _likeness(word: str, name: str) -> float:
    """Return how alike two names are, of 1; one that is a part of the other is enough so."""
    one, other = _plain(word[:80]), _plain(name)
    likeness = difflib.SequenceMatcher(None, one, other).ratio()
    parts = min(len(one), len(other)) >= _PART and (one in other or other in one)
    return max(likeness, _ALIKE) if parts else likeness


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
