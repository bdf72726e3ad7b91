"""Which race files pytest collects: its hooks, and nothing of `replay` until there is one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from replay.testing.one_run import session_of, sizes_of

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
    """Collect what is called as a race file and is no file, too, so that it is told: a pipe."""
    report: pytest.CollectReport = yield  # type: ignore[assignment]
    if isinstance(collector, pytest.Directory) and report.passed and _collects(collector.config):
        from replay.testing.likely_race import odd_files

        for path in odd_files(collector.path):
            if (file := pytest_collect_file(path, collector)) is not None:
                report.result.append(file)
    return report  # type: ignore[return-value]


def _collects(config: pytest.Config) -> bool:
    return bool(config.getoption("--replay") or config.getini("replay_files"))


def _named_files(config: pytest.Config) -> frozenset[Path]:
    """Give the files that `replay_files` names."""
    files = config.stash.get(_files_key, None)
    if files is None:
        found: set[Path] = set()
        for pattern in config.getini("replay_files"):
            try:
                found.update(config.rootpath.glob(pattern))
            except (NotImplementedError, ValueError):
                message = f"replay_files: {pattern!r} is no glob as seen from the root folder"
                raise pytest.UsageError(message) from None
        files = config.stash[_files_key] = frozenset(found)
    return files


def _named_as_arguments(config: pytest.Config) -> set[Path]:
    here = config.invocation_params.dir
    return {here / argument.partition("::")[0] for argument in config.args}
