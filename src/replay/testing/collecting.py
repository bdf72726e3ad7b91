"""Which race files pytest collects: its hooks, and nothing of `replay` until there is one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from replay.testing.one_run import session_of, sizes_of

FOLDER = "__replay__"
"""The folder of snapshots beside a test module or a race file."""

_files_key = pytest.StashKey[frozenset[Path]]()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect race files: those of `replay_files`, and with `--replay` all there are."""
    config = parent.config
    if not _collects(config):
        return None
    if file_path not in _named_files(config):
        if not config.getoption("--replay") or file_path.suffix != ".json":
            return None
        from replay.testing.likely_race import may_be_race

        if file_path not in _named_as_arguments(config) and not may_be_race(file_path):
            return None
    from replay.testing.race_items import race_file

    return race_file(parent, file_path, session_of(config), sizes_of(config))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Iterator[None]:
    """Collect what is called as a race file and is no file, too, so that it is told: a pipe.

    And note which folders with snapshots are seen, and what in them cannot be collected.
    """
    report: pytest.CollectReport = yield  # type: ignore[assignment]
    _note(collector, report)
    if isinstance(collector, pytest.Directory) and report.passed and _collects(collector.config):
        from replay.testing.likely_race import odd_files

        for path in odd_files(collector.path):
            if (file := pytest_collect_file(path, collector)) is not None:
                report.result.append(file)
    return report  # type: ignore[return-value]


def _note(collector: pytest.Collector, report: pytest.CollectReport) -> None:
    of_folder = isinstance(collector, pytest.Directory)
    folder = collector.path if of_folder else collector.path.parent
    if (of_folder or not report.passed) and (folder / FOLDER).is_dir():
        use = session_of(collector.config).use
        use.seen(folder)
        if not report.passed:
            use.not_whole(folder / collector.path.name)


def _collects(config: pytest.Config) -> bool:
    return bool(config.getoption("--replay") or config.getini("replay_files"))


def _named_files(config: pytest.Config) -> frozenset[Path]:
    """Give the files that `replay_files` names."""
    files = config.stash.get(_files_key, None)
    if files is None:
        found: set[Path] = set()
        for pattern in config.getini("replay_files"):
            found.update(config.rootpath.glob(pattern))
        files = config.stash[_files_key] = frozenset(found)
    return files


def refuse_patterns(config: pytest.Config) -> None:
    """Raise UsageError where `replay_files` has what is no glob below the root folder."""
    for pattern in config.getini("replay_files"):
        try:
            next(iter(config.rootpath.glob(pattern)), None)
        except (NotImplementedError, ValueError, IndexError):
            message = f"replay_files: {pattern!r} is no glob as seen from the root folder"
            raise pytest.UsageError(message) from None


def hints(config: pytest.Config) -> Iterator[str]:
    """Tell, a line each, which race files were probably meant and are not collected."""
    for pattern in config.getini("replay_files"):
        if all(path.is_dir() for path in config.rootpath.glob(pattern)):
            yield f"replay_files: no file is {pattern!r} as seen from the root folder"
    if not config.getoption("--replay"):
        for path in sorted(_named_as_arguments(config) - _named_files(config)):
            if path.suffix == ".json" and path.is_file():
                from replay.race.text import printable

                yield f"{printable(path.name)}: race files are collected with --replay"


def _named_as_arguments(config: pytest.Config) -> set[Path]:
    here = config.invocation_params.dir
    return {Path(os.path.abspath(here / it.partition("::")[0])) for it in config.args}
