"""Users: people and the bot."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.protocol.wire import Json


@dataclass(eq=False, slots=True)
class User:
    """One account. `dms_open` is her privacy setting for messages from people she shares a server with."""

    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    dms_open: bool = True

    @property
    def display_name(self) -> str:
        return self.global_name or self.username

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    def payload(self) -> Json:
        """The user object."""
        return {
            "id": str(self.id),
            "username": self.username,
            "global_name": self.global_name,
            "discriminator": "0",
            "avatar": None,
            "avatar_decoration_data": None,
            "banner": None,
            "accent_color": None,
            "collectibles": None,
            "primary_guild": None,
            "public_flags": 0,
            "flags": 0,
            "bot": self.bot,
            "system": False,
        }

    def own_payload(self) -> Json:
        """The user object as its owner gets it."""
        return {
            **self.payload(),
            "mfa_enabled": True,
            "locale": "en-US",
            "premium_type": 0,
            "email": None,
            "verified": True,
        }
