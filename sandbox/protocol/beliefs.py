"""What Discord does where it says nothing: one choice a question, and the worlds in which one of them is different."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True, slots=True)
class Beliefs:
    """A bot has to hold whichever way each of these is; `docs/sandbox-differences.md` has the evidence.

    `mention_adds`: whoever is mentioned in a thread comes to be in it. `edit_adds`: also by an edit that mentions them.
    `creator_invites`: who made a private thread that is not invitable may add people without managing threads.
    `button_wakes`: Discord's app takes a thread out of the archive when somebody who may write there presses a button
    in it; otherwise the press reaches nobody. `late_edit_status`: what too many edits of old messages are refused with.
    """

    mention_adds: bool = True
    edit_adds: bool = False
    creator_invites: bool = False
    button_wakes: bool = True
    late_edit_status: Literal[400, 429] = 429


WORLDS: Final[Mapping[str, Beliefs]] = MappingProxyType(
    {
        "mention-adds-nobody": Beliefs(mention_adds=False),
        "edit-adds": Beliefs(edit_adds=True),
        "creator-invites": Beliefs(creator_invites=True),
        "button-wakes-nothing": Beliefs(button_wakes=False),
        "late-edits-400": Beliefs(late_edit_status=400),
    }
)
"""The worlds that differ from the usual one in a single belief."""
