"""The mark of a class: a line of its own, its word, and a colour that only repeats them."""

from replay.tui.drawing.glyphs import Glyphs
from replay.tui.drawing.runs import Row
from replay.tui.theme import CLASS_COLOURS


def class_mark(rank: int, word: str, glyphs: Glyphs) -> Row:
    """Draw the mark of a class by its rank, the fastest 0, in four cells: `┃HYP`."""
    line = glyphs.classes[rank % len(glyphs.classes)]
    return (line, f"text class_{rank % CLASS_COLOURS + 1}"), (f"{word:<3}", "mute")
