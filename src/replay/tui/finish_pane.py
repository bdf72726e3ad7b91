"""The finish line across the sheet: the strip, and with the whole screen what is to be told."""

from textual.app import ComposeResult
from textual.containers import Vertical

from replay.race.finish import Photo
from replay.race.model import Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.finish_card import full_card, scored, waiting_card
from replay.tui.flag_rule import PaneRule, Title
from replay.tui.photo_finish import PhotoFinish
from replay.tui.sheet import Sheet


class FinishPane(Vertical):
    """The strip over a rule; on the whole screen (`-full` on the panes) a sheet stands below.

    On the sheet stand the margin in large figures, who says so, what is measured, computed and
    unknown. Without it the rule belongs to the panes underneath.
    """

    DEFAULT_CSS = "FinishPane { height: auto; }"

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.race = race
        self.glyphs = glyphs
        self.strip = PhotoFinish(race.entries, glyphs=glyphs, id="strip")
        self.rule = PaneRule(glyphs=glyphs, id="result-rule")
        self.sheet = Sheet(race.entries, glyphs=glyphs, id="full-sheet")

    def compose(self) -> ComposeResult:
        """Lay out strip, rule and sheet."""
        yield self.strip
        yield self.rule
        yield self.sheet

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self.is_attached and self.display

    def tell(self, photo: Photo | None) -> None:
        """Fill the sheet of the whole screen, and its title, once it is laid out."""
        if not self.outer_size:
            return
        width, height = self.outer_size.width, self.sheet.outer_size.height
        if photo is None:
            only = self.race.header.known.laps is None
            self.sheet.rows = waiting_card(self.race, width, height) if only else ()
            self.rule.titles = (Title(2, "Before the line"),) if only else ()
        else:
            self.sheet.rows = full_card(photo, self.race, width, height, self.glyphs)
            self.rule.titles = (Title(2, scored(photo), "official" if photo.official else ""),)
