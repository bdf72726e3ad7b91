"""Errors of a race file: each names the place of what is wrong, and what was probably meant."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.laws import examples
from tests.schema.test_page import EXAMPLE

from replay import racefile
from replay.json_place import MAX_OPEN, found_at, path_of, place_at, unclosed
from replay.racefile import RaceFileError

TINY = (Path(__file__).parents[1] / "races" / "tiny.json").read_text(encoding="utf-8")
RACES = {"tiny": json.loads(TINY), "example": json.loads(EXAMPLE)}

Path_ = tuple[str | int, ...]


def error_of(text: str) -> RaceFileError | None:
    try:
        racefile.decode(text.encode(errors="surrogatepass"), "my.json")
    except RaceFileError as error:
        return error
    return None


def paths(value: Any, path: Path_ = ()) -> list[Path_]:
    """The ways to everything in a value, itself left out."""
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    found = []
    for step, inner in steps:
        found.append((*path, step))
        if isinstance(inner, dict | list):
            found += paths(inner, (*path, step))
    return found


WAYS = [(name, path) for name, race in RACES.items() for path in paths(race)]


def changed(name: str, path: Path_, value: object) -> Any:
    race = json.loads(json.dumps(RACES[name]))
    target = race
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return race


def pointed(text: str, error: RaceFileError) -> str:
    """The text at the place of an error, which lies inside the file."""
    assert error.line is not None
    assert error.column is not None
    lines = text.split("\n")
    assert 1 <= error.line <= len(lines)
    assert 1 <= error.column <= len(lines[error.line - 1]) + 1
    return "\n".join([lines[error.line - 1][error.column - 1 :], *lines[error.line :]])


SEPARATORS = st.sampled_from([(None, (", ", ": ")), (1, (",", ": ")), (4, (" , ", " : "))])


@given(st.sampled_from(WAYS), SEPARATORS)
@examples(300)
def test_a_value_of_another_type_is_pointed_at(way: tuple[str, Path_], form: Any) -> None:
    name, path = way
    race = changed(name, path, {"amiss": 1})
    text = json.dumps(race, indent=form[0], separators=form[1], ensure_ascii=False)
    error = error_of(text)
    assert error is not None
    there = pointed(text, error)
    if "no field" in error.message:
        assert there.startswith('"amiss"')
    elif "is missing" in error.message or path[-1] == "replay":
        assert there.startswith("{")
    else:
        assert re.match(r'\{\s*"amiss"', there), error
        assert error.where is not None
        assert path_of(error.where) == path


@given(st.sampled_from(WAYS), st.integers(-1, 4_000_000) | st.sampled_from(["7", "66", "", None]))
@examples(300)
def test_whatever_value_contradicts_another_the_place_is_that_of_the_path(
    way: tuple[str, Path_], value: object
) -> None:
    name, path = way
    text = json.dumps(changed(name, path, value), indent=1, ensure_ascii=False)
    error = error_of(text)
    if error is None or error.where is None:
        return
    there = pointed(text, error)
    target: Any = json.loads(text)
    for step in path_of(error.where):
        inside = target if isinstance(target, dict) else dict(enumerate(target))
        if step not in inside:
            break  # what is left out is told at what would hold it
        target = inside[step]
    whole = json.dumps(target, ensure_ascii=False)
    assert there.startswith(whole[0] if isinstance(target, dict | list) else whole), error


@given(
    st.sampled_from([TINY, EXAMPLE]),
    st.integers(0, len(EXAMPLE)),
    st.integers(0, 6),
    st.text("{}[]\",:0-.e\\/#'\n\ttrufalse é\x1b", max_size=3),
)
@examples(400)
def test_any_slip_of_the_pen_has_a_place_inside_the_file(
    text: str, at: int, gone: int, put: str
) -> None:
    wrong = text[:at] + put + text[at + gone :]
    error = error_of(wrong)
    if error is not None:
        pointed(wrong, error)
        assert str(error).isprintable()
        assert len(str(error)) < 1000


@given(st.integers(1, len(EXAMPLE) - 3))
@examples(60)
def test_a_file_cut_short_names_the_bracket_that_is_open(end: int) -> None:
    text = EXAMPLE[:end]
    error = error_of(text)
    assert error is not None
    if "is never closed" in error.message:
        match = re.search(r"the `(.)` of line ([0-9]+), column ([0-9]+)", error.message)
        assert match is not None
        line, column = int(match[2]), int(match[3])
        assert text.split("\n")[line - 1][column - 1] == match[1]


def message(before: str, after: str, text: str = EXAMPLE) -> str:
    wrong = text.replace(before, after, 1)
    assert wrong != text
    error = error_of(wrong)
    assert error is not None
    return error.message


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"cars": 4,', '"cars": 4', "is a comma or a quote missing before this?"),
        ("300000, 601000", "300000 601000", "is a comma missing before this?"),
        ('"First 5"', "'First 5'", 'text stands in plain " quotes'),
        ('"short"', "'short'", 'expected the name of a field, in " quotes'),
        ('"First 5"', "First", "`First` is no value: text stands in quotes"),
        ("1504010]", "1504010,]", "a comma with nothing after it"),
        ('"laps": 5}, {', '"laps": 5,}, {', "a comma with nothing after it"),
        ('"header"', '// mine\n "header"', "which has no comments"),
        ("300000", "0300000", "no 0 or + before it"),
        ("300000", '"300000"', "write 300000, without quotes"),
        ("300000", "30.05", "30.05 s is written 300500"),
        ("300000", '"30.05"', "30.05 s is written 300500"),
        ("300000", '"0:30.05"', "0:30.05 is written 300500"),
        ("300000", '"1:02:03.5"', "1:02:03.5 is written 37235000"),
        (
            '"length": 500',
            '"length": 0.5',
            "a lap, thousandths of a mile); found 0.5: 0.5 miles is written 500",
        ),
        ('"scheduled_laps": 5', '"laps": 5', "did you mean `scheduled_laps`?"),
        ('"car": "07", "dr', '"car": 7, "dr', 'found 7: write "7"'),
        ('{"car": "07", "k', '{"car": "8", "k', "car 8 is not in the entry list, which has 5, 17"),
        ('{"car": "07", "k', '{"car": "05", "k', "car 05 is not in the entry list, which has 5"),
        ('{"car": "07", "dr', '{"car": "5", "dr', "car 5 is entered twice"),
        ("601000, 903000", "903000, 601000", "no later than the lap before at 903000"),
        ('"chequered"', '"checkered"', "did you mean `chequered`?"),
        ('"kind": "white"', '"kind": "yellow"', "no kind of event `yellow`; there are `"),
        ('"kind": "white", ', "", "`kind` is missing: what kind of event it is"),
        ('"kind": "white"', '"kind": 5', "expected a kind of event: `green`, `caution`"),
        ('"first": "Ann", ', "", "`first` is missing: first names; may be empty"),
        ('"drivers"', '"Driver"', "did you mean `drivers`?"),
        ('"scheduled_laps"', '"scheduledLaps"', "did you mean `scheduled_laps`?"),
        ('"grid": 1}', '"grid": 1, "x": 0}', "no field `x` here; there are `"),
        ('"place": "sure"', '"place": "Sure"', "did you mean `sure`?"),
        ('"place": "sure"', '"place": "yes"', "there are `"),
        ('"laps": "timed", ', "", 'add "laps" to `known`, as official, timed, reconstructed or'),
        (
            '"known": [{"lap": 1, "crossing": "timed", "lap_time": "timed", "place": "sure"}]',
            '"known": []',
            'begins with a span such as {"lap": 1,',
        ),
        ('{"name": "Hill Oval", "length": 500}', '"Hill Oval"', "an object in { } with `name`"),
        ('[{"first": "Ann", "last": "Able"}]', '"Ann Able"', "expected a list in [ ]"),
        ('"replay": 1,', "", "`replay` is missing: the version of the format: 1"),
        ('"replay"', '"replays"', "did you mean `replay`?"),
        ('"entries"', '"entires"', "did you mean `entries`?"),
        ("First 5", "First\t5", "a text in quotes has no tabs in it"),
        ("First 5", "First\n5", "a text in quotes ends on its own line"),
        ("First 5", "First\x1b5", "has no control characters in it: this is U+001B"),
        ('{"first": "Ann", "last": "Able"}', '{"name": "A"}', "`first` and `last` are missing"),
        ('"car": "07", "dr', '"number": "07", "dr', "no field `number` here, and `car` is missing"),
        ('"cars": 4', '"discipline": "nascar", "cars": 4', "there are `indycar`, `stock car`, `en"),
        ("1504010]", "1504010", "is not closed before this `}`"),
        ('"grid": 4}],', '"grid": 4},', "is not closed before this field"),
        ('"short"', "“short”", '`“`: names and text stand in plain " quotes'),
        ('"First 5"', "“First 5”", '`“`: names and text stand in plain " quotes'),
        ('"short":', '\u00a0"short":', "no-break space (U+00A0) stands here: write a plain space"),
        ('"short":', '"short"\u2003:', "em space (U+2003) stands here: write a plain space"),
        ('"known": {"grid"', '"knwn": {"grid"', "did you mean `known`?"),
        ('"grid": "official", ', "", "the file has a grid but does not say how it is known: add"),
        ("First 5", "First\\5", r"after a backslash in a text stands one of \" \\ /"),
        ('"lap": 4, "basis"', '"lap": 3, "basis"', "has completed 4 laps by 1205000, not 3"),
    ],
)
def test_the_slips_of_who_writes_by_hand_are_told_with_how_to_mend_them(
    before: str, after: str, said: str
) -> None:
    assert said in message(before, after)


def test_what_is_nested_too_deeply_is_told_where_it_becomes_so() -> None:
    deep = '{"x":' * 2_000
    text = EXAMPLE.replace('"events": [', '"events": [\n' + deep, 1)
    error = error_of(text)
    assert error is not None
    assert "nested too deeply" in error.message
    assert error.line == 1 + text[: text.index(deep)].count("\n")
    assert error.column is not None
    assert error.column <= MAX_OPEN * len('{"x":')


def test_a_car_that_is_not_entered_is_pointed_at_itself() -> None:
    text = EXAMPLE.replace('"car": "5", "laps": 5', '"car": "50", "laps": 5')
    error = error_of(text)
    assert error is not None
    assert pointed(text, error).startswith('"50", "laps"')


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
@pytest.mark.parametrize("end", [None, -30], ids=["whole", "and cut short"])
def test_a_file_not_in_utf_8_is_told_at_the_first_letter_that_is_not(
    encoding: str, end: int | None
) -> None:
    text = EXAMPLE.replace("Hill Oval", "Nürburg").replace("Able", "Äble")
    with pytest.raises(RaceFileError) as caught:
        racefile.decode(text[:end].encode(encoding), "my.json")
    error = caught.value
    assert error.message == "not UTF-8: save it as UTF-8 (the byte 0xfc stands here)"
    assert pointed(text, error).startswith("ürburg")


def test_a_field_written_twice_is_refused_with_both_places() -> None:
    text = TINY.replace('"cars": 5,', '"cars": 5,\n  "cars": 5,', 1)
    line = 1 + text[: text.index('"cars": 5')].count("\n")
    error = error_of(text)
    assert error is not None
    assert error.message == f"`cars` stands twice, first in line {line}, column 3"
    assert (error.line, error.column) == (line + 1, 3)


@pytest.mark.parametrize("name", RACES)
@pytest.mark.parametrize("written", ["as it is", "escaped", "with a quote as its number"])
def test_whatever_field_stands_twice_is_told(name: str, written: str) -> None:
    text = json.dumps(RACES[name])
    ways = [path for path in paths(RACES[name]) if isinstance(path[-1], str)]
    for way in ways:
        found = found_at(text, way)
        assert found is not None
        (start, value), _ = found
        end = json.JSONDecoder().raw_decode(text, value)[1]
        field = text[start:end]
        if written == "escaped":
            field = field.replace(field[1], f"\\u{ord(field[1]):04x}", 1)
        twice = f"{text[:start]}{field}, {text[start:]}"
        if written == "with a quote as its number":
            twice = twice.replace('Able"', 'Able\\u0022\\u0022\\u0022\\u0022"')
        error = error_of(twice)
        assert error is not None
        assert f"`{way[-1]}` stands twice" in error.message


def test_what_is_written_out_though_it_need_not_be_is_no_field_twice() -> None:
    text = EXAMPLE.replace('"replay": 1,', '"replay": 1, "stops": [], "finish": null,', 1)
    assert error_of(text) is None


@pytest.mark.parametrize(
    "text",
    [
        '{"replay": 1, "header": ' + "[" * 8_000_000,
        '{"replay": 1, "header": {"name": ' + '{"a":' * 1_000_000,
        '{"replay": 1, "entries": [' + "[]," * 2_000_000 + "]}",
        '{"replay": 1, "header": ' + '"' * 4_000_000,
        '{"replay": ' + "9" * 8_000_000 + "}",
    ],
    ids=["brackets", "objects", "lists", "quotes", "digits"],
)
def test_a_large_file_of_nonsense_is_refused_like_a_small_one(text: str) -> None:
    error = error_of(text)
    assert error is not None
    assert str(error).isprintable()
    assert len(str(error)) < 1000


# -- places in a text


def test_a_place_counts_characters_from_1_and_lines_by_their_ends() -> None:
    text = '{"é": 1,\r\n "b": [2, 3]}'
    assert place_at(text, 0) == (1, 1)
    assert place_at(text, text.index("1")) == (1, 7)
    assert place_at(text, text.index("3")) == (2, 11)
    assert place_at(text, len(text)) == (2, 14)


def test_what_is_missing_is_found_at_what_would_hold_it() -> None:
    text = '{"a": {"b": 1}}'
    found = found_at(text, ("a", "c"))
    assert found is not None
    assert (text[found[0].value :], found[1]) == ('{"b": 1}}', False)


@pytest.mark.parametrize("text", ["", "{", '{"a"', '{"a": ', "nonsense", "[" * 100_000])
def test_a_text_too_odd_to_walk_through_has_no_place(text: str) -> None:
    found = found_at(text, ("a", 0, "b"))
    assert found is None or not found[1]


@pytest.mark.parametrize(
    ("text", "at"),
    [("[1, {", 4), ("[1, {}", 0), ('["]', 0), ("[]", None), ("[}", None), ("[" * MAX_OPEN, 199)],
)
def test_the_innermost_open_bracket_is_found(text: str, at: int | None) -> None:
    assert unclosed(text) == at


def test_of_too_many_open_brackets_none_is_named() -> None:
    assert unclosed("[" * (MAX_OPEN + 1)) is None
