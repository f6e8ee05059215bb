"""One message as HTML, as one person sees it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Any, Final

from markupsafe import Markup
from whenever import Instant

from sandbox.page.components import Components, Offers, file_link, picture
from sandbox.page.icons import icon
from sandbox.page.markdown import Markdown, moment, without_marks
from sandbox.page.markup import NOTHING, Child, safe_url, tag
from sandbox.page.words import word
from sandbox.people.person import Person
from sandbox.people.seen import Seen
from sandbox.protocol.messages import (
    CHANNEL_PINNED_MESSAGE,
    CHAT_INPUT_COMMAND,
    RECIPIENT_ADD,
    RECIPIENT_REMOVE,
    REPLY,
    THREAD_CREATED,
    THREAD_STARTER_MESSAGE,
)

SYSTEM_SENTENCES: Final = {
    RECIPIENT_ADD: "added {mentioned} to the thread.",
    RECIPIENT_REMOVE: "removed {mentioned} from the thread.",
    CHANNEL_PINNED_MESSAGE: "pinned a message to this channel.",
}
HUES: Final = (152, 28, 212, 284, 348, 190, 60, 320)


@dataclass(frozen=True, slots=True)
class Look:
    """What the drawing of a message depends on besides the message."""

    person: Person
    offers: Offers
    continues: bool = False
    divider: str | None = None
    unread: bool = False
    pinged: bool = False


def draw_message(seen: Seen, look: Look) -> Markup:
    """The message with its author, and whatever stands above it: a new day, what is new."""
    locale = look.person.locale
    above: list[Child] = []
    if look.divider:
        above.append(tag("div", tag("span", moment(_seconds(seen), "date")), _class="day"))
    if look.unread:
        above.append(tag("div", tag("span", word(locale, "New")), _class="fresh"))
    return tag("div", above, _body(seen, look))


def _body(seen: Seen, look: Look) -> Markup:
    kind = seen.payload.get("type", 0)
    markdown = Markdown(seen.names, look.person.id)
    if kind == THREAD_CREATED:
        return _thread_created(seen, look)
    if kind in SYSTEM_SENTENCES:
        mentioned = ", ".join(user.get("global_name") or user["username"] for user in seen.payload["mentions"])
        return _note(seen, SYSTEM_SENTENCES[kind].format(mentioned=mentioned))
    if kind == THREAD_STARTER_MESSAGE:
        return _starter(seen, look)
    classes = "message" + (" mine" * look.pinged) + (" private" if seen.is_ephemeral else "")
    classes += " follows" if look.continues else ""
    body = [_head(seen), tag("div", _content(seen, markdown, look), _class="content")]
    return tag(
        "article",
        tag("div", NOTHING if look.continues else avatar(seen.author, seen.author_id), _class="gutter"),
        tag("div", _above(seen, look), body[1:] if look.continues else body, _foot(seen, look), _class="grow"),
        _handle(seen, look),
        _class=classes,
        data_message=seen.id,
        aria_label=f"{seen.author}",
    )


def _head(seen: Seen) -> Markup:
    app = tag("span", "APP", _class="badge") if seen.payload["author"].get("bot") else NOTHING
    name = tag(
        "button", seen.author, type="button", _class="author", data_act="person-menu", data_person=seen.author_id
    )
    return tag("header", name, app, moment(_seconds(seen), "stamp"))


def _above(seen: Seen, look: Look) -> Markup:
    """The command that led to it, or what it answers."""
    used = seen.payload.get("interaction")
    if used:
        who = used["user"].get("global_name") or used["user"]["username"]
        slash = "/" if seen.payload["type"] == CHAT_INPUT_COMMAND else ""
        chip = tag("span", f"{slash}{used['name']}", _class="mention")
        small = avatar(who, int(used["user"]["id"]), "tiny")
        return tag("div", small, tag("b", who), word(look.person.locale, "used"), chip, _class="above")
    answered = seen.payload.get("referenced_message")
    if seen.payload.get("type") == REPLY and answered:
        who = answered["author"].get("global_name") or answered["author"]["username"]
        text = without_marks(Seen(answered, seen.names).text)[:90]
        return tag("div", tag("b", who), text or "…", _class="above")
    return NOTHING


def _content(seen: Seen, markdown: Markdown, look: Look) -> Child:
    locale = look.person.locale
    if seen.is_loading:
        dots = tag("span", tag("i"), tag("i"), tag("i"), _class="dots", aria_hidden="true")
        return tag("div", dots, word(locale, "{name} is thinking…", name=seen.author), _class="thinking")
    components = Components(seen.id, markdown, locale, look.offers)
    return [
        tag("div", markdown.blocks(seen.content), _class="text") if seen.content else NOTHING,
        [_embed(embed, markdown) for embed in seen.embeds],
        [_attachment(attachment) for attachment in _loose(seen)],
        components.draw(seen.payload.get("components") or []),
        tag("small", word(locale, "(edited)"), _class="edited") if seen.edited and not seen.is_ephemeral else NOTHING,
        _reactions(seen),
    ]


def _foot(seen: Seen, look: Look) -> Child:
    locale = look.person.locale
    thread = seen.payload.get("thread")
    chip = _thread_chip(thread) if thread and seen.payload.get("type") != THREAD_CREATED else NOTHING
    if not seen.is_ephemeral:
        return chip
    dismiss = word(locale, "Dismiss message")
    button = tag("button", dismiss, type="button", _class="plain", data_act="dismiss", data_message=seen.id)
    eye = icon("eye")
    return [
        chip,
        tag(
            "div", eye, tag("span", word(locale, "Only you can see this")), tag("span", "·"), button, _class="only-you"
        ),
    ]


def _thread_chip(thread: dict[str, Any]) -> Markup:
    count = thread["message_count"]
    said = f"{count} message{'s' * (count != 1)}"
    return tag(
        "button",
        icon("thread"),
        tag("b", thread["name"]),
        tag("span", f"{said} ›"),
        type="button",
        _class="thread-chip",
        data_act="open",
        data_channel=thread["id"],
    )


def _thread_created(seen: Seen, look: Look) -> Markup:
    opened = (seen.payload.get("message_reference") or {}).get("channel_id")
    name = tag("button", seen.content, type="button", _class="mention", data_act="open", data_channel=opened)
    return _note(seen, word(look.person.locale, "started a thread:"), name)


def _note(seen: Seen, *sentence: Child) -> Markup:
    return tag(
        "div",
        tag("span", "→", aria_hidden="true"),
        tag("b", seen.author),
        sentence,
        data_message=seen.id,
        _class="note",
    )


def _starter(seen: Seen, look: Look) -> Markup:
    """A thread begins with the message it hangs on."""
    reference = seen.payload.get("message_reference") or {}
    started = look.person.world.message(int(reference.get("message_id") or 0))
    if started is None:
        return _note(seen, "The message this thread began with was deleted.")
    shown = Seen(started.payload(viewer=look.person.id), seen.names)
    without_thread = Seen({**shown.payload, "thread": None}, seen.names)
    return tag("div", _body(without_thread, Look(look.person, look.offers)), _class="starter", data_message=seen.id)


def _handle(seen: Seen, look: Look) -> Markup:
    """The button that opens the message's menu."""
    if seen.is_loading:
        return NOTHING
    label = f"Actions on the message of {seen.author}"
    return tag(
        "button",
        icon("dots"),
        type="button",
        _class="handle",
        data_act="message-menu",
        data_message=seen.id,
        aria_label=label,
        title="More",
    )


