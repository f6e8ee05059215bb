"""Checks of what a bot sends, as strict as Discord and no stricter.

Each takes a body and raises `Refused` with all of its faults at once, or returns nothing. What only the
state of the world can tell (permissions, unknown ids, archived threads, rates) is not looked at here.
"""

from sandbox.protocol.checks.callbacks import check_callback
from sandbox.protocol.checks.channels import check_channel_create, check_channel_edit, check_overwrite
from sandbox.protocol.checks.commands import check_command, check_commands, refuse_too_many
from sandbox.protocol.checks.components import displayed_text, walk
from sandbox.protocol.checks.files import UploadedFile, check_uploads
from sandbox.protocol.checks.guilds import check_dm, check_guild_edit, check_member_edit, check_role
from sandbox.protocol.checks.mentions import Notified, notified_users
from sandbox.protocol.checks.messages import check_bulk_delete, check_message, uses_components_v2
from sandbox.protocol.checks.modals import check_modal
from sandbox.protocol.checks.scheduled_events import check_scheduled_event
from sandbox.protocol.checks.threads import check_thread, check_thread_edit

__all__ = [
    "Notified",
    "UploadedFile",
    "check_bulk_delete",
    "check_callback",
    "check_channel_create",
    "check_channel_edit",
    "check_command",
    "check_commands",
    "check_dm",
    "check_guild_edit",
    "check_member_edit",
    "check_message",
    "check_modal",
    "check_overwrite",
    "check_role",
    "check_scheduled_event",
    "check_thread",
    "check_thread_edit",
    "check_uploads",
    "displayed_text",
    "notified_users",
    "refuse_too_many",
    "uses_components_v2",
    "walk",
]
