"""Snapshots are pictures made by one version of Textual: compared and renewed only with it."""

from importlib.metadata import version

import pytest

MADE_WITH = "8.2.8"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if version("textual") == MADE_WITH:
        return
    if config.getoption("snapshot_update", False):
        raise pytest.UsageError(f"snapshots are made with Textual {MADE_WITH}")
    skip = pytest.mark.skip(reason=f"snapshots are made with Textual {MADE_WITH}")
    for item in items:
        if "snap_compare" in getattr(item, "fixturenames", ()):
            item.add_marker(skip)
