"""What several commands take: a race, and the options of the screen and of tables."""

import click

from replay.cli.values import PauseKinds, PlayingTime, RaceName, Rate

A_RACE = "The name of a race, or the path of a race file; RACE@MOMENT is a moment of it."
A_FILE = "The name of a race, or the path of a race file."
A_SPAN = "A race and two moments of it, as in kansas-2024@L266..finish."
RACE = click.argument("race", type=RaceName(), help=A_RACE)
RACE_ALONE = click.argument("race", type=RaceName(), help=A_FILE)
CSV = click.option("as_csv", "--csv", is_flag=True, help="Write CSV.")
JSON = click.option("as_json", "--json", is_flag=True, help="Write JSON.")
SPEED = click.option("--speed", type=Rate(), help="Open at this rate: 1/20 to 64.")
THEME = click.option("--theme", metavar="NAME", help="Colours: the name of a theme.")
ASCII = click.option(
    "ascii_only", "--ascii/--no-ascii", default=None, help="Draw with ASCII characters only."
)
SLOW_MOTION = click.option(
    "--slow-motion/--no-slow-motion", default=None, help="Play a close finish slowly (the default)."
)
IN = click.option(
    "--in",
    "length",
    type=PlayingTime(),
    help="Play the race condensed to this time, from 10s to 24h: it is spent where things happen.",
)
PAUSE_AT = click.option(
    "--pause-at",
    type=PauseKinds(),
    help="Pause while playing at these events: lead, caution, restart, stage, stop (of the "
    "followed car), white, finish; several between commas, or none.",
)
YELLOW = click.option(
    "--yellow",
    type=click.Choice(["play", "fast", "skip"]),
    help="Play laps under yellow as they are, fast, or skip them.",
)
RESUME = click.option(
    "--resume",
    is_flag=True,
    help="Open where you left the race; without RACE, the race you left last.",
)
