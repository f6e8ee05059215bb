"""HTML that is safe by construction: whatever is not Markup is escaped on its way in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from markupsafe import Markup, escape

Child: TypeAlias = "Markup | str | Iterable[Child] | None"
Attribute: TypeAlias = "str | int | bool | None"

NOTHING: Final = Markup("")
_EMPTY: Final = frozenset({"img", "input", "br", "hr"})


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """An element. `_class` is class, `data_act` is data-act; None and False leave an attribute out."""
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{written}>")
    return Markup(f"<{name}{written}>{join(children)}</{name}>")


def join(children: Iterable[Child]) -> Markup:
    """Children one after another; a str is text, never markup."""
    return Markup("").join(_one(child) for child in children)


def safe_url(url: str) -> str | None:
    """The address if a browser may follow it: nothing that runs."""
    return url if url.startswith(("http://", "https://")) else None


def _one(child: Child) -> Markup:
    if child is None:
        return NOTHING
    return escape(child) if isinstance(child, str) else join(child)


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.strip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'
