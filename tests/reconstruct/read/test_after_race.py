"""What was published after the race, in a box score: taken whole, or refused by its line."""

from pathlib import Path

import pytest
from tests.reconstruct.small import write

from replay import racefile
from replay.foreign.foreign_file import ForeignFileError
from replay.race.published import MAX_FACTS, MAX_STANDING
from replay.reconstruct import reconstruct

FACTS = """\
kind,label,text,source,car,brief,otherwise,otherwise_source
history,closest finish,"0.4 s, the closest here","the press, 6 May",07,closest here,,
report,off pit road,Able is first,a newspaper,,,Baker is first,another one
"""

STANDING = """\
position,car,driver,points,behind,wins,top_fives,top_tens,source,otherwise,otherwise_source
1,07,,470,,2,5,5,a newspaper,467 points,another one
2,,Fay Fox,395.5,74.5,,,,a newspaper,,
"""


def test_facts_and_places_go_into_the_result_as_they_stand(tmp_path: Path) -> None:
    race = reconstruct(write(tmp_path, after_race=FACTS, standing=STANDING))
    assert race.official is not None
    first, second = race.official.facts
    assert (first.kind, first.car, first.brief) == ("history", "07", "closest here")
    assert (first.text, first.source) == ("0.4 s, the closest here", "the press, 6 May")
    assert (second.kind, second.car) == ("report", None)
    assert (second.otherwise, second.otherwise_source) == ("Baker is first", "another one")
    leader, other = race.official.standing
    assert (leader.points, leader.wins, leader.top_fives, leader.top_tens) == (4700, 2, 5, 5)
    assert (leader.otherwise, leader.otherwise_source) == ("467 points", "another one")
    assert (other.driver, other.points, other.behind, other.wins) == ("Fay Fox", 3955, 745, None)
    assert racefile.decode(racefile.encode(race)) == race


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("history", "rumour", "line 2: `kind` must be fact, history or report, not 'rumour'"),
        (",07,closest", ",98,closest", "line 2: car 98 is not in results.csv"),
        ("another one", "", "line 3: `otherwise` and `otherwise_source` go together"),
        ("a newspaper", "", "line 3: `source` is empty"),
        ("kind,", "sort,", "line 1: no column `kind`"),
        ("Able is first", "x" * 301, "line 3: `text` is longer than 300 characters"),
        ("Able is first", "a\x1b[2J", "line 3: `text` has control or format characters"),
    ],
)
def test_a_wrong_fact_is_refused_by_its_line(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    assert before in FACTS
    folder = write(tmp_path, after_race=FACTS.replace(before, after, 1))
    with pytest.raises(ForeignFileError) as refused:
        reconstruct(folder)
    assert str(refused.value) == f"after_race.csv, {said}"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("1,07", "1,98", "line 2: car 98 is not in results.csv"),
        ("1,07", "3,07", "line 3: `position` must not be less than 3"),
        ("Fay Fox", "", "line 3: neither `car` nor `driver`"),
        ("395.5", "395.55", "line 3: `points` is finer than 1/10: '395.55'"),
        ("470", "-1", "line 2: `points` is no decimal number from 0 up: '-1'"),
        ("another one", "", "line 2: `otherwise` and `otherwise_source` go together"),
    ],
)
def test_a_wrong_place_in_the_points_is_refused_by_its_line(
    tmp_path: Path, before: str, after: str, said: str
) -> None:
    assert before in STANDING
    folder = write(tmp_path, standing=STANDING.replace(before, after, 1))
    with pytest.raises(ForeignFileError) as refused:
        reconstruct(folder)
    assert str(refused.value) == f"standing.csv, {said}"


def test_more_than_a_race_file_holds_is_refused_by_its_line(tmp_path: Path) -> None:
    facts = "kind,label,text,source\n" + "fact,a,b,c\n" * (MAX_FACTS + 1)
    places = "position,driver,source\n" + "1,a,b\n" * (MAX_STANDING + 1)
    with pytest.raises(ForeignFileError, match=f"line {MAX_FACTS + 2}: more than {MAX_FACTS}"):
        reconstruct(write(tmp_path, after_race=facts))
    with pytest.raises(ForeignFileError, match=f"line {MAX_STANDING + 2}: more than"):
        reconstruct(write(tmp_path, after_race="kind,label,text,source\n", standing=places))
