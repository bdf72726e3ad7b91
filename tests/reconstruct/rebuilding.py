"""A box score rebuilt, with what holds of every rebuilt race."""

from pathlib import Path

from tests.reconstruct.publishing import Published

from replay import racefile
from replay.race.check import check
from replay.reconstruct import Rebuilt, rebuilt


def rebuild(box_score: Published, folder: Path) -> Rebuilt:
    """The race, which can be stored and fails no rule."""
    found = rebuilt(box_score.write(folder))
    assert racefile.decode(racefile.encode(found.race)) == found.race
    assert [finding for finding in check(found.race) if finding.outcome == "failed"] == []
    return found
