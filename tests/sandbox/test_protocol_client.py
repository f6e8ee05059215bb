"""The real discord.py against the sandbox: it logs in, syncs, answers, and every route it has works."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import discord
import pytest
from discord import ui

from sandbox import Person, Sandbox
from sandbox.protocol import channels, permissions
from sandbox.protocol.channels import Channel, ForumTag
from sandbox.protocol.guilds import Guild
from tests.sandbox.conftest import Bot


@pytest.fixture
def here(bot: Bot, channel: Channel) -> discord.TextChannel:
    return bot.get_channel(channel.id)


@pytest.fixture
def there(bot: Bot, guild: Guild) -> discord.Guild:
    return bot.get_guild(guild.id)


def grant(guild: Guild, *granted: int) -> None:
    guild.role("Trellis").permissions |= sum(granted)


async def test_the_client_logs_in_and_sees_its_guilds(bot: Bot, guild: Guild, channel: Channel) -> None:
    seen = bot.get_guild(guild.id)

    assert (seen.name, seen.me.id, seen.get_channel(channel.id).name) == ("Oslo founders", bot.user.id, "general")


async def test_a_guild_joined_later_is_seen_too(sandbox: Sandbox, bot: Bot) -> None:
    sandbox.world.install(sandbox.world.add_guild("Bergen"))

    (joined,) = await bot.hear("guild_join")

    assert joined.name == "Bergen"


async def test_a_voice_channel_is_seen_as_one(bot: Bot, guild: Guild) -> None:
    guild.add_channel("lounge", channels.VOICE)

    (made,) = await bot.hear("guild_channel_create")

    assert (type(made), made.name) == (discord.VoiceChannel, "lounge")


async def test_a_synced_command_is_run_and_answered(bot: Bot, alice: Person) -> None:
    @bot.tree.command(description="Says hello")
    async def hello(interaction: discord.Interaction, name: str) -> None:
        await interaction.response.send_message(f"Hello {name}", ephemeral=True)

    await bot.tree.sync()

    shown = await alice.slash("hello", name="you")

    assert (shown.text, shown.ephemeral) == ("Hello you", True)


async def test_commands_keep_their_ids_when_synced_again(bot: Bot) -> None:
    @bot.tree.command(description="Says hello")
    async def hello(interaction: discord.Interaction) -> None: ...

    first, second = await bot.tree.sync(), await bot.tree.sync()

    assert [command.id for command in first] == [command.id for command in second]
    assert [command.name for command in await bot.tree.fetch_commands()] == ["hello"]


async def test_a_deferred_answer_is_edited_and_followed_up(bot: Bot, alice: Person) -> None:
    @bot.tree.command(description="Takes a while")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer(ephemeral=True)
        await interaction.edit_original_response(content="Done")
        follow_up = await interaction.followup.send("And more", ephemeral=True, wait=True)
        await follow_up.edit(content="And much more")

    await bot.tree.sync()

    shown = await alice.slash("slow")
    more = await alice.sees_next("And much more")

    assert (shown.text, shown.ephemeral, more.is_ephemeral) == ("Done", True, True)


async def test_a_press_opens_a_form_whose_answer_updates_the_message(
    bot: Bot, alice: Person, here: discord.TextChannel
) -> None:
    class Form(ui.Modal, title="Plan"):
        what: ui.Label[Form] = ui.Label(text="What will you try?", component=ui.TextInput())

        async def on_submit(self, interaction: discord.Interaction) -> None:
            await interaction.response.edit_message(content=f"Plan: {self.what.component.value}", view=None)

    class Panel(ui.View):
        @ui.button(label="Plan")
        async def plan(self, interaction: discord.Interaction, _: ui.Button) -> None:
            await interaction.response.send_modal(Form())

    await here.send("No plan yet", view=Panel())
    await alice.press("Plan")

    await alice.submit({"What will you try?": "One call a day"})

    assert "Plan: One call a day" in alice.screen()


async def test_a_layout_with_files_is_taken_and_shown(here: discord.TextChannel, alice: Person) -> None:
    view = ui.LayoutView()
    gallery = ui.MediaGallery(discord.MediaGalleryItem("attachment://chart.png", description="Tries by week"))
    view.add_item(ui.Container(ui.TextDisplay("# Try rate"), gallery, accent_colour=0x57F287))

    sent = await here.send(view=view, file=discord.File(__file__, filename="chart.png"))

    assert sent.flags.components_v2 and "Try rate" in alice.screen()


async def test_messages_are_read_edited_pinned_reacted_to_and_deleted(here: discord.TextChannel) -> None:
    sent = await here.send("Hello")

    await sent.edit(content="Goodbye")
    await sent.pin()
    await sent.add_reaction("👍")
    fetched = await here.fetch_message(sent.id)
    pins = [message.id async for message in here.pins()]
    await sent.remove_reaction("👍", here.guild.me)
    await sent.unpin()
    await sent.delete()

    assert (fetched.content, fetched.reactions[0].me, pins) == ("Goodbye", True, [sent.id])
    with pytest.raises(discord.NotFound):
        await here.fetch_message(sent.id)


async def test_history_is_walked_both_ways(here: discord.TextChannel) -> None:
    sent = [await here.send(str(number)) for number in range(3)]

    newest = [message.content async for message in here.history(limit=2)]
    after = [message.content async for message in here.history(after=sent[0])]

    assert (newest, after) == (["2", "1"], ["1", "2"])


async def test_messages_are_deleted_in_bulk(guild: Guild, channel: Channel, here: discord.TextChannel) -> None:
    grant(guild, permissions.MANAGE_MESSAGES)
    sent = [await here.send(str(number)) for number in range(3)]

    await here.delete_messages(sent[:2])

    assert list(channel.messages) == [sent[2].id]


async def test_a_thread_is_opened_from_a_message_joined_and_closed(
    bot: Bot, here: discord.TextChannel, alice: Person
) -> None:
    message = await here.send("Week 1")

    thread = await message.create_thread(name="Week 1", auto_archive_duration=10080)
    await thread.add_user(discord.Object(alice.id))
    member = await thread.fetch_member(alice.id)
    await thread.edit(name="Week one", archived=True, locked=True)

    fetched = await bot.fetch_channel(thread.id)
    assert (thread.id, member.id) == (message.id, alice.id)
    assert (fetched.name, fetched.archived, fetched.locked) == ("Week one", True, True)
    assert [archived.id async for archived in here.archived_threads()] == [thread.id]


async def test_a_private_thread_is_for_its_members(
    sandbox: Sandbox, here: discord.TextChannel, there: discord.Guild, alice: Person
) -> None:
    bob = sandbox.person("Bob")
    sandbox.world.guilds[there.id].add_member(bob.user)

    thread = await here.create_thread(name="Pair", type=discord.ChannelType.private_thread, invitable=False)
    await thread.add_user(discord.Object(alice.id))
    await thread.send("Between you two")

    world = sandbox.world
    seen = [[m.content for m in world.visible_messages(p.id, thread.id) if m.content] for p in (alice, bob)]
    assert seen == [["Between you two"], []]
    assert [active.id for active in await there.active_threads()] == [thread.id]


async def test_a_forum_post_has_a_tag_and_a_first_message(bot: Bot, guild: Guild) -> None:
    forum = guild.add_channel("questions", channels.FORUM, available_tags=[ForumTag(7, "open")])
    await bot.hear("guild_channel_create")
    seen = bot.get_channel(forum.id)

    post = await seen.create_thread(name="How?", content="Asking", applied_tags=[seen.get_tag(7)])

    assert (post.message.id, post.message.content) == (post.thread.id, "Asking")
    assert [tag.name for tag in post.thread.applied_tags] == ["open"]


async def test_direct_messages_arrive_unless_closed(sandbox: Sandbox, bot: Bot, alice: Person) -> None:
    user = await bot.fetch_user(alice.id)
    await user.send("Hello")
    sandbox.world.close_dms(alice.id)

    with pytest.raises(discord.Forbidden) as caught:
        await user.send("Hello again")

    shown = sandbox.world.visible_messages(alice.id, sandbox.world.dm(alice.user).id)
    assert (caught.value.code, [message.content for message in shown]) == (50007, ["Hello"])


async def test_members_are_fetched_searched_and_given_roles(there: discord.Guild, guild: Guild, alice: Person) -> None:
    role = guild.add_role("Peer")

    member = await there.fetch_member(alice.id)
    await member.add_roles(discord.Object(role.id))
    (found,) = await there.query_members("ali")

    assert (found.id, guild.members[alice.id].roles) == (alice.id, [role])
    await member.remove_roles(discord.Object(role.id))
    assert guild.members[alice.id].roles == []


async def test_roles_and_channels_are_made_changed_and_removed(there: discord.Guild, guild: Guild) -> None:
    grant(guild, permissions.MANAGE_CHANNELS)

    role = await there.create_role(name="Group", mentionable=True)
    room = await there.create_text_channel("Group Room", topic="Ours")
    await room.set_permissions(role, view_channel=True)
    await room.edit(topic="Theirs")

    made = guild.channel("group-room")
    assert (made.topic, made.overwrites[role.id].allow) == ("Theirs", permissions.VIEW_CHANNEL)
    await room.delete()
    await role.delete()
    assert (room.id in guild.channels, role.id in guild.roles) == (False, False)


async def test_a_scheduled_event_is_made_started_and_removed(there: discord.Guild, guild: Guild) -> None:
    start = datetime.now(UTC) + timedelta(days=1)

    event = await there.create_scheduled_event(
        name="Group meeting",
        start_time=start,
        end_time=start + timedelta(hours=1),
        entity_type=discord.EntityType.external,
        location="Café",
        privacy_level=discord.PrivacyLevel.guild_only,
    )
    await event.start()

    assert (await there.fetch_scheduled_event(event.id)).status is discord.EventStatus.active
    await event.delete()
    assert guild.scheduled_events == {}


async def test_the_application_is_described(sandbox: Sandbox, bot: Bot) -> None:
    described = await bot.application_info()

    assert (described.id, described.owner.id) == (sandbox.world.application_id, sandbox.world.operator.id)


async def test_a_guild_can_be_left(there: discord.Guild, guild: Guild, bot: Bot) -> None:
    await there.leave()

    await bot.hear("guild_remove")
    assert not guild.installed
