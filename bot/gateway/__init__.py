"""discord.py at the edge: the client, the command tree, the courier."""
