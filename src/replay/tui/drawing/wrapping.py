"""Text over several rows: whole words, measured in the cells that a terminal gives them."""

from rich.cells import cell_len, chop_cells


def wrapped(text: str, width: int) -> tuple[str, ...]:
    """Break `text` into rows of at most `width` cells; only a word longer than a row is split."""
    if width < 2:  # a wide character would not fit
        return ()
    rows: list[str] = []
    for word in text.split():
        for piece in chop_cells(word, width) if cell_len(word) > width else (word,):
            if rows and cell_len(rows[-1]) + 1 + cell_len(piece) <= width:
                rows[-1] += f" {piece}"
            else:
                rows.append(piece)
    return tuple(rows)


def whole_words(text: str, width: int) -> str:
    """Give as many whole words from the beginning of a text as fit; the first may be too long."""
    words = text.split()
    while len(words) > 1 and cell_len(" ".join(words)) > width:
        words.pop()
    return " ".join(words)
