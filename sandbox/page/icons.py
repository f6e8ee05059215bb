"""The page's few pictures, drawn here so that they look alike on every machine."""

from __future__ import annotations

from typing import Final

from markupsafe import Markup

_PATHS: Final = {
    "refused": '<circle cx="8" cy="8" r="5.6"/><path d="m4.2 4.2 7.6 7.6"/>',
    "bolt": '<path d="M9 1.8 3.6 9H8l-1 5.2L12.4 7H8z"/>',
    "plug": '<path d="M5.6 2v3M10.4 2v3M4 5h8v2.4a4 4 0 0 1-8 0zM8 11.4V14.4"/>',
    "forward": '<path d="m3 3.5 5 4.5-5 4.5zM9 3.5l4.4 4.5L9 12.5z"/>',
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "eye": '<path d="M1.4 8S4 3.8 8 3.8 14.6 8 14.6 8 12 12.2 8 12.2 1.4 8 1.4 8z"/><circle cx="8" cy="8" r="1.9"/>',
    "thread": '<path d="M3 2.6v4.6A2.6 2.6 0 0 0 5.6 9.8H13M10 6.6l3.2 3.2-3.2 3.2"/>',
    "lock": '<rect x="3.2" y="7" width="9.6" height="6.4" rx="1.6"/><path d="M5.2 7V5.2a2.8 2.8 0 0 1 5.6 0V7"/>',
    "private": '<path d="M2.4 2.2v3.6a2.6 2.6 0 0 0 2.6 2.6h1.6"/><rect x="8" y="8.6" width="6.4" height="5" rx="1.2"/>'
    '<path d="M9.4 8.4V7a1.8 1.8 0 0 1 3.6 0v1.4"/>',
    "hash": '<path d="M6.4 2.4 5 13.6M11 2.4 9.6 13.6M2.6 5.8h11.2M2.2 10.2h11.2"/>',
    "at": '<circle cx="8" cy="8" r="2.6"/><path d="M10.6 5.4v3.4a1.9 1.9 0 0 0 3.6 0A6.2 6.2 0 1 0 11 13.4"/>',
    "people": '<circle cx="6" cy="5.4" r="2.5"/>'
    '<path d="M1.6 13.4a4.4 4.4 0 0 1 8.8 0M10.6 3.2a2.5 2.5 0 0 1 0 4.6M12 9.6a4.4 4.4 0 0 1 2.5 3.8"/>',
    "phone": '<rect x="4.4" y="1.6" width="7.2" height="12.8" rx="1.8"/><path d="M7.2 12.2h1.6"/>',
    "list": '<path d="M2.6 4h10.8M2.6 8h10.8M2.6 12h10.8"/>',
    "close": '<path d="m4 4 8 8M12 4l-8 8"/>',
    "file": '<path d="M4 1.8h5L12.4 5v9.2H4zM9 1.8V5h3.4"/>',
    "dots": '<path d="M3.4 8h.01M8 8h.01M12.6 8h.01" stroke-width="2.4"/>',
}


def icon(name: str) -> Markup:
    """A line drawing in the colour of the text."""
    return Markup(
        '<svg class="icon" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" '
        f'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">{_PATHS[name]}</svg>'
    )
