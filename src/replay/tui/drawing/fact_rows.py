"""Facts as rows of words and number plates, and a list of them."""

from rich.cells import cell_len
from textual.geometry import Size
from textual.reactive import var

from replay.race.model import Entry
from replay.tui.drawing.cells import drawable, fit
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.drawing.plates import plate_text
from replay.tui.drawing.row_widget import RowWidget
from replay.tui.drawing.runs import Row, RowContent, Run, length
from replay.tui.drawing.wrapping import wrapped


def plate(car: str, width: int = 4) -> Run:
    """Make the number plate of a car, `width` cells wide."""
    return plate_text(car, width), f"plate {car}"


def driver_runs(entry: Entry, index: int | None = None) -> Row:
    """Name a driver of a car after its plate, the first without an index; `·` if none is known."""
    if not entry.drivers:
        return ((" ·", "mute"),)
    driver = entry.drivers[index if index is not None and index < len(entry.drivers) else 0]
    if driver.surname_first:
        return (f" {driver.last} ", "bold"), (driver.first, "mute")
    return (f" {driver.first} ", "mute"), (driver.last, "bold")


def fact_row(label: str, *value: str | Run, indent: int = 13) -> Row:
    """Make a fact: a mute label, then its value; plain text is in full ink."""
    runs = tuple((part, "full") if isinstance(part, str) else part for part in value)
    return ((f"{fit(label, indent - 1)} ", "mute"), *runs)


def fact_rows(
    label: str, text: str, width: int, indent: int = 13, glyphs: Glyphs = UNICODE
) -> list[Row]:
    """Make a fact whose text is told whole, over as many rows of `width` cells as it takes."""
    rows = wrapped(drawable(text, glyphs), width - indent)
    return [fact_row("" if at else label, row, indent=indent) for at, row in enumerate(rows)]


def heading(title: str, width: int, rule: str = "─", note: str = "") -> Row:
    """Make a title set into a rule, with a note behind it if there is room for it."""
    head: Row = ((title, "bold"),)
    if note and cell_len(title) + 2 + cell_len(note) < width:
        head = (*head, (f"  {note}", "mute"))
    return *head, (" ", "full"), (rule * max(width - length(head) - 1, 0), "rule")


def fitted(row: Row, width: int, glyphs: Glyphs = UNICODE) -> Row:
    """Keep the runs that fit into `width` cells; words are cut there, a plate is left out whole."""
    kept: list[Run] = []
    room = width
    for text, role in row:
        kind, _, car = role.partition(" ")
        if kind != "plate":
            text = drawable(text, glyphs)
        elif text.strip() == car:  # not the code of its driver
            text = plate_text(car, len(text), glyphs)
        room -= length(((text, role),))
        if room < 0:
            if kind != "plate":
                kept.append((fit(text, room + length(((text, role),)), cut=glyphs.cut), role))
            break
        kept.append((text, role))
    return tuple(kept)


class FactList(RowWidget):
    """Shows `rows`, one a line."""

    rows: var[tuple[Row, ...]] = var(())

    def watch_rows(self, old: tuple[Row, ...], new: tuple[Row, ...]) -> None:
        """Repaint the rows that changed; lay out again only when their count did."""
        if len(old) != len(new):
            self.refresh(layout=True)
        self.sync()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take one line a row."""
        return len(self.rows)

    def line(self, y: int) -> RowContent:
        """Give row `y`, cut to the width."""
        return RowContent(
            fitted(self.rows[y], self.outer_size.width, self.glyphs) if y < len(self.rows) else ()
        )
