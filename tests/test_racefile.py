import json
import os
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given
from tests.laws import examples
from tests.strategies import races

from replay import racefile
from replay.race.model import Race
from replay.racefile import RaceFileError
from replay.schema.json_schema import json_schema

jsonschema = import_module("jsonschema")  # it comes without types

HERE = Path(__file__).parent
TINY = HERE / "races" / "tiny.json"
GOLDEN = HERE / "goldens" / "racefile_errors.txt"
TEXT = TINY.read_bytes()


@pytest.fixture(name="tiny", scope="module")
def tiny_race() -> Race:
    return racefile.load(TINY)


@pytest.fixture(name="folders")
def races_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A shipped and a user's folder, both empty."""
    folders = (tmp_path / "shipped", tmp_path / "user")
    for folder in folders:
        folder.mkdir()
    monkeypatch.setattr(racefile, "races_folders", lambda: folders)
    return folders


def changed(before: str, after: str) -> bytes:
    assert before.encode() in TEXT
    return TEXT.replace(before.encode(), after.encode(), 1)


def complaint(data: bytes, name: str = "tiny.json") -> str:
    with pytest.raises(RaceFileError) as caught:
        racefile.decode(data, name)
    return str(caught.value)


# -- the text of a race


@given(races())
@examples(100)
def test_decoding_what_was_encoded_gives_the_same_race(race: Race) -> None:
    assert racefile.decode(racefile.encode(race)) == race


@given(races())
@examples(25)
def test_no_line_of_a_race_holds_more_than_ten_crossings(race: Race) -> None:
    text = racefile.encode(race).decode()
    laps = text[text.index('"laps": [') :]
    times = [line.split(",") for line in laps.splitlines() if line.strip()[:1].isdigit()]
    assert sum(len(line) - (line[-1] == "") for line in times) == sum(
        len(record.crossings) for record in race.laps
    )
    assert max(len(line) for line in times) <= 11


def test_the_canonical_text_is_a_fixed_point(tiny: Race) -> None:
    assert racefile.encode(tiny) == TEXT


def test_the_header_comes_first_and_the_laps_last(tiny: Race) -> None:
    keys = list(json.loads(racefile.encode(tiny)))
    assert keys == [
        *("replay", "header", "entries", "events", "stops", "remarks"),
        *("finish", "official", "laps"),
    ]


def test_one_entry_event_stop_and_result_stand_on_one_line(tiny: Race) -> None:
    lines = [line.strip().rstrip(",") for line in TEXT.decode().splitlines()]
    whole = [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
    assert sum("drivers" in item for item in whole) == len(tiny.entries)
    assert sum("kind" in item for item in whole) == len(tiny.events)
    assert sum("entry" in item for item in whole) == len(tiny.stops)
    assert sum("status" in item for item in whole) == 5


def test_no_free_pass_and_an_unknown_one_are_told_apart(tiny: Race) -> None:
    unknown = racefile.decode(changed(', "free_pass": null', ""))
    assert unknown.events != tiny.events
    assert racefile.decode(racefile.encode(unknown)) == unknown


def test_the_printed_schema_holds_for_a_race_file() -> None:
    schema = json.loads(json_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(TEXT), schema)
    broken = json.loads(changed('"grid": 1,', '"grid": "first",'))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema)


def test_a_file_may_name_the_schema_that_editors_hold_it_against(tmp_path: Path) -> None:
    bound = TEXT.replace(b"{", b'{\n "$schema": "./replay.schema.json",', 1)
    assert racefile.decode(bound) == racefile.decode(TEXT)
    assert b"$schema" not in racefile.encode(racefile.decode(bound))
    jsonschema.validate(json.loads(bound), json.loads(json_schema()))
    file = tmp_path / "bound.json"
    file.write_bytes(bound[: bound.index(b'"entries"')])
    assert racefile.read_header(file) == racefile.decode(TEXT).header, "the head is not enough"


@pytest.mark.parametrize(
    "value", [b"5", b'"a\\u001b"', b'"%s"' % (b"a" * 301)], ids=["number", "escape", "long"]
)
def test_the_name_of_a_schema_is_text_like_any_other(value: bytes) -> None:
    said = complaint(TEXT.replace(b"{", b'{"$schema": %s,' % value, 1))
    assert said.startswith("tiny.json:1:13: expected text in quotes of 0 to 300 characters")


def test_the_schema_names_its_dialect_and_the_version_of_the_format() -> None:
    schema = json.loads(json_schema())
    assert schema["$schema"] == jsonschema.Draft202012Validator.META_SCHEMA["$id"]
    other = json.loads(TEXT) | {"replay": 2}
    assert not jsonschema.Draft202012Validator(schema).is_valid(other)


# -- errors

