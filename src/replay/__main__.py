"""`python -m replay`: the same as `replay`."""

import sys

from replay.cli import main

sys.exit(main())
