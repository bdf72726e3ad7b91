"""The command that writes a race as subtitles, as click knows it."""

from pathlib import Path

import click

from replay.cli.options import RACE_ALONE


@click.command(
    "subtitles",
    epilog="""\b
replay subtitles kansas-2024 -o kansas.srt --sync L1=0:03:12 --sync L81=0:47:05
""",
)
@RACE_ALONE
@click.option(
    "-o",
    "output",
    metavar="FILE.srt",
    type=click.Path(path_type=Path),
    required=True,
    help="Write them there, as SubRip.",
)
@click.option(
    "--sync",
    "points",
    metavar="LAP=TIME",
    multiple=True,
    help="The leader completes this lap at this time of the recording: L81=0:45:10; L0 is the "
    "green flag, and any moment may stand for a lap: caution3=1:02:00. Several give straight "
    "lines between them; without any the recording begins at the green flag.",
)
def subtitles_command(race: str, output: Path, points: tuple[str, ...]) -> int:
    """Write a race as subtitles for your own recording of it.

    They tell the lap, the top of the board and what happens, each when it is known.
    """
    from replay.cli import subtitling

    return subtitling.write_subtitles(race, output, points)
