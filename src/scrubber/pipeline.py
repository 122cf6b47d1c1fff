"""The tuple of stages, and how a page runs through it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from scrubber import stages
from scrubber.errors import BadConfig
from scrubber.model import Document, Favor
from scrubber.stages.second_opinion import load_trafilatura

Stage = Callable[[Document], Document]

# What may tell the page's content from debris, by the name that the user knows.
EXTRACTORS: Final[dict[str, Callable[..., Document]]] = {
    "model": stages.debris,
    "trafilatura": stages.second_opinion,
}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Named stages in the order in which they run. A pipeline is a value: each change gives a new one."""

    stages: tuple[tuple[str, Stage], ...]

    # Without these there is nothing to show; each can still be replaced.
    REQUIRED = ("decode", "segment", "sections")

    @classmethod
    def default(cls, *, extractor: str = "model", favor: str = Favor.BALANCE) -> Pipeline:
        """Return the pipeline that `scrubber run` uses.

        `extractor` is what marks debris: scrubber's own model, or trafilatura (HTML only, and to be
        installed with it); `favor` is what it is to be on the safe side of. Raises BadConfig for any other
        extractor, and where trafilatura can't be imported.
        """
        if extractor not in EXTRACTORS:
            raise BadConfig(f"there is no extractor {extractor!r}; it is one of: {', '.join(EXTRACTORS)}")
        if favor not in tuple(Favor):
            raise BadConfig(f"there is no favoring {favor!r}; it is one of: {', '.join(Favor)}")
        if extractor == "trafilatura":
            load_trafilatura()  # now, so that its absence is one error, not one a page
        mark_debris = EXTRACTORS[extractor]
        if favor != Favor.BALANCE:
            mark_debris = partial(mark_debris, favor=Favor(favor))
        return cls(
            (
                ("decode", stages.decode),
                ("segment", stages.segment),
                ("repair", stages.repair),  # before embeds: an attribution must be legible
                ("embeds", stages.embeds),  # before debris: a tweet looks like noise to it
                ("repeats", stages.repeats),  # before debris: a copy in the wrong place misleads it
                ("debris", mark_debris),
                ("sections", stages.sections),
            )
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The stages' names, in order."""
        return tuple(name for name, _ in self.stages)

    def without(self, name: str) -> Pipeline:
        """Return the pipeline less one stage.

        Raises BadConfig for a name that is not there, or a stage that the others can't do without.

        >>> Pipeline.default().without("debris").names
        ('decode', 'segment', 'repair', 'embeds', 'repeats', 'sections')
        """
        self._check(name)
        if name in self.REQUIRED:
            spare = ", ".join(n for n in self.names if n not in self.REQUIRED)
            raise BadConfig(
                f"{name} can't be left out, other stages need it; replace it, or leave out one of: {spare}"
            )
        return replace(self, stages=tuple(pair for pair in self.stages if pair[0] != name))

    def replacing(self, name: str, stage: Stage) -> Pipeline:
        """Return the pipeline with another stage under that name. Raises BadConfig for an unknown name."""
        self._check(name)
        return replace(self, stages=tuple((n, stage if n == name else s) for n, s in self.stages))

    def inserting(self, name: str, stage: Stage, *, before: str) -> Pipeline:
        """Return the pipeline with one more stage, before the one of that name.

        Raises BadConfig for a name that is there already, or nothing to stand before.

        >>> Pipeline.default().inserting("nothing", lambda document: document, before="debris").names[4:7]
        ('repeats', 'nothing', 'debris')
        """
        self._check(before)
        if name in self.names:
            raise BadConfig(
                f"there is a stage {name!r} already; replace it, or give the new one another name"
            )
        at = self.names.index(before)
        return replace(self, stages=(*self.stages[:at], (name, stage), *self.stages[at:]))

    def marking_site_repeats(self, sketch: str | os.PathLike[str]) -> Pipeline:
        """Return the pipeline with `site-repeats`, by the sketch of all pages that was saved there.

        >>> Pipeline.default().marking_site_repeats("pages.npy").names[-3:]
        ('debris', 'site-repeats', 'sections')
        """
        # Behind debris: its model has learned from pages with their menus, and misses them.
        return self.inserting("site-repeats", partial(stages.site_repeats, sketch=sketch), before="sections")

    def run(
        self,
        page: bytes | str | Path | Document,
        *,
        media_type: str | None = None,
        url: str | None = None,
        watch: Callable[[str, float], None] | None = None,
    ) -> Document:
        """Return the page after every stage.

        `watch` is called after each stage with its name and its milliseconds; with it, `Document.ms` is set.
        Raises BadInput where the page can't be scrubbed.
        """
        document = page if isinstance(page, Document) else Document.open(page, media_type=media_type, url=url)
        if watch is None:
            for _, stage in self.stages:
                document = stage(document)
            return document
        begin = time.perf_counter()
        for name, stage in self.stages:
            before = time.perf_counter()
            document = stage(document)
            watch(name, 1000 * (time.perf_counter() - before))
        return replace(document, ms=round(1000 * (time.perf_counter() - begin), 3))

    def _check(self, name: str) -> None:
        if name not in self.names:
            raise BadConfig(f"there is no stage {name!r}; the stages are {', '.join(self.names)}")


def scrub(page: bytes | str | Path, *, media_type: str | None = None, url: str | None = None) -> Document:
    """Return the page scrubbed by the default pipeline.

    A str is the page itself, never a path; a Path is read. `media_type` is what the server said, its
    charset parameter included; without it the name and the content tell. Nothing is fetched: `url` is
    recorded, and resolves nothing. Raises BadInput (SkipPage where the page holds nothing), BadConfig.

    >>> document = scrub("Tea\\n\\nLoose leaves steep best just off the boil, for about three minutes.")
    >>> document.title, len(document.sections)
    ('Tea', 1)
    """
    return Pipeline.default().run(page, media_type=media_type, url=url)
