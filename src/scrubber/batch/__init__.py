"""batch: many pages from files, folders and archives, each by itself, to an output that can be resumed."""

from scrubber.batch.account import Summary
from scrubber.batch.run import Engine, run_batch
from scrubber.batch.settings import Batch
from scrubber.batch.tally import Tally
from scrubber.batch.target import FORMS, Target
from scrubber.batch.watch import Watcher

__all__ = ["FORMS", "Batch", "Engine", "Summary", "Tally", "Target", "Watcher", "run_batch"]
