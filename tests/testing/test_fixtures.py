"""Tests in Python: the fixtures that paint, compare and check, and the marker."""

import pytest
from tests.testing.runs import TINY, Project

FIRST = """
def test_it(replay_screen, replay_match):
    screen = replay_screen("races/tiny.json", at="L3")
    replay_match(screen)
    replay_match(screen.press("right*3"), "three laps on")
"""


def test_a_screen_says_its_rows_and_cells(project: Project) -> None:
    project.race()
    project.write(
        "test_it.py",
        """
import pytest

def test_it(replay_screen):
    screen = replay_screen("races/tiny.json", at="L3")
    assert screen.cars[:2] == ["24", "1"]
    assert screen.cell("1", "int") == "0.100"
    assert "Nuñez" in screen.row("1") and screen.row("1") in screen.text
    assert len(screen.lines) == 40 and max(map(len, screen.lines)) <= 120
    assert "Lap 3 of 10" in screen.lines[0]
    assert "Lap 6 of 10" in screen.press("right*3").lines[0]
    assert "Lap 6 of 10" in screen.press("right", "right right").lines[0]
    assert "Lap 3 of 10" in screen.press("right left").lines[0]
    assert "FINISH" in screen.press("right*3").goto("finish").lines[0]
    with pytest.raises(LookupError, match="no column 'gp': there are pos, change, car"):
        screen.cell("1", "gp")
    with pytest.raises(LookupError, match="no car '99x': there are"):
        screen.row("99x")

def test_other_looks(replay_screen):
    night = replay_screen("races/tiny.json", "L3", size="80x24")
    assert len(night.lines) == 24
    assert night.text == replay_screen("races/tiny.json", "L3", (80, 24), "paper").text
    ascii = replay_screen("races/tiny.json", "L3", (80, 24), palette="ascii").text
    assert all(ord(sign) < 128 for sign in ascii.replace("Nuñez", ""))
    gap = replay_screen("races/tiny.json", "L3", pane="gap")
    assert "Gap" in gap.text and "Gap" not in replay_screen("races/tiny.json", "L3").text

def test_nothing_of_a_key_is_left_behind(replay_screen):
    before = replay_screen("races/tiny.json", "L3")
    for keys in ("i", "question_mark", "f", "space", "t", "x", "m", "slash a", "g 5"):
        pressed = before.press(keys)
        assert pressed.text != before.text, keys
        assert pressed.text == before.press(keys).text
        assert replay_screen("races/tiny.json", "L3").grid == before.grid, keys
""",
    )
    project.run().assert_outcomes(passed=3)


def test_what_there_is_not_is_told_in_one_line(project: Project) -> None:
    project.race()
    project.race("races/broken.json", change=lambda race: race.pop("entries"))
    project.write(
        "test_it.py",
        """
import pytest

@pytest.mark.parametrize(("asked", "told"), [
    (("no-such-race",), "no-such-race: no race of that name; .*"),
    (("races/broken.json",), r"races/broken.json(:\\d+:\\d+)?: `entries` is missing.*"),
    ((b"{",), "race:1:1: .*"),
    (("races/tiny.json", "L99"), "tiny: L99: no such moment"),
    (("races/tiny.json", "soon\x1b[31m"), r"tiny: no moment is called .soon.x1b\\[31m.: .*"),
    (("races/tiny.json", "L3", (0, 9)), "'0x9' is not a size from 60x16 to 400x150"),
    ((5,), "a race is a name, a path, the bytes of a file or a Race, not int"),
    (("races/tiny.json", 5), "at is a text, such as 'L80', not 5"),
    (("races/tiny.json", ""), "tiny: no moment is called '': .*"),
    (("races/tiny.json", "L3", 80), "a size is columns and rows, such as 120x40, not 80"),
    (("races/tiny.json", "L3", None, 5), "palette is a text, such as 'night', not 5"),
    (("races/tiny.json", "L3", None, None, 5), "pane is a text, such as 'gap', not 5"),
    (("races/tiny.json", "L3", "wide"), "a size is columns and rows, such as 120x40, not wide"),
    (("races/tiny.json", "L3", None, "nite"), "no palette 'nite'; did you mean night.*"),
    (("races/tiny.json", "L3", None, None, "gaps"), "no pane 'gaps': there are places, gap.*"),
])
def test_it(replay_screen, asked, told):
    with pytest.raises(ValueError) as error:
        replay_screen(*asked)
    import re
    assert re.fullmatch(told, str(error.value)), str(error.value)

@pytest.mark.parametrize(("keys", "told"), [
    ("rigth", "no key 'rigth': is it 'right'?"),
    ("right*5000", "more than 1,000 keys to press"),
    ("right*100000", "more than 1,000 keys to press"),
    (5, "keys are texts, such as 'right*3', not (5,)"),
    ("q", "q: the last key leaves no screen"),
])
def test_keys(replay_screen, keys, told):
    with pytest.raises(ValueError) as error:
        replay_screen("races/tiny.json").press(keys)
    assert str(error.value) == told
""",
    )
    project.run().assert_outcomes(passed=20)


