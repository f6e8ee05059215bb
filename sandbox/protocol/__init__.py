"""Discord's REST and gateway, as far as a bot meets them."""
