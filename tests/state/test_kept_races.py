"""What is kept of a race: in a file of its own, whole at any moment, never lost."""

import errno
import json
import os
import stat
import sys
import threading
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.state_storm.killing import RACE, kept_in, kill_midway, numbers

from replay.race.text import is_text
from replay.state import folder_lock, keeps_file
from replay.state.keeps_file import MAX_BYTES, DamagedKeeps, decode_keeps, encode_keeps
from replay.state.kept_race import KeptRace
from replay.state.kept_races import KeptRaces, keeps_folder, keeps_name
from replay.state.race_keeps import (
    MOST_LETTERS,
    Bookmark,
    Place,
    RaceKeeps,
    bookmarked,
    note_text,
    renoted,
    unbookmarked,
)

FIRST, SECOND = Bookmark(10_000, "lap 1", "the start"), Bookmark(20_000, "lap 2", "")


def opened(folder: Path) -> KeptRace:
    """What a program that starts now finds."""
    race = kept_in(folder).race(RACE)
    race.load()
    return race


def files(folder: Path) -> list[Path]:
    states = folder / "states"
    return (
        sorted(file for file in states.iterdir() if file.name != ".lock") if states.exists() else []
    )


def the_file(folder: Path) -> Path:
    (file,) = files(folder)
    return file


# -- one file a race


def test_a_link_in_place_of_the_file_is_followed(tmp_path: Path) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    assert race.save()
    file, elsewhere = the_file(tmp_path), tmp_path / "elsewhere.json"
    file.rename(elsewhere)
    file.symlink_to(elsewhere)
    race = opened(tmp_path)
    race.change(bookmarked(SECOND))
    assert race.save()
    assert file.is_symlink()
    assert "lap 2" in elsewhere.read_text()
    assert opened(tmp_path).keeps.bookmarks == (FIRST, SECOND)


def test_bookmarks_and_the_place_left_are_there_after_the_next_start(tmp_path: Path) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(SECOND))
    race.change(bookmarked(FIRST))
    race.leave(48_800_000, "lap 137")
    assert race.save()
    again = opened(tmp_path)
    assert again.keeps.bookmarks == (FIRST, SECOND)
    left = again.keeps.left
    assert left is not None
    assert (left.at, left.moment) == (48_800_000, "lap 137")
    assert again.notices() == []


def test_the_file_is_json_that_a_person_can_read(tmp_path: Path) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(Bookmark(5, "lap 0", "Suárez, très bien")))
    race.save()
    text = the_file(tmp_path).read_text(encoding="utf-8")
    assert '   "note": "Suárez, très bien"' in text.splitlines()
    assert json.loads(text)["race"] == RACE
    assert stat.S_IMODE(the_file(tmp_path).stat().st_mode) & 0o077 == 0


def test_two_races_of_one_name_have_two_files(tmp_path: Path) -> None:
    paths = [tmp_path / side / "race.json" for side in ("left", "right")]
    for number, path in enumerate(paths):
        path.parent.mkdir()
        path.write_text(str(number))
    kept = KeptRaces(tmp_path / "states", Path)
    for number, path in enumerate(paths):
        kept.race(str(path)).change(bookmarked(Bookmark(number)))
    assert list(kept.unsaved()) == []
    after = KeptRaces(tmp_path / "states", Path)
    for number, path in enumerate(paths):
        race = after.race(str(path))
        race.load()
        assert race.keeps.bookmarks == (Bookmark(number),)


@pytest.mark.parametrize("name", ["..", "a/b", "\x1b[31m", "x" * 300, "", "鈴鹿 2023", "."])
def test_whatever_a_race_is_called_its_file_is_in_the_folder(name: str) -> None:
    made = keeps_name(name, "ab" * 32)
    assert is_text(made)
    assert os.sep not in made
    assert made[0] != "."
    assert len(made.encode()) < 255
    assert made.endswith("-abababababababab.json")