def _embed(embed: dict[str, Any], markdown: Markdown) -> Markup:
    colour = embed.get("color")
    author, footer = embed.get("author") or {}, embed.get("footer") or {}
    title = markdown.line(str(embed.get("title") or ""))
    if embed.get("url"):
        title = tag("a", title, href=safe_url(embed["url"]), target="_blank", rel="noopener noreferrer")
    fields = [
        tag(
            "div",
            tag("b", markdown.line(entry["name"])),
            markdown.blocks(entry["value"]),
            _class="inline" if entry.get("inline") else None,
        )
        for entry in embed.get("fields") or []
    ]
    return tag(
        "div",
        picture(embed["thumbnail"]["url"], None, "thumb", {}) if embed.get("thumbnail") else NOTHING,
        tag("small", author.get("name")) if author else NOTHING,
        tag("div", title, _class="h3") if embed.get("title") else NOTHING,
        tag("div", markdown.blocks(embed["description"]), _class="text") if embed.get("description") else NOTHING,
        tag("div", fields, _class="fields") if fields else NOTHING,
        picture(embed["image"]["url"], None, "tile", {}) if embed.get("image") else NOTHING,
        tag("footer", footer.get("text")) if footer else NOTHING,
        _class="container edged embed",
        style=f"--edge:#{int(colour):06x}" if colour else None,
    )


def _attachment(attachment: dict[str, Any]) -> Markup:
    if str(attachment.get("content_type") or "").startswith("image/"):
        return picture(attachment["url"], attachment.get("description"), "tile", {})
    return file_link(attachment["filename"], attachment["url"], attachment["size"])


def _loose(seen: Seen) -> list[dict[str, Any]]:
    """The files that no embed or component shows."""
    used = str(seen.embeds) + str(seen.payload.get("components"))
    return [attachment for attachment in seen.attachments if attachment["url"] not in used]


def _reactions(seen: Seen) -> Markup:
    shown = [
        tag(
            "button",
            entry["emoji"]["name"],
            f" {entry['count']}",
            type="button",
            _class="reaction" + " mine" * entry["me"],
            data_act="react",
            data_message=seen.id,
            data_emoji=entry["emoji"]["name"],
            aria_pressed=str(entry["me"]).lower(),
        )
        for entry in seen.payload.get("reactions") or []
    ]
    return tag("div", shown, _class="row") if shown else NOTHING


def avatar(name: str, user_id: int, size: str = "", badge: int = 0) -> Markup:
    """A round picture with initials; its colour belongs to the name."""
    initials = "".join(part[0] for part in name.split()[:2]).upper() or "?"
    hue = HUES[zlib.crc32(f"1{name}".encode()) % len(HUES)]
    count = tag("span", str(badge), _class="count") if badge else NOTHING
    return tag("span", initials, count, _class=f"avatar {size}".strip(), style=f"--hue:{hue}", aria_hidden="true")


def _seconds(seen: Seen) -> int:
    return Instant.parse_iso(seen.payload["timestamp"]).timestamp()
