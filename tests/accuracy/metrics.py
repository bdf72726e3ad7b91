"""How far places are from the true ones: mean error, shares, agreement of orders."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from statistics import fmean

from msgspec import Struct


class Places(Struct, frozen=True):
    """How true a number of places is: the mean absolute error, and shares from 0 to 1."""

    count: int
    mean_error: float
    exact: float
    within_1: float
    within_3: float


def places(pairs: Iterable[tuple[int, int]]) -> Places:
    """Measure pairs of a true place and ours; there must be at least one."""
    errors = [abs(truth - ours) for truth, ours in pairs]
    return Places(
        len(errors),
        fmean(errors),
        fmean(error == 0 for error in errors),
        fmean(error <= 1 for error in errors),
        fmean(error <= 3 for error in errors),
    )


def pooled(parts: Sequence[Places]) -> Places:
    """Give the measure of all places of several measures together."""
    counts = [part.count for part in parts]
    return Places(
        sum(counts),
        fmean((part.mean_error for part in parts), counts),
        fmean((part.exact for part in parts), counts),
        fmean((part.within_1 for part in parts), counts),
        fmean((part.within_3 for part in parts), counts),
    )


def pooled_kinds(names: Iterable[str], parts: Sequence[Mapping[str, Places]]) -> dict[str, Places]:
    """Pool measures kind by kind, in the order of `names`; kinds nobody has are left out."""
    found = {name: [part[name] for part in parts if name in part] for name in names}
    return {name: pooled(some) for name, some in found.items() if some}


def kendall_tau(pairs: Sequence[tuple[int, int]]) -> float | None:
    """Give Kendall's tau of one order: 1 is the same, -1 the reverse, None is no pair of cars.

    Two cars tied in either order say nothing of it and are left out; the lap files tie a few.
    """
    agree = differ = 0
    for (truth_a, ours_a), (truth_b, ours_b) in combinations(pairs, 2):
        turn = (truth_a - truth_b) * (ours_a - ours_b)
        agree += turn > 0
        differ += turn < 0
    return (agree - differ) / (agree + differ) if agree + differ else None
