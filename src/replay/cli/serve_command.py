"""The command that shows the screen in a browser, as click knows it."""

import click

from replay.cli.options import A_RACE
from replay.cli.values import RaceName


@click.command("serve")
@click.argument("race", type=RaceName(), required=False, help=A_RACE)
@click.option(
    "--port",
    type=click.IntRange(1, 65_535),
    default=8_000,
    show_default=True,
    help="Serve on this port of 127.0.0.1.",
)
def serve_command(race: str | None, port: int) -> int:
    """Serve the screen to a browser on this machine.

    It has the same keys and mouse. Without RACE the list of races opens. It needs the extra `web`.
    """
    from replay.cli import serving

    return serving.serve(race, port)
