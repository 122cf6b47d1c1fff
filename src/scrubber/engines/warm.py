"""What every process of a batch needs, imported and loaded once: by the server that they are forked from.

Importing this takes a second; a process forked after that begins at once, and shares the memory.
"""

from __future__ import annotations

from scrubber.arrow import scrub_batch
from scrubber.pipeline import scrub

_HTML = "<html><body><h1>Tea</h1><p>Loose leaves steep best just off the boil, it’s said.</p></body></html>"
_FLAT = "Tea\nLoose leaves steep best just off the boil, it’s said. “Three minutes” — Tea (@tea) May 6, 2019"

for _page in (_HTML, _FLAT):
    scrub(_page)

__all__ = ["scrub_batch"]
