"""The keys that serve in the list of races, for its key bar."""

from collections.abc import Mapping

from replay.race.library import LibraryRace
from replay.tui.keys import BY_ID
from replay.tui.picker.library_lines import Head, Line


def key_cells(
    keymap: Mapping[str, str], line: Line | None, *, typed: bool, left: bool
) -> tuple[tuple[str, str], ...]:
    """Give keys and a word for each, the last for the right end of the bar.

    `left`: the viewer has been in the chosen race before. While something is `typed` the key of
    the help is a letter.
    """

    def of(*names: str) -> str:
        return " ".join(BY_ID[name].names(keymap)[0] for name in names)

    cells = [(of("line_up", "line_down"), "choose")]
    match line:
        case LibraryRace():
            cells.append((of("open_race"), "go on" if left else "open"))
            if left:
                cells.append((of("open_anew"), "from the start"))
        case Head():
            cells.append((of("open_race"), "fold" if line.open else "open"))
    cells.append((of("fold", "unfold"), "fold"))
    cells.append(("type", "to filter"))
    cells.append((of("clear"), "clear") if typed else (of("help"), "help"))
    return tuple(cells)
