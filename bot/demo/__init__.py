"""The whole bot on a Discord of our own: a server with five people, and a month played on it.

With `bot/__main__.py` this is the only part of the program that knows the sandbox.
"""
