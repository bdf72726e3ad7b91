"""A drawing in dots: eight to a cell of braille, or a star a cell where there is no Unicode."""

BRAILLE = 0x2800
"""The first sign of braille, which has no dot."""

DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
"""The bit of each dot of a cell: two columns of four rows."""

ACROSS, DOWN = 2, 4
"""The dots of a cell."""


class Dots:
    """Dots in so many columns and rows of cells; those beyond the edge are left out."""

    def __init__(self, width: int, height: int, *, plain: bool = False) -> None:
        self.width = width
        self.height = height
        self._plain = plain
        self._cells = [[0] * width for _ in range(height)]

    def upright(self, x: int, one: int, other: int) -> None:
        """Set the dots of column `x` from one row of dots to another, both included."""
        if not 0 <= x < self.width * ACROSS:
            return
        for y in range(max(min(one, other), 0), min(max(one, other), self.height * DOWN - 1) + 1):
            self._cells[y // DOWN][x // ACROSS] |= DOTS[x % ACROSS][y % DOWN]

    def rows(self) -> list[str]:
        """Give each row of cells as text; a cell without a dot is blank."""
        return ["".join(self._sign(dots) for dots in row) for row in self._cells]

    def _sign(self, dots: int) -> str:
        if not dots:
            return " "
        return "*" if self._plain else chr(BRAILLE + dots)
