"""What one run of pytest has, by its configuration: made when something is first asked for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from replay.testing.review import Review
    from replay.testing.session import ReplaySession

_session_key = pytest.StashKey["ReplaySession"]()


def lift_capture(config: pytest.Config, work: Callable[[], Any], *, within: bool = True) -> Any:
    """Do some work while what is captured is let through, and the input is that of the terminal.

    `within` a test; otherwise nothing but the input is captured then, and is so again.
    """
    capture: Any = config.pluginmanager.getplugin("capturemanager")
    if capture is None:
        return work()
    capture.suspend(in_=True)
    try:
        return work()
    finally:
        capture.resume()
        if not within:  # else all that pytest prints would go to the first test
            capture.suspend_global_capture()


def session_of(config: pytest.Config) -> "ReplaySession":
    """Give what this run has, made when it is first asked for."""
    session = config.stash.get(_session_key, None)
    if session is None:
        from replay.testing.session import ReplaySession

        svg = config.getoption("--replay-svg")
        here = config.invocation_params.dir
        session = config.stash[_session_key] = ReplaySession(
            config.rootpath,
            here,
            update=config.getoption("--replay-update"),
            review=_review(config) if config.getoption("--replay-review") else None,
            svg=None if svg is None else here / svg,
        )
    return session


def _review(config: pytest.Config) -> "Review":
    from replay.testing.review import Review

    return Review(lambda ask: lift_capture(config, ask))


def sizes_of(config: pytest.Config) -> tuple[str, ...] | None:
    """Give the sizes that an option names; UsageError where one is none."""
    text = config.getoption("--replay-sizes")
    if text is None:
        return None
    from replay.testing.screen_look import LookError, read_size

    sizes = tuple(dict.fromkeys(size.strip() for size in text.split(",")))
    try:
        for size in sizes:
            read_size(size)
    except LookError as error:
        raise pytest.UsageError(f"--replay-sizes: {error}") from None
    return sizes


def session_begun(config: pytest.Config) -> "ReplaySession | None":
    """Give what this run has, None while nobody has asked for anything."""
    return config.stash.get(_session_key, None)
