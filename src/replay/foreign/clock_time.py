"""Times as timing sheets print them: `52.706`, `3:53.276`, `1:02:13.5`, `17:27:26.277`."""

import re

from replay.race.record import SECOND

_WRITTEN = re.compile(r"(?:(?:([0-9]{1,3}):)?([0-9]{1,3}):)?([0-9]{1,5})(?:[.,]([0-9]{1,4}))?")


def clock_ticks(text: str) -> int | None:
    """Return a time in ticks, None where it is none: base 60, every part but the first under it."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds, part = match.groups()
    whole = int(seconds)
    if minutes is not None:
        if whole >= 60 or (hours is not None and int(minutes) >= 60):
            return None
        whole += 60 * int(minutes) + 3600 * int(hours or 0)
    return whole * SECOND + (int(part.ljust(4, "0")) if part else 0)
