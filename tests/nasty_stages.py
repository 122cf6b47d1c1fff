"""Stages that go wrong on pages that say so, for tests of batches: they must be importable by a process."""

from __future__ import annotations

import os
import re
import signal
import time

from scrubber import Document

# No signal is heard in the middle of it, as in a hang of a library's.
_SLOW = re.compile(r"(x+x+)+y")


def go_wrong(document: Document) -> Document:
    """Do what the page's text says."""
    text = document.text
    if "RAISE" in text:
        raise KeyError("tea")
    if "SLEEP" in text:
        time.sleep(60)
    if "HANG" in text:
        _SLOW.match("x" * 40)
    if "SWELL" in text:
        bytearray(3_000_000_000)
    if "EXIT" in text:
        os._exit(3)
    if "CRASH" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return document
