"""Discord speaks to us: one package per feature."""

FEATURES = (
    "cogs._shared",
    "cogs.admin",
    "cogs.groups",
    "cogs.people",
    "cogs.experiments",
    "cogs.lessons",
    "cogs.checkins",
    "cogs.partners",
    "cogs.thanks",
    "cogs.offers",
    "cogs.asks",
    "cogs.rings",
    "cogs.introductions",
    "cogs.facilitate",
    "cogs.nudges",
    "cogs.profile",
    "cogs.privacy",
    "cogs.help",
)
