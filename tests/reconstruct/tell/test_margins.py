"""The margin of victory as publishers write it: a time, or words that give none."""

from pathlib import Path

import pytest
from tests.reconstruct.small import RACE, write

from replay.reconstruct import ForeignFileError, rebuilt


@pytest.mark.parametrize(
    "margin",
    ["0.400", ".4", "0,400", "+0.400", "0.400 s", "0.4 sec.", "0.400 Seconds", "0:00.400", " 0.4 "],
)
def test_a_margin_is_a_time_however_it_is_written(tmp_path: Path, margin: str) -> None:
    found = rebuilt(write(tmp_path, race=RACE | {"margin_of_victory_s": margin}))
    assert found.given_up == ()
    assert found.race.official is not None
    assert found.race.official.margin == 4000


@pytest.mark.parametrize(
    "margin",
    ["Under Caution", "UNDER CAUTION", "under yellow", "Caution", "UC", "Under Red", "N/A", "-",
     "", "1 lap", "+2 Laps", "Half a car length"],
)  # fmt: skip
def test_words_in_place_of_a_margin_are_no_margin(tmp_path: Path, margin: str) -> None:
    found = rebuilt(write(tmp_path, race=RACE | {"margin_of_victory_s": margin}))
    assert found.given_up == ()
    assert found.race.official is not None
    assert found.race.official.margin is None


@pytest.mark.parametrize("margin", ["-1", "1.2.3", "0.4 yd", "4 x", "0:75.0", "1e3", "0.00001"])
def test_any_other_margin_is_refused(tmp_path: Path, margin: str) -> None:
    with pytest.raises(ForeignFileError) as error:
        rebuilt(write(tmp_path, race=RACE | {"margin_of_victory_s": margin}))
    said = f"race.json, line 1: `margin_of_victory_s` is no time in seconds: {margin!r}"
    assert str(error.value) == said


def test_a_margin_of_a_minute_counts_its_seconds(tmp_path: Path) -> None:
    found = rebuilt(write(tmp_path, race=RACE | {"margin_of_victory_s": "1:00.400"}))
    assert [str(one.fact) for one in found.given_up] == ["margin of victory"]
