"""Discord's markdown as HTML. Every letter of the text is escaped; only what is recognised becomes an element."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup, escape

from sandbox.page.markup import join, safe_url, tag
from sandbox.people.seen import Names

_FENCE: Final = re.compile(r"```(?:([\w+-]+)\n)?(.*?)```", re.DOTALL)
_HEADING: Final = re.compile(r"(#{1,3}) +(.+)")
_SUBTEXT: Final = re.compile(r"-# +(.+)")
_ITEM: Final = re.compile(r"( *)(?:[-*]|(\d{1,4})\.) +(.+)")
_LINE_MARK: Final = re.compile(r"^ *(?:#{1,3}|-#|>|[-*]) +", re.MULTILINE)

_INLINE: Final = re.compile(
    r"""
    \\(?P<escaped>[^0-9A-Za-z\s])
  | (?P<ticks>`{1,2})(?P<code>(?:(?!(?P=ticks)).)+)(?P=ticks)
  | <(?P<mention>@!?|@&|\#)(?P<mentioned>\d{1,20})>
  | </(?P<command>[^:<>\n]{1,100}):\d{1,20}>
  | <t:(?P<time>-?\d{1,13})(?::(?P<style>[tTdDfFsSR]))?>
  | <a?:(?P<emoji>\w{2,32}):\d{1,20}>
  | \[(?P<label>[^\[\]\n]{1,500})\]\(<?(?P<target>https?://[^\s<>()]{1,2000})>?\)
  | <?https://discord\.com/channels/(?:\d{1,20}|@me)/(?P<room>\d{1,20})(?:/(?P<said>\d{1,20}))?(?![\w/])>?
  | <?(?P<url>https?://[^\s<>"']{1,2000}[^\s<>"'.,:;!?)\]])>?
  | (?P<everyone>@everyone|@here)
  | \*\*\*(?P<bold_italic>(?=\S).+?)\*\*\*
  | \*\*(?P<bold>.+?)\*\*(?!\*)
  | __(?P<underline>.+?)__(?!_)
  | ~~(?P<strike>.+?)~~
  | \|\|(?P<spoiler>.+?)\|\|
  | \*(?P<star>(?![\s*]).+?(?<![\s*]))\*(?!\*)
  | (?<!\w)_(?P<italic>(?![\s_]).+?(?<!\s))_(?!\w)
    """,
    re.VERBOSE | re.DOTALL,
)
_WRAPPED: Final = {
    "bold": "strong",
    "underline": "u",
    "strike": "s",
    "star": "em",
    "italic": "em",
}


@dataclass(frozen=True, slots=True)
class Markdown:
    """Reads texts for one person: `names` says what a mention is called on her screen."""

    names: Names
    me: int

    def blocks(self, text: str) -> Markup:
        """A whole message: fences, quotes, headings, lists and lines."""
        parts: list[Markup] = []
        end = 0
        for fence in _FENCE.finditer(text):
            parts += self._lines(text[end : fence.start()].strip("\n").split("\n"))
            parts.append(tag("pre", tag("code", fence[2].strip("\n"))))
            end = fence.end()
        parts += self._lines(text[end:].lstrip("\n").split("\n") if end else text.split("\n"))
        return join(parts)

    def line(self, text: str) -> Markup:
        """Inline markdown alone."""
        return join(self._inline(text))

    def _lines(self, lines: list[str]) -> Iterator[Markup]:
        """Runs of plain lines become one paragraph each, the rest elements of their own."""
        plain: list[str] = []
        while lines:
            block = self._block(lines)
            if block is None:
                plain.append(lines.pop(0))
                continue
            yield from self._paragraph(plain)
            plain = []
            yield block
        yield from self._paragraph(plain)

    def _paragraph(self, lines: list[str]) -> Iterator[Markup]:
        text = "\n".join(lines).strip("\n")
        if text:
            yield tag("p", self.line(text))

    def _block(self, lines: list[str]) -> Markup | None:
        """The element that begins here, its lines taken off; None for an ordinary line."""
        first = lines[0]
        if first.startswith(">>> "):
            rest = "\n".join(lines).removeprefix(">>> ")
            lines.clear()
            return tag("blockquote", self.blocks(rest))
        if first.startswith("> ") or first == ">":
            quoted = list(_take(lines, lambda line: line.startswith("> ") or line == ">"))
            return tag("blockquote", join(self._lines([line[2:] for line in quoted])))
        if found := _HEADING.fullmatch(first):
            lines.pop(0)
            return tag("div", self.line(found[2]), _class=f"h{len(found[1])}", role="heading", aria_level=3)
        if found := _SUBTEXT.fullmatch(first):
            lines.pop(0)
            return tag("div", self.line(found[1]), _class="subtext")
        if _ITEM.fullmatch(first):
            return self._list(list(_take(lines, lambda line: _ITEM.fullmatch(line) is not None)))
        return None

    def _list(self, lines: list[str]) -> Markup:
        found = [item for item in map(_ITEM.fullmatch, lines) if item]
        numbered = found[0][2] is not None
        items = [tag("li", self.line(item[3]), _class="nested" if item[1] else None) for item in found]
        return tag("ol", items, start=found[0][2]) if numbered else tag("ul", items)

    def _inline(self, text: str) -> Iterator[Markup]:
        end = 0
        for found in _INLINE.finditer(text):
            yield _text(text[end : found.start()])
            yield self._element(found)
            end = found.end()
        yield _text(text[end:])

    def _element(self, found: re.Match[str]) -> Markup:
        kind = found.lastgroup or ""
        for name, element in _WRAPPED.items():
            if found[name] is not None:
                return tag(element, self.line(found[name]))
        if found["escaped"] is not None:
            return escape(found["escaped"])
        if found["code"] is not None:
            return tag("code", found["code"])
        if found["bold_italic"] is not None:
            return tag("strong", tag("em", self.line(found["bold_italic"])))
        if found["spoiler"] is not None:
            inside = tag("span", self.line(found["spoiler"]))
            return tag("span", inside, _class="spoiler", role="button", tabindex=0, aria_label="Spoiler")
        if found["label"] is not None:
            return _link(found["target"], self.line(found["label"]))
        if found["url"] is not None:
            return _link(found["url"], escape(found["url"]))
        return self._pointer(found, kind)

    def _pointer(self, found: re.Match[str], kind: str) -> Markup:
        if found["mentioned"] is not None:
            return self._mention(found["mention"], int(found["mentioned"]))
        if found["room"] is not None:
            return self._place(int(found["room"]), found["said"])
        if found["command"] is not None:
            command = found["command"]
            return tag("button", f"/{command}", _class="mention", data_act="slash", data_text=f"/{command}")
        if found["time"] is not None:
            return moment(int(found["time"]), found["style"] or "f")
        if found["emoji"] is not None:
            return escape(f":{found['emoji']}:")
        return tag("span", found[kind], _class="mention")

    def _place(self, room: int, said: str | None) -> Markup:
        """The address of a channel, or of a message in it, as the app writes it: a name to press."""
        name = self.names("#", room) + (" › 💬" if said else "")
        return tag("button", name, _class="mention", data_act="open", data_channel=room, data_reveal=said)

    def _mention(self, kind: str, number: int) -> Markup:
        name = self.names(kind, number)
        if kind == "#":
            return tag("button", name, _class="mention", data_act="open", data_channel=number)
        if kind == "@&":
            return tag("span", name, _class="mention")
        mine = " mine" if number == self.me else ""
        return tag("button", name, type="button", _class=f"mention{mine}", data_act="person-menu", data_person=number)


def without_marks(text: str) -> str:
    """On one line, without what headings, lists, quotations and emphasis are written with."""
    return " ".join(_LINE_MARK.sub("", text).replace("**", "").replace("`", "").split())


def moment(seconds: int, style: str) -> Markup:
    """A point in time, which the browser writes in the reader's language and zone."""
    return tag("time", "", data_t=seconds, data_s=style)


def _link(url: str, label: Markup) -> Markup:
    return tag("a", label, href=safe_url(url), target="_blank", rel="noopener noreferrer nofollow")


def _text(text: str) -> Markup:
    return Markup("<br>").join(text.split("\n"))


def _take(lines: list[str], wanted: Callable[[str], bool]) -> Iterator[str]:
    while lines and wanted(lines[0]):
        yield lines.pop(0)
