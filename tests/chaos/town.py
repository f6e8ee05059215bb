"""Three groups in three zones, a moderator who sees everything, and what people do there."""

from datetime import UTC, datetime

from whenever import Instant, TimeDelta

from cogs._shared.checks import INSTALL_PERMISSIONS
from sandbox import Sandbox, SandboxClock
from sandbox.people.refused import ClientRefused
from sandbox.protocol.channels import FORUM
from tests.chaos.deeds import Places
from tests.chaos.owed import MEETINGS, Act, Rhythm, Team

START = datetime(2026, 9, 3, 8, tzinfo=UTC)  # a Thursday
MANAGE_GUILD, MANAGE_THREADS = 1 << 5, 1 << 34
DAYS = 60

RHYTHMS = {
    "Oslo": Rhythm(1, 9, 0, "Europe/Oslo"),
    "Roma": Rhythm(3, 18, 30, "Europe/Rome"),
    "Austin": Rhythm(5, 10, 0, "America/Chicago"),
}
NAMES = {"Oslo": ("Anna", "Bjorn", "Carla"), "Roma": ("Dario", "Elsa", "Franco"), "Austin": ("Gus", "Hanna", "Iris")}


def instant(moment: datetime) -> Instant:
    return Instant.parse_iso(moment.astimezone(UTC).isoformat())


def new_clock() -> SandboxClock:
    return SandboxClock(instant(START), frozen=True)


class Town:
    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.guild = sandbox.world.add_guild("Hillside Founders")
        self.square = self.guild.add_channel("square")
        self.meetings = self.guild.add_channel(MEETINGS)
        self.places = Places(self.guild.add_channel("asks"), self.guild.add_channel("asks-forum", FORUM))
        moderator = self.guild.add_role("Moderator", permissions=MANAGE_GUILD | MANAGE_THREADS)
        self.maria = sandbox.person("Maria")
        self.guild.add_member(self.maria.user, roles=[moderator])
        self.maria.go(self.square)
        self.teams = [self._team(name) for name in RHYTHMS]
        long_ago = sandbox.clock.now() - TimeDelta(hours=24 * 30)  # it introduced itself back then
        sandbox.world.install(self.guild, INSTALL_PERMISSIONS.value, since=long_ago)

    def _team(self, name: str) -> Team:
        channel = self.guild.add_channel(name.lower())
        people = [self.sandbox.person(each) for each in NAMES[name]]
        for person in people:
            self.guild.add_member(person.user)
            person.go(channel)
        return Team(name, RHYTHMS[name], channel, people, messaged=people[-1])

    async def open_meetings(self) -> None:
        """Pairs meet under a channel of their own from now on."""
        await self.maria.slash("admin settings", {"meeting-channel": self.meetings})

    async def found(self, team: Team) -> None:
        """The group is made, its people join, the last of them chooses direct messages, each begins an experiment."""
        rhythm, (leader, *others) = team.rhythm, team.people
        await self.maria.slash(
            "admin group create",
            name=team.name,
            channel=team.channel,
            weekday=rhythm.weekday,
            time=f"{rhythm.hour:02}:{rhythm.minute:02}",
            zone=rhythm.zone,
            language="en",
            facilitator=leader,
        )
        for person in others:
            await person.slash("group join", name=team.name)
        await team.messaged.press("Message me")
        for person in team.people:
            await person.slash("experiment start", way="project", days=DAYS)
            await person.submit(what=f"Ask one open question a day, says {person.name}", why=f"Why{person.name}")


async def answer(act: Act) -> None:
    """The newest prompt's button, and its form. Done twice it is one answer."""
    act.person.dismiss()
    ids = [button.custom_id or "" for seen in act.person.sees() for button in seen.buttons]
    tried = [each for each in ids if each.startswith("checkin:tried:")]
    if not tried:
        raise ClientRefused(f"{act.person.name} sees no prompt to answer")
    await act.person.press(custom_id=tried[-1])
    await act.person.submit(tried=f"Try{act.token}", learned=f"Lesson{act.token}")
