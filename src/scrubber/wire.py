"""A document as JSON (schema 1), and the JSON Schema that says what it looks like.

Every field is always there: what is not known is null. A span is [start, end], code points of the
decoded source, half open.
"""

from __future__ import annotations

import json
from typing import Any

from scrubber.failure import Failure, Status
from scrubber.model import Block, Document, Embed, Kind, Missing, Repair, Section, Span, Tweet

SCHEMA = 1

_Json = dict[str, Any]


def to_wire(document: Document, failure: Failure | None = None) -> _Json:
    """Return the document as JSON's own types, in a fixed order; of one that failed, what is known of it."""
    from scrubber import __version__

    page, decoding, meta = document.page, document.decoding, document.metadata
    return {
        "scrubber": {"version": __version__, "schema": SCHEMA},
        "source": {
            "name": page.name,
            "url": page.url,
            "id": page.id,
            "media_type": document.media_type.value if decoding else None,
            "encoding": decoding.encoding if decoding else None,
            "evidence": decoding.evidence if decoding else None,
            "confidence": decoding.confidence if decoding else None,
            "replaced": decoding.replaced if decoding else None,
            "packed": list(decoding.packed) if decoding else [],
            "bytes": decoding.bytes if decoding else None,
            "sha256": decoding.sha256 if decoding else None,
        },
        "status": failure.status.value if failure else Status.OK.value,
        "error": _error(failure) if failure else None,
        "title": document.title,
        "language": document.language,
        "metadata": {
            "author": meta.author,
            "date": meta.date,
            "site_name": meta.site_name,
            "description": meta.description,
            "url": meta.url,
            "tags": list(meta.tags),
        },
        "sections": [_section(section) for section in document.sections],
        "tweets": [_tweet(tweet) for tweet in document.tweets],
        "embeds": [_embed(embed) for embed in document.embeds],
        "removed": [_removal(block) for block in document.removed],
        "repairs": [_repair(repair) for repair in document.repairs],
        "stats": {
            "chars": len(document.text),
            "kept": document.kept,
            "tweets": len(document.tweets),
            "removed": sum(len(block.text) for block in document.removed),
            "ms": document.ms,
        },
    }


def dumps(document: Document, *, compact: bool = False) -> str:
    """Return the document as JSON text."""
    return to_json(to_wire(document), compact=compact)


def to_json(wire: _Json, *, compact: bool = False) -> str:
    """Return the wire, or a part of it, as JSON text, not escaped beyond what JSON asks for."""
    if compact:
        return json.dumps(wire, ensure_ascii=False, separators=(",", ":"))
    return json.dumps(wire, ensure_ascii=False, indent=2)


def _span(span: Span | None) -> list[int] | None:
    return [span.start, span.end] if span else None


def _section(section: Section) -> _Json:
    heading = section.heading
    return {
        "heading": heading.text if heading else None,
        "heading_span": _span(heading.span) if heading else None,
        "level": section.level,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Block) -> _Json:
    if block.kind in (Kind.TWEET, Kind.EMBED):
        return {"kind": block.kind.value, block.kind.value: block.ref}
    shown: _Json = {"kind": block.kind.value, "text": block.text, "span": _span(block.span)}
    if block.level is not None:
        shown["level"] = block.level
    if block.origin is not None:
        shown["origin"] = block.origin
    return shown


def _tweet(tweet: Tweet) -> _Json:
    return {
        "text": tweet.text,
        "author": {"name": tweet.name, "handle": tweet.handle},
        "date": tweet.date,
        "date_text": tweet.date_text,
        "id": tweet.id,
        "url": tweet.url,
        "links": list(tweet.links),
        "media": list(tweet.media),
        "hashtags": list(tweet.hashtags),
        "mentions": list(tweet.mentions),
        "language": tweet.language,
        "span": _span(tweet.span),
        "section": tweet.section,
        "occurrences": tweet.occurrences,
        "copies": [_span(copy) for copy in tweet.copies],
    }


def _embed(embed: Embed) -> _Json:
    return {
        "kind": embed.kind,
        "url": embed.url,
        "id": embed.id,
        "author": {"name": embed.name, "handle": embed.handle},
        "text": embed.text,
        "reason": embed.reason.value if embed.reason else None,
        "title": embed.title,
        "date": embed.date,
        "span": _span(embed.span),
        "section": embed.section,
    }


def _removal(block: Block) -> _Json:
    mark = block.mark
    assert mark is not None
    removal: _Json = {
        "stage": mark.stage,
        "rule": mark.rule,
        "score": mark.score,
        "text": None if block.kind is Kind.DATA else block.text,
        "span": _span(block.span),
        "twin": _span(mark.twin),
        "differs": [{"here": difference.here, "twin": difference.twin} for difference in mark.differs],
    }
    if mark.count is not None:
        removal["count"] = mark.count
    if block.origin is not None:
        removal["origin"] = block.origin
    return removal


