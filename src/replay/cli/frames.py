"""`replay frame RACE@MOMENT`: one screen as text, in colours or as a picture."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from replay.cli.headless_look import LookOptions, instrument_of, run_headless
from replay.cli.output import write
from replay.cli.race_at import race_at, read_at
from replay.cli.whole_file import write_whole

if TYPE_CHECKING:
    from textual.strip import Strip

    from replay.tui.headless import HeadlessReplay

Form = Literal["text", "ansi", "svg"]
"""Signs alone, with the codes of a terminal, or a picture."""

_BY_ENDING: dict[str, Form] = {".svg": "svg", ".ans": "ansi", ".ansi": "ansi"}


def print_frame(argument: str, options: LookOptions, form: Form | None, output: Path | None) -> int:
    """Print the screen of a moment, or write it to a file; without a moment that of the grid."""
    race, _, named = read_at(argument)
    time = named or 0
    title = race_at(argument).title()
    instrument = instrument_of(options, race)
    form = form or _form_for(output)
    painted: list[str] = []

    async def paint(app: "HeadlessReplay") -> None:
        app.stand_at(time)
        rows = await app.rows(instrument)
        painted.append(_written(app, rows, form, title))

    code = run_headless(race, options, time, paint)
    if code:
        return code
    if output is None:
        write(painted)
    else:
        write_whole(output, painted[0].encode())
    return 0


def _form_for(output: Path | None) -> Form:
    """Choose by the ending of the file; on a terminal colours."""
    if output is not None:
        return _BY_ENDING.get(output.suffix.lower(), "text")
    return "ansi" if sys.stdout is not None and sys.stdout.isatty() else "text"


def _written(app: "HeadlessReplay", rows: "list[Strip]", form: Form, title: str) -> str:
    from replay.tui.drawing.painted_rows import as_lines_of_codes, as_text

    if form == "svg":
        return app.export_screenshot(title=title)
    return as_text(rows) if form == "text" else as_lines_of_codes(rows)
