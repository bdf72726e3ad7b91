"""A terminal that understands what the screens send: cursor moves, styles and text."""

import re

from rich.cells import cell_len

Look = tuple[str, str]
_TOKEN = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])|\x1b[^\[]|(\n)|([^\x1b\n])")
_INK = re.compile(r"38;2;\d+;\d+;\d+;?|38;5;\d+;?")


class Emulated:
    """Cells as a terminal would show them, each with its sign and the style it was written in."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], Look] = {}

    def feed(self, codes: str) -> None:
        """Take what a program writes."""
        x = y = 0
        style = ""
        for numbers, command, line_feed, sign in _TOKEN.findall(codes):
            if command == "H":
                y, x = (int(number) - 1 for number in (numbers or "1;1").split(";"))
            elif command == "m":
                if numbers in ("", "0") or numbers.startswith("0;"):
                    style = numbers.removeprefix("0").removeprefix(";")
                else:
                    style = numbers
            elif line_feed:
                y += 1
            elif sign:
                for cell in range(cell_len(sign)):
                    self.cells[y, x + cell] = _look("" if cell else sign, style)
                x += cell_len(sign)


def _look(sign: str, style: str) -> Look:
    """Tell what is seen of a cell: of a blank no ink, nor that it is bold."""
    if sign != " " or "7" in style.split(";"):
        return sign, style
    ground = _INK.sub("", style).strip(";").split(";")
    return sign, ";".join(ground[1:] if ground[:1] == ["1"] else ground)
