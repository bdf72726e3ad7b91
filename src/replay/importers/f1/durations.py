"""Times as FastF1 writes them, in ticks."""

import re

from replay.race.model import SECOND

_MOST = 10 * 86_400 * SECOND

_PANDAS = re.compile(
    r"(?:(?P<days>[0-9]{1,4}) days?,? ?\+?)?(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2}):(?P<s>[0-9]{2})"
    r"(?:\.(?P<f>[0-9]{1,9}))?\Z"
)
_SECONDS = re.compile(r"(?P<s>[0-9]{1,7})(?:\.(?P<f>[0-9]{1,12}))?\Z")


def duration(written: str) -> int | None:
    """Return a time written by pandas, `0 days 00:01:24.624000` or in seconds; None if it is none.

    The fraction may be absent.
    """
    match = _PANDAS.match(written) or _SECONDS.match(written)
    return None if match is None else _ticks(match)


def _ticks(match: re.Match[str]) -> int | None:
    parts = match.groupdict()
    seconds = int(parts["s"])
    for name, size in (("m", 60), ("h", 3600), ("days", 86_400)):
        seconds += int(parts.get(name) or 0) * size
    fraction = (parts["f"] or "").ljust(5, "0")
    # Half a tick and more counts as one; the sources are written in 0.001 s.
    time = seconds * SECOND + (int(fraction[:5]) + 5) // 10
    return time if time <= _MOST else None
