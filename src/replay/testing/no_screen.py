"""What is told of a screen or a cell that there is not: in the line of the test that asked."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class NoScreen(ValueError):
    """There is no such screen: no race, moment, size, palette, pane or key of that name.

    `str()` says which in one clear line.
    """


class NoSuchCell(LookupError):
    """The screen has no such row or column. `str()` says in one clear line what there is."""

    def __str__(self) -> str:
        return str(self.args[0])


def told_where_asked(ask: Callable[P, T]) -> Callable[P, T]:
    """Have what a test asks for fail in the line of the test that asked."""

    @wraps(ask)
    def asked(*arguments: P.args, **named: P.kwargs) -> T:
        __tracebackhide__ = True
        try:
            return ask(*arguments, **named)
        except (NoScreen, NoSuchCell, AssertionError) as error:
            raise error.with_traceback(None) from None

    return asked
