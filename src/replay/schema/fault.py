"""What is wrong with a race file: in words for who wrote it, and where in its text."""

from typing import NamedTuple

from replay.json_place import TextPlace

NOT_A_RACE = 'not a race file, which begins {"replay": 1, "header": ...}'


class Fault(NamedTuple):
    """What is wrong: the message, the path of the value (`$.entries[3].grid`), and its place."""

    message: str
    where: str | None = None
    place: TextPlace | None = None
