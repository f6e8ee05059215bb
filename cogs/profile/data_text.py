"""Somebody's own data as they read it: a file in their language, by their own clock."""

from collections.abc import Iterator, Mapping, Sequence

from whenever import Date, Instant

from bot.domain.own_data import COUNTED, Entries, Entry, OwnData, Part, Sort, Value
from bot.wording.texts import Texts
from cogs.profile.data_words import column_names, part_names, words_of

INDENT = "  "


def as_text(texts: Texts, own: OwnData, names: Mapping[int, str]) -> bytes:
    """`names` are those of the communities that are known. With a byte order mark: some still guess without."""
    reader = _Reader(texts, own.zone)
    lines = [
        texts.say("EVERYTHING THAT TRELLIS KEEPS ABOUT YOU"),
        reader.moment(own.taken_at.format_iso()),
        "",
        texts.say("Your user id: {id}. Others are named by theirs.", id=own.person_id),
        texts.say("Times are by your own clock: {zone}.", zone=texts.city(own.zone)),
        texts.say("What others said of you in confidence is theirs, and not in here."),
        *reader.section(texts.say("EVERYWHERE"), own.everywhere),
    ]
    for community_id, parts in own.communities.items():
        name = names.get(community_id)
        heading = (
            texts.say("ON THE SERVER “{name}”", name=name)
            if name
            else texts.say("ON A SERVER THAT I AM NO LONGER ON ({id})", id=community_id)
        )
        lines += reader.section(heading, parts)
    if not own.communities:
        lines += ["", texts.say("There is nothing about you on any server.")]
    return "\n".join([*lines, ""]).encode("utf-8-sig")


class _Reader:
    """Puts entries into words; what words there are is looked up once."""

    def __init__(self, texts: Texts, zone: str) -> None:
        self._texts = texts
        self._zone = zone
        self._parts = part_names(texts)
        self._columns = column_names(texts)
        self._words = words_of(texts)

    def section(self, heading: str, parts: Sequence[Entries]) -> Iterator[str]:
        yield from ("", "", heading, "=" * len(heading))
        for each in parts:
            yield from self._part(each)

    def moment(self, text: str) -> str:
        there = Instant.parse_iso(text).to_tz(self._zone)
        return f"{self._texts.full_date(there.date())}, {self._texts.time(there.time())}"

    def _part(self, entries: Entries) -> Iterator[str]:
        title, number = self._parts[entries.part], len(entries.entries)
        yield ""
        if entries.part in COUNTED:
            yield self._texts.say("{title}: {n}. The other file names each.", title=title, n=number)
            return
        yield title if entries.part is Part.SETTINGS else f"{title} ({number})"
        for entry in entries.entries:
            yield from self._entry(entries.columns, entry)

    def _entry(self, columns: Mapping[str, Sort], entry: Entry) -> Iterator[str]:
        said = [(name, sort, entry[name]) for name, sort in columns.items() if entry[name] not in (None, "", False, [])]
        for number, (name, sort, value) in enumerate(said):
            lead = "- " if number == 0 else INDENT
            first, *more = self._value(name, sort, value).splitlines() or [""]
            yield f"{lead}{self._columns[name]}: {first}".rstrip()
            yield from (f"{INDENT * 2}{line}" for line in more)

    def _value(self, name: str, sort: Sort, value: Value) -> str:
        match sort:
            case Sort.MOMENT:
                return self.moment(str(value))
            case Sort.DAY:
                return self._texts.full_date(Date.parse_iso(str(value)))
            case Sort.WORD:
                return self._words[name][str(value)]
            case Sort.FLAG:
                return self._texts.say("yes")
            case Sort.TREE:
                return "\n".join(["", *self._tree(value)])
            case _:
                return str(value)

    def _tree(self, value: object) -> Iterator[str]:
        """What has parts of its own, a line for each; what has a name says it."""
        match value:
            case list():
                for part in value:
                    yield from self._tree(part)
            case dict():
                for name, part in value.items():
                    if part not in (None, "", []):
                        word = self._words.get(name, {}).get(str(part), str(part))
                        yield f"{self._columns[name]}: {word}" if name in self._columns else word