def test_what_goes_wrong_is_told_in_the_line_of_the_test(project: Project) -> None:
    project.race()
    mistakes = {
        "replay_screen('no-such-race')": "NoScreen: no-such-race: no race of that name",
        "replay_check('no-such-race')": "NoScreen: no-such-race: no race of that name",
        "screen.cell('99x', 'gap')": "NoSuchCell: no car '99x': there are",
        "screen.cell(24, 'gap')": "NoSuchCell: a car is a text, as '07' is another car than '7'",
        "screen.row('99x')": "NoSuchCell: no car '99x': there are",
        "screen.goto('L99')": "NoScreen: tiny: L99: no such moment",
        "screen.press('rigth')": "NoScreen: no key 'rigth': is it 'right'?",
        "replay_match('abc', 'n')": "TypeError: replay_match takes a screen that replay_screen",
        "replay_match(screen, '')": "ValueError: a screen is called by a text",
        "replay_match(screen, 5)": "ValueError: a screen is called by a text",
    }
    head = "def test_{}(replay_screen, replay_match, replay_check):\n"
    begins = '    screen = replay_screen("races/tiny.json", "L3")\n    '
    tests = (head.format(n) + begins + line for n, line in enumerate(mistakes))
    project.write("test_it.py", "\n\n".join(tests))
    result = project.run()
    result.assert_outcomes(failed=len(mistakes))
    for line, told in mistakes.items():
        result.stdout.fnmatch_lines([f">   *{line.replace('[', '[[]')}", f"E  *{told}*"])
    assert "replay/testing" not in result.stdout.str()


def test_a_screen_is_a_name_of_its_own(project: Project) -> None:
    project.race()
    named = FIRST.replace("(screen)", '(screen, "three laps on")')
    project.write("test_it.py", named)
    text = project.text("--replay-update")
    assert "two screens of this test are called three laps on: give another name" in text


def test_a_race_may_be_a_name_a_path_bytes_or_a_value(project: Project) -> None:
    project.race("sub/tiny.json")
    project.write(
        "sub/test_it.py",
        f"""
from pathlib import Path
from replay import racefile

def test_it(replay_screen, replay_check):
    assert "Kansas" in replay_screen("kansas-2024").text
    data = Path("{TINY.as_posix()}").read_bytes()
    same = [data, racefile.decode(data), Path("tiny.json"), "tiny.json", "sub/tiny.json"]
    assert len({{replay_screen(race, "L5").text for race in same}}) == 1
    assert all(finding.outcome != "failed" for finding in replay_check(data))
""",
    )
    project.run().assert_outcomes(passed=1)


def test_a_test_compares_as_many_screens_as_it_likes(project: Project) -> None:
    project.race()
    project.write("test_it.py", FIRST)
    text = project.text()
    assert "there is no snapshot of it yet" in text
    assert "accept it: pytest test_it.py::test_it --replay-update" in text
    project.run("--replay-update").assert_outcomes(passed=1)
    folder = "__replay__/test_it/test_it"
    assert project.snapshots() == [f"{folder}/L3.txt", f"{folder}/three laps on.txt"]
    project.run().assert_outcomes(passed=1)


def test_two_screens_of_one_name_are_told_apart_by_the_writer(project: Project) -> None:
    project.race()
    project.write("test_it.py", FIRST.replace(', "three laps on"', "").replace('"right*3"', '"i"'))
    text = project.text("--replay-update")
    assert "two screens of this test are called L3: give a name" in text


def test_a_marker_runs_a_test_at_each_moment_in_each_size_and_palette(project: Project) -> None:
    project.race()
    project.write(
        "test_it.py",
        """
import pytest

@pytest.mark.moments("L0", "finish", sizes=["80x24", "120x40"], palettes=["night", "none"])
def test_it(replay_screen, replay_match):
    replay_match(replay_screen("races/tiny.json"))
""",
    )
    project.run("--replay-update").assert_outcomes(passed=8)
    assert "__replay__/test_it/test_it[finish-80x24-none]/finish.txt" in project.snapshots()
    project.run("--replay-sizes", "60x20", "--replay-update").assert_outcomes(passed=4)


