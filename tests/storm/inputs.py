"""What a storm sends: keys as terminals send them, pastes, mouse reports, sizes, and rubbish."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

SIZES = (
    (1, 1),
    (20, 3),
    (59, 15),
    (60, 16),
    (80, 24),
    (80, 5),
    (100, 30),
    (120, 40),
    (160, 54),
    (250, 70),
)
"""Columns and rows: nothing, too small, the smallest, and what each layout begins with."""

_CHARACTERS = [bytes((code,)) for code in range(0x20, 0x7F) if code != ord("q")]
_MOVES = [
    *(f"\x1b[{end}".encode() for end in "ABCDHFZ"),
    *(f"\x1b[1;{modifier}{end}".encode() for modifier in (2, 3, 5, 6) for end in "ABCDHF"),
    *(f"\x1b[{number}~".encode() for number in (2, 3, 5, 6, 11, 15, 24)),
]
_CONTROLS = [bytes((code,)) for code in range(0x20) if code not in (0x03, 0x11, 0x1B)]
_OFTEN = [b"\x1b", b"\r", b"\t", b" ", b"?", b"g", b"\x10", b"f", b"v", b"z", b"Z", b"n", b"r",
          b"t", b"T", b"i", b"x", b"b", b"e", b"w", b"<", b">"]  # fmt: skip
_KITTY = [f"\x1b[{code};{bits}u".encode() for code in (27, 57409, 57412, 57413) for bits in (1, 5)]
_QUITS = [b"q", b"\x03", b"\x11"]
_RUBBISH = [b"\xff", b"\xc3", b"\x1b[M\xff\xff\xff", b"\x1b[", b"\x1b]0;", b"\x1b[<0;", b"[C"]
_PASTES = [b"caution 3", b"150", b"\x1b[31mred", b"\xff\xfe", b"two\r\nlines", b"x" * 5_000, b""]
_KINDS = ("character", "move", "often", "control", "kitty", "mouse", "paste", "size", "rubbish")
_WEIGHTS = (30, 25, 15, 5, 3, 15, 3, 2, 2)
_QUIT_ONCE_IN = 300


@dataclass(frozen=True, slots=True)
class Typed:
    """Bytes of the terminal."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Resized:
    """A new size of the terminal, in columns and rows."""

    width: int
    height: int


def storm(random: Random, sizes: tuple[tuple[int, int], ...]) -> Iterator[Typed | Resized]:
    """Give events without end; the same ones for the same state of `random`."""
    size = sizes[0]
    while True:
        if random.randrange(_QUIT_ONCE_IN) == 0:
            yield Typed(random.choice(_QUITS))
            continue
        (kind,) = random.choices(_KINDS, _WEIGHTS)
        if kind == "size":
            size = random.choice(sizes)
            yield Resized(*size)
        elif kind == "mouse":
            yield Typed(_mouse(random, size))
        elif kind == "paste":
            yield Typed(b"\x1b[200~" + random.choice(_PASTES) + b"\x1b[201~")
        else:
            yield Typed(random.choice(_OF[kind]))


_OF = {
    "character": _CHARACTERS,
    "move": _MOVES,
    "often": _OFTEN,
    "control": _CONTROLS,
    "kitty": _KITTY,
    "rubbish": _RUBBISH,
}


def _mouse(random: Random, size: tuple[int, int]) -> bytes:
    """Give a report of a press, a release, a drag, a move or a turn of the wheel, also outside."""
    button = random.choice((0, 0, 0, 1, 2, 32, 35, 35, 64, 65, 16, 4))
    column = random.randint(1, size[0] + 2)
    row = random.randint(1, size[1] + 2)
    report = f"\x1b[<{button};{column};{row}"
    press = (report + "M").encode()
    return press + (report + "m").encode() if random.random() < 0.5 else press
