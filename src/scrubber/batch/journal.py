"""The journal of a run: which shards are done, so that a run that was killed goes on behind them."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from scrubber.batch.tally import Tally
from scrubber.errors import BadConfig, BadOutput

_SCHEMA = """
    CREATE TABLE IF NOT EXISTS run (settings TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS shards (
        number INTEGER PRIMARY KEY,
        pages INTEGER NOT NULL,
        tally TEXT NOT NULL,
        errors TEXT NOT NULL  -- the lines of errors.jsonl
    );
"""


@dataclass(frozen=True, slots=True)
class Shard:
    """A shard that is written: how many pages it took from the input, and what became of them."""

    number: int
    pages: int
    tally: Tally
    errors: str


class Journal:
    """A SQLite file that knows a run's settings and its finished shards, and that one run alone holds."""

    def __init__(self, path: Path, settings: dict[str, Any], *, resume: bool) -> None:
        """Open it. Raises BadConfig where it is of a run with other settings, BadOutput while that runs."""
        self._path = path
        try:
            self._connection = sqlite3.connect(path, isolation_level=None, timeout=1)
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA synchronous = FULL")  # what is told to be done is on the disk
            self._connection.execute("BEGIN EXCLUSIVE")
            for statement in _SCHEMA.split(";")[:-1]:
                self._connection.execute(statement)
            self.resumed = self._begin(settings, resume=resume)
            self._connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise BadOutput(
                f"can't use {path}: {error}; let the run end that is writing there, or name another place"
            ) from error
        except sqlite3.DatabaseError as error:
            raise BadOutput(f"can't use {path}: {error}; remove it, and start without --resume") from error

    def _begin(self, settings: dict[str, Any], *, resume: bool) -> bool:
        """Tell whether this goes on with a run that was begun there."""
        said = json.dumps(settings, sort_keys=True)
        known = self._connection.execute("SELECT settings FROM run").fetchone()
        if resume and known is not None:
            changed = [
                name for name, value in json.loads(known[0]).items() if value != settings.get(name, value)
            ]
            if changed or known[0] != said:
                raise BadConfig(
                    f"the run that was begun there differs ({', '.join(changed) or 'settings'}); call it as "
                    "it was called then, or begin anew without --resume"
                )
            return True
        self._connection.execute("DELETE FROM run")
        self._connection.execute("DELETE FROM shards")
        self._connection.execute("INSERT INTO run VALUES (?)", (said,))
        return False

    def read(self) -> list[Shard]:
        """Return the shards that are done, in order."""
        rows = self._connection.execute("SELECT number, pages, tally, errors FROM shards ORDER BY number")
        return [
            Shard(n, pages, Tally.from_dict(json.loads(tally)), errors) for n, pages, tally, errors in rows
        ]

    def count(self) -> int:
        """Return how many shards are done."""
        (number,) = self._connection.execute("SELECT count(*) FROM shards").fetchone()
        return int(number)

    def write(self, shard: Shard) -> None:
        """Note that a shard is done; on return it is on the disk."""
        row = (shard.number, shard.pages, json.dumps(shard.tally.to_dict()), shard.errors)
        self._connection.execute("INSERT INTO shards VALUES (?, ?, ?, ?)", row)

    def __enter__(self) -> Self:
        """Return the journal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self._connection.close()
