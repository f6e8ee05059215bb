"""Checks of what a bot sends, as strict as Discord and no stricter; known to the protocol alone."""
