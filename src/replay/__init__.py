"""`replay`: go through a race lap by lap, both ways, in the terminal.

What happened: `replay.race`. Where it is stored: `replay.racefile`, rebuilt by
`replay.reconstruct` from what others published, which `replay.foreign` reads. When we are:
`replay.clock`. What we see: `replay.tui`, and `replay.cli` which opens it. Whether it looks as it
did: `replay.testing`, a plug-in for pytest.
"""

__version__ = "0.1.0"
