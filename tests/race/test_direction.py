import pytest

from replay.race.direction import first_rightward, runs_leftward


@pytest.mark.parametrize("text", ["جدة", "Grand Prix جدة", "תל אביב", "٢٠٢٤ \u202e"])
def test_any_part_that_runs_leftward_makes_a_text_one_that_does(text: str) -> None:
    assert runs_leftward(text)


@pytest.mark.parametrize("text", ["", "Kansas", "São Paulo", "鈴鹿 2023", "·", "12 Dec"])
def test_what_runs_rightward_or_has_no_direction_does_not(text: str) -> None:
    assert not runs_leftward(text)


def test_the_first_name_that_runs_rightward_is_taken() -> None:
    assert first_rightward("جدة", None, "", "Jeddah", "Corniche") == "Jeddah"
    assert first_rightward("جدة", None) == ""
    assert first_rightward() == ""
