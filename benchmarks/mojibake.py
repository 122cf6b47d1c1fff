"""What mojibake is made of, to try the test for it: every sign that ftfy asks for."""

from __future__ import annotations

import re

from scrubber.stages.repair.signs import CATEGORIES

_BMP = "".join(map(chr, range(0x10000)))
# What ftfy's longer patterns ask for by name, or as what stands beside: more often drawn than the rest.
_NAMED = [*"ØÙÃÂÎÐœŒ×√≈‚Ä€вЂГўВРСΒΓΞΟβāàâó°µ²·–—´™®©Š\xa0\xad", *" \t.,?!1-azAZжЖ"]

SIGNS = [sign for signs in CATEGORIES.values() for sign in re.findall(f"[{signs}]", _BMP)] + 6 * _NAMED
