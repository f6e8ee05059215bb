"""Buttons, menus and Components V2 as HTML, as the app draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup

from sandbox.page.icons import icon
from sandbox.page.markdown import Markdown
from sandbox.page.markup import NOTHING, safe_url, tag
from sandbox.page.words import word

ACTION_ROW, BUTTON, STRING_SELECT = 1, 2, 3
SELECTS: Final = (3, 5, 6, 7, 8)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
BUTTON_STYLES: Final = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "secondary"}

Option = Mapping[str, Any]
Offers = Callable[[Option], list[tuple[str, str]]]
"""For a menu of people, roles or channels: the values and labels it offers."""


@dataclass(frozen=True, slots=True)
class Components:
    """Draws the components of one message for one person."""

    message_id: int
    markdown: Markdown
    locale: str
    offers: Offers

    def draw(self, components: Iterable[Option]) -> list[Markup]:
        """Each of them, from top to bottom."""
        return [self._one(component) for component in components]

    def _one(self, component: Option) -> Markup:
        match component["type"]:
            case 1:
                return tag("div", self.draw(component["components"]), _class="row")
            case 2:
                return self._button(component)
            case 9:
                texts = tag("div", self.draw(component["components"]), _class="grow")
                return tag("div", texts, self._one(component["accessory"]), _class="section")
            case 10:
                return tag("div", self.markdown.blocks(str(component["content"])), _class="text")
            case 11:
                return picture(component["media"]["url"], component.get("description"), "thumb", component)
            case 12:
                items = [picture(i["media"]["url"], i.get("description"), "tile", i) for i in component["items"]]
                return tag("div", items, _class=f"gallery of-{min(len(items), 3)}")
            case 13:
                return file_link(str(component.get("name") or "file"), component["file"]["url"], component.get("size"))
            case 14:
                line = " line" if component.get("divider", True) else ""
                return tag("div", _class=f"separator{line} space-{component.get('spacing', 1)}", role="separator")
            case 17:
                return self._container(component)
        return self._select(component) if component["type"] in SELECTS else NOTHING

    def _container(self, component: Option) -> Markup:
        colour = component.get("accent_color")
        style = f"--edge:#{int(colour):06x}" if colour is not None else None
        classes = "container" + (" edged" if style else "") + (" spoiler-box" if component.get("spoiler") else "")
        return tag("div", self.draw(component["components"]), _class=classes, style=style)

    def _button(self, component: Option) -> Markup:
        label = _face(component)
        style = BUTTON_STYLES.get(component["style"], "secondary")
        if component.get("url"):
            return tag(
                "a",
                label,
                tag("span", "↗", aria_hidden="true"),
                _class="btn link",
                href=safe_url(component["url"]),
                target="_blank",
                rel="noopener noreferrer",
            )
        return tag(
            "button",
            label,
            type="button",
            _class=f"btn {style}",
            disabled=bool(component.get("disabled")),
            data_act="press",
            data_message=self.message_id,
            data_id=component.get("custom_id"),
        )

    def _select(self, component: Option) -> Markup:
        least = 1 if component.get("min_values") is None else int(component["min_values"])
        most = 1 if component.get("max_values") is None else int(component["max_values"])
        placeholder = str(component.get("placeholder") or word(self.locale, "Make a selection"))
        offered = self._offered(component)
        about = {
            "data_message": str(self.message_id),
            "data_id": str(component["custom_id"]),
            "aria_label": placeholder,
        }
        disabled = bool(component.get("disabled"))
        if disabled and most > 1:
            summary = tag("div", placeholder, _class="summary")
            return tag("div", summary, _class="menu many", aria_disabled="true", aria_label=placeholder, role="button")
        if most == 1:
            chosen = any(default for *_, default in offered)
            first = tag("option", placeholder, value="", selected=not chosen, disabled=least > 0, hidden=least > 0)
            options = [tag("option", label, value=value, selected=default) for value, label, default in offered]
            return tag("select", first, options, _class="menu", data_choose=True, disabled=disabled, **about)
        boxes = [_box(value, label, default) for value, label, default in offered]
        done = tag("button", word(self.locale, "Done"), type="button", _class="btn primary", data_act="choose", **about)
        return tag("details", tag("summary", placeholder), tag("div", boxes, done), _class="menu many")

    def _offered(self, component: Option) -> list[tuple[str, str, bool]]:
        if component["type"] == STRING_SELECT:
            return [(o["value"], option_face(o), bool(o.get("default"))) for o in component.get("options") or []]
        chosen = {str(entry["id"]) for entry in component.get("default_values") or []}
        return [(value, label, value in chosen) for value, label in self.offers(component)]


def picture(url: str, description: str | None, shape: str, about: Option) -> Markup:
    """A picture with its alternative text, blurred if it is a spoiler."""
    classes = f"picture {shape}" + (" spoiler-box" if about.get("spoiler") else "")
    image = tag("img", src=safe_url(url), alt=description or "", title=description, loading="lazy")
    return tag("a", image, href=safe_url(url), target="_blank", rel="noopener noreferrer", _class=classes)


def file_link(name: str, url: str, size: int | None) -> Markup:
    """A file to download."""
    told = "" if size is None else f"{size / 1024:.0f} KB" if size >= 1024 else f"{size} bytes"
    link = tag("a", name, href=safe_url(url), target="_blank", rel="noopener noreferrer")
    return tag("div", icon("file"), link, tag("small", told), _class="file")


def _box(value: str, label: str, default: bool) -> Markup:
    return tag("label", tag("input", type="checkbox", value=value, checked=default), tag("span", label))


def _face(component: Option) -> Markup:
    emoji = (component.get("emoji") or {}).get("name")
    shown = tag("span", emoji, aria_hidden="true") if emoji else NOTHING
    return tag("span", shown, " " if emoji else "", component.get("label") or "", _class="face")


def option_face(option: Option) -> str:
    """An option of a list, which can show no more than text: its emoji, its label, its description."""
    emoji = (option.get("emoji") or {}).get("name")
    described = f" — {option['description']}" if option.get("description") else ""
    return f"{emoji} " * bool(emoji) + f"{option['label']}{described}"
