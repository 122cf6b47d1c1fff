"""A Ray cluster: the same function on each batch, by Ray Data (the extra `ray`)."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import partial
from itertools import islice
from typing import Any

import pyarrow as pa

from scrubber.arrow import Work, scrub_batch
from scrubber.errors import BadConfig

_AT_ONCE = 1_000  # batches given to the cluster at a time: of usual pages 250 MB, in its object store (guess)


def scrub_on_ray(batches: Iterable[pa.RecordBatch], work: Work) -> Generator[pa.RecordBatch, None, None]:
    """Yield what `scrub_batch` makes of each batch, in order, from a Ray cluster.

    The cluster is the one that Ray is connected to, or that it finds (`RAY_ADDRESS`) or starts by itself.
    What a page may take is the cluster's own affair: it starts anew what died. Raises BadConfig where Ray is
    not installed.
    """
    try:
        import ray
    except ImportError:
        raise BadConfig("Ray is not installed; pip install 'scrubber[ray]', or leave --engine out") from None
    ray.data.DataContext.get_current().execution_options.preserve_order = True
    left = iter(batches)
    while some := [pa.Table.from_batches([batch]) for batch in islice(left, _AT_ONCE)]:
        pages = ray.data.from_arrow(some)
        scrub = partial(scrub_batch, work=work)
        done = pages.map_batches(scrub, batch_size=None, batch_format="pyarrow")
        tables: Iterable[Any] = done.iter_batches(batch_size=None, batch_format="pyarrow")
        for table in tables:
            yield from table.combine_chunks().to_batches()
