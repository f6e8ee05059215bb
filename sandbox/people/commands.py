"""Slash commands as the app offers them: found, shown only to who may use them, and filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sandbox.people.refused import ClientRefused
from sandbox.people.resolving import KIND_OF_OPTION, Resolver

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
SUB_COMMAND, SUB_COMMAND_GROUP = 1, 2
STRING, INTEGER, BOOLEAN, NUMBER = 3, 4, 5, 10
IN_GUILD, BOT_DM = 0, 1
STRING_LENGTH = 6000
WHOLE_NUMBERS = 2**53 - 1
ADMINISTRATOR = 1 << 3
FALLBACKS = {"en-US": "en-GB", "en-GB": "en-US", "es-419": "es-ES"}

Command = dict[str, Any]


def shown_name(node: Mapping[str, Any], locale: str, field: str = "name") -> str:
    """The name as the app shows it in this language, with the fallbacks Discord documents."""
    translations = node.get(f"{field}_localizations") or {}
    return str(translations.get(locale) or translations.get(FALLBACKS.get(locale, "")) or node[field])


def is_called(node: Mapping[str, Any], name: str, locale: str) -> bool:
    return name in (node["name"], shown_name(node, locale))


def usable(command: Command, permissions: int, *, in_guild: bool) -> bool:
    """Whether the app lists the command here for someone with these permissions."""
    contexts = command.get("contexts")
    here = IN_GUILD if in_guild else BOT_DM
    if contexts is not None and here not in contexts:
        return False
    if not in_guild:
        return not command.get("guild_id") and command.get("dm_permission", True) is not False
    needed = command.get("default_member_permissions")
    if needed is None or permissions & ADMINISTRATOR:
        return True
    return int(needed) != 0 and permissions & int(needed) == int(needed)


def find(commands: Sequence[Command], kind: int, name: str, locale: str) -> Command:
    """The command of that name; a guild's own goes before a global one of the same name."""
    found = [c for c in commands if c.get("type", CHAT_INPUT) == kind and is_called(c, name, locale)]
    if not found:
        offered = ", ".join(sorted(shown_name(c, locale) for c in commands if c.get("type", CHAT_INPUT) == kind))
        raise ClientRefused(f"there is no command “{name}” here; there are: {offered or 'none'}")
    return min(found, key=lambda command: command.get("guild_id") is None)


def descend(command: Command, words: Sequence[str], locale: str) -> list[dict[str, Any]]:
    """The chain of group and subcommand that the words name, down to the one that is run."""
    chain: list[dict[str, Any]] = []
    node: Mapping[str, Any] = command
    for word in words:
        below = [o for o in node.get("options") or [] if o["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP)]
        matching = [option for option in below if is_called(option, word, locale)]
        if not matching:
            offered = ", ".join(shown_name(option, locale) for option in below)
            raise ClientRefused(f"“{shown_name(node, locale)}” has no “{word}”; it has: {offered or 'none'}")
        node = matching[0]
        chain.append(matching[0])
    if any(option["type"] in (SUB_COMMAND, SUB_COMMAND_GROUP) for option in node.get("options") or []):
        raise ClientRefused(f"“{shown_name(node, locale)}” is run by one of its subcommands")
    return chain


def fill(
    options: Sequence[dict[str, Any]],
    given: Mapping[str, Any],
    locale: str,
    resolver: Resolver,
    *,
    focused: str | None = None,
) -> list[dict[str, Any]]:
    """The options as they are sent, in their registered order.

    While one is `focused` (autocomplete) the others may still be missing, and it may hold anything.
    """
    by_name = {_option(options, name, locale)["name"]: value for name, value in given.items()}
    focus = _option(options, focused, locale)["name"] if focused is not None else None
    filled = []
    for option in options:
        name = option["name"]
        if name == focus:
            filled.append({"name": name, "type": option["type"], "value": by_name.get(name, ""), "focused": True})
        elif by_name.get(name) is not None:
            value = option_value(option, by_name[name], locale, resolver)
            filled.append({"name": name, "type": option["type"], "value": value})
        elif option.get("required") and focus is None:
            raise ClientRefused(f"option “{shown_name(option, locale)}” is required")
    return filled


def _option(options: Sequence[dict[str, Any]], name: str, locale: str) -> dict[str, Any]:
    for option in options:
        if is_called(option, name, locale) or option["name"].replace("-", "_") == name:
            return option
    offered = ", ".join(shown_name(option, locale) for option in options)
    raise ClientRefused(f"there is no option “{name}” here; there are: {offered or 'none'}")


def option_value(option: dict[str, Any], value: Any, locale: str, resolver: Resolver) -> Any:
    """The value as sent; ClientRefused if the app would mark it red."""
    kind = option["type"]
    if kind in KIND_OF_OPTION:
        return resolver.add_option(value, option)
    if option.get("choices"):
        return _chosen(option, value, locale)
    if kind == STRING:
        return _text(option, value)
    if kind in (INTEGER, NUMBER):
        return _number(option, value)
    if kind == BOOLEAN and isinstance(value, bool):
        return value
    raise ClientRefused(f"option “{option['name']}” does not take {value!r}")


def _chosen(option: dict[str, Any], value: Any, locale: str) -> Any:
    for choice in option["choices"]:
        if value in (choice["value"], choice["name"], shown_name(choice, locale)):
            return choice["value"]
    offered = ", ".join(shown_name(choice, locale) for choice in option["choices"])
    raise ClientRefused(f"option “{option['name']}” does not offer {value!r}; it offers: {offered}")


def _text(option: dict[str, Any], value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ClientRefused(f"option “{option['name']}” takes text, not {value!r}")
    least, most = option.get("min_length") or 0, option.get("max_length") or STRING_LENGTH
    if not least <= len(value) <= most:
        raise ClientRefused(f"option “{option['name']}” takes {least} to {most} characters, not {len(value)}")
    return value


def _number(option: dict[str, Any], value: Any) -> float:
    accepted = int if option["type"] == INTEGER else (int, float)
    if isinstance(value, bool) or not isinstance(value, accepted):
        raise ClientRefused(f"option “{option['name']}” takes a number, not {value!r}")
    least = option["min_value"] if option.get("min_value") is not None else -WHOLE_NUMBERS
    most = option["max_value"] if option.get("max_value") is not None else WHOLE_NUMBERS
    if not least <= value <= most:
        raise ClientRefused(f"option “{option['name']}” takes {least} to {most}, not {value}")
    return value


def command_data(command: Command, chain: Sequence[dict[str, Any]], options: list[dict[str, Any]]) -> dict[str, Any]:
    """The data of a command's interaction: options nested under their subcommand and group."""
    nested = options
    for node in reversed(chain):
        nested = [{"name": node["name"], "type": node["type"], "options": nested}]
    data: dict[str, Any] = {
        "id": str(command["id"]),
        "name": command["name"],
        "type": command.get("type", CHAT_INPUT),
        "options": nested,
    }
    if command.get("guild_id"):
        data["guild_id"] = str(command["guild_id"])
    return data
