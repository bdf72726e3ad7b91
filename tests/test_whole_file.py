"""A file is written whole or not at all, and what cannot be written is told in one line."""

import os
import stat
from pathlib import Path

import pytest

from replay.cli.failure import Failure
from replay.cli.whole_file import drop_unfinished, whole_file, write_whole


def half_written(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt


def test_a_file_that_is_replaced_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "frame.svg"
    path.write_bytes(b"old")
    path.chmod(0o600)
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == ["frame.svg"]


def test_the_longest_name_there_is_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_whole(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_what_is_no_place_for_a_file_is_told_with_its_name(tmp_path: Path) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path, reason in [
        (Path("/"), "/: is a directory"),
        (loop, "loop: too many levels of symbolic links"),
        (tmp_path / ("n" * 300), ": file name too long"),
        (tmp_path / "no" / "such", "such: no such file or directory"),
    ]:
        with pytest.raises(Failure, match=f"{reason}$"):
            write_whole(path, b"")


def test_what_is_raised_meanwhile_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "last.cast"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        half_written(path)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["last.cast"]


def test_a_program_that_ends_at_once_takes_away_what_it_has_begun(tmp_path: Path) -> None:
    writing = whole_file(tmp_path / "last.cast")
    writing.__enter__()
    assert len(os.listdir(tmp_path)) == 1
    drop_unfinished()
    assert os.listdir(tmp_path) == []