WRONG = {
    "empty": b"",
    "blank": b" \n",
    "byte order mark": b"\xef\xbb\xbf" + TEXT,
    "utf-16": TEXT.decode().encode("utf-16"),
    "latin-1": TEXT.decode().encode("latin-1"),
    "truncated": TEXT[:3000],
    "trailing": TEXT + b"{}",
    "not json": b"replay kansas-2024",
    "an array": b"[]",
    "deep": b"[" * 1_000_000,
    "deep in an unknown field": b'{"replay": 1, "x": ' + b"[" * 1_000_000,
    "deep in another version": b'{"x": ' + b"[" * 1_000_000,
    "another object": b'{"name": "something else"}',
    "newer version": changed('"replay": 1', '"replay": 2').replace(b'"short"', b'"brief"'),
    "version as text": changed('"replay": 1', '"replay": "1"'),
    "newer but else the same": changed('"replay": 1', '"replay": 7'),
    "grid as text": changed('"grid": 4', '"grid": "4"'),
    "unknown field": changed('"grid": 4', '"girth": 4'),
    "unknown event": changed('"kind": "white"', '"kind": "mauve"'),
    "time with a point": changed("310000", "310000.0"),
    "time in the past": changed("310000", "-310000"),
    "huge number": changed("310000", "9" * 5000),
    "not a number": changed("310000", "NaN"),
    "escape in a name": changed("Ada", "Ada\\u001b[2J"),
    "newline at the end of a name": changed("Ada", "Ada\\n"),
    "newline at the end of a number": changed('{"car": "24", "d', '{"car": "24\\n", "d'),
    "half a surrogate": changed("Ada", "Ada\\ud800"),
    "direction mark in a name": changed("Ada", "Ada\\u202e"),
    "car number of four": changed('{"car": "24", "d', '{"car": "2424", "d'),
    "colour by name": changed("#0c2340", "navy"),
    "date in words": changed("2024-02-29", "29 Feb 2024"),
    "no such day": changed("2024-02-29", "2023-02-29"),
    "control characters in a field": changed('"grid": 4', '"gr\\u001b[31mid": 4'),
    "endless field": changed('"grid": 4', '"' + "grid" * 500 + '": 4'),
    "crossings out of order": changed("612000, 915003", "915003, 612000"),
}


def test_every_error_is_one_line_naming_file_and_place() -> None:
    found = "".join(f"{name}: {complaint(data)}\n" for name, data in WRONG.items())
    assert found == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", WRONG)
def test_no_error_can_move_the_cursor(name: str) -> None:
    text = complaint(WRONG[name], "bad\x1b[2J\nname")
    assert text.isprintable()
    assert len(text) < 1000


def test_an_error_keeps_its_parts() -> None:
    with pytest.raises(RaceFileError) as caught:
        racefile.decode(WRONG["grid as text"], "some/file.json")
    assert caught.value.path == "some/file.json"
    assert caught.value.where == "$.entries[3].grid"
    assert (caught.value.line, caught.value.column) == (29, 93)
    assert caught.value.message == (
        "expected a whole number from 1 to 250 (its place on the grid, from 1; none for a car that "
        'was not on it); found the text "4": write 4, without quotes'
    )


# -- reading files


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this platform has no named pipes")
def test_a_named_pipe_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    with pytest.raises(RaceFileError, match="not a regular file"):
        racefile.load(pipe)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this platform has no /dev/zero")
def test_a_device_is_refused() -> None:
    with pytest.raises(RaceFileError, match="not a regular file"):
        racefile.load(Path("/dev/zero"))


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RaceFileError, match="is a folder"):
        racefile.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RaceFileError, match=r"nothing\.json: no such file or directory"):
        racefile.load(tmp_path / "nothing.json")


def test_a_file_of_absurd_size_is_not_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.json"
    with huge.open("wb") as file:
        file.truncate(64 * racefile.MAX_BYTES)
    for read in (racefile.load, racefile.read_header):
        with pytest.raises(RaceFileError, match=r"512\.0 MiB is more than the 8 allowed"):
            read(huge)


def test_too_many_bytes_are_refused_even_in_memory() -> None:
    assert "larger than the 8 MiB" in complaint(TEXT + b" " * racefile.MAX_BYTES)


def test_an_impossible_file_name_is_an_error_like_any_other() -> None:
    with pytest.raises(RaceFileError, match="not a possible file name"):
        racefile.load(Path("a\0b.json"))


# -- headers alone


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_header_is_read_though_the_rest_is_broken(tmp_path: Path, tiny: Race) -> None:
    path = written(tmp_path / "cut.json", TEXT[: TEXT.index(b'"entries"')])
    assert racefile.read_header(path) == tiny.header
    with pytest.raises(RaceFileError):
        racefile.load(path)


