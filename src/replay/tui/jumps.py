"""Where the clock stood before each jump, and which jumps were undone: back and on again."""

MOST_JUMPS = 500


class Jumps:
    """The times (ticks) that jumps left, newest last; what is undone can be done again.

    A new jump forgets those that were undone, as editors and browsers do.
    """

    def __init__(self) -> None:
        self._left: list[int] = []
        self._undone: list[int] = []
        self._drag: object = None

    def leave(self, time: int, drag: object = None) -> None:
        """Note the time that a jump leaves; the further jumps of one `drag` leave nothing."""
        if drag is None or drag != self._drag:
            self._left = [*self._left[1 - MOST_JUMPS :], time]
            self._undone.clear()
        self._drag = drag

    def back(self, now: int) -> int | None:
        """Give where the last jump came from, that is not here; None without any."""
        return self._take(self._left, self._undone, now)

    def on(self, now: int) -> int | None:
        """Give where the jump led that was undone last; None without any."""
        return self._take(self._undone, self._left, now)

    def __bool__(self) -> bool:
        """Whether there is a jump to be undone, or done again."""
        return bool(self._left or self._undone)

    def _take(self, source: list[int], other: list[int], now: int) -> int | None:
        self._drag = None
        while source:
            at = source.pop()
            if at != now:
                other.append(now)
                return at
        return None