@pytest.mark.parametrize(
    ("marker", "told"),
    [
        ('("L0", size=["80x24"])', "the marker moments has no 'size': sizes and palettes"),
        ('("L0")\n@pytest.mark.moments("L1")', "it has two markers moments"),
        ('("L0", sizes="80x24")', 'sizes of the marker are texts: sizes=["80x24", "120x40"]'),
        ('("L0", palettes="night")', "palettes of the marker are texts"),
        ('(["L0", "L1"])', 'moments of the marker are texts: moments("L80", "finish")'),
        ("(5)", "moments of the marker are texts"),
        ("()", 'the marker moments names none: moments("L80", "finish")'),
        ("", "the marker moments names none"),
        ('("L0", "L1", "L0")', "the marker moments has 'L0' twice"),
        ('("L0", sizes=["8x24"])', "the marker moments: '8x24' is not a size from 60x16"),
        ('("L0", palettes=["nigth"])', "the marker moments: no palette 'nigth'; did you mean"),
    ],
)
def test_a_marker_that_cannot_be_meant_fails_its_own_test(
    project: Project, marker: str, told: str
) -> None:
    project.race()
    test = "def test_it(replay_screen): ...\n\ndef test_other(): ...\n"
    project.write("test_it.py", f"import pytest\n\n@pytest.mark.moments{marker}\n{test}")
    kept = project.write("__replay__/test_it/test_it[L0]/L0.txt", "as it was")
    result = project.run("--replay-update")
    result.assert_outcomes(passed=1, errors=1)
    result.stdout.fnmatch_lines(["* ERROR at setup of test_it *"])
    assert told in result.stdout.str()
    assert "Error" not in result.stdout.str()
    assert kept.exists()


def test_a_marker_needs_a_test_that_paints(project: Project) -> None:
    test = '@pytest.mark.moments("L0")\ndef test_it(replay_check): ...\n'
    project.write("test_it.py", f"import pytest\n\n{test}")
    result = project.run()
    result.assert_outcomes(errors=1)
    assert "the marker moments needs the fixture replay_screen" in result.stdout.str()


def test_the_marker_of_a_test_comes_before_that_of_its_module(project: Project) -> None:
    project.race()
    mark = 'pytest.mark.moments("L1", "L2")'
    test = '@pytest.mark.moments("L3")\ndef test_it(replay_screen): ...'
    project.write("test_it.py", f"import pytest\n\npytestmark = {mark}\n\n{test}\n")
    project.run().assert_outcomes(passed=1)


def test_a_race_that_is_not_as_its_result_fails_a_check_in_its_words(project: Project) -> None:
    project.race(change=lambda race: race["official"].update(laps=9))
    project.write("test_it.py", "def test_it(replay_check): replay_check('races/tiny.json')\n")
    assert "laps: ours 10, published 9" in project.text()


def test_the_first_line_is_told_and_never_compared(project: Project) -> None:
    project.race()
    project.write("test_it.py", FIRST)
    project.run("--replay-update")
    path = project.path / project.snapshots()[0]
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[0].startswith("# replay screen: tiny (sha256 ")
    assert " at L3, 120x40, night, replay " in lines[0]
    assert str(project.path) not in "".join(lines)
    lines[0] = "# replay screen: of another version, and another file"
    path.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    before = path.read_bytes()
    project.run("--replay-update").assert_outcomes(passed=1)
    assert path.read_bytes() == before, "what looks the same is not written again"


def test_a_snapshot_that_cannot_be_read_is_told(project: Project) -> None:
    project.race()
    project.write("test_it.py", FIRST)
    project.run("--replay-update")
    path = project.path / project.snapshots()[0]
    whole = path.read_text(encoding="utf-8")
    for text, told in [
        ("<<<<<<< HEAD\n" + whole, "its parts do not fit together: was it merged by hand?"),
        (whole.replace("== styles ==\n", ""), "a part of it is missing"),
        (whole.replace("*", "*x"), "a style that the legend does not explain"),
        (whole.replace("Lap 3", "Lap \x1b[31m3"), "does not fit the signs of its row"),
        ("", "a part of it is missing"),
    ]:
        path.write_text(text, encoding="utf-8")
        result = project.run()
        assert "its snapshot cannot be read: " in result.stdout.str()
        assert told in result.stdout.str()
        assert "\x1b" not in result.stdout.str()
    project.run("--replay-update").assert_outcomes(passed=1)
    assert path.read_text(encoding="utf-8") == whole
