"""What a run comes to: pages by status and media type, characters kept and removed, the slowest pages."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from scrubber.readers import name_record

_SLOWEST = 10  # pages named


@dataclass(slots=True)
class Tally:
    """Counts that add up: of a shard, or of a whole run."""

    statuses: Counter[str] = field(default_factory=Counter)
    media_types: Counter[str] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)  # bytes, chars, kept, tweets
    removed: dict[str, Counter[str]] = field(default_factory=dict)  # blocks and chars by "stage/rule"
    slowest: list[tuple[float, str]] = field(default_factory=list)  # ms and name, the slowest first

    @property
    def pages(self) -> int:
        """How many pages there were."""
        return self.statuses.total()

    @property
    def failed(self) -> int:
        """How many of them have no result."""
        return self.pages - self.statuses["ok"]

    def add(self, reports: Iterable[Mapping[str, Any]]) -> None:
        """Count the pages that `scrub_batch` reports on."""
        for report in reports:
            self.statuses[report["status"]] += 1
            self.media_types[report["media_type"] or "unknown"] += 1
            for name in ("bytes", "chars", "kept", "tweets"):
                self.sizes[name] += report[name]
            for rule in report["removed"]:
                count = self.removed.setdefault(f"{rule['stage']}/{rule['rule']}", Counter())
                count["blocks"] += rule["blocks"]
                count["chars"] += rule["chars"]
            self._keep_slowest([(report["ms"], name_record(report["source"], report["offset"]))])

    def merge(self, other: Tally) -> None:
        """Add what another run of pages came to."""
        self.statuses += other.statuses
        self.media_types += other.media_types
        self.sizes += other.sizes
        for rule, count in other.removed.items():
            self.removed[rule] = self.removed.get(rule, Counter()) + count
        self._keep_slowest(other.slowest)

    def to_dict(self) -> dict[str, Any]:
        """Return the counts as JSON's own types, each table sorted by its size."""
        removed = sorted(self.removed.items(), key=lambda item: (-item[1]["chars"], item[0]))
        return {
            "pages": self.pages,
            "status": _sort(self.statuses),
            "media_type": _sort(self.media_types),
            **{name: self.sizes[name] for name in ("bytes", "chars", "kept", "tweets")},
            "removed": {rule: {"blocks": n["blocks"], "chars": n["chars"]} for rule, n in removed},
            "slowest": [{"name": name, "ms": round(ms, 1)} for ms, name in self.slowest],
        }

    @classmethod
    def from_dict(cls, shown: Mapping[str, Any]) -> Tally:
        """Return the tally that `to_dict` showed."""
        return cls(
            Counter(shown["status"]),
            Counter(shown["media_type"]),
            Counter({name: shown[name] for name in ("bytes", "chars", "kept", "tweets")}),
            {rule: Counter(count) for rule, count in shown["removed"].items()},
            [(page["ms"], page["name"]) for page in shown["slowest"]],
        )

    def _keep_slowest(self, pages: list[tuple[float, str]]) -> None:
        self.slowest = heapq.nlargest(_SLOWEST, [*self.slowest, *pages])


def _sort(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))
