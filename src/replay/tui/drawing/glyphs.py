"""Every sign the screens draw with, and its plain ASCII stand-in.

All are one cell wide in Unicode; in ASCII `paused`, `white`, `lead` and `plus_minus` take two.
"""

from msgspec import Struct


class Glyphs(Struct, frozen=True):
    """The signs of a screen. `ascii` tells widgets that draw with blocks to do without."""

    ascii: bool
    # the clock and the ribbon
    playing: str
    paused: str
    reverse: str
    ended: str
    times: str
    playhead: str
    future: str
    low_bar: str
    slow_bar: str
    part_bar: str
    stage_past: str
    stage_ahead: str
    bookmark: str
    found: str
    loop_start: str
    loop_end: str
    loop: str
    # flags
    grid: str
    green: str
    slowed: str
    slow_zone: str
    caution: str
    red: str
    white: str
    checkers: str
    # lines
    cursor: str
    followed: str
    rule: str
    flag_rule: str
    hairline: str
    stem: str
    tick: str
    tick_quarter: str
    hash_left: str
    hash_middle: str
    hash_right: str
    classes: str
    """The lines of classes by their rank, the fastest first: they hold without colour."""
    # charts
    heavy: str
    light: str
    broken: str
    heavy_dot: str
    """A line of measured values in a key; in ASCII, where there is no braille, the line itself."""
    light_dot: str
    broken_dot: str
    fence: str
    reading: str
    above: str
    below: str
    # the order and the log
    gained: str
    lost: str
    lead: str
    stop: str
    free_pass: str
    out: str
    penalty: str
    unseen: str
    fastest: str
    # text
    none: str
    rebuilt: str
    minus: str
    plus_minus: str
    cut: str
    eighths: str
    """Bars of 1 to 8 eighths of a cell, left to right."""
    plate: str
    """What stands before a car number where plates have no colour."""
    class_lines: str
    """The lines that mark the classes, the fastest first; more of them share the last."""


UNICODE = Glyphs(
    ascii=False,
    playing="▶",
    paused="‖",
    reverse="◀",
    ended="■",
    times="×",
    playhead="┃",
    future="┈",
    low_bar="▂",
    slow_bar="▄",
    part_bar="▖",
    stage_past="◆",
    stage_ahead="◇",
    bookmark="▾",
    found="╹",
    loop_start="┣",
    loop_end="┫",
    loop="─",
    grid="□",
    green="▶",
    slowed="△",
    slow_zone="▽",
    caution="▲",
    red="■",
    white="□",
    checkers="▚",
    cursor="▌",
    followed="▎",
    rule="─",
    flag_rule="━",
    hairline="│",
    stem="▏",
    tick="┬",
    tick_quarter="╷",
    hash_left="▏",
    hash_middle="│",
    hash_right="▕",
    classes="┃╏┇┋│",
    heavy="━",
    light="─",
    broken="╌",
    heavy_dot="━",
    light_dot="─",
    broken_dot="╌",
    fence="┊",
    reading="╎",
    above="▴",
    below="▾",
    gained="↑",
    lost="↓",
    lead="»",
    stop="○",
    free_pass="+",
    out="×",
    penalty="!",
    unseen="?",
    fastest="*",
    none="·",
    rebuilt="~",
    minus="−",
    plus_minus="±",
    cut="…",
    eighths="▏▎▍▌▋▊▉█",
    plate="",
    class_lines="┃╏┇┋│",
)

ASCII = Glyphs(
    ascii=True,
    playing=">",
    paused="||",
    reverse="<",
    ended="X",
    times="x",
    playhead="|",
    future=".",
    low_bar="_",
    slow_bar="=",
    part_bar="-",
    stage_past="*",
    stage_ahead="o",
    bookmark="v",
    found="'",
    loop_start="[",
    loop_end="]",
    loop="-",
    grid=":",
    green=">",
    slowed="v",
    slow_zone="v",
    caution="!",
    red="X",
    white="[]",
    checkers="#",
    cursor=">",
    followed="=",
    rule="-",
    flag_rule="=",
    hairline="|",
    stem="|",
    tick="+",
    tick_quarter="'",
    hash_left="|",
    hash_middle="|",
    hash_right="|",
    classes="|:;!'",
    heavy="=",
    light="-",
    broken="~",
    heavy_dot="#",
    light_dot="*",
    broken_dot=".",
    fence=":",
    reading="!",
    above="^",
    below="v",
    gained="+",
    lost="-",
    lead=">>",
    stop="o",
    free_pass="+",
    out="x",
    penalty="-",
    unseen="?",
    fastest="^",
    none=".",
    rebuilt="~",
    minus="-",
    plus_minus="+-",
    cut="_",
    eighths="---#####",
    plate="#",
    class_lines="|:;!|",
)
