"""Where a batch's output goes: one file, a folder of shards, a folder of pages, or standard output.

A shard is written beside its place and renamed when it is whole. A run that is killed so leaves nothing half
written, and one that goes on behind the last shard ends with the same bytes.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

import pyarrow as pa

from scrubber.batch.shards import SHARDED, Write, join_shards, open_shard
from scrubber.errors import BadConfig, BadOutput
from scrubber.writers import ENDINGS, replacing

PAGED: Final = ("json", "markdown", "text")
FORMS: Final = (*PAGED, *SHARDED)


@dataclass(frozen=True, slots=True)
class Target:
    """A file that takes all pages (`single`), or a folder; None is standard output."""

    place: Path | None
    form: str
    single: bool = False

    @classmethod
    def of(cls, output: str, form: str | None = None) -> Target:
        """Return the target that a user names: a file's ending tells its form, all else is a folder.

        Raises BadConfig where the two don't go together.

        >>> Target.of("out.jsonl.gz").single, Target.of("out").form, Target.of("out", "parquet").single
        (True, 'json', False)
        """
        ending = next(
            (form for form in sorted(SHARDED, key=len, reverse=True) if output.endswith(f".{form}")), None
        )
        if output == "-":
            if form not in (None, "jsonl"):
                raise BadConfig(
                    "standard output takes JSON lines; leave --format out, or name a file with -o"
                )
            return cls(None, "jsonl")
        if ending is None:
            return cls(Path(output), form or "json")
        if form not in (None, ending):
            raise BadConfig(f"{output} is no place for {form}; name a folder with -o, or leave --format out")
        if Path(output).is_dir():
            raise BadConfig(f"{output} is a folder; say what to write to it with --format")
        return cls(Path(output), ending, single=True)

    @property
    def rows(self) -> str:
        """The form in which `scrub_batch` is to give its rows."""
        return "wire" if self.form == "parquet" else "jsonl" if self.form in SHARDED else self.form

    @property
    def work(self) -> Path | None:
        """The run's own folder, which stays where the run does not come to its end."""
        if self.place is None:
            return None
        return (
            self.place.with_name(f".{self.place.name}.scrubber") if self.single else self.place / ".scrubber"
        )

    def beside(self, name: str) -> Path | None:
        """Return the path of a file of the run's own account: in the folder, or beside the file.

        >>> Target.of("out.jsonl.gz").beside("errors.jsonl")
        PosixPath('out.errors.jsonl')
        """
        if self.place is None:
            return None
        if not self.single:
            return self.place / name
        return self.place.with_name(f"{self.place.name.removesuffix(f'.{self.form}')}.{name}")

    @contextmanager
    def open(self, number: int, schema: pa.Schema) -> Iterator[Write]:
        """Give what writes batches to a shard, which is in its place when all went well.

        Raises BadOutput where it can't be written.
        """
        try:
            if self.place is None:
                yield _write_out
            elif self.form in PAGED:
                yield self._write_pages
            else:
                with open_shard(self._shard(number), self.form, schema) as write:
                    yield write
        except OSError as error:
            where = self.place or "to standard output"
            raise BadOutput(
                f"can't write {where}: {error.strerror}; free it, or name another place"
            ) from error

    def finish(self, shards: int, schema: pa.Schema) -> None:
        """Put a single file together from its shards."""
        if self.single and self.place is not None:
            join_shards([self._shard(number) for number in range(shards)], self.place, self.form, schema)

    def holds(self, address: str, inputs: Sequence[str]) -> bool:
        """Tell whether a file that was found below the inputs is output of this run, or of one before.

        An output folder that an input lies in, or is, holds no output that could be told from its input.

        >>> Target.of("pages/out").holds("pages/out/a.txt", ["pages"])
        True
        """
        if self.place is None:
            return False
        path, place = Path(address).resolve(), self.place.resolve()
        if self.single:
            accounts = (self.beside(name) for name in ("errors.jsonl", "summary.json"))
            return path in (place, *(account.resolve() for account in accounts if account))
        return path.is_relative_to(place) and any(Path(each).resolve() in place.parents for each in inputs)

    def make_folder(self) -> Path | None:
        """Make the run's own folder and return it. Raises BadOutput where that can't be."""
        if self.work is not None:
            try:
                self.work.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise BadOutput(
                    f"can't write {self.place}: {error.strerror}; name another place with -o"
                ) from error
        return self.work

    def clear(self) -> None:
        """Remove the shards of an earlier run, which may have come to more than this one will."""
        if self.place is not None and self.form in SHARDED:
            for shard in self._folder.glob(f"part-*.{self.form}"):
                shard.unlink()

    def end(self) -> None:
        """Remove the run's own folder."""
        if self.work is not None:
            shutil.rmtree(self.work, ignore_errors=True)

    @property
    def _folder(self) -> Path:
        """Where shards stand: in their folder, or, until they are put together, in the run's own."""
        folder = self.work if self.single else self.place
        assert folder is not None
        return folder

    def _shard(self, number: int) -> Path:
        return self._folder / f"part-{number:05}.{self.form}"

    def _write_pages(self, batch: pa.RecordBatch) -> None:
        """Write each row to a file of its own; a form that can't say that a page failed has none for it."""
        assert self.place is not None
        shown = zip(batch["output"].to_pylist(), batch["report"].to_pylist(), strict=True)
        for text, report in shown:
            if text is not None:
                path = self.place / find_place(report["source"], report["offset"], ENDINGS[self.form])
                path.parent.mkdir(parents=True, exist_ok=True)
                with replacing(path, sync=False) as beside:
                    beside.write_text(text, encoding="utf-8", newline="\n")


def find_place(source: str, offset: int | None, ending: str) -> PurePosixPath:
    """Return where a page's own file goes, below the output's folder.

    >>> find_place("news/tea.html", None, ".json"), find_place("crawl.warc.gz", 812, ".json")
    (PurePosixPath('news/tea.html.json'), PurePosixPath('crawl.warc.gz/812.json'))
    """
    return PurePosixPath(f"{source}{ending}" if offset is None else f"{source}/{offset}{ending}")


def _write_out(batch: pa.RecordBatch) -> None:
    for text in batch["output"].to_pylist():
        sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()
