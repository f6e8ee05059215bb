"""A form on a person's screen: what it asks, and what Discord lets through."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.people.refused import ClientRefused
from sandbox.people.resolving import Resolver
from sandbox.protocol.checks import walk

TEXT_INPUT, STRING_SELECT, FILE_UPLOAD = 4, 3, 19
ENTITY_SELECTS = (5, 6, 7, 8)
RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 21, 22, 23
LABEL, ACTION_ROW, TEXT_DISPLAY = 18, 1, 10
INPUT_TEXT = 4000
ALL_OF_THEM = (CHECKBOX_GROUP,)


@dataclass(slots=True)
class FormField:
    """One question. `value` is what stands in it: a text, a list of values, or a tick."""

    label: str
    description: str | None
    component: dict[str, Any] = field(repr=False)
    value: Any = None

    @property
    def custom_id(self) -> str:
        return str(self.component["custom_id"])

    @property
    def type(self) -> int:
        return int(self.component["type"])

    @property
    def required(self) -> bool:
        return self.type != CHECKBOX and self.component.get("required") is not False

    @property
    def placeholder(self) -> str:
        return str(self.component.get("placeholder") or "")

    @property
    def min_length(self) -> int:
        return int(self.component.get("min_length") or 0)

    @property
    def max_length(self) -> int:
        return int(self.component.get("max_length") or INPUT_TEXT)

    @property
    def options(self) -> list[dict[str, Any]]:
        return list(self.component.get("options") or [])

    @property
    def bounds(self) -> tuple[int, int]:
        """How many may be chosen."""
        most = len(self.options) if self.type in ALL_OF_THEM else 1
        given = self.component.get("min_values"), self.component.get("max_values")
        return (1 if given[0] is None else given[0], most if given[1] is None else given[1])

    def answer(self, resolver: Resolver) -> dict[str, Any]:
        """The field as it is submitted; ClientRefused where the app would keep the form open."""
        return {"value": self._single()} if self._is_single else {"values": self._several(resolver)}

    @property
    def _is_single(self) -> bool:
        return self.type in (TEXT_INPUT, RADIO_GROUP, CHECKBOX)

    def _single(self) -> Any:
        if self.type == CHECKBOX:
            return bool(self.value)
        if self.type == RADIO_GROUP:
            return option_value(self.options, self.value, self.label) if self.value else self._nothing(None)
        text = "" if self.value is None else self.value
        if not isinstance(text, str):
            raise ClientRefused(f"“{self.label}” takes text, not {text!r}")
        if not text:
            return self._nothing("")
        least, most = self.min_length, self.max_length
        if not least <= len(text) <= most:
            raise ClientRefused(f"“{self.label}” takes {least} to {most} characters, not {len(text)}")
        return text

    def _nothing(self, nothing: Any) -> Any:
        if self.required:
            raise ClientRefused(f"“{self.label}” is required")
        return nothing

    def _several(self, resolver: Resolver) -> list[str]:
        given = _listed(self.value)
        if not given:
            return list(self._nothing([]))
        if self.type in ENTITY_SELECTS or self.type == FILE_UPLOAD:
            self._counted(len(given), self.bounds)
            return [resolver.add_selected(entry, self.component) for entry in given]
        return self._chosen(given, self.bounds)

    def _chosen(self, given: list[Any], bounds: tuple[int, int]) -> list[str]:
        self._counted(len(given), bounds)
        return [option_value(self.options, entry, self.label) for entry in given]

    def _counted(self, count: int, bounds: tuple[int, int]) -> None:
        if not bounds[0] <= count <= bounds[1]:
            raise ClientRefused(f"“{self.label}” takes {bounds[0]} to {bounds[1]} choices, not {count}")


def _listed(value: Any) -> list[Any]:
    """One choice may be given as it is, several as any collection."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, (list, tuple, set, frozenset)) else [value]


def option_value(options: list[dict[str, Any]], wanted: Any, where: str) -> str:
    """The value of the option a person names by its label or its value."""
    for option in options:
        if wanted in (option["label"], option["value"]):
            return str(option["value"])
    offered = ", ".join(str(option["label"]) for option in options)
    raise ClientRefused(f"“{where}” does not offer {wanted!r}; it offers {offered}")


@dataclass(slots=True)
class Form:
    """An open form."""

    custom_id: str
    title: str
    fields: list[FormField]
    texts: list[str]
    components: list[dict[str, Any]] = field(repr=False)
    channel_id: int
    message: dict[str, Any] | None = field(repr=False, default=None)

    @classmethod
    def opened(cls, data: dict[str, Any], *, channel_id: int, message: dict[str, Any] | None) -> Form:
        """A form as the bot sent it, with its prefilled values."""
        texts = [str(c["content"]) for c in data["components"] if c["type"] == TEXT_DISPLAY]
        fields = [entry for component in data["components"] for entry in _fields_of(component)]
        return cls(data["custom_id"], data["title"], fields, texts, data["components"], channel_id, message)

    @property
    def text(self) -> str:
        """The form as it is read."""
        asked = [f"{entry.label}{' *' if entry.required else ''}: {entry.value or ''}".strip() for entry in self.fields]
        return "\n".join([self.title, *self.texts, *asked])

    def field(self, name: str) -> FormField:
        """The question of that label or custom id."""
        for entry in self.fields:
            if name in (entry.label, entry.custom_id):
                return entry
        raise ClientRefused(f"the form “{self.title}” does not ask {name!r}; it asks {[f.label for f in self.fields]}")

    def submission(self, values: Mapping[str, Any], resolver: Resolver) -> dict[str, Any]:
        """The data of the submit: the tree of the form with the answers in it."""
        for name, value in values.items():
            self.field(name).value = value
        answers = {entry.custom_id: entry.answer(resolver) for entry in self.fields}
        ids = {id(c): n for n, (c, _) in enumerate(walk(self.components, ()), start=1)}
        components = [_mirrored(component, answers, ids) for component in self.components]
        return {"custom_id": self.custom_id, "components": components, **resolver.data()}


def _fields_of(component: dict[str, Any]) -> list[FormField]:
    if component["type"] == LABEL:
        inner = component["component"]
        return [FormField(component["label"], component.get("description"), inner, _prefilled(inner))]
    if component["type"] == ACTION_ROW:
        return [FormField(c["label"], None, c, _prefilled(c)) for c in component["components"]]
    return []


def _prefilled(component: dict[str, Any]) -> Any:
    kind = component["type"]
    if kind == TEXT_INPUT:
        return component.get("value")
    if kind == CHECKBOX:
        return bool(component.get("default"))
    if kind in ENTITY_SELECTS:
        return [int(entry["id"]) for entry in component.get("default_values") or []]
    chosen = [option["value"] for option in component.get("options") or [] if option.get("default")]
    if kind == RADIO_GROUP:
        return chosen[0] if chosen else None
    return chosen


def _mirrored(component: dict[str, Any], answers: dict[str, Any], ids: dict[int, int]) -> dict[str, Any]:
    """The same tree without what was only for show; components without an id are numbered."""
    number = component.get("id") or ids[id(component)]
    mirrored: dict[str, Any] = {"type": component["type"], "id": number}
    if component["type"] == LABEL:
        mirrored["component"] = _mirrored(component["component"], answers, ids)
    elif component["type"] == ACTION_ROW:
        mirrored["components"] = [_mirrored(child, answers, ids) for child in component["components"]]
    elif "custom_id" in component:
        mirrored |= {"custom_id": component["custom_id"], **answers[component["custom_id"]]}
    return mirrored
