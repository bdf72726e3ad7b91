"""One rule for text: what it allows and refuses, and that every path keeps to it."""

import json
import sys
import unicodedata
from pathlib import Path

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.reconstruct.publishing import published
from tests.reconstruct.simulation import Plan, simulated

from replay import racefile
from replay.race.export import event_rows, order_rows
from replay.race.text import JOINERS, clean, is_text, printable
from replay.race.timeline import Timeline
from replay.reconstruct import ForeignFileError, reconstruct
from replay.schema.json_schema import json_schema

TINY = Path(__file__).parents[1] / "races" / "tiny.json"
PERSIAN = "علی\u200cرضا"
HINDI = "क\u094d\u200dष"
SPOOFED = (
    "a\u200cb",
    "\u200dA",
    "A\u202eB",
    "A\u180eB",
    "A\ufff9C",
    "\U000e0041D",
    "a\n",
    "\x1b[2J",
)


def test_control_and_format_characters_are_refused_but_for_the_two_joiners() -> None:
    refused = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    for char in map(chr, range(sys.maxunicode + 1)):
        kind = unicodedata.category(char)
        if kind in refused:
            assert not is_text(char), hex(ord(char))
        elif kind != "Cn":
            assert is_text(char), hex(ord(char))


@pytest.mark.parametrize("name", [PERSIAN, HINDI, "日本", "Nuñez", "O'Ward", "ه\u200d.ق"])
def test_a_name_is_taken_as_it_is_spelt(name: str) -> None:
    assert is_text(name)
    assert clean(name) == printable(name) == name


@pytest.mark.parametrize("name", SPOOFED)
def test_what_only_hides_or_turns_is_refused(name: str) -> None:
    assert not is_text(name)


@given(st.text(st.characters(codec=None) | st.sampled_from(JOINERS + "یa\u202e"), max_size=40))
@example("ع\u200c\u200cx")
@example("\udcff")
def test_what_is_shown_of_any_text_keeps_the_rule(text: str) -> None:
    assert is_text(clean(text))
    assert is_text(printable(text))
    if is_text(text):
        assert clean(text) == printable(text) == text


# -- every path


def _race_of(last: str) -> bytes:
    fields = json.loads(TINY.read_bytes())
    fields["entries"][0]["drivers"][0]["last"] = last
    return json.dumps(fields).encode()


def _box_score_of(last: str, folder: Path) -> Path:
    box_score = published(simulated(Plan(cars=3, laps=5, seed=1)))
    box_score.tables["results.csv"][0]["driver"] = f"A {last}"
    return box_score.write(folder)


@pytest.mark.parametrize("last", [PERSIAN, HINDI])
def test_race_files_and_box_scores_take_the_joiners_that_scripts_need(
    last: str, tmp_path: Path
) -> None:
    timeline = Timeline(racefile.decode(_race_of(last)))
    assert any(last in (row.driver or "") for row in order_rows(timeline, 10))
    assert any(last in row.text for row in event_rows(timeline))
    race = reconstruct(_box_score_of(last, tmp_path))
    assert last in {entry.drivers[0].last for entry in race.entries}


@pytest.mark.parametrize("last", SPOOFED)
def test_race_files_and_box_scores_refuse_the_others_in_a_line_that_shows_them(
    last: str, tmp_path: Path
) -> None:
    with pytest.raises(racefile.RaceFileError) as error:
        racefile.decode(_race_of(last), f"{last}.json")
    assert error.value.where == "$.entries[0].drivers[0].last"
    assert is_text(str(error.value))
    if last.strip() == last and "\n" not in last:
        with pytest.raises(ForeignFileError, match=r"results.csv, line 2: `driver` has control"):
            reconstruct(_box_score_of(last, tmp_path))


def test_the_printed_schema_tells_the_rule_in_ascii() -> None:
    text = json_schema()
    assert text.isascii()
    assert "(?<=" in json.dumps(msgspec.json.decode(text))
