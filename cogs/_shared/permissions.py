"""Discord's permissions by the names its settings page uses, in the reader's language."""

from collections.abc import Iterable

from bot.wording.texts import Texts


def permission_names(texts: Texts, flags: Iterable[str]) -> list[str]:
    """`flags` are discord.py's names; one without a name of its own is shown as it is."""
    names = {
        "view_channel": texts.say("View Channel"),
        "read_messages": texts.say("View Channel"),
        "send_messages": texts.say("Send Messages"),
        "send_messages_in_threads": texts.say("Send Messages in Threads"),
        "create_public_threads": texts.say("Create Public Threads"),
        "create_private_threads": texts.say("Create Private Threads"),
        "manage_threads": texts.say("Manage Threads"),
        "read_message_history": texts.say("Read Message History"),
    }
    return [names.get(flag, flag) for flag in flags]
