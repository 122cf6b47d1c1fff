"""Run one system over the pages of a data set, in a process of its own, so that its memory is its own.

    python -m benchmarks.measure SYSTEM DATA IDS.json PREDICTIONS.jsonl SUMMARY.json

IDS.json is a list of page ids. A prediction is a line {"id", "text", "ms", "headings", "error"}: "ms" is CPU
time, "headings" is left out where the system has none to give, "error" where all went well. The summary is
{"peak_mb"}, read before headings are asked for. No system reaches the network.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.flat_systems import FLAT_BY_NAME
from benchmarks.folds import Fold, find_folds
from benchmarks.pages import Page, read_flat, read_page
from benchmarks.systems import BY_NAME, Extractor, System

Reader = Callable[[str], Page]


def main() -> None:
    """Read the arguments, write the predictions and the summary."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("system")
    for name in ("data", "ids", "predictions", "summary"):
        cli.add_argument(name, type=Path)
    cli.add_argument("--flat", type=Path, help="take the pages as flat text, from this folder")
    cli.add_argument("--fold-weights", type=Path, help="the folder of folds.json and each fold's weights")
    args = cli.parse_args()
    sys.addaudithook(_refuse_network)
    ids = json.loads(args.ids.read_text(encoding="utf-8"))
    weights = find_folds(args.fold_weights, ids)
    system = (FLAT_BY_NAME if args.flat else BY_NAME)[args.system]
    read = partial(read_flat, args.flat) if args.flat else partial(read_page, args.data)
    records = {record["id"]: record for record in _time_texts(system, read, weights)}
    peak = peak_mb()
    for page_id, headings in _read_headings(system, read, weights):
        records[page_id]["headings"] = headings
    with args.predictions.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(records[page_id], ensure_ascii=False) + "\n" for page_id in ids)
    args.summary.write_text(json.dumps({"peak_mb": peak}), encoding="utf-8")


def peak_mb() -> float:
    """Return the most memory that this process has held, in MB (2**20 bytes)."""
    status = Path("/proc/self/status")
    if status.exists():  # its own: Linux's ru_maxrss counts the process that started this one, too
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def _load_each(system: System, weights: Mapping[str, Fold | None]) -> Iterator[tuple[Extractor, list[str]]]:
    """Yield the system with each fold's weights, one at a time, and the pages that they are for."""
    order = sorted(weights, key=lambda page_id: (str(weights[page_id]), page_id))
    for fold, ids in groupby(order, key=weights.__getitem__):
        yield system.load(fold), list(ids)


def _time_texts(system: System, read: Reader, weights: Mapping[str, Fold | None]) -> Iterator[dict[str, Any]]:
    for extractor, ids in _load_each(system, weights):
        _call(extractor.text, read(ids[0]))  # untimed: what is loaded on the first call is no page's cost
        for page_id in ids:
            text, ms, error = _call(extractor.text, read(page_id))
            record = {"id": page_id, "text": text or "", "ms": round(ms, 3)}
            yield record if error is None else {**record, "error": error}


def _read_headings(
    system: System, read: Reader, weights: Mapping[str, Fold | None]
) -> Iterator[tuple[str, list[str]]]:
    for extractor, ids in _load_each(system, weights):
        if extractor.headings is not None:
            for page_id in ids:
                yield page_id, _call(extractor.headings, read(page_id))[0] or []


def _call(function: Any, page: Page) -> tuple[Any, float, str | None]:
    """Return what a function gives for a page (null where it failed), its CPU milliseconds and its error."""
    before = time.process_time()
    result, error = None, None
    try:
        result = function(page)
    except Exception as caught:  # one page's fault is that page's score
        error = f"{type(caught).__name__}: {caught}"
    return result, 1000 * (time.process_time() - before), error


def _refuse_network(event: str, args: tuple[Any, ...]) -> None:
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        raise OSError("a benchmark fetches nothing")


if __name__ == "__main__":
    main()
