"""A group in words, for whoever reads them: members, facilitators, moderators, its channel."""

from discord.ui import LayoutView

from bot.domain.experiments import Pause
from bot.domain.groups import Entry, Group
from bot.domain.rounds import Round, Stage
from bot.services.group_news import GroupNews
from bot.services.groups import GroupView
from bot.wording.texts import Texts
from cogs._shared.layout import panel, plain


def entry_line(texts: Texts, group: Group) -> str:
    """Nothing of an open group."""
    if group.entry is Entry.OPEN:
        return ""
    return texts.say("🔒 It takes in those who are invited: `/facilitate group invite`.")


def group_edited(texts: Texts, view: GroupView) -> LayoutView:
    group, current = view.group, view.open_round
    assert current is not None  # a group always has a round that takes answers
    following = group.following(current)
    opens = current.local_date if current.stage is Stage.AHEAD or following is None else following.local_date
    return panel(
        texts.say(
            "“{name}” meets in <#{channel}> every {weekday} at {time} ({zone}). The next prompt comes on {date}.",
            name=plain(group.name),
            channel=group.channel_id,
            weekday=texts.weekday(group.rhythm.weekday),
            time=texts.time(group.rhythm.time),
            zone=texts.city(group.rhythm.zone),
            date=texts.date(opens),
        ),
        ""
        if current.stage is Stage.AHEAD
        else texts.say(
            "The round that is open stays open until an hour before it; nothing is lost and nobody is asked twice."
        ),
        ends_line(texts, group),
        entry_line(texts, group),
    )


def ends_line(texts: Texts, group: Group) -> str:
    """Nothing of a group without an end."""
    return texts.say("🏁 It ends on {date}.", date=texts.date(group.ends_on)) if group.ends_on else ""


def rests_line(texts: Texts, pause: Pause, open_round: Round | None) -> str:
    """Of a group whose pause is not over."""
    until = texts.date(pause.last)
    if open_round and open_round.stage is Stage.AHEAD:
        return texts.say(
            "💤 At rest until {until}. The next round opens on {date}.",
            until=until,
            date=texts.date(open_round.local_date),
        )
    return texts.say("A round is open. 💤 Once it is over, the group rests until {until}.", until=until)


def news_lines(texts: Texts, news: GroupNews) -> list[str]:
    """How it stands with a group, a heading first."""
    group = plain(news.group.name)
    opens = texts.say("The next round opens on {date}.", date=texts.date(news.next_on)) if news.next_on else ""
    if news.group.archived_at:
        return [
            texts.say("### “{group}” is archived", group=group),
            texts.say(
                "Thank you for what you tried here and told each other. Nothing is asked any more; what you learned "
                "stays: `/lesson search`."
            ),
            texts.say("What was under way rests. `/experiment finish` says how yours went."),
        ]
    if news.pause is None:
        return [texts.say("### “{group}” goes on", group=group), opens, texts.say("What you try here goes on as well.")]
    return [
        texts.say("### 💤 “{group}” rests until {date}", group=group, date=texts.date(news.pause.last)),
        texts.say("The round that is open goes on to its end.") if news.running else "",
        texts.say("Nothing is asked meanwhile. What you try here rests as long, and its last day moves along."),
        opens,
    ]
