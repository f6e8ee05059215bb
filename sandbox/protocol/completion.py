"""What Discord fills in when it stores embeds and components: ids, defaults, where attachments are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import count
from typing import Any, Final

from sandbox.protocol.messages import Attachment
from sandbox.protocol.wire import Json

_ATTACHMENT: Final = "attachment://"
# Clients send it with every select; outside a form it means nothing and is not kept.
_ONLY_IN_FORMS: Final = "required"

_DEFAULTS: Final[Mapping[int, Json]] = {
    2: {"disabled": False},
    3: {"min_values": 1, "max_values": 1, "disabled": False},
    5: {"min_values": 1, "max_values": 1, "disabled": False},
    6: {"min_values": 1, "max_values": 1, "disabled": False},
    7: {"min_values": 1, "max_values": 1, "disabled": False},
    8: {"min_values": 1, "max_values": 1, "disabled": False},
    11: {"description": None, "spoiler": False},
    13: {"spoiler": False},
    14: {"spacing": 1, "divider": True},
    17: {"accent_color": None, "spoiler": False},
}


class Completion:
    """Completes the parts of one message, whose attachments may be named by `attachment://`."""

    def __init__(self, attachments: Iterable[Attachment], ids: Iterator[int]) -> None:
        self._files = {attachment.filename: attachment for attachment in attachments}
        self._ids = ids

    def embeds(self, sent: Iterable[Json]) -> list[Json]:
        """The embeds as Discord stores them."""
        return [self._embed(embed) for embed in sent]

    def components(self, sent: Iterable[Json]) -> list[Json]:
        """The components as Discord stores them, numbered where the sender gave no id."""
        taken = {node["id"] for node in _nodes(sent) if node.get("id")}
        numbers = (number for number in count(1) if number not in taken)
        return [self._component(component, numbers) for component in sent]

    def _embed(self, embed: Json) -> Json:
        done: Json = {**_without_nulls(embed), "type": "rich"}
        for key in ("image", "thumbnail"):
            if key in done:
                url = self._url(done[key]["url"])
                done[key] = {**_without_nulls(done[key]), "url": url, "proxy_url": url, "width": 0, "height": 0}
        for key in ("footer", "author"):
            if key in done:
                done[key] = self._with_icon(_without_nulls(done[key]))
        if "fields" in done:
            done["fields"] = [{"inline": False, **_without_nulls(part)} for part in done["fields"]]
        return done

    def _with_icon(self, part: Json) -> Json:
        if "icon_url" not in part:
            return part
        url = self._url(part["icon_url"])
        return {**part, "icon_url": url, "proxy_icon_url": url}

    def _component(self, component: Json, numbers: Iterator[int]) -> Json:
        kind = component["type"]
        done = {**_DEFAULTS.get(kind, {}), **_without_nulls(component)}
        done.pop(_ONLY_IN_FORMS, None)
        if not done.get("id"):
            done["id"] = next(numbers)
        if "emoji" in done:
            done["emoji"] = _without_nulls(done["emoji"])
        if "options" in done:
            done["options"] = [self._option(option) for option in done["options"]]
        for key in ("components", "items"):
            if key in done:
                inner = self._component if key == "components" else self._item
                done[key] = [inner(child, numbers) for child in done[key]]
        for key in ("accessory", "component"):
            if key in done:
                done[key] = self._component(done[key], numbers)
        if "media" in done:
            done["media"] = self._media(done["media"])
        if kind == 13:
            done.update(self._file(done["file"]))
        return done

    def _option(self, option: Json) -> Json:
        done = _without_nulls(option)
        return {**done, "emoji": _without_nulls(done["emoji"])} if "emoji" in done else done

    def _item(self, item: Json, numbers: Iterator[int]) -> Json:
        return {"description": None, "spoiler": False, **item, "media": self._media(item["media"])}

    def _file(self, sent: Json) -> Json:
        attachment = self._named(sent["url"])
        return {
            "file": self._media(sent),
            "name": attachment.filename if attachment else None,
            "size": len(attachment.data) if attachment else None,
        }

    def _media(self, sent: Json) -> Json:
        url = self._url(sent["url"])
        done: Json = {"id": str(next(self._ids)), "url": url, "proxy_url": url, "width": None, "height": None}
        if (attachment := self._named(sent["url"])) is not None:
            done["content_type"] = attachment.content_type
            done["attachment_id"] = str(attachment.id)
        return done

    def _named(self, url: str) -> Attachment | None:
        return self._files.get(url.removeprefix(_ATTACHMENT)) if url.startswith(_ATTACHMENT) else None

    def _url(self, url: str) -> str:
        attachment = self._named(url)
        return attachment.url if attachment else url


def _without_nulls(sent: Json) -> Json:
    return {key: value for key, value in sent.items() if value is not None}


def _nodes(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part)
    elif isinstance(value, dict):
        if "type" in value:
            yield value
        for part in value.values():
            yield from _nodes(part)
