"""The known differences between Discord's specification and Discord, each with its reason."""

from __future__ import annotations

from typing import Any, Final

from sandbox.protocol.checks.names import LOCALES
from tests.conformance.differences import ABSENT, Difference
from tests.conformance.tightening import Schema

# Real, though in no document: clients have always asked for it, and bots are answered.
UNDOCUMENTED: Final = frozenset({"GET /users/@me/channels"})
# By it clients ask for a forum post to be answered together with its first message.
UNDOCUMENTED_QUERY: Final = frozenset({"use_nested_fields"})

_SNOWFLAKE: Final[Schema] = {"type": "string", "pattern": "^(0|[1-9][0-9]*)$", "format": "snowflake"}
_BITS: Final[Schema] = {"type": ["integer", "string", "null"], "pattern": "^[0-9]+$", "minimum": 0}
_MAYBE_INTEGER: Final[Schema] = {"type": ["integer", "null"]}
_MAYBE_BOOLEAN: Final[Schema] = {"type": ["boolean", "null"]}
_COMMANDS: Final = ("ApplicationCommandCreateRequest", "ApplicationCommandUpdateRequest")
_EVERY_COMMAND: Final = (*_COMMANDS, "ApplicationCommandPatchRequestPartial")
_OPTIONS: Final = (
    "ApplicationCommandAttachmentOption",
    "ApplicationCommandBooleanOption",
    "ApplicationCommandChannelOption",
    "ApplicationCommandIntegerOption",
    "ApplicationCommandMentionableOption",
    "ApplicationCommandNumberOption",
    "ApplicationCommandRoleOption",
    "ApplicationCommandStringOption",
    "ApplicationCommandSubcommandGroupOption",
    "ApplicationCommandSubcommandOption",
    "ApplicationCommandUserOption",
)
_KNOWN_LOCALE: Final[Schema] = {"enum": sorted(LOCALES)}
_KEPT_ATTACHMENT: Final[dict[str, Schema]] = {
    "url": {"type": "string"},
    "proxy_url": {"type": "string"},
    "size": {"type": "integer"},
    "spoiler": {"type": "boolean"},
    "content_type": {"type": ["string", "null"]},
}


def _sent(place: str, old: Any, new: Any, reason: str) -> Difference:
    return Difference("request", place, old, new, reason)


def _shown(place: str, old: Any, new: Any, reason: str) -> Difference:
    return Difference("answer", place, old, new, reason)


def _permissions(place: str, old: Schema = _MAYBE_INTEGER) -> Difference:
    return _sent(place, old, _BITS, "permissions are documented as text, and sent so; the specification has integers")


def _missing(place: str, schema: Schema, reason: str = "real, and missing") -> Difference:
    return _sent(place, ABSENT, schema, reason)


_STRICTER: Final = (
    _sent(
        "SnowflakeType",
        _SNOWFLAKE,
        {**_SNOWFLAKE, "type": ["string", "integer"], "minimum": 0},
        "clients send ids as numbers, too, and Discord takes them",
    ),
    *(
        _permissions(
            f"{command}/properties/default_member_permissions", {**_MAYBE_INTEGER, "minimum": 0, "maximum": 2**54 - 1}
        )
        for command in _EVERY_COMMAND
    ),
    *(_permissions(f"ChannelPermissionOverwriteRequest/properties/{field}") for field in ("allow", "deny")),
    *(_permissions(f"set_channel_permission_overwrite/properties/{field}") for field in ("allow", "deny")),
    *(_permissions(f"{role}/properties/permissions") for role in ("CreateRoleRequest", "UpdateRoleRequestPartial")),
)

