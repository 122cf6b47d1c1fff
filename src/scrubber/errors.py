"""What can go wrong, named by what the caller does next.

Every message says what to try. `exit_code` is what the command line ends with.
"""


class ScrubError(Exception):
    """The root of scrubber's own errors: `except ScrubError` catches them all."""

    exit_code = 1


class BadInput(ScrubError):
    """The input can't be used as it is: mend it, or say more about it, and call again."""


class SkipPage(BadInput):
    """The page holds nothing to scrub (empty, an image, no text): leave it out and go on."""


class BadConfig(ScrubError):
    """The call itself is wrong (an unknown stage, a media type that can't be): change the call."""

    exit_code = 2


class BadOutput(ScrubError):
    """The result can't be written: name another place, or free this one."""

    exit_code = 3
