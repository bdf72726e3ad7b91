"""`replay`: go through a race lap by lap, both ways, in the terminal.

What happened: `replay.race`. Where it is stored: `replay.racefile`, rebuilt by
`replay.reconstruct` from what others published, which `replay.foreign` reads. When we are:
`replay.clock`. What we see: `replay.tui`, and `replay.cli` which opens it. Whether it looks as it
did: `replay.testing`, a plug-in for pytest.

For notebooks: `laps`, `stops`, `events` and `results` give a race as `Columns`, by `replay.tables`;
`load` reads a `Race` for several of them. They are loaded when first asked for.
"""

TYPE_CHECKING = False  # that of `typing`, which alone would take longer than all of this
if TYPE_CHECKING:
    from replay.tables.race_tables import (
        Columns,
        NoSuchMoment,
        Race,
        RaceFileError,
        events,
        laps,
        load,
        results,
        stops,
    )

__version__ = "0.1.0"

__all__ = [
    "Columns",
    "NoSuchMoment",
    "Race",
    "RaceFileError",
    "events",
    "laps",
    "load",
    "results",
    "stops",
]

if not TYPE_CHECKING:  # with it a type checker would let any name pass

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from replay.tables import race_tables

        value = getattr(race_tables, name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