def test_a_header_is_read_from_the_first_64_kib(tmp_path: Path, tiny: Race) -> None:
    # A two-byte character lies across the limit.
    start = TEXT[: TEXT.index(b'"entries"')]
    padding = b" " * (racefile.HEAD_BYTES - len(start) - 1)
    path = written(tmp_path / "long.json", start + padding + "é".encode() * 1000)
    assert racefile.read_header(path) == tiny.header


def test_a_header_in_another_place_is_found(tmp_path: Path, tiny: Race) -> None:
    fields = json.loads(TEXT)
    turned = json.dumps(dict(reversed(fields.items()))).encode()
    assert racefile.read_header(written(tmp_path / "turned.json", turned)) == tiny.header


# -- folders and names


def test_a_shipped_race_wins_over_the_users_of_that_name(folders: tuple[Path, Path]) -> None:
    shipped, user = folders
    written(user / "tiny.json", b"{")
    written(shipped / "tiny.json", TEXT)
    written(user / "mine.json", TEXT)
    assert racefile.find("tiny") == shipped / "tiny.json"
    assert racefile.find("mine") == user / "mine.json"


def test_an_unknown_race_names_the_nearest(folders: tuple[Path, Path]) -> None:
    for name in ("kansas-2024", "kansas-2025", "texas-2025"):
        written(folders[0] / f"{name}.json", TEXT)
    with pytest.raises(RaceFileError) as caught:
        racefile.find("kanzas-2024")
    assert str(caught.value) == (
        "kanzas-2024: no race of that name; did you mean kansas-2024 or kansas-2025 or texas-2025?"
    )


def test_a_name_near_nothing_points_to_the_list(folders: tuple[Path, Path]) -> None:
    with pytest.raises(RaceFileError, match=r"zzz: no race of that name; `replay list` names"):
        racefile.find("zzz")


@pytest.mark.parametrize("name", ["../secret", "..", ".", "", "sub/tiny", "*", "tin?", "tiny\0"])
def test_a_name_cannot_lead_out_of_the_folders(
    name: str, folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (folders[0] / "sub").mkdir()
    for path in (tmp_path / "secret.json", folders[0] / "sub/tiny.json", folders[0] / "tiny.json"):
        written(path, TEXT)
    monkeypatch.chdir(empty)
    with pytest.raises(RaceFileError):
        racefile.load(racefile.find(name))


def test_a_path_is_taken_as_given(folders: tuple[Path, Path], tmp_path: Path) -> None:
    path = written(tmp_path / "elsewhere.json", TEXT)
    assert racefile.find(str(path)) == path


def test_a_file_standing_here_needs_no_ending(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "record", TEXT)
    monkeypatch.chdir(tmp_path)
    assert racefile.find("record") == Path("record")


def test_one_broken_file_is_listed_and_breaks_nothing(folders: tuple[Path, Path]) -> None:
    shipped, user = folders
    written(shipped / "tiny.json", TEXT)
    written(user / "broken.json", b"{")
    (user / "folder.json").mkdir()
    (user / "dangling.json").symlink_to(user / "nowhere")
    written(user / "notes.txt", b"not a race")
    listed = {item.name: item for item in racefile.list_races()}
    assert list(listed) == ["tiny", "broken", "dangling", "folder"]
    assert listed["tiny"].error is None
    assert [item.header is None for item in listed.values()] == [False, True, True, True]
    assert listed["broken"].error == (
        f"{user / 'broken.json'}:1:1: not JSON: the file ends, and the `{{` of line 1, column 1 is "
        "never closed"
    )


@pytest.mark.parametrize("name", WRONG)
def test_whatever_is_wrong_with_a_file_is_listed_in_one_line(
    name: str, folders: tuple[Path, Path]
) -> None:
    written(folders[1] / "wrong.json", WRONG[name])
    (listing,) = racefile.list_races()
    assert (listing.header is None) == (listing.error is not None)
    assert (listing.error or "").isprintable()


def test_a_race_hidden_by_a_shipped_one_is_listed_by_its_path(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        written(folder / "tiny.json", TEXT)
    names = [item.name for item in racefile.list_races()]
    assert names == ["tiny", str(folders[1] / "tiny.json")]
    assert [racefile.find(name) for name in names] == [item.path for item in racefile.list_races()]


def test_a_file_name_with_an_escape_is_listed_as_unreadable(folders: tuple[Path, Path]) -> None:
    written(folders[1] / "a\x1b[2J.json", TEXT)
    (listing,) = racefile.list_races()
    assert listing.name == "a\\x1b[2J"
    assert listing.header is None
    assert listing.error == "its file name holds control or format characters"


def test_no_folder_at_all_is_an_empty_list(folders: tuple[Path, Path]) -> None:
    for folder in folders:
        folder.rmdir()
    assert racefile.list_races() == ()


def test_the_users_races_lie_in_the_platforms_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import platformdirs

    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: tmp_path)
    assert racefile.races_folders()[1] == tmp_path / "races"
