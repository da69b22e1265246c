"""As much of JSON Schema (2020-12) as the schema of the Compose Specification uses."""

import re
from collections.abc import Iterator
from typing import Any

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": (int, float),
}
KNOWN = {
    "$defs", "$id", "$ref", "$schema", "additionalProperties", "allOf", "anyOf", "default",
    "deprecated", "description", "enum", "items", "maximum", "minimum", "oneOf", "pattern",
    "patternProperties", "properties", "required", "title", "type", "unevaluatedProperties",
    "uniqueItems",
}  # fmt: skip


class Schema:
    """A schema whose parts refer to each other by #/$defs/..."""

    def __init__(self, root: dict[str, Any]) -> None:
        self.root = root

    def faults(self, value: Any, schema: dict[str, Any] | None = None, at: str = "") -> list[str]:
        """Return where the value breaks the schema, and how."""
        return list(
            self._faults(value, self._resolved(self.root if schema is None else schema), at)
        )

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        if unknown := set(schema) - KNOWN:
            raise NotImplementedError(f"keywords of the schema: {sorted(unknown)}")
        if "$ref" not in schema:
            return schema
        found: Any = self.root
        for part in schema["$ref"].removeprefix("#/").split("/"):
            found = found[part]
        return self._resolved(found)

    def _faults(self, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
        if not self._is_of_type(value, schema.get("type")):
            yield f"{at}: {value!r} is not {schema['type']}"
            return
        yield from self._alternatives(value, schema, at)
        if isinstance(value, dict):
            yield from self._members(value, schema, at)
        elif isinstance(value, list):
            yield from self._items(value, schema, at)
        else:
            yield from self._plain(value, schema, at)

    def _is_of_type(self, value: Any, wanted: str | list[str] | None) -> bool:
        names = [wanted] if isinstance(wanted, str) else wanted or []
        if isinstance(value, bool):
            return not names or "boolean" in names
        return not names or any(isinstance(value, TYPES[name]) for name in names)

    def _alternatives(self, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
        for part in schema.get("allOf", ()):
            yield from self.faults(value, part, at)
        for word in ("anyOf", "oneOf"):
            tried = [self.faults(value, part, at) for part in schema.get(word, ())]
            if tried and all(tried):
                yield min(tried, key=lambda faults: (len(faults), -len(faults[0])))[0]
            if word == "oneOf" and sum(not faults for faults in tried) > 1:
                yield f"{at}: fits more than one form"

    def _members(self, value: dict[str, Any], schema: dict[str, Any], at: str) -> Iterator[str]:
        yield from (
            f"{at}: {name} is missing" for name in schema.get("required", ()) if name not in value
        )
        for name, member in value.items():
            parts = self._parts_for(name, schema)
            for part in parts:
                yield from self.faults(member, part, f"{at}/{name}")
            others = schema.get("additionalProperties", True)
            if not parts and others is False:
                yield f"{at}: {name} is not known"
            elif not parts and isinstance(others, dict):
                yield from self.faults(member, others, f"{at}/{name}")

        if schema.get("unevaluatedProperties") is False:
            unknown = set(value) - self._evaluated(value, schema)
            yield from (f"{at}: {name} is not known" for name in sorted(unknown))

    def _evaluated(self, value: dict[str, Any], schema: dict[str, Any]) -> set[str]:
        """Return the members that the schema, or one it is put together from, speaks of."""
        named = {name for name in value if self._parts_for(name, schema)}
        for part in schema.get("allOf", ()):
            named |= self._evaluated(value, self._resolved(part))
        return named

    def _parts_for(self, name: str, schema: dict[str, Any]) -> list[dict[str, Any]]:
        named = [schema["properties"][name]] if name in schema.get("properties", {}) else []
        patterns = schema.get("patternProperties", {}).items()
        return named + [part for pattern, part in patterns if re.search(pattern, name)]

    def _items(self, value: list[Any], schema: dict[str, Any], at: str) -> Iterator[str]:
        for number, item in enumerate(value):
            yield from self.faults(item, schema.get("items", {}), f"{at}/{number}")
        if schema.get("uniqueItems") and len({repr(item) for item in value}) < len(value):
            yield f"{at}: an item is there twice"

    def _plain(self, value: Any, schema: dict[str, Any], at: str) -> Iterator[str]:
        if "enum" in schema and value not in schema["enum"]:
            yield f"{at}: {value!r} is none of {schema['enum']}"
        if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
            yield f"{at}: {value!r} does not fit {schema['pattern']}"
        if isinstance(value, int) and not schema.get("minimum", value) <= value <= schema.get(
            "maximum", value
        ):
            yield f"{at}: {value} is out of range"
