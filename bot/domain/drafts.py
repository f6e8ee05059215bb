"""A draft: what somebody typed that is not yet accepted."""

from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Instant

KEPT_HOURS = 24


@dataclass(frozen=True)
class Draft:
    """`form` is the custom id of the dialog it was typed into, `texts` its parts by name."""

    id: int
    community_id: int
    person_id: int
    form: str
    texts: Mapping[str, str]
    created_at: Instant

    def is_kept(self, now: Instant) -> bool:
        return now < self.created_at.add(hours=KEPT_HOURS)
