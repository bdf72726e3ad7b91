"""What the cars of a race are called on its screens: plates and surnames, made once for a field."""

from rich.cells import cell_len

from replay.race.cars_now import cars_now
from replay.race.driver_names import short_names
from replay.race.model import Race
from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.make_colours import unpainted_field
from replay.tui.drawing.names import Name, Names
from replay.tui.drawing.plates import PlateTexts, plate_labels
from replay.tui.drawing.runs import Run
from replay.tui.scene import Scene


class FieldNames:
    """The plates and names of one entry list, which tells its drivers apart."""

    def __init__(self, race: Race, glyphs: Glyphs) -> None:
        self.race = race
        self.glyphs = glyphs
        self.names = Names(race.entries, glyphs)
        self.plates = PlateTexts(race.entries, glyphs)
        self._codes = plate_labels(race.entries)
        short = short_names(race.entries)
        self._surnames = {
            entry.car: tuple(dict.fromkeys((*(short[of] for of in entry.drivers), entry.surname)))
            for entry in race.entries
        }
        self.drivers_change = any(len(entry.drivers) > 1 for entry in race.entries)

    def plate(self, car: str, width: int = 0) -> Run:
        """Make the plate of a car: its driver's code, or its number."""
        return self.plates.text(car, width), f"plate {car}"

    @property
    def codes(self) -> tuple[tuple[str, str], ...]:
        """The cars that are called by their driver's code, each with that."""
        return tuple(self._codes.items())

    def label(self, car: str) -> str:
        """Give what a car is called in few characters: its driver's code, or its number."""
        return self._codes.get(car, car)

    def marked(self, car: str) -> str:
        """Give the same with the sign that a number bears where plates have no colour."""
        return self._codes.get(car) or f"{self.glyphs.plate}{car}"

    def surnames(self, car: str) -> tuple[str, ...]:
        """Give the surnames of all who are entered for a car, as a log has them."""
        return self._surnames.get(car, ())

    def surname(self, car: str, driver: int | None = None) -> str:
        """Give the surname of who drives a car, told apart in the field; empty where unknown."""
        name = self.names.forms(car, driver, short=True)[0]
        return "".join(name) if name.last else ""


_kept: list[FieldNames] = []


def field_names(scene: Scene) -> FieldNames:
    """Give the names of the race of a scene; those of the last two races are kept."""
    for names in _kept:
        if names.race is scene.race and names.glyphs is scene.glyphs:
            return names
    del _kept[:-1]
    _kept.append(FieldNames(scene.race, scene.glyphs))
    return _kept[-1]


def driver_now(scene: Scene, car: str) -> int | None:
    """Give the index of the driver who is in a car, None where nobody knows or there is but one."""
    if not field_names(scene).drivers_change:
        return None
    now = scene.ask(cars_now).get(car)
    return None if now is None else now.driver


def surname_now(scene: Scene, car: str) -> str:
    """Give the surname of the driver who is in a car; empty where no driver is known."""
    return field_names(scene).surname(car, driver_now(scene, car))


def surname_in(scene: Scene, car: str, width: int) -> Name:
    """Give the surname of who drives a car in at most `width` cells, or its longest word.

    The longest is neither a particle nor a suffix: `Linde` of van der Linde, `Stenhouse` of
    Stenhouse Jr. Empty where that has no room, for the plate tells the car.
    """
    names, driver = field_names(scene).names, driver_now(scene, car)
    form = names.fitted(car, width, driver, short=True)
    if form is not None:
        return form
    words = names.forms(car, driver, short=True)[0].last.split()
    word = max(words, key=len, default="")
    return Name("", word if cell_len(word) <= width else "")


def paint_keys(race: Race) -> dict[str, object]:
    """Give for each car what its plate has its paint of: two that are equal look alike."""
    unpainted = {} if race.header.classes else unpainted_field(race.entries)
    return {
        entry.car: entry.livery.paint
        if entry.livery
        else unpainted.get(entry.car) or (entry.race_class, entry.make)
        for entry in race.entries
    }
