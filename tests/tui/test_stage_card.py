"""The card of a stage: how it was run, its first ten, and all others as plates."""

from tests.tui.scenes import scene_of, texts
from tests.tui.viewing import kansas, tiny

from replay.race.timeline import Timeline
from replay.tui.cards.stage_card import StageCard
from replay.tui.drawing.glyphs import ASCII
from replay.tui.frame import Recording
from replay.tui.pane import Heading

KANSAS = Recording(kansas())
TIMELINE = Timeline(kansas())
SETTLED = TIMELINE.instant(166)


def test_stage_2_of_kansas_2024_at_120_columns() -> None:
    of = scene_of(KANSAS, SETTLED)
    assert texts(StageCard, of, 48, 30) == [
        "laps       81 to 165  7 under yellow",
        "leads      5 changes  6 leaders",
        "pos car  driver         pts  led  stages   +−",
        " 1   17  Buescher        10   40      16   +4",
        " 2    5  Larson           9   30      17   +1",
        " 3   11  Hamlin           8    3      18   −2",
        " 4    8  Ky. Busch        7    ·      10   +4",
        " 5   19  Truex Jr         6    ·      10   +2",
        " 6   54  Gibbs            5    ·      10    ·",
        " 7   48  Bowman           4    ·       4  +10",
        " 8   45  Reddick          3    7       3   +7",
        " 9    1  Chastain         2    4      11   −7",
        "10   10  Gragson          1    ·       3   −1",
        "11    9  20   6  24  34   2  23  12  77  47  22",
        "      3  38  71  84  51   7   4  41  14  99  42",
        "     31  33  43  21  15  16",
    ]
    assert StageCard(of.race).heading(of, 48) == Heading("Stage 2", "won by 17 Buescher")


def test_its_rows_fill_as_the_cars_come_to_the_line() -> None:
    first = TIMELINE.scoring_at(0).lead_at[164]
    noses = [one.at for one in TIMELINE.crossings_of(165, SETTLED)]
    for seen in (1, 2, 10, 11):
        rows = texts(StageCard, scene_of(KANSAS, noses[seen - 1]), 48, 30)
        assert len(rows) == 3 + seen
    assert noses[0] == first
    assert rows[-1] == "11    9"


def test_a_narrow_card_keeps_the_points() -> None:
    of = scene_of(KANSAS, SETTLED, size=(80, 24))
    assert texts(StageCard, of, 32, 30)[:4] == [
        "laps       81 to 165",
        "leads      5 changes  6 leaders",
        "pos car  driver         pts  led",
        " 1   17  Buescher        10   40",
    ]
    assert texts(StageCard, of, 40, 30)[3] == " 1   17  Buescher   10   40      16   +4"


def test_without_a_rule_there_are_no_points() -> None:
    of = scene_of(Recording(tiny()), 1_300_000)
    assert texts(StageCard, of, 48, 30)[2:4] == [
        "pos car  driver           led   +−",
        " 1    1  Nuñez              2   +1",
    ]


def test_in_ascii_numbers_have_their_sign() -> None:
    of = scene_of(KANSAS, SETTLED, glyphs=ASCII)
    rows = texts(StageCard, of, 48, 30)
    assert rows[3] == " 1   #17 Buescher        10   40      16   +4"
    assert rows[5].endswith("-2")
    assert StageCard(of.race, glyphs=ASCII).heading(of, 48).note == "won by #17 Buescher"
