"""The Indianapolis 500 of 2017 as it ships."""

from pathlib import Path

import pytest

from replay import racefile
from replay.cli import main

RACES = Path(__file__).parents[2] / "races"
NAME = "indianapolis-500-2017"


def test_it_passes_its_check_and_names_the_source_of_every_group_of_facts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = RACES / f"{NAME}.json"
    assert path.stat().st_size < 350_000
    assert main(["check", str(path)]) == 0
    assert "23 met, 0 explained, 0 failed" in capsys.readouterr().out
    of = {source.of for source in racefile.load(path).header.sources}
    groups = {"race", "track", "distance", "start", "drivers", "teams", "makes", "notes", "finish"}
    assert groups | {"laps", "grid", "flags", "stops", "retirements", "result"} <= of
