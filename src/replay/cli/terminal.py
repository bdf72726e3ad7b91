"""What the screen needs around it: a terminal that can show it, or a driver of its own."""

import codecs
import importlib
import inspect
import os
import sys

from replay.cli.failure import Failure

_CANNOT_DRAW = ("dumb", "unknown")
"""Names in TERM for which Rich and Textual assume different sizes, and lay out for ever."""

_COLOURS = ("auto", "standard", "256", "truecolor", "windows")
"""What TEXTUAL_COLOR_SYSTEM may be: the colour systems of Rich."""


def make_ready(instead: str) -> None:
    """See that a screen can be shown; `instead` names the commands that need none.

    Raises Failure where it cannot. A driver named in TEXTUAL_DRIVER, such as the one of
    textual-serve, needs no terminal.
    """
    _check_colours()
    if _has_driver_of_its_own():
        if _cannot_draw():
            os.environ["TERM"] = "xterm-256color"  # what such a driver speaks
        return
    # Textual reads from standard input and draws on standard error.
    if not all(map(_is_terminal, (sys.stdin, sys.stdout, sys.stderr))):
        raise Failure(f"the screen needs a terminal; without one, use `{instead}`")
    if _cannot_draw():
        name = os.environ["TERM"]
        raise Failure(f"no screen can be drawn where TERM is {name!r}; xterm-256color suits most")
    _give_a_size()


def is_accessible() -> bool:
    """Tell whether the environment asks for plain text: ACCESSIBLE, and not as 0, no or false."""
    return os.environ.get("ACCESSIBLE", "").lower() not in ("", "0", "no", "off", "false")


def asks_for_plain() -> bool:
    """Tell whether a race is to be plain lines: it is asked for, or nothing could show a screen."""
    if is_accessible():
        return True
    return not _is_terminal(sys.stdout) and not os.environ.get("TEXTUAL_DRIVER")


def can_be_typed_at() -> bool:
    """Tell whether somebody can type an answer to what is printed."""
    return _is_terminal(sys.stdin) and _is_terminal(sys.stdout)


def writes_to_terminal() -> bool:
    """Tell whether what is printed is seen on a terminal, and no line of a pipe."""
    return _is_terminal(sys.stdout)


def takes_only_ascii() -> bool:
    """Tell whether Python was told an encoding for this terminal that is not UTF-8."""
    if sys.stderr is None or not _is_terminal(sys.stderr):
        return False
    return codecs.lookup(sys.stderr.encoding).name != "utf-8"


def _is_terminal(stream: object) -> bool:
    return bool(getattr(stream, "isatty", lambda: False)())


def _cannot_draw() -> bool:
    return os.environ.get("TERM", "").lower() in _CANNOT_DRAW


def _check_colours() -> None:
    name = os.environ.get("TEXTUAL_COLOR_SYSTEM")
    if name == "":
        del os.environ["TEXTUAL_COLOR_SYSTEM"]
    elif name is not None and name not in _COLOURS:
        raise Failure(f"TEXTUAL_COLOR_SYSTEM: no colours {name!r}: there are {', '.join(_COLOURS)}")


def _has_driver_of_its_own() -> bool:
    """Tell whether a driver is named that is not one for terminals; Failure if it is none."""
    name = os.environ.get("TEXTUAL_DRIVER")
    if not name:
        return False
    from textual.driver import Driver

    module, _, symbol = name.partition(":")
    try:
        found = getattr(importlib.import_module(module), symbol)
    except Exception:  # a module may fail in any way
        found = None
    if not (inspect.isclass(found) and issubclass(found, Driver)) or inspect.isabstract(found):
        example = "textual.drivers.web_driver:WebDriver"
        raise Failure(f"TEXTUAL_DRIVER: no driver {name!r}; one is written {example}")
    return found.__name__ not in ("LinuxDriver", "LinuxInlineDriver", "WindowsDriver")


def _give_a_size() -> None:
    """Draw at 80 x 24 on a terminal that tells no size, as in some containers.

    Textual and Rich each assume another size there, and would lay out in turn for ever.
    """
    try:
        has_size = all(os.get_terminal_size(sys.stderr.fileno()))
    except (OSError, ValueError):
        has_size = False
    if not has_size:
        os.environ.setdefault("COLUMNS", "80")
        os.environ.setdefault("LINES", "24")
