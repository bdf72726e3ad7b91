"""Plans of small races that could be: what hypothesis draws, the noise by a seed."""

from hypothesis import strategies as st
from tests.reconstruct.simulation import Plan


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Races of 3 to 8 cars over 5 to 30 laps.

    Cautions, stops under green and yellow, slow cars that are lapped, free passes and cars that
    fall out all occur; one car at least goes all the way at full pace.
    """
    cars = draw(st.integers(3, 8))
    laps = draw(st.integers(5, 30))
    cautions = draw(_cautions(laps))
    stage = draw(st.booleans())
    some = st.integers(0, cars - 1)
    others = st.integers(1, cars - 1)
    stops = draw(st.dictionaries(some, _own_laps(laps), max_size=cars))
    retired = draw(st.dictionaries(others, st.integers(0, laps - 2), max_size=3))
    slow = draw(st.dictionaries(some, st.sampled_from((20, 60, 120)), max_size=2))
    if len({*retired, *slow}) == cars:
        del slow[0]  # the one that is never out
    return Plan(
        cars=cars,
        laps=laps,
        seed=draw(st.integers(0, 2**16)),
        cautions=cautions,
        stops=stops,
        retired=retired,
        slow=slow,
        stage=cautions[0][0] if cautions and stage else None,
    )


@st.composite
def _cautions(draw: st.DrawFn, laps: int) -> tuple[tuple[int, int], ...]:
    """Return cautions with a restart lap between them, the last one over by the last lap."""
    cautions: list[tuple[int, int]] = []
    since = 1
    for _ in range(draw(st.integers(0, 3))):
        if since + 2 > laps - 1:
            break
        shown = draw(st.integers(since, laps - 3))
        green = draw(st.integers(shown + 1, min(shown + 5, laps - 1)))
        cautions.append((shown, green))
        since = green + 2
    return tuple(cautions)


def _own_laps(laps: int) -> st.SearchStrategy[tuple[int, ...]]:
    """Laps completed at a stop, never two laps running."""
    return st.sets(st.integers(0, (laps - 2) // 2), max_size=2).map(
        lambda halves: tuple(sorted(1 + 2 * half for half in halves if 2 * half + 1 < laps))
    )
