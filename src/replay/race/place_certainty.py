"""How sure the places of a car are, lap by lap, as one count: of a rebuilt race not all are."""

from bisect import bisect_right
from collections import Counter

from msgspec import Struct

from replay.race.timeline import Timeline


class PlaceCertainty(Struct, frozen=True, gc=False):
    """Of how many laps of a car the place at the line is sure, and of how many it is less so.

    `near` is within about one place, `rough` within two or three, `unknown` not rated.
    """

    sure: int
    near: int
    rough: int
    unknown: int

    @property
    def doubted(self) -> bool:
        """Whether any place is less than sure."""
        return bool(self.near or self.rough or self.unknown)


def place_certainty(timeline: Timeline, time: int, car: str) -> PlaceCertainty:
    """Count a car's laps by how far its place at the end of each can be trusted; all by `time`."""
    time = min(max(time, 0), timeline.end)
    index = timeline.scoring_at(time).by_car[car]
    laps = bisect_right(index.crossings, time)
    counts = Counter(place for _, _, place in index.known[1 : laps + 1])
    return PlaceCertainty(
        sure=counts["sure"], near=counts["near"], rough=counts["rough"], unknown=counts["unknown"]
    )
