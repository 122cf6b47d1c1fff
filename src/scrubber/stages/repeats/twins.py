"""Which words of a stray copy go with which of its twin, and where the two differ."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from scrubber.model import Difference
from scrubber.stages.repeats.runs import Run
from scrubber.stages.repeats.words import Words


class Twins:
    """The matches of a run, seen from its stray copy; places are words."""

    def __init__(self, run: Run, stray_is_first: bool) -> None:
        """Turn the matches so that the stray's words come first."""
        self._here = [match.first if stray_is_first else match.second for match in run.matches]
        self._there = [match.second if stray_is_first else match.first for match in run.matches]
        self._ends = [here + match.size for here, match in zip(self._here, run.matches, strict=True)]

    def are_alike(self, low: int, high: int) -> bool:
        """Tell whether words[low:high] of the stray have anything in common with the twin."""
        return bisect_right(self._ends, low) < bisect_left(self._here, high)

    def counterpart(self, low: int, high: int) -> tuple[int, int]:
        """Return the stretch of the twin that words[low:high] of the stray go with; some are alike."""
        first, last = bisect_right(self._ends, low), bisect_left(self._here, high) - 1
        start = self._there[first] + max(0, low - self._here[first])
        end = self._there[last] + min(high, self._ends[last]) - self._here[last]
        return start, end

    def differences(self, low: int, high: int, words: Words) -> Iterator[Difference]:
        """Yield what words[low:high] of the stray say otherwise than the twin; some are alike."""
        first, last = bisect_right(self._ends, low), bisect_left(self._here, high) - 1
        if low < self._here[first]:
            yield Difference(words.say(low, self._here[first]), "")
        for at in range(first, last):
            there = self._there[at] + self._ends[at] - self._here[at]
            here_said = words.say(self._ends[at], self._here[at + 1])
            yield Difference(here_said, words.say(there, self._there[at + 1]))
        if self._ends[last] < high:
            yield Difference(words.say(self._ends[last], high), "")
