"""Whom a message may ping. Discord pings whomever it names unless told otherwise, at an edit once more.

The client states `NOBODY` by itself, but for an edit without `content`, where discord.py 2.7.1 leaves it out; so each
edit of a message says it. `tests/conformance/mentions.py` looks at every request of every test.
"""

from collections.abc import Iterable

import discord

NOBODY = discord.AllowedMentions.none()


def only(person_ids: Iterable[int]) -> discord.AllowedMentions:
    """These people, whatever the words beside them say."""
    return discord.AllowedMentions(
        everyone=False, roles=False, users=[discord.Object(person) for person in person_ids], replied_user=False
    )
