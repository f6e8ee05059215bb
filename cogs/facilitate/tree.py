"""`/facilitate`, and its commands about the group itself. Everybody sees them; the services ask who is asking."""

from discord.app_commands import Group, locale_str

facilitate = Group(name=locale_str("facilitate"), description=locale_str("Lead a group"), guild_only=True)
group = Group(name=locale_str("group"), description=locale_str("Your group, and who leads it"), parent=facilitate)
