"""`replay new` in a real terminal: questions, answers that are refused, and an interrupt."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.terminal.session import Terminal

from replay import racefile


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Terminal]:
    """The first question for a race that is called nothing yet."""
    (tmp_path / "races").mkdir()
    shown = Terminal(tmp_path, "-m", "replay", "new", str(tmp_path / "races" / "mine.json"))
    try:
        shown.until_shown(b"Name of the race: ")
        yield shown
    finally:
        shown.close()


def written(home: Path) -> list[str]:
    return sorted(path.name for path in (home / "races").iterdir())


def test_questions_are_answered_one_by_one(asked: Terminal, tmp_path: Path) -> None:
    asked.answer(b"My race", b"Series (nascar, f1, indycar, wec, imsa, iracing, or any name): ")
    asked.answer(b"nascar", b"Date, as 2024-05-05 (empty: unknown): ")
    asked.answer(b"", b"Track (empty: unknown): ")
    asked.answer(b"Hill Oval", b"Distance, as 267 laps or 6 h (empty: unknown): ")
    asked.answer(b"5 laps", b"Car 1: ")
    asked.answer(b"5 Kyle Larson", b"Car 2: ")
    asked.answer(b"07", b"Car 3: ")
    asked.answer(b"", b"Is this the order of the grid? [y/N]: ")
    asked.answer(b"y", b"Next:")
    assert asked.until_ended() == 0
    race = racefile.load(tmp_path / "races" / "mine.json")
    assert (race.header.name, race.header.date, race.header.scheduled_laps) == ("My race", None, 5)
    assert [(entry.car, entry.driver, entry.grid) for entry in race.entries] == [
        ("5", "Kyle Larson", 1),
        ("07", "", 2),
    ]
    assert written(tmp_path) == ["mine.facts.toml", "mine.json"]
    assert b"\x1b" not in asked.output


def test_a_wrong_answer_is_asked_for_again(asked: Terminal) -> None:
    asked.answer(b"", b"Error: ``: expected text of 1 to 80 characters")
    asked.answer(b"My \x1b[2J race", b"Error: `My \\x1b[2J race`: expected text")
    asked.answer(b"My race", b"Series (")
    asked.answer(b"Club", b"Its races are told as those of (stock car, formula 1, endurance, ")
    asked.answer(b"karts", b"Error: `karts`: expected one of stock car, formula 1")
    asked.answer(b"", b"Date, as 2024-05-05")
    asked.answer(b"yesterday", b"Error: `yesterday`: expected a date such as 2024-05-05")
    asked.answer(b"2024-05-05", b"Track")
    asked.answer(b"", b"Distance")
    asked.answer(b"far", b"Error: a distance is a number of laps, such as 267, or of hours")
    asked.answer(b"6 h", b"Car 1: ")
    asked.answer(b"", b"Error: a race has at least one car")
    asked.answer(b"1234", b"Error: `1234`: expected a car number")
    asked.answer(b"5 Ann", b"Car 2: ")
    asked.answer(b"5 Bea", b"Error: car 5 is named twice")
    asked.answer(b"", b"order of the grid?")
    asked.answer(b"", b"Next:")
    assert asked.until_ended() == 0


@pytest.mark.parametrize("key", [b"\x03", b"\x04"], ids=["an interrupt", "the end of the input"])
def test_whoever_stops_in_the_midst_leaves_nothing(
    asked: Terminal, tmp_path: Path, key: bytes
) -> None:
    asked.answer(b"My race", b"or any name): ")
    asked.until_at_rest()  # a key that comes before the question waits is seen with the next one
    asked.send(key)
    assert asked.until_ended() == 130
    assert written(tmp_path) == []
    assert b"Traceback" not in asked.output
