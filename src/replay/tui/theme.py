"""The two themes of `replay`, and the palette that every widget draws with.

Any Textual theme works: names it does not define get a default made from its own background
and foreground, or the fixed colour of our dark or light theme.
"""

from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import Struct
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme
from textual.widget import Widget

from replay.tui.drawing.colour import grey, legible, mix

_COLUMNS: Mapping[str, tuple[str, str]] = {
    "background": ("#0d1117", "#fbfaf7"),
    "surface": ("#161c26", "#ebe8e0"),
    "band": ("#11161e", "#f4f2ec"),
    "row-cursor": ("#1e2a3a", "#dbe7f5"),
    "rule": ("#2b3442", "#cfcabd"),
    "foreground": ("#e8ebf0", "#16191d"),
    "ink-soft": ("#b4bdca", "#3f464e"),
    "ink-mute": ("#8994a3", "#585f66"),
    "accent": ("#7cc7ff", "#0b62b0"),
    "gain": ("#63d28a", "#11602f"),
    "loss": ("#f08a85", "#b3261e"),
    "hash": ("#ff4d4d", "#c8102e"),
    "flag-green": ("#2fa858", "#2fa858"),
    "flag-green-ink": ("#03140a", "#03140a"),
    "flag-green-text": ("#4fcb7e", "#17703a"),
    "flag-yellow": ("#f6c915", "#f6c915"),
    "flag-yellow-ink": ("#1a1400", "#1a1400"),
    "flag-yellow-text": ("#f6c915", "#7a5b00"),
    "flag-red": ("#d63b3b", "#c62f2f"),
    "flag-red-ink": ("#ffffff", "#ffffff"),
    "flag-red-text": ("#ff7b76", "#b3261e"),
    "flag-white": ("#f3f5f7", "#ffffff"),
    "flag-white-ink": ("#0d1117", "#16191d"),
    "flag-none": ("#4a5769", "#5a6675"),
    "flag-none-ink": ("#ffffff", "#ffffff"),
    "class-1": ("#ee6a52", "#a3261a"),
    "class-2": ("#3d82e6", "#2f6fd0"),
    "class-3": ("#f2b53c", "#b57400"),
    "class-4": ("#e0c8ff", "#3d1f80"),
    "class-5": ("#63c9a0", "#2a8a6c"),
    "tyre-soft": ("#ff7b76", "#b3261e"),
    "tyre-medium": ("#f2c230", "#7a5b00"),
    "tyre-intermediate": ("#4fcb7e", "#17703a"),
    "tyre-wet": ("#6fb0ff", "#0b5fc0"),
    "strip-wall": ("#2a313c", "#b9b4a8"),
    "strip-glass": ("#0a0e14", "#2a3038"),
    "strip-tyre": ("#05070a", "#14161a"),
    "strip-streak-1": ("#0f131a", "#e6e3db"),
    "strip-streak-2": ("#141922", "#dedad0"),
    "strip-streak-3": ("#11161e", "#e2dfd6"),
    "strip-streak-4": ("#171d27", "#d8d4ca"),
    "strip-streak-5": ("#131821", "#e0dcd3"),
}
# Names of Textual's own: a theme always has them, so they need no default.
_TEXTUAL = ("background", "surface", "foreground", "accent")
# What is read as text on the background, whatever the theme.
_TYRES = ("tyre-soft", "tyre-medium", "tyre-intermediate", "tyre-wet")
_SIGNALS = ("gain", "loss", "flag-green-text", "flag-yellow-text", "flag-red-text", *_TYRES)
_TEXT = ("ink-soft", "ink-mute", "accent", *_SIGNALS)
_TINT = {True: 0.20, False: 0.12}
_BAND_TINT = {True: 0.14, False: 0.26}
_DEFAULT = "default"


def _variables(dark: bool) -> dict[str, str]:
    column = 0 if dark else 1
    return {name: pair[column] for name, pair in _COLUMNS.items()}


