"""Who may read what: the one rule that every list, card, digest and export asks."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Visibility(StrEnum):
    """Whom the texts of an experiment, and of its check-ins, are for."""

    GROUP = "group"
    PARTNER = "partner"  # whoever its person is paired with at present
    PRIVATE = "private"


@dataclass(frozen=True)
class Viewer:
    """Somebody reading: whether they are in the experiment's group, and whom they are paired with at present."""

    person_id: int
    is_in_group: bool
    partner_ids: Collection[int] = ()


def may_read(visibility: Visibility, author_id: int, viewer: Viewer) -> bool:
    """Whether `viewer` may read the words. Leading a group or moderating a server opens nothing more."""
    if viewer.person_id == author_id:
        return True
    match visibility:
        case Visibility.GROUP:
            return viewer.is_in_group
        case Visibility.PARTNER:
            return author_id in viewer.partner_ids
        case Visibility.PRIVATE:
            return False
