"""`/admin audit` (A6): who changed what, before and after, by page, by action, by person and by group."""

from bot.demo.stage import Stage
from tests.e2e.acting import found, join, sentence_of

HEAD = "### Who changed what"


async def test_a_moderator_reads_who_changed_what_and_turns_its_pages_after_a_restart(stage: Stage) -> None:
    office = stage.guild.add_channel("office")
    await found(stage)
    for weekday in (2, 3, 4, 5, 6, 7):
        await stage.maria.slash("admin group edit", name="Founders", weekday=weekday)
    await stage.maria.slash("admin settings", {"meeting-channel": office})
    await join(stage.kari)

    first = await stage.maria.slash("admin audit")
    edits = await stage.maria.complete("admin audit", "action", "group ch")
    of_group = await stage.maria.slash("admin audit", action=edits[0]["value"], person=stage.maria, group="founders")
    unknown = await stage.maria.slash("admin audit", action="magic")
    await stage.restart_bot()
    second = await stage.maria.press("➡️ Next", on=first)

    assert first.ephemeral
    assert first.text.splitlines()[:5] == [
        HEAD,
        "9 changes, the newest first. Page 1 of 2.",
        "2026-09-03 08:00 UTC · @Kari joined “Founders”",
        "2026-09-03 08:00 UTC · @Maria changed the settings of the server",
        "-# Meeting channel: #office",
    ]
    assert of_group.text.splitlines()[:4] == [
        HEAD,
        "Group changed · @Maria · Founders",
        "6 changes, the newest first.",
        "2026-09-03 08:00 UTC · @Maria changed “Founders”",
    ]
    assert of_group.text.splitlines()[4] == "-# Weekday: Saturday → Sunday"
    assert sentence_of(unknown) == "I know of no kind of change called “magic”. Pick one from the list."
    assert second.text.splitlines()[1:3] == [
        "9 changes, the newest first. Page 2 of 2.",
        "2026-09-03 08:00 UTC · @Maria made “Founders”, led by @Grace",
    ]


async def test_nobody_but_moderators_reads_it_also_not_by_a_button_seen_before(stage: Stage) -> None:
    await found(stage)
    for weekday in (2, 3, 4, 5, 6, 7, 1, 2):
        await stage.maria.slash("admin group edit", name="Founders", weekday=weekday)
    shown = await stage.maria.slash("admin audit")
    [member] = [each for each in stage.guild.members.values() if each.user.id == stage.maria.user.id]
    member.roles.clear()

    refused = await stage.maria.press("➡️ Next", on=shown)

    assert sentence_of(refused) == "This is for moderators: people who may manage the server. Ask one of them."
