"""What became of a page that could not be scrubbed: one line of a batch's account."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scrubber.errors import ScrubError, SkipPage

_REPORT = "this is a fault of scrubber's, please report it with the page"


class Status(StrEnum):
    """How a page came out of the pipeline."""

    OK = "ok"
    EMPTY = "empty"  # it holds nothing to scrub: no text, an image
    REFUSED = "refused"  # it can't be scrubbed as it is: bytes in no charset that could be told
    UNREADABLE = "unreadable"  # its record is damaged
    FAILED = "failed"  # a stage raised an error that is none of scrubber's own
    TIMEOUT = "timeout"
    MEMORY = "memory"
    KILLED = "killed"  # the process that scrubbed it died of it


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a page has no result: at which stage (null where that is not known), what is wrong, what to try."""

    status: Status
    stage: str | None
    message: str
    advice: str

    @classmethod
    def of(cls, error: BaseException, stage: str | None) -> Failure:
        """Return what an error that a stage raised says; scrubber's own end in "; " and what to try.

        >>> Failure.of(SkipPage("the page is empty; fetch it again"), "decode").advice
        'fetch it again'
        """
        if isinstance(error, ScrubError):
            status = Status.EMPTY if isinstance(error, SkipPage) else Status.REFUSED
            return cls.told(status, stage, str(error))
        if isinstance(error, MemoryError):
            return cls(Status.MEMORY, stage, "the page takes more memory than is allowed", _MORE_MEMORY)
        return cls(Status.FAILED, stage, f"{type(error).__name__}: {error}", _REPORT)

    @classmethod
    def told(cls, status: Status, stage: str | None, words: str) -> Failure:
        """Return the failure that a sentence tells, what to try behind its first semicolon."""
        message, _, advice = words.partition("; ")
        return cls(status, stage, message, advice)

    @classmethod
    def timed_out(cls, stage: str | None, seconds: float) -> Failure:
        """Return the failure of a page that took longer than it may."""
        return cls(
            Status.TIMEOUT,
            stage,
            f"the page took more than {seconds:g} s",
            "raise --timeout, or report the page if it is small",
        )

    @classmethod
    def killed(cls, stage: str | None) -> Failure:
        """Return the failure of a page whose process died, twice."""
        return cls(Status.KILLED, stage, "the process that scrubbed the page died of it", _MORE_MEMORY)

    def __str__(self) -> str:
        """Return one line for a person."""
        return f"{self.message}; {self.advice}" if self.advice else self.message


_MORE_MEMORY = "raise --max-memory, or report the page if it is small"
