"""The question of the moment: what the columns and the cards answer."""

from typing import Literal

from replay.race.state import RaceState

Moment = Literal["grid", "green", "yellow", "finish"]
"""Who qualified how, how far apart, who stopped, by how much."""

CHOSEN: dict[str, Moment] = {
    "intervals": "green",
    "stops": "yellow",
    "grid": "grid",
    "result": "finish",
}
"""The columns a viewer can choose whatever the moment; any other choice is `auto`."""


def moment_of(state: RaceState, columns: str = "auto") -> Moment:
    """Give the moment of a state, or that of the columns chosen."""
    if columns in CHOSEN:
        return CHOSEN[columns]
    if state.finished:
        return "finish"
    if state.flag in ("yellow", "red") or state.neutralised in ("bunch", "stop"):
        return "yellow"
    return "grid" if state.lap == 0 and state.flag == "grid" else "green"
