"""How a session of the browser is told its race: by the environment, never by a shell."""

import os

RACE = "REPLAY_SERVED_RACE"
"""The variable that names the race; without it the list of races is meant."""


def name_race(name: str | None) -> None:
    """Have the sessions that are started from now on open a race, or the list of races."""
    os.environ.pop(RACE, None)
    if name is not None:
        os.environ[RACE] = name


def race_of_session() -> str | None:
    """Give the race of this session; None for the list of races."""
    return os.environ.get(RACE)
