"""What of a page a batch's output shows: all of the wire, or chosen fields of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scrubber.errors import BadConfig
from scrubber.failure import Failure
from scrubber.model import Document
from scrubber.wire import schema, to_wire
from scrubber.writers import RENDERED

_Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """The fields to show, in the order in which they are named: the wire's own, whole (`tweets`) or in part
    (`source.url`), and `text` and `markdown`, the kept text as one. None: all of the wire.

    `removed` is whether what was removed is shown, where no fields are named. Raises BadConfig for a field
    that there isn't.

    >>> View(("title", "source.url")).schema()["required"]
    ['title', 'source']
    """

    fields: tuple[str, ...] | None = None
    removed: bool = True

    def __post_init__(self) -> None:
        """Raise BadConfig for a field that there isn't."""
        known = schema()["properties"]
        for field in self.fields or ():
            name, _, part = field.partition(".")
            parts = known.get(name, {}).get("properties", {})
            if field in RENDERED or (name in known and (not part or part in parts)):
                continue
            choice = (f"{name}.{each}" for each in parts) if part and parts else (*known, *RENDERED)
            raise BadConfig(f"there is no field {field!r}; it is one of: {', '.join(choice)}")

    def of(self, document: Document, failure: Failure | None = None) -> _Json:
        """Return what is shown of the document, as JSON's own types."""
        wire = to_wire(document, failure)
        for name, render in RENDERED.items():
            if name in (self.fields or ()):
                wire[name] = None if failure else render(document)
        return self._choose(wire, wire)

    def schema(self) -> _Json:
        """Return the JSON Schema of what `of` returns."""
        whole = schema()
        properties = {**whole["properties"], **{name: {"type": ["string", "null"]} for name in RENDERED}}
        chosen = self._choose(properties, whole["properties"])
        return {**whole, "properties": chosen, "required": list(chosen)}

    def _choose(self, values: _Json, wire: _Json) -> _Json:
        """Return the shown fields' values; of a field in part, those parts, of a value or of a schema."""
        if self.fields is None:
            return {name: values[name] for name in wire if self._shows(name)}
        chosen: _Json = {}
        for field in self.fields:
            name, _, part = field.partition(".")
            if not part or name in self.fields:
                chosen[name] = values[name]
            else:
                chosen[name] = _with_part(chosen.get(name), values[name], part)
        return chosen

    def _shows(self, name: str) -> bool:
        return name not in RENDERED and (self.removed or name != "removed")


def _with_part(chosen: _Json | None, whole: _Json, part: str) -> _Json:
    """Return what is chosen of an object, or of an object's schema, and one more part of it."""
    if "properties" not in whole:
        return {**(chosen or {}), part: whole[part]}
    properties = {**(chosen["properties"] if chosen else {}), part: whole["properties"][part]}
    return {**whole, "properties": properties, "required": list(properties)}
