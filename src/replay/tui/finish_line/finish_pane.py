"""The line across the sheet: the strip of the finish, and on the whole screen what goes with it."""

from textual.app import ComposeResult
from textual.containers import Vertical

from replay.race.finish import FieldAtLine, Photo
from replay.race.model import Race
from replay.tui.drawing.glyphs import UNICODE, Glyphs
from replay.tui.finish_line.details import details, details_title
from replay.tui.finish_line.field import FieldLine, field_title
from replay.tui.finish_line.photo_finish import NO_TIMES, PhotoFinish, remark, scale_note, title
from replay.tui.flag_rule import PaneRule, Title
from replay.tui.sheet import Sheet


class FinishPane(Vertical):
    """The strip over a rule; on the whole screen (`-full` on the panes) a sheet stands below.

    On the sheet stand the margin in large figures, who says so, what is measured, computed and
    unknown. Without it the rule belongs to the panes underneath. While the camera has no picture,
    the whole screen is the field's, as it comes by the line lap by lap (`-field` on the panes).
    """

    DEFAULT_CSS = """
    FinishPane { height: auto; }
    FinishPane #full-line { display: none; }
    """

    def __init__(self, race: Race, *, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self.race = race
        self.glyphs = glyphs
        self.strip = PhotoFinish(race.entries, glyphs=glyphs, classes="at-line")
        if not race.laps and not (race.finish and race.finish.times):
            self.strip.empty = NO_TIMES
        self.line = FieldLine(race.entries, glyphs=glyphs, id="full-line", classes="at-line")
        self.rule = PaneRule(glyphs=glyphs, id="result-rule")
        self.sheet = Sheet(race.entries, glyphs=glyphs, id="full-sheet")

    def compose(self) -> ComposeResult:
        """Lay out strip or field, rule and sheet."""
        yield self.strip
        yield self.line
        yield self.rule
        yield self.sheet

    @property
    def shown(self) -> bool:
        """Whether it is on the screen."""
        return self.is_attached and self.display

    def title(self, field: bool) -> Title:
        """Give the title of the line, or of the `field` at it, and what is said of its scale."""
        if field:
            return Title(2, field_title(self.line.field, self.line.outer_size.width, self.glyphs))
        strip = self.strip
        note = scale_note(strip.photo, strip.viewport, strip.columns)
        return Title(2, title(strip.photo, self.glyphs), note, strip.has_focus)

    @property
    def remark(self) -> str:
        """What stands at the right end of the rule above the strip."""
        strip = self.strip
        return remark(strip.photo, strip.viewport, strip.columns, self.glyphs)

    def tell(self, photo: Photo | None, field: FieldAtLine | None) -> None:
        """Fill the sheet of the whole screen, and its title, once it is laid out."""
        if not self.outer_size:
            return
        if photo is None:
            self.line.field = field
        width, height = self.outer_size.width, self.sheet.outer_size.height
        self.sheet.rows = details(self.race, photo, field, width, height, self.glyphs)
        words, note = details_title(self.race, photo, field)
        self.rule.titles = (Title(2, words, note),) if words else ()