def test_the_folder_is_that_of_the_platform(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert keeps_folder().parts[-2:] == ("replay", "races")
    if sys.platform == "linux":
        assert keeps_folder() == tmp_path / "replay" / "races"


def test_nothing_is_written_where_nothing_has_changed(tmp_path: Path) -> None:
    race = opened(tmp_path)
    assert race.save()
    assert not (tmp_path / "states").exists()
    race.change(bookmarked(FIRST))
    race.change(unbookmarked(FIRST))
    race.leave(0, "grid")
    race.save()
    assert files(tmp_path) == []
    race.change(bookmarked(FIRST))
    race.leave(7, "lap 0")
    race.save()
    before = the_file(tmp_path).stat().st_ino
    again = opened(tmp_path)
    again.change(bookmarked(FIRST))
    again.leave(7, "lap 0")
    assert again.save()
    assert the_file(tmp_path).stat().st_ino == before


def test_without_a_folder_all_lasts_as_long_as_the_program(tmp_path: Path) -> None:
    kept = KeptRaces()
    kept.race(RACE).change(bookmarked(FIRST))
    kept.race(RACE).leave(7, "lap 0")
    assert kept.race(RACE).save()
    assert kept.race(RACE).keeps.bookmarks == (FIRST,)
    assert list(kept.unsaved()) == []
    left = kept.places({RACE: tmp_path / f"{RACE}.json", "other": tmp_path / "other.json"})
    assert [(name, place.at) for name, place in left.items()] == [(RACE, 7)]


def test_the_places_left_are_told_newest_first(tmp_path: Path) -> None:
    names = ("one", "two", "three")
    for name in (*names, "never"):
        (tmp_path / f"{name}.json").write_text(name)
    paths = {name: tmp_path / f"{name}.json" for name in (*names, "never")}
    kept = KeptRaces(tmp_path / "states", paths.__getitem__)
    for number, name in enumerate(names, 1):
        race = kept.race(name)
        race.change(lambda keeps, n=number: with_place(keeps, n))  # type: ignore[misc]
        race.save()
    found = KeptRaces(tmp_path / "states", paths.__getitem__).places(paths)
    assert [(name, place.at) for name, place in found.items()] == [
        ("three", 3),
        ("two", 2),
        ("one", 1),
    ]


def with_place(keeps: RaceKeeps, number: int) -> RaceKeeps:
    return RaceKeeps(
        race=keeps.race, sha256=keeps.sha256, left=Place(number, "lap", f"2026-01-0{number}")
    )


# -- a file that is damaged


DAMAGED = {
    "half of a file": b'{"keeps": 1, "race": "kan',
    "nothing": b"",
    "not UTF-8": b'{"keeps": 1, "race": "\xff\xfe"}',
    "another kind of JSON": b"[1, 2, 3]",
    "an unknown field": b'{"keeps": 1, "race": "kansas", "sha256": "", "colour": "red"}',
    "a time before the start": b'{"keeps": 1, "race": "", "sha256": "", "left": {"at": -1}}',
    "of another race": b'{"keeps": 1, "race": "kansas", "sha256": "00"}',
    "too deep": b'{"keeps": ' + b"[" * 100_000,
    "too large": b" " * (MAX_BYTES + 1),
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_file_is_set_aside_with_a_notice_and_nothing_of_it_is_lost(
    what: str, tmp_path: Path
) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    race.save()
    path = the_file(tmp_path)
    path.write_bytes(DAMAGED[what])
    again = opened(tmp_path)
    (notice,) = again.notices()
    assert "damaged and set aside; as " in notice
    assert is_text(notice)
    aside = the_file(tmp_path)
    assert aside.name.startswith(f"{path.name}.damaged-")
    assert aside.read_bytes() == DAMAGED[what]
    again.change(bookmarked(SECOND))
    assert again.save()
    assert opened(tmp_path).keeps.bookmarks == (SECOND,)


def test_two_files_damaged_in_one_second_are_both_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "keeps.json"
    for number in range(3):
        path.write_text(str(number))
        keeps_file.set_aside(path)
    assert sorted(file.read_text() for file in tmp_path.iterdir()) == ["0", "1", "2"]


def test_a_file_damaged_after_the_start_is_set_aside_as_well(tmp_path: Path) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    race.save()
    the_file(tmp_path).write_bytes(b"{")
    race.change(bookmarked(SECOND))
    assert race.save()
    assert "set aside" in race.notices()[0]
    assert len(files(tmp_path)) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name here")
def test_a_pipe_where_the_file_should_be_is_not_waited_for(tmp_path: Path) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    race.save()
    path = the_file(tmp_path)
    path.unlink()
    os.mkfifo(path)
    assert "not a regular file" in opened(tmp_path).notices()[0]


def test_a_file_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    race.save()
    later = b'{"keeps": 2, "race": "kansas", "places": []}'
    the_file(tmp_path).write_bytes(later)
    again = opened(tmp_path)
    assert "a later version wrote it" in again.notices()[0]
    again.change(bookmarked(SECOND))
    assert not again.save()
    assert again.keeps.bookmarks == (SECOND,)
    assert the_file(tmp_path).read_bytes() == later


def test_what_is_read_moves_no_cursor_and_has_bounds() -> None:
    bad = "\x1b[2J\u202e" + "long " * 100
    keeps = RaceKeeps(
        race="kansas", sha256="00", left=Place(1, bad, bad), bookmarks=(Bookmark(1, bad, bad),)
    )
    read = decode_keeps(encode_keeps(keeps), "kansas", "00")
    assert read.left is not None
    for text in (
        read.left.moment,
        read.left.when,
        read.bookmarks[0].moment,
        read.bookmarks[0].note,
    ):
        assert is_text(text)
        assert len(text) <= MOST_LETTERS
    assert note_text(" two\nlines \x1b ") == "two lines"


@given(st.binary(max_size=300))
def test_no_bytes_are_more_than_a_damaged_file(data: bytes) -> None:
    with pytest.raises(DamagedKeeps):
        decode_keeps(data, "kansas", "00")


# -- two programs at once


def test_two_programs_at_once_lose_nothing_of_each_other(tmp_path: Path) -> None:
    ours, theirs = opened(tmp_path), opened(tmp_path)
    ours.change(bookmarked(FIRST))
    ours.save()
    theirs.change(bookmarked(SECOND))
    theirs.save()
    assert theirs.keeps.bookmarks == (FIRST, SECOND)
    ours.change(renoted(FIRST, "ours"))
    ours.save()
    theirs.change(unbookmarked(FIRST))
    theirs.save()
    assert [one.note for one in opened(tmp_path).keeps.bookmarks] == ["ours", ""]


def test_what_one_of_them_takes_away_is_gone_unless_the_other_has_changed_it(
    tmp_path: Path,
) -> None:
    ours = opened(tmp_path)
    ours.change(bookmarked(FIRST))
    ours.change(bookmarked(SECOND))
    ours.save()
    theirs = opened(tmp_path)
    theirs.change(unbookmarked(FIRST))
    theirs.change(unbookmarked(SECOND))
    theirs.save()
    ours.change(renoted(SECOND, "kept"))
    ours.save()
    assert opened(tmp_path).keeps.bookmarks == (Bookmark(20_000, "lap 2", "kept"),)


def test_many_programs_that_write_at_the_same_moment_lose_nothing(tmp_path: Path) -> None:
    """Each has its own lock on the file, as programs do."""

    def keep(first: int) -> None:
        race = kept_in(tmp_path).race(RACE)
        for number in range(first, first + 25):
            race.change(bookmarked(Bookmark(number)))
            assert race.save()

    kept_in(tmp_path)
    threads = [threading.Thread(target=keep, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(tmp_path) == [100 * n + k for n in range(4) for k in range(25)]


def test_a_lock_that_is_never_given_back_is_told_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    race = opened(tmp_path)
    (tmp_path / "states").mkdir()
    monkeypatch.setattr(folder_lock, "PATIENCE", 0.02)
    with folder_lock.folder_lock(tmp_path / "states"):
        race.change(bookmarked(FIRST))
        assert not race.save()
        assert "another program holds its lock" in race.notices()[0]
    assert race.save()
    assert numbers(tmp_path) == [FIRST.at]


# -- a disk that refuses


def test_a_folder_that_cannot_be_written_is_told_and_the_change_waits(tmp_path: Path) -> None:
    (tmp_path / "states").write_text("a file where the folder should be")
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    assert not race.save()
    assert race.keeps.bookmarks == (FIRST,)
    assert race.unsaved
    assert "not kept yet: file exists" in race.notices()[-1]
    assert not race.save()
    assert race.notices() == []  # it is told once, not with every try
    assert "file exists" in race.refused
    (tmp_path / "states").unlink()
    assert race.save()
    assert not race.unsaved
    assert not race.refused
    assert numbers(tmp_path) == [FIRST.at]


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize("code", [errno.EROFS, errno.ENOSPC, errno.EDQUOT, errno.EIO])
def test_whatever_the_disk_refuses_the_old_file_stands_and_the_change_waits(
    call: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    race.save()
    before = the_file(tmp_path).read_bytes()
    race.change(bookmarked(SECOND))
    real = getattr(os, call)

    def refuse(path: object, flags: object = None, *more: object) -> object:
        if call == "open" and not (isinstance(flags, int) and flags & os.O_EXCL):
            return real(path, flags, *more)
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        assert not race.save()
    assert os.strerror(code).lower()[1:] in race.notices()[0]
    assert the_file(tmp_path).read_bytes() == before
    assert race.save()
    assert opened(tmp_path).keeps.bookmarks == (FIRST, SECOND)


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of a process here")
def test_a_full_disk_leaves_the_old_file_and_the_change_waits(tmp_path: Path) -> None:
    """A process may be forbidden to write more than so many bytes to a file: as on a full disk."""
    import resource

    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    race.save()
    before = the_file(tmp_path).read_bytes()
    for number in range(50):
        race.change(bookmarked(Bookmark(number, "lap", "note")))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, limits[1]))
    try:
        assert not race.save()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "file too large" in race.notices()[0]
    assert the_file(tmp_path).read_bytes() == before
    assert race.save()
    assert len(numbers(tmp_path)) == 51


def test_a_race_file_that_has_gone_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    race = opened(tmp_path)
    other = kept_in(tmp_path).race("gone")
    other.change(bookmarked(FIRST))
    assert not other.save()
    assert "no such file" in other.notices()[0]
    assert other.keeps.bookmarks == (FIRST,)
    assert race.notices() == []


# -- a program that is killed


def test_a_program_killed_while_it_writes_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    random = Random(1)
    for _ in range(20):
        kill_midway(tmp_path, random)


@pytest.mark.parametrize("call", ["open", "write", "fsync", "replace"])
@pytest.mark.parametrize("after", [False, True])
def test_a_program_killed_at_any_step_of_a_write_leaves_one_of_the_two_files(
    call: str, after: bool, tmp_path: Path
) -> None:
    race = opened(tmp_path)
    race.change(bookmarked(FIRST))
    race.save()
    child = os.fork()
    if not child:
        _die_at(call, after, race)
    assert os.waitpid(child, 0)[1] == 9
    assert numbers(tmp_path) in ([FIRST.at], [FIRST.at, SECOND.at])
    race.change(bookmarked(Bookmark(3)))
    assert race.save()
    assert numbers(tmp_path)[:2] == [3, FIRST.at]
    assert not [file for file in files(tmp_path) if file.name.endswith(".part")]


def _die_at(call: str, after: bool, race: KeptRace) -> None:
    """Save another bookmark, and be killed at a call of the system, or right after it."""
    try:
        if call == "write":
            real_encode = keeps_file.encode_keeps

            def half(keeps: RaceKeeps) -> bytes:
                data = real_encode(keeps)
                return data if after else data[: len(data) // 2]

            keeps_file.encode_keeps = half
            call = "fsync"
        real = getattr(os, call)

        def die(path: object, flags: object = None, *more: object) -> object:
            if call == "open" and not (isinstance(flags, int) and flags & os.O_EXCL):
                return real(path, flags, *more)
            if after:
                real(*[one for one in (path, flags, *more) if one is not None])
            os.kill(os.getpid(), 9)
            return None

        setattr(os, call, die)
        race.change(bookmarked(SECOND))
        race.save()
    finally:
        os._exit(1)
