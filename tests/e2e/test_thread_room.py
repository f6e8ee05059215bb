"""A server near the most threads that Discord allows: pairs are planned against what is free."""

from whenever import Time

from bot.demo.stage import Stage
from sandbox.protocol.channels import PUBLIC_THREAD
from sandbox.protocol.threads import Thread
from tests.e2e.acting import FIRST_MONDAY, NINE, SECOND_MONDAY, found, join

EARLIER = Time(8, 30)  # the round before is over, the one to come is not open yet


def fill(stage: Stage, in_use: int) -> None:
    """People have threads of their own in another channel, until so many are in use."""
    life, elsewhere = stage.sandbox.world.thread_life, stage.guild.add_channel("elsewhere")
    for number in range(in_use - len(life.active(stage.guild))):
        life.start(elsewhere, stage.maria.user, {"name": f"Ours {number}", "type": PUBLIC_THREAD})


def ours(stage: Stage) -> list[Thread]:
    return [each for each in stage.guild.threads.values() if each.owner_id == stage.sandbox.world.bot.id]


async def test_old_threads_make_room_for_new_pairs_and_moderators_hear_before_anything_is_refused(
    stage: Stage,
) -> None:
    lounge, modlog = stage.guild.add_channel("meetings"), stage.guild.add_channel("modlog")
    await stage.maria.slash("admin settings", {"meeting-channel": lounge, "moderators-channel": modlog})
    await found(stage, facilitator=stage.grace)
    for person in (stage.henry, stage.kari, stage.luca):
        await join(person)
    await stage.until(FIRST_MONDAY, NINE)
    old = [each for each in ours(stage) if each.parent is lounge]
    await stage.until(SECOND_MONDAY, EARLIER)
    fill(stage, 950)

    await stage.until(SECOND_MONDAY, NINE)

    new = [each for each in ours(stage) if each.parent is lounge and each not in old]
    stage.maria.go(modlog)
    said = [message.text for message in stage.maria.sees(modlog) if "Room for threads" in message.text]
    assert [each.archived for each in old] == [True, True]
    assert [each.archived for each in new] == [False, False]
    assert len(said) == 1
    assert len(stage.sandbox.world.thread_life.active(stage.guild)) == 950
