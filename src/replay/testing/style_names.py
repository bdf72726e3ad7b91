"""Names for how cells look, by the palette: `mute`, `gain/band`, `e8ebf0/d63b3b+bold`.

A name follows from the look alone, so that no other changes where one comes or goes.
"""

from replay.testing.cell_grid import CellLook
from replay.tui.theme import Palette

_BLANK = "-"

_INKS = {
    "foreground": "full",
    "ink_soft": "soft",
    "ink_mute": "mute",
    "accent": "accent",
    "gain": "gain",
    "loss": "loss",
    "rule": "rule",
    "hash": "hash",
    "flag_green_text": "green",
    "flag_yellow_text": "yellow",
    "flag_red_text": "red",
    "flag_green": "flag-green",
    "flag_yellow": "flag-yellow",
    "flag_red": "flag-red",
    "flag_white": "flag-white",
    "flag_none": "flag-none",
    "background": "background",
    "surface": "surface",
    "band": "band",
    "row_cursor": "row-cursor",
}
"""Role of the palette -> what it is called as ink; of roles of one colour the first names it."""

_GROUNDS = {
    "background": "",
    "surface": "surface",
    "band": "band",
    "row_cursor": "row-cursor",
    "flag_green": "flag-green",
    "flag_yellow": "flag-yellow",
    "flag_red": "flag-red",
    "flag_white": "flag-white",
    "flag_none": "flag-none",
    "gain_tint": "gain-tint",
    "yellow_band": "yellow-band",
    "accent": "accent",
    "foreground": "full",
    "rule": "rule",
}
"""Role of the palette -> what it is called as ground; the background needs no name."""

_SEEN_AS = {
    "gain": "green",
    "loss": "red",
    "hash": "red",
    "flag-green": "green",
    "flag-yellow": "yellow",
    "flag-red": "red",
    "flag-white": "white",
}
"""Name of an ink or a ground -> the colour as one says it."""


class StyleNames:
    """Names looks by the roles of a palette."""

    def __init__(self, palette: Palette) -> None:
        self._inks = _named(palette, _INKS) | {"#ffffff": "white", "#000000": "black"}
        self._grounds = _named(palette, _GROUNDS)

    def name(self, look: CellLook) -> str:
        """Name a look: its ink, its ground, and what else it is."""
        ink = self.ink(look)
        ground = self._grounds.get(look.ground, look.ground.removeprefix("#"))
        return "".join([ink, f"/{ground}" * bool(ground), *(f"+{also}" for also in look.also)])

    def ink(self, look: CellLook) -> str:
        """Name the ink of a look; of a blank it is `-`."""
        return self._inks.get(look.ink, look.ink.removeprefix("#")) if look.ink else _BLANK

    def told(self, before: CellLook, after: CellLook) -> tuple[str, str]:
        """Say what differs between two looks: by the colour where that tells, else by name.

        Colours of no role are told as they are written: `white on #8e5fb8`.
        """
        if before[:2] == after[:2]:
            return " ".join(before.also) or "plain", " ".join(after.also) or "plain"
        if before[1:] != after[1:]:
            if before.also == after.also:
                before, after = before._replace(also=()), after._replace(also=())
            return self._on_ground(before), self._on_ground(after)
        one, other = self._seen_ink(before), self._seen_ink(after)
        return (one, other) if one != other else (self.ink(before), self.ink(after))

    def _on_ground(self, look: CellLook) -> str:
        """Say ink and ground, and what else it is; of a blank the ground alone."""
        ground = self._grounds.get(look.ground, look.ground) or "background"
        ink = f"{self._seen_ink(look)} " if look.ink else ""
        return " ".join([f"{ink}on {ground}", *look.also])

    def _seen_ink(self, look: CellLook) -> str:
        ink = self._inks.get(look.ink, look.ink)
        return _SEEN_AS.get(ink, ink)


def _named(palette: Palette, roles: dict[str, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for role, name in roles.items():
        names.setdefault(getattr(palette, role), name)
    return names
