"""The stints of the car under the cursor as a bar below its places: by driver, or by compound."""

from collections.abc import Sequence

from replay.race.car_stints import CarStint, car_stints
from replay.tui.charts.ribbon_axis import RibbonAxis
from replay.tui.drawing.cells import drawable
from replay.tui.drawing.compounds import compound_sign
from replay.tui.drawing.runs import Row, Run, joined
from replay.tui.field_names import field_names
from replay.tui.scene import Scene

_INKS = ("full", "mute", "soft")
"""The inks of drivers, in the order of the entry: neighbours differ, and their names tell them."""

_NAME = 3
"""The letters of a driver's surname, where his stint is as long as that."""


def stint_bar(scene: Scene, axis: RibbonAxis) -> Row:
    """Draw the stints over an axis, up to the playhead; nothing where nobody knows either.

    Of a shared car they are those of its drivers, by the beginning of their names; of any other
    those of its tyres, by the letter of the compound.
    """
    stints: Sequence[CarStint] = scene.ask(car_stints, scene.running.car)
    shared = len(scene.entry.drivers) > 1 and any(one.driver is not None for one in stints)
    if not shared and not any(one.compound for one in stints):
        return ()
    stints = _merged(stints) if shared else stints
    head = axis.playhead(scene.frame.ribbon.done)
    starts = [min(axis.playhead(one.begins), head) for one in stints]
    cells: list[Run] = []
    for stint, start, end in zip(stints, starts, (*starts[1:], head), strict=True):
        word, ink = _driver(scene, stint) if shared else _compound(scene, stint)
        word = word[: max(end - start - 1, 0)]
        cells += [(word, ink), (scene.glyphs.flag_rule * (end - start - len(word)), ink)]
    return joined(cells)


def _merged(stints: Sequence[CarStint]) -> list[CarStint]:
    """Take the stints that a driver drove one after another as one."""
    found: list[CarStint] = []
    for stint in stints:
        if not found or found[-1].driver != stint.driver:
            found.append(stint)
    return found


def _driver(scene: Scene, stint: CarStint) -> Run:
    if stint.driver is None:
        return scene.glyphs.none, "mute"
    name = field_names(scene).surname(scene.entry.car, stint.driver).rpartition(". ")[2]
    return drawable(name, scene.glyphs)[:_NAME], _INKS[stint.driver % len(_INKS)]


def _compound(scene: Scene, stint: CarStint) -> Run:
    return compound_sign(stint.compound, scene.glyphs)