def _theme(name: str, dark: bool) -> Theme:
    of = _variables(dark)
    return Theme(
        name=name,
        primary=of["accent"],
        secondary=of["ink-soft"],
        warning=of["flag-yellow-text"],
        error=of["loss"],
        success=of["gain"],
        accent=of["accent"],
        foreground=of["foreground"],
        background=of["background"],
        surface=of["surface"],
        panel=of["surface"],
        dark=dark,
        variables={
            **of,
            "block-cursor-background": of["row-cursor"],
            "block-cursor-foreground": of["foreground"],
            "block-cursor-text-style": "none",
            "border": of["rule"],
            "border-blurred": of["rule"],
            "scrollbar": of["rule"],
            "scrollbar-background": of["background"],
        },
    )


NIGHT = _theme("replay-night", dark=True)
PAPER = _theme("replay-paper", dark=False)
CLASS_COLOURS = 5
"""The colours of class marks: they only repeat what its line says, and are told apart by all."""

THEMES = (NIGHT, PAPER)
"""The themes to register with an app; the first is the default."""


def _defines_all(theme: Theme) -> bool:
    """Tell a theme such as our own, which leaves nothing to be made from its colours."""
    return theme.variables.keys() >= _COLUMNS.keys()


def theme_variable_defaults(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that does not define them, as CSS colours.

    Meant for `App.get_theme_variable_defaults`, with `App.current_theme`. Flags and strip are
    fixed; band and row cursor are the background with 3 % and 12 % of the foreground; inks are
    mixed likewise and kept legible. A theme of terminal colours has no known background: it
    gets no band, and the rest of our dark or light theme.
    """
    if _defines_all(theme):
        return {name: theme.variables[name] for name in _COLUMNS if name not in _TEXTUAL}
    ours = {n: c for n, c in _variables(theme.dark).items() if n not in _TEXTUAL}
    generated = theme.to_color_system().generate()
    background, foreground = (Color.parse(generated[n]) for n in ("background", "foreground"))
    if background.ansi is not None or foreground.ansi is not None:
        return ours | {"band": "ansi_default"}
    ground, ink = background.hex6.lower(), foreground.hex6.lower()
    return ours | {
        "band": mix(ground, ink, 0.03),
        "row-cursor": mix(ground, ink, 0.12),
        "rule": mix(ground, ink, 0.20),
        "ink-soft": legible(mix(ink, ground, 0.20), ground),
        "ink-mute": legible(mix(ink, ground, 0.40), ground),
        **{name: legible(ours[name], ground) for name in _SIGNALS},
    }


class Inks(Struct, frozen=True):
    """Styles of text on one ground, each with its background; bold only where the name says."""

    full: Style
    bold: Style
    soft: Style
    mute: Style
    accent: Style
    accent_bold: Style
    gain: Style
    loss: Style
    rule: Style


class Palette(Struct, frozen=True, eq=False, dict=True):
    """One colour a name of the palette, as text that Rich understands; built once a theme.

    Every colour is `#rrggbb`, but in a theme of terminal colours `background`, `band`,
    `surface` and `foreground` may be `default`: use `solid_background` for arithmetic.
    `gain_tint` is the ground of a place gained, `yellow_band` that of the laps under yellow in a
    chart. Without colour all are the greys that will
    reach the screen, so that contrasts are those seen.
    """

    name: str
    dark: bool
    nocolor: bool
    solid_background: str
    gain_tint: str
    yellow_band: str
    background: str
    surface: str
    band: str
    row_cursor: str
    rule: str
    foreground: str
    ink_soft: str
    ink_mute: str
    accent: str
    gain: str
    loss: str
    hash: str
    flag_green: str
    flag_green_ink: str
    flag_green_text: str
    flag_yellow: str
    flag_yellow_ink: str
    flag_yellow_text: str
    flag_red: str
    flag_red_ink: str
    flag_red_text: str
    flag_white: str
    flag_white_ink: str
    flag_none: str
    flag_none_ink: str
    class_1: str
    class_2: str
    class_3: str
    class_4: str
    class_5: str
    tyre_soft: str
    tyre_medium: str
    tyre_intermediate: str
    tyre_wet: str
    strip_wall: str
    strip_glass: str
    strip_tyre: str
    strip_streak_1: str
    strip_streak_2: str
    strip_streak_3: str
    strip_streak_4: str
    strip_streak_5: str

    @cached_property
    def is_true_colour(self) -> bool:
        """Whether no colour is left to the terminal."""
        return all(getattr(self, name.replace("-", "_")).startswith("#") for name in _COLUMNS)

    @property
    def streaks(self) -> tuple[str, ...]:
        """The five background streaks of the line-scan strip."""
        return tuple(getattr(self, f"strip_streak_{number}") for number in range(1, 6))

    def class_colour(self, rank: int) -> str:
        """The colour of the mark of a class by its rank, from 0; there are five, taken in turn."""
        colour: str = getattr(self, f"class_{rank % CLASS_COLOURS + 1}")
        return colour

    @cached_property
    def _grounds(self) -> dict[str, Inks]:
        return {}

    def on(self, ground: str = "background") -> Inks:
        """The inks on a ground: `background`, `surface`, `band`, `row_cursor`, or a colour."""
        inks = self._grounds.get(ground)
        if inks is None:
            inks = self._grounds[ground] = self._inks(getattr(self, ground, ground))
        return inks

    def _inks(self, ground: str) -> Inks:
        return Inks(
            full=ink(self.foreground, ground),
            bold=ink(self.foreground, ground, bold=True),
            soft=ink(self.ink_soft, ground),
            mute=ink(self.ink_mute, ground),
            accent=ink(self.accent, ground),
            accent_bold=ink(self.accent, ground, bold=True),
            gain=ink(self.gain, ground),
            loss=ink(self.loss, ground),
            rule=ink(self.rule, ground),
        )


@lru_cache(1024)
def ink(colour: str, ground: str, bold: bool = False) -> Style:
    """The Rich style of `colour` on `ground`; the same object for the same arguments."""
    return Style(color=colour, bgcolor=ground, bold=bold or None)


# What each app was last seen to show: asking for its theme costs more than a row does.
_shown: WeakKeyDictionary[App[Any], tuple[tuple[str, bool], "Palette"]] = WeakKeyDictionary()
_palettes: dict[tuple[str, bool], tuple[Theme, Palette]] = {}


def palette_of(node: App[Any] | Widget) -> Palette:
    """The palette of the theme an app now shows; the same object until the theme changes."""
    app = node if isinstance(node, App) else node.app
    key = (app.theme, app.no_color)
    known = _shown.get(app)
    if known is None or known[0] != key:
        known = _shown[app] = key, palette(app.current_theme, app.no_color)
    return known[1]


def palette(theme: Theme, nocolor: bool = False) -> Palette:
    """The palette of a theme, cached by its name; `nocolor` as `App.no_color` says."""
    key = (theme.name, nocolor)
    known = _palettes.get(key)
    if known is None or known[0] != theme:
        known = _palettes[key] = (theme, _build(theme, nocolor))
    return known[1]


def _build(theme: Theme, nocolor: bool) -> Palette:
    css = theme.variables
    if not _defines_all(theme):
        css = theme_variable_defaults(theme) | theme.to_color_system().generate() | css
    of = {name: _rich_name(css[name]) for name in _COLUMNS}
    solid = of["background"]
    if not solid.startswith("#"):
        solid = "#000000" if theme.dark else "#ffffff"
    of["solid-background"] = solid
    if nocolor:
        of = {name: grey(c) if c.startswith("#") else c for name, c in of.items()}
        solid = of["solid-background"]
    for name in _TEXT:
        of[name] = legible(of[name], solid)
    of["gain-tint"] = mix(solid, of["gain"], _TINT[theme.dark])
    of["yellow-band"] = mix(solid, of["flag-yellow"], _BAND_TINT[theme.dark])
    colours = {name.replace("-", "_"): colour for name, colour in of.items()}
    return Palette(name=theme.name, dark=theme.dark, nocolor=nocolor, **colours)


def _rich_name(css: str) -> str:
    """A CSS colour as Rich text; the terminal's own and the transparent are `default`."""
    colour = Color.parse(css)
    own = colour.ansi is not None and colour.ansi < 0
    return _DEFAULT if own or colour.a == 0 else colour.hex6.lower()
