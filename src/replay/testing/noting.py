"""Notes which snapshots a run uses, and tells of the others at its end: hooks of pytest."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from replay.testing.collecting import hints
from replay.testing.moments_marker import note_wrong_markers
from replay.testing.one_run import session_begun, session_of

_WORKER_OUTPUT = "replay"

_PICKING = ("lf", "keyword", "markexpr", "deselect", "stepwise")
"""Options that leave tests out."""

_WHOLE = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED)
"""How a run ends that came to its end."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Note every test of a file with snapshots, before any is deselected."""
    folders: dict[Path, bool] = {}
    for item in items:
        race = getattr(item, "of_race_file", False)
        folder = item.path.parent
        if folder not in folders:
            folders[folder] = (folder / "__replay__").is_dir()
        if race or folders[folder] or "replay_match" in getattr(item, "fixturenames", ()):
            use = session_of(config).use
            use.collected(item.path, item.nodeid, race=race)
            sized = race or item.get_closest_marker("moments") is not None
            if config.getoption("lf", False) or (sized and config.getoption("--replay-sizes")):
                use.not_whole(item.path)
    note_wrong_markers(items)
    session = session_begun(config)
    if session is not None:
        session.use.asked_for(_folders(config))
        for argument in config.args:
            path, _, part = argument.partition("::")
            if part:
                named = Path(os.path.abspath(config.invocation_params.dir / path))
                # What is no path is the name of a module, of a file that is not known here.
                for of in [named] if named.exists() else {item.path for item in items}:
                    session.use.not_whole(of)


def _folders(config: pytest.Config) -> list[Path]:
    """Give the folders that are run with all that is below them; none where tests are picked."""
    if config.option.collectonly or any(config.getoption(of, None) for of in _PICKING):
        return []
    here = config.invocation_params.dir
    named = (Path(os.path.abspath(here / argument)) for argument in config.args)
    return [path for path in named if path.is_dir()]


def pytest_deselected(items: list[pytest.Item]) -> None:
    """Note that not all of a file is run."""
    for item in items:
        if (session := session_begun(item.config)) is not None:
            session.use.not_whole(item.path)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Note which tests have passed, and which have come to their end."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    session = session_begun(item.config)
    if session is not None:
        if report.when == "call":
            session.use.ended(item.nodeid, passed=report.passed)
        elif report.skipped or report.failed:
            session.use.ended(item.nodeid, passed=False)
    return report  # type: ignore[return-value]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """Take what a worker noted."""
    output = getattr(node, "workeroutput", {}).get(_WORKER_OUTPUT)
    if output is not None:
        session_of(node.config).take_in(output)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Send what was noted where others ask for it; else see to the snapshots nobody asked for."""
    config = session.config
    replay = session_begun(config)
    if replay is None:
        return
    replay.close()
    output: dict[str, Any] | None = getattr(config, "workeroutput", None)
    if output is not None:
        output[_WORKER_OUTPUT] = replay.as_output()
        return
    ended = session.exitstatus in _WHOLE and not (session.shouldstop or session.shouldfail)
    replay.see_to_unused(orphans=ended)
    failing = config.getoption("--replay-strict") and replay.unused
    if failing and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Tell which snapshots were written, removed, and unused, and which settings find nothing."""
    replay = session_begun(config)
    lines = [*hints(config), *([] if replay is None else replay.summary())]
    if lines:
        terminalreporter.section("replay")
        for line in lines:
            terminalreporter.line(line)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End what is still running, also where a session never finished."""
    if (session := session_begun(config)) is not None:
        session.close()
