"""`/my data`: everything about oneself, as a file to read and one for programs."""

import asyncio
from collections.abc import Mapping

from bot.domain.errors import DataTooBig
from bot.domain.export import File
from bot.domain.own_data import FILE_MOST, OwnData, as_json, packed
from bot.wording.texts import Texts
from cogs._shared.actors import Interaction, texts_for
from cogs._shared.files import uploads, with_files
from cogs.profile.data_text import as_text


async def send_own_data(interaction: Interaction, own: OwnData) -> None:
    """Privately. DataTooBig where Discord does not take it however it is packed."""
    texts, most = texts_for(interaction), min(interaction.filesize_limit, FILE_MOST)
    names = {guild.id: guild.name for id in own.communities if (guild := interaction.client.get_guild(id)) is not None}
    files = await asyncio.to_thread(_files, texts, own, names, most)
    if any(len(file.content) > most for file in files):
        raise DataTooBig(most)
    await interaction.followup.send(view=with_files(_says(texts), files=files), files=uploads(files), ephemeral=True)


def _files(texts: Texts, own: OwnData, names: Mapping[int, str], most_bytes: int) -> list[File]:
    written = (
        File("trellis-data.txt", as_text(texts, own, names)),
        File("trellis-data.json", as_json(own, names)),
    )
    return [packed(file, most_bytes) for file in written]


def _says(texts: Texts) -> str:
    return texts.say(
        "### Your data\nEverything I keep about you, on every server: one file to read, one for programs. Only you can "
        "see this message."
    )
