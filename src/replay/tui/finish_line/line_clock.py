"""The time at the edge of the picture."""

from replay.race.finish import Photo
from replay.race.model import SECOND
from replay.tui.drawing.cells import clock_text


def edge_text(photo: Photo) -> str:
    """Write the race clock at the picture's edge: `3:10:42.458`.

    A race known by its finish alone has no race clock: `+0.044 s` after the first nose.
    """
    if not photo.lap:
        return f"+{photo.clock // SECOND}.{photo.clock % SECOND // 10:03d} s"
    return clock_text(photo.zero + photo.clock, fine=True)