_MISSING: Final = (
    *(_missing(f"{command}/properties/nsfw", _MAYBE_BOOLEAN) for command in _EVERY_COMMAND),
    *(
        _missing(f"{command}/properties/default_permission", _MAYBE_BOOLEAN, "real though deprecated, and missing")
        for command in _EVERY_COMMAND
    ),
    *(
        _missing(f"{message}/properties/tts", _MAYBE_BOOLEAN, "clients send it where it has no effect")
        for message in (
            "MessageEditRequestPartial",
            "IncomingWebhookUpdateRequestPartial",
            "BaseCreateMessageCreateRequest",
            "IncomingWebhookUpdateForInteractionCallbackRequestPartial",
        )
    ),
    *(
        _missing(
            f"MessageAttachmentRequest/properties/{field}", schema, "clients keep a file by sending it as they got it"
        )
        for field, schema in _KEPT_ATTACHMENT.items()
    ),
    _missing("RichEmbed/properties/flags", _MAYBE_INTEGER, "clients send an embed back as they were given it"),
    _missing(
        "CreateForumThreadRequest/properties/type", {"enum": [11, None]}, "clients send it; a post is a public thread"
    ),
    _missing(
        "set_channel_permission_overwrite/properties/id",
        {"$ref": "#/components/schemas/SnowflakeType"},
        "it is in the path, too",
    ),
    _missing(
        "FileUploadComponentForModalRequest/properties/file_types",
        {"type": ["array", "null"], "items": {"type": "string"}},
        "documented since August 2026",
    ),
)

_LOOSER: Final = (
    *(
        _sent(f"{message}/properties/content/maxLength", 4000, 2000, "4000 is for people with Nitro")
        for message in ("MessageCreateRequest", "MessageEditRequestPartial", "BaseCreateMessageCreateRequest")
    ),
    _sent(
        "ModalInteractionCallbackRequestData/properties/components/maxItems",
        40,
        5,
        "a form has five parts; forty is what a message has",
    ),
    _sent(
        "ApplicationCommandOptionStringChoice/properties/value/maxLength", 6000, 100, "6000 is for what is typed freely"
    ),
    *(
        _sent(
            f"{owner}/properties/{field}/propertyNames",
            ABSENT,
            _KNOWN_LOCALE,
            "the specification takes any key; Discord knows these locales and refuses others",
        )
        for owner in (*_EVERY_COMMAND, *_OPTIONS)
        for field in ("name_localizations", "description_localizations")
    ),
    *(
        _sent(
            f"ApplicationCommandOption{kind}Choice/properties/name_localizations/propertyNames",
            ABSENT,
            _KNOWN_LOCALE,
            "the specification takes any key; Discord knows these locales and refuses others",
        )
        for kind in ("Integer", "Number", "String")
    ),
)

_ANSWERS: Final = (
    _shown(
        "InnerErrors/properties/_errors/items",
        {"$ref": "#/components/schemas/Error"},
        {
            "type": "object",
            "properties": {"code": {"type": "string"}, "message": {"type": "string"}},
            "required": ["code", "message"],
        },
        "the codes within `errors` are words such as BASE_TYPE_MAX_LENGTH, only the outer one is a number",
    ),
    _shown(
        "RatelimitedResponse/allOf/0",
        {"$ref": "#/components/schemas/Error"},
        {
            "type": "object",
            "properties": {"code": {"type": "integer"}, "message": {"type": "string"}},
            "required": ["message"],
        },
        "the documentation of rate limits gives `code` to some limits only",
    ),
    _shown(
        "CreatedThreadResponse/properties/message",
        ABSENT,
        {"$ref": "#/components/schemas/MessageResponse"},
        "a forum post is answered together with its first message",
    ),
    _shown(
        "get_active_guild_threads/schema",
        {"$ref": "#/components/schemas/ThreadsResponse"},
        {
            "type": "object",
            "properties": {
                "threads": {"type": "array", "items": {"$ref": "#/components/schemas/ThreadResponse"}},
                "members": {"type": "array", "items": {"$ref": "#/components/schemas/ThreadMemberResponse"}},
            },
            "required": ["threads", "members"],
        },
        "documented without `has_more`: all threads in use come at once, only those in the archive by pages",
    ),
)

DIFFERENCES: Final[tuple[Difference, ...]] = (*_STRICTER, *_MISSING, *_LOOSER, *_ANSWERS)