def _error(failure: Failure) -> _Json:
    return {"stage": failure.stage, "message": failure.message, "advice": failure.advice}


def _repair(repair: Repair) -> _Json:
    return {"rule": repair.rule, "before": repair.before, "after": repair.after, "span": _span(repair.span)}


def schema() -> _Json:
    """Return the JSON Schema (2020-12) of `to_wire`'s result."""
    text, maybe = {"type": "string"}, {"type": ["string", "null"]}
    count = {"type": "integer", "minimum": 0}
    maybe_count = {"type": ["integer", "null"], "minimum": 0}
    span = {"oneOf": [{"$ref": "#/$defs/span"}, {"type": "null"}]}
    texts = {"type": "array", "items": text}
    author = _object({"name": maybe, "handle": maybe})
    day = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}
    shown = [kind.value for kind in Kind if kind not in (Kind.TWEET, Kind.EMBED, Kind.DATA, Kind.TITLE)]
    block = _object(
        {"kind": {"enum": shown}, "text": text, "span": span},
        optional={"level": {"type": "integer", "minimum": 1}, "origin": text},
    )
    embed_ref = _object({"kind": {"const": "embed"}, "embed": count})
    tweet_ref = _object({"kind": {"const": "tweet"}, "tweet": count})
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A page, scrubbed",
        "description": "Spans are [start, end]: code points of the decoded source, half open.",
        **_object(
            {
                "scrubber": _object({"version": text, "schema": {"const": SCHEMA}}),
                "source": _object(
                    {
                        "name": maybe,
                        "url": maybe,
                        "id": maybe,
                        "media_type": {"enum": ["text/html", "text/plain", None]},
                        "encoding": maybe,
                        "evidence": maybe,
                        "confidence": {"type": ["number", "null"], "minimum": 0, "maximum": 1},
                        "replaced": maybe_count,
                        "packed": texts,
                        "bytes": maybe_count,
                        "sha256": {"type": ["string", "null"], "pattern": "^[0-9a-f]{64}$"},
                    }
                ),
                "status": {"enum": [status.value for status in Status]},
                "error": {
                    "oneOf": [
                        _object({"stage": maybe, "message": text, "advice": text}),
                        {"type": "null"},
                    ]
                },
                "title": maybe,
                "language": maybe,
                "metadata": _object(
                    {
                        "author": maybe,
                        "date": day,
                        "site_name": maybe,
                        "description": maybe,
                        "url": maybe,
                        "tags": texts,
                    }
                ),
                "sections": _array(
                    {
                        "heading": maybe,
                        "heading_span": span,
                        "level": {"type": "integer", "minimum": 0, "maximum": 6},
                        "blocks": {"type": "array", "items": {"oneOf": [block, tweet_ref, embed_ref]}},
                    }
                ),
                "tweets": _array(
                    {
                        "text": text,
                        "author": author,
                        "date": day,
                        "date_text": maybe,
                        "id": maybe,
                        "url": maybe,
                        "links": texts,
                        "media": texts,
                        "hashtags": texts,
                        "mentions": texts,
                        "language": maybe,
                        "span": span,
                        "section": maybe_count,
                        "occurrences": {"type": "integer", "minimum": 1},
                        "copies": {"type": "array", "items": {"$ref": "#/$defs/span"}},
                    }
                ),
                "embeds": _array(
                    {
                        "kind": text,
                        "url": maybe,
                        "id": maybe,
                        "author": author,
                        "text": maybe,
                        "reason": {"enum": [*(missing.value for missing in Missing), None]},
                        "title": maybe,
                        "date": day,
                        "span": span,
                        "section": maybe_count,
                    }
                ),
                "removed": _array(
                    {
                        "stage": text,
                        "rule": text,
                        "score": {"type": "number", "minimum": 0, "maximum": 1},
                        "text": maybe,
                        "span": span,
                        "twin": span,
                        "differs": _array({"here": text, "twin": text}),
                    },
                    optional={"count": {"type": "integer", "minimum": 1}, "origin": text},
                ),
                "repairs": _array({"rule": text, "before": text, "after": text, "span": span}),
                "stats": _object(
                    {
                        "chars": count,
                        "kept": count,
                        "tweets": count,
                        "removed": count,
                        "ms": {"type": ["number", "null"]},
                    }
                ),
            }
        ),
        "$defs": {"span": {"type": "array", "items": count, "minItems": 2, "maxItems": 2}},
    }


def _object(fields: _Json, *, optional: _Json | None = None) -> _Json:
    return {
        "type": "object",
        "properties": {**fields, **(optional or {})},
        "required": list(fields),
        "additionalProperties": False,
    }


def _array(fields: _Json, *, optional: _Json | None = None) -> _Json:
    return {"type": "array", "items": _object(fields, optional=optional)}
