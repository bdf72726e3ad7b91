"""A short run of the fuzzer, the largest files of each kind, and that the fuzzer can find anything.

The long run is `python -m tests.fuzz`.
"""

from pathlib import Path
from random import Random

import pytest
from tests.fuzz import boxscore_mutants, largest, mutant_files, race_mutants, walk
from tests.fuzz.worker import FEEDS, random_of

from replay import racefile
from replay.race.model import Race

SEED = 20_240_505


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here what does not grow is held against limits that no busy machine can reach."""
    for limit in ("STEP", "OPENING", "WHOLE"):
        monkeypatch.setattr(walk, limit, 20 * getattr(walk, limit))


def test_race_files_gone_wrong_load_or_are_refused_in_a_line() -> None:
    loaded = 0
    for number in range(60):
        random = random_of(SEED, "races", number)
        race = walk.try_race(race_mutants.mutant(random), random)
        if race is not None:
            walk.try_plain(race)
        loaded += race is not None
    assert 10 < loaded < 50, "the mutants are too wild, or too tame"


def test_box_scores_gone_wrong_are_rebuilt_or_refused_in_a_line(tmp_path: Path) -> None:
    rebuilt = 0
    for number in range(25):
        random = random_of(SEED, "boxscores", number)
        folder = boxscore_mutants.mutant(random).write(tmp_path / str(number))
        rebuilt += walk.try_box_score(folder) is not None
    assert 3 < rebuilt < 22, "the mutants are too wild, or too tame"


@pytest.mark.parametrize("importer", FEEDS)
def test_feeds_gone_wrong_are_imported_or_refused_in_a_line(importer: str, tmp_path: Path) -> None:
    imported = 0
    for number in range(300):
        folder = tmp_path / str(number)
        folder.mkdir()
        wrong = FEEDS[importer](random_of(SEED, importer, number))
        imported += walk.try_import(mutant_files.write(wrong, folder)) is not None
    assert 30 < imported < 250, "the mutants are too wild, or too tame"


def test_the_same_seed_and_number_make_the_same_mutant() -> None:
    for mutate in (
        race_mutants.mutant,
        lambda r: boxscore_mutants.text_of(boxscore_mutants.mutant(r)),
    ):
        assert mutate(Random("1 2")) == mutate(Random("1 2")) != mutate(Random("1 3"))


def test_a_slow_step_and_a_refusal_that_names_no_file_are_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tiny = race_mutants.seeds()[0]
    assert walk.try_race(tiny, Random(1)) is not None
    monkeypatch.setattr(walk, "STEP", 0.0)
    with pytest.raises(walk.Fault, match=r"takes \d+ ms, more than 0"):
        walk.try_race(tiny, Random(1))

    def refuse(data: bytes, name: str) -> Race:
        raise racefile.RaceFileError("elsewhere", "wrong")

    monkeypatch.setattr(racefile, "decode", refuse)
    with pytest.raises(walk.Fault, match="not one line that names the file"):
        walk.try_race(tiny, Random(1))


@pytest.mark.parametrize("kind", ["rescored_laps", "greens", "distances", "lanes", "stops"])
def test_the_largest_file_of_a_kind_opens_and_steps(kind: str) -> None:
    data = largest.text_of(largest.KINDS[kind]())
    assert len(data) < racefile.MAX_BYTES
    assert walk.try_race(data, Random(kind)) is not None
