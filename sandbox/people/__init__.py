"""People: each does what Discord's app lets one do, and sees what it shows."""

from sandbox.people.forms import Form, FormField
from sandbox.people.person import Notification, Person, Shown
from sandbox.people.refused import ClientRefused, InteractionFailed
from sandbox.people.seen import Button, Seen, Select

__all__ = [
    "Button",
    "ClientRefused",
    "Form",
    "FormField",
    "InteractionFailed",
    "Notification",
    "Person",
    "Seen",
    "Select",
    "Shown",
]
