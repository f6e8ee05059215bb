"""What makes the specification's schemas usable for checking: one branch per union, nothing unnamed, real sizes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, TypeAlias

Schema: TypeAlias = dict[str, Any]

INT32 = 2**31
NULL: Schema = {"type": "null"}


def tightened(node: Any, components: dict[str, Schema]) -> Any:
    """The schema with its unions decided by a field, its objects closed, its int32 bounded.

    A union written as it stands lets a broken body pass by a laxer branch, and tells nothing about the branch meant.
    Objects in an `allOf` stay open: each part knows only its own fields.
    """
    if isinstance(node, list):
        return [tightened(item, components) for item in node]
    if not isinstance(node, dict):
        return node
    tight = {key: tightened(value, components) for key, value in node.items()}
    for union in ("oneOf", "anyOf"):
        if isinstance(node.get(union), list):
            tight |= _decided(tight.pop(union), union, components)
    if isinstance(node.get("properties"), dict) and "additionalProperties" not in node:
        tight["additionalProperties"] = False
    if node.get("format") == "int32":
        tight = {"minimum": -INT32, "maximum": INT32 - 1, **tight}
    if "allOf" in node and _is_object(node):
        tight["allOf"] = [_opened(part, components) for part in node["allOf"]]
    return tight


def _is_object(node: Schema) -> bool:
    return node.get("type") == "object" or any("properties" in part for part in node["allOf"])


def _opened(part: Schema, components: dict[str, Schema]) -> Schema:
    tight = dict(tightened(resolved(part, components), components))
    tight.pop("additionalProperties", None)
    return tight


def _decided(branches: list[Schema], union: str, components: dict[str, Schema]) -> Schema:
    """The same union, with the branch picked by the field that tells the branches apart, where there is one."""
    meant = [branch for branch in branches if branch != NULL]
    picked = meant[0] if len(meant) == 1 else _picked_by_field(meant, components) or {union: meant}
    if len(meant) == len(branches):
        return picked
    return {"if": {"not": NULL}, "then": picked}


def _picked_by_field(branches: list[Schema], components: dict[str, Schema]) -> Schema | None:
    shapes = [resolved(branch, components) for branch in branches]
    for field in _shared_fields(shapes):
        values = [_values(shape["properties"][field]) for shape in shapes]
        every = list(chain.from_iterable(values))
        if all(values) and len(set(every)) == len(every):
            required = all(field in shape.get("required", ()) for shape in shapes)
            chosen = [
                {"if": {"required": [field], "properties": {field: {"enum": of_branch}}}, "then": branch}
                for of_branch, branch in zip(values, branches, strict=True)
            ]
            known: Schema = {"type": "object", "properties": {field: {"enum": every}}, "allOf": chosen}
            # Without the field nobody can tell which branch is meant; then one of them must do.
            absent = {"if": {"not": {"required": [field]}}, "then": {"anyOf": branches}}
            return {**known, "required": [field]} if required else {**known, "allOf": [*chosen, absent]}
    return None


def _shared_fields(shapes: list[Schema]) -> Iterator[str]:
    fields = [shape.get("properties") or {} for shape in shapes]
    shared = [field for field in fields[0] if all(field in others for others in fields)]
    yield from sorted(shared, key=lambda field: field != "type")


def _values(schema: Schema) -> list[Any]:
    """The values that a field is confined to; none if it is not."""
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return list(schema["enum"])
    options = [option for option in schema.get("oneOf", ()) if option != NULL]
    return _values(options[0]) if len(options) == 1 else []


def resolved(schema: Schema, components: dict[str, Schema]) -> Schema:
    """The schema, or the one it refers to."""
    reference = schema.get("$ref")
    return components[reference.rpartition("/")[2]] if reference else schema
