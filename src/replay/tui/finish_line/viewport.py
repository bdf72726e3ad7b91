"""Which nose the strip is set on: one that the clock has shown, the first until told otherwise."""

from collections.abc import Sequence

from replay.race.finish import Nose


def chosen_nose(noses: Sequence[Nose], car: str) -> Nose | None:
    """Give the nose of `car`, or the first at the line while that car has not come by.

    `noses` are those seen so far, in order of time; None where there is none.
    """
    first = noses[0] if noses else None
    return next((nose for nose in noses if nose.car == car), first)


def nose_after(noses: Sequence[Nose], car: str) -> Nose | None:
    """Give the nose next at the line after that of `car`; after the last seen, the first."""
    chosen = chosen_nose(noses, car)
    if chosen is None:
        return None
    return noses[(noses.index(chosen) + 1) % len(noses)]
