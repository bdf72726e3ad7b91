"""The plug-in for pytest: race files as tests, and fixtures that paint screens.

pytest loads it in every project beside which `replay` is installed, so it loads nothing of `replay`
before it is asked for something.
"""

import sys

import pytest

from replay.testing.collecting import (
    pytest_collect_file,
    pytest_make_collect_report,
    refuse_patterns,
)
from replay.testing.fixtures import replay_check, replay_match, replay_moment, replay_screen
from replay.testing.moments_marker import pytest_generate_tests, pytest_runtest_setup
from replay.testing.noting import (
    pytest_collection_modifyitems,
    pytest_deselected,
    pytest_runtest_makereport,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
    pytest_unconfigure,
)
from replay.testing.one_run import lift_capture, sizes_of

__all__ = [
    "pytest_addoption",
    "pytest_collect_file",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_deselected",
    "pytest_generate_tests",
    "pytest_make_collect_report",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "pytest_unconfigure",
    "replay_check",
    "replay_match",
    "replay_moment",
    "replay_screen",
]

_MARKER = (
    "moments(*at, sizes=[...], palettes=[...]): run a test that asks for replay_screen "
    "at each moment, in each size and palette"
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options; without any of them no race file is collected."""
    group = parser.getgroup("replay", "race files and screens as tests")
    group.addoption("--replay", action="store_true", help="Collect race files as tests.")
    group.addoption(
        "--replay-update",
        action="store_true",
        help="Accept every screen as it is now, and take away snapshots that nobody asks for.",
    )
    group.addoption(
        "--replay-review",
        action="store_true",
        help="Ask of each screen that changed whether it is meant to be so.",
    )
    group.addoption(
        "--replay-svg", metavar="DIR", help="Draw each screen that is compared as a picture there."
    )
    group.addoption(
        "--replay-sizes",
        metavar="SIZES",
        help="Paint in these sizes (80x24,120x40) instead of those of markers and moments.toml.",
    )
    group.addoption("--replay-strict", action="store_true", help="Fail where a snapshot is unused.")
    parser.addini(
        "replay_files",
        "Race files to collect, also without --replay: globs as seen from the root folder.",
        type="args",
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Explain the marker; refuse a review where nobody can be asked."""
    config.addinivalue_line("markers", _MARKER)
    sizes_of(config)  # a wrong one is told before anything is collected
    refuse_patterns(config)
    if not config.getoption("--replay-review"):
        return
    if config.getoption("--replay-update"):
        raise pytest.UsageError("--replay-review and --replay-update exclude each other")
    workers = config.getoption("numprocesses", None) or config.getoption("dist", "no") != "no"
    if workers or hasattr(config, "workerinput"):
        raise pytest.UsageError("--replay-review asks one by one: run it without workers (-n 0)")
    if not lift_capture(config, _has_terminal, within=False):
        raise pytest.UsageError("--replay-review asks at a terminal, and the input is none")


def _has_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
