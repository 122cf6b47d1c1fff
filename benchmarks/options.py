"""What every benchmark's command line takes, each option written once."""

from __future__ import annotations

from pathlib import Path

import click

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
SETTINGS = {"help_option_names": ["-h", "--help"]}

data = click.argument("data", type=FOLDER)
scorers = click.option(
    "--scorers",
    type=FOLDER,
    help="The folder of score_wcxb.py and flatten.py; bench beside DATA's grandparent if not given.",
)
fold_weights = click.option(
    "--fold-weights",
    type=FOLDER,
    help="folds.json ({page id: fold}) and html-N.npz, flat-N.npz and tagger-N.npz, weights that never saw "
    "fold N: scrubber is then cross-validated on DATA. Without it the shipped weights, which were fitted to "
    "DATA, are used.",
)
sample = click.option(
    "--sample", type=click.IntRange(min=1), help="Take so many pages of each set, evenly spread."
)
output = click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the result here, too; a run of everything goes to benchmarks/results.",
)
keep = click.option(
    "--keep",
    type=click.Path(path_type=Path),
    help="Keep the predictions in this folder, as score_wcxb.py reads them.",
)
