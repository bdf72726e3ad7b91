"""A program that keeps bookmarks, killed without a warning; and what is left of them."""

import os
import signal
import sys
import time
from pathlib import Path
from random import Random

import pytest

if sys.platform == "win32":
    pytest.skip("no program can be killed so here", allow_module_level=True)

from replay.state.kept_races import KeptRaces
from replay.state.race_keeps import Bookmark, bookmarked

RACE = "kansas"
_ACK = b"%8d\n"
_LONGEST = 0.06
"""Seconds after which a program is killed at the latest: some ten writes."""


class LostBookmarks(AssertionError):
    """What was kept is not what is there."""


def kept_in(folder: Path) -> KeptRaces:
    """The store of a folder, and in it a race file."""
    race = folder / f"{RACE}.json"
    if not race.exists():
        race.write_text('{"replay": 1}')
    return KeptRaces(folder / "states", lambda name: folder / f"{name}.json")


def numbers(folder: Path) -> list[int]:
    """The bookmarks that are there, read as the next start would; none may have been damaged."""
    race = kept_in(folder).race(RACE)
    race.load()
    notices = race.notices()
    damaged = list((folder / "states").glob("*.damaged-*"))
    if notices or damaged:
        raise LostBookmarks(f"{notices} {damaged}")
    return [one.at for one in race.keeps.bookmarks]


def kill_midway(folder: Path, random: Random) -> int:
    """Kill a program while it keeps one bookmark after another; give how many it had kept.

    Raises LostBookmarks if one of those is not there, or anything else is wrong.
    """
    before = numbers(folder)
    first = max(before, default=0) + 1
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        _keep_on(folder, first, writer)
    os.close(writer)
    time.sleep(random.uniform(0, _LONGEST))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(reader, "rb") as acknowledged:
        told = len(acknowledged.read().split())
    there = numbers(folder)
    wanted = [*before, *range(first, first + told)]
    # The one it was at may be there, or not.
    if there not in (wanted, [*wanted, first + told]):
        raise LostBookmarks(f"{len(wanted)} were kept, and there are {len(there)}")
    return told


def _keep_on(folder: Path, first: int, writer: int) -> None:
    """Keep bookmarks for ever, and tell of each once it is kept."""
    try:
        race = kept_in(folder).race(RACE)
        for number in range(first, first + 1_000_000):
            race.change(bookmarked(Bookmark(number, f"lap {number}", "a note of some length")))
            if race.save():
                os.write(writer, _ACK % number)
    finally:
        os._exit(1)
