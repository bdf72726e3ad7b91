"""The page of the format: its example works, its errors are told so, its fields are the model's."""

import json
import re
from importlib import import_module
from pathlib import Path

import pytest
from tests.tui.viewing import Viewer, view

from replay import racefile
from replay.cli import main
from replay.race.check import check
from replay.race.events import EventRecord
from replay.race.model import Race
from replay.schema.fields import fields_of, meanings_of, records_of, summary_of, tag_of
from replay.schema.json_schema import json_schema, records_within
from replay.schema.page import BEGINS, ENDS, fields_page

jsonschema = import_module("jsonschema")  # it comes without types

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "races" / "README.md").read_text(encoding="utf-8")

Output = pytest.CaptureFixture[str]


def block(mark: str) -> str:
    """The text of the fence after a mark of the page."""
    match = re.search(rf"<!-- {mark} -->\n```\w+\n(.*?)```\n", PAGE, re.DOTALL)
    assert match is not None
    return match[1]


EXAMPLE = block("example")


@pytest.fixture(name="first")
def example_race() -> Race:
    return racefile.decode(EXAMPLE.encode(), "first.json")


def test_the_example_is_twenty_lines_of_four_cars_and_five_laps(first: Race) -> None:
    assert EXAMPLE.count("\n") == 20
    assert (len(first.entries), max(len(car.crossings) for car in first.laps)) == (4, 5)


def test_the_example_passes_every_rule_and_the_schema(first: Race) -> None:
    assert {finding.outcome for finding in check(first)} == {"met"}
    jsonschema.validate(json.loads(EXAMPLE), json.loads(json_schema()))
    assert racefile.decode(racefile.encode(first)) == first


def test_replay_check_of_the_example_ends_with_0(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "first.json"
    path.write_text(EXAMPLE, encoding="utf-8")
    assert main(["check", str(path)]) == 0
    assert "0 explained, 0 failed" in capsys.readouterr().out


def test_the_example_is_painted(first: Race) -> None:
    async def look(viewer: Viewer) -> None:
        text = viewer.text()
        assert all(f"{car} " in text for car in ("5", "17", "07", "7"))
        assert "Able" in text

    view(first, look, (120, 40))


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [('"Dull"}], "grid"', '"Dull"}], "gird"', 0), ("300000", "30.1", 1)],
)
def test_errors_are_told_as_the_page_shows_them(before: str, after: str, line: int) -> None:
    wrong = EXAMPLE.replace(before, after, 1)
    assert wrong != EXAMPLE
    with pytest.raises(racefile.RaceFileError) as caught:
        racefile.decode(wrong.encode(), "first.json")
    assert str(caught.value) == block("errors").splitlines()[line]


def test_the_fields_on_the_page_are_those_of_the_program(capsys: Output) -> None:
    """Where they differ, put what `replay schema --page` prints between the marks of the page."""
    assert main(["schema", "--page"]) == 0
    assert capsys.readouterr().out == fields_page()
    assert fields_page() in PAGE
    assert PAGE.count(BEGINS) == PAGE.count(ENDS) == 1


@pytest.mark.parametrize("record", records_within(Race), ids=lambda record: record.__name__)
def test_every_field_says_what_it_means(record: type[Race]) -> None:
    meanings = meanings_of(record)
    for field in fields_of(record):
        words = meanings.get(field.name, "")
        assert words.endswith("."), f"{record.__name__}.{field.name} says nothing below it"
        assert words[0].isupper() or words[0] == "`", words
    assert summary_of(record)


def test_every_field_of_the_format_stands_on_the_page() -> None:
    page = fields_page()
    for record in records_within(Race):
        for field in fields_of(record):
            assert re.search(rf"[`.]{field.name}(\[\])?`", page), f"{record.__name__}.{field.name}"
    (events,) = (field for field in fields_of(Race) if field.name == "events")
    assert all(f"| `{tag_of(kind)}` | event |" in page for kind in records_of(events.kind))


def test_the_schema_describes_every_field() -> None:
    schema = json.loads(json_schema())
    for record in records_within(Race):
        properties = schema["$defs"][record.__name__]["properties"]
        for field in fields_of(record):
            assert properties[field.name]["description"].startswith(field.meaning)
    assert "150,000 crossings" in schema["$defs"]["Race"]["properties"]["laps"]["description"]


def test_what_all_events_have_is_told_once() -> None:
    _, _, rest = fields_page().partition("Each has its `kind`, and:")
    common, _, further = rest.partition("By `kind` it has also:")
    further = further.partition("### ")[0]
    for field in fields_of(EventRecord):
        assert f"**`{field.name}`** |" in common
        assert f"| **`{field.name}`** |" not in further


def test_without_the_source_of_the_program_fields_have_names_and_no_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lost(record: object) -> str:
        raise OSError("source code not available")

    monkeypatch.setattr("inspect.getsource", lost)
    assert meanings_of.__wrapped__(Race) == {}
    assert [field.name for field in fields_of.__wrapped__(Race)][:2] == ["replay", "header"]
