"""The axis of the ribbon: which cell stands for which lap, or which second."""

from msgspec import Struct


class RibbonAxis(Struct, frozen=True):
    """Laps (or seconds) 1 to `distance` over `width` cells; number n lies between n - 1 and n.

    With all of it done the playhead stands on the last cell, or where it `leaves` on the one after.
    """

    distance: int
    width: int
    leaves: bool = False

    def playhead(self, done: int) -> int:
        """The cell the playhead stands on when so much is done."""
        return min(max(done * self.width // self.distance, 0), self.width - 1 + self.leaves)

    def mark(self, number: int) -> int:
        """The cell nearest to the end of a lap."""
        return self._inside((2 * number * self.width + self.distance) // (2 * self.distance))

    def home(self, number: int) -> int:
        """The cell in which a lap begins."""
        return self._inside((number - 1) * self.width // self.distance)

    def cells(self, first: int, last: int) -> range:
        """The cells the middle of which lies in laps `first` to `last`.

        Laps that follow each other without a gap have cells that do.
        """
        return range(self._middles(first - 1), self._middles(last))

    def done_at(self, cell: int) -> int:
        """How much done puts the playhead on (or nearest to) a cell; on the last one, all."""
        if cell >= self.width - 1:
            return self.distance
        done = -(-max(cell, 0) * self.distance // self.width)
        return min(
            done, max(done - 1, 0), key=lambda n: abs(n * self.width // self.distance - cell)
        )

    def _middles(self, done: int) -> int:
        """Count the cells the middle of which is done."""
        count = -((self.distance - 2 * done * self.width) // (2 * self.distance))
        return min(max(count, 0), self.width)

    def _inside(self, cell: int) -> int:
        return min(max(cell, 0), self.width - 1)
