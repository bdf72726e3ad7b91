"""Measure the reconstruction: `python -m tests.accuracy [--json] [FOLDER]`, from the top folder."""

from argparse import ArgumentParser
from pathlib import Path

import msgspec
from tests.accuracy.boxscore import SHARED
from tests.accuracy.evaluation import BANDS, box_scores, evaluation_of
from tests.accuracy.metrics import pooled_kinds
from tests.accuracy.report import report


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED, help="of box scores")
    parser.add_argument("--json", action="store_true", help="all figures as JSON")
    options = parser.parse_args()
    evaluations = [evaluation_of(folder) for folder in box_scores(options.folder)]
    if not evaluations:
        parser.error(f"no box score with an answer key in {options.folder}")
    if options.json:
        bands = pooled_kinds(BANDS, [one.bands for one in evaluations])
        figures = msgspec.json.encode({"races": evaluations, "bands": bands})
        print(msgspec.json.format(figures).decode())
    else:
        print(report(evaluations))


if __name__ == "__main__":
    main()
