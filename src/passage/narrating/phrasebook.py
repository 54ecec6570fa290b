"""What the host says around the testimonies, by language.

These are the only words that Passage itself puts into an episode, always in the host's voice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """The host's words in one language; braces are filled in from what the producer wrote."""

    language: str
    opening: str
    """Show and episode come with their full stop."""
    opening_unnumbered: str
    host_named: str
    before_listening: str
    """A sentence before the note, where somebody is about to listen."""
    content_note: str
    testimony_unnamed: str
    report: str
    sources: str
    synthetic: tuple[str, ...]
    """Sentences."""
    last_comma: str
    """What stands before the last item of a list."""
    host: str
    narrator: str
    reporter: str
    quoted: str
    opening_title: str
    content_note_title: str
    introduction_title: str
    closing_title: str
    changed: str
    """Stands in the notes of an episode out of which somebody's words were taken: not whose."""

    @property
    def of_listening(self) -> frozenset[str]:
        """The sentences that are true only where somebody listens."""
        return frozenset([self.before_listening, *self.synthetic])

    def listed(self, items: Sequence[str]) -> str:
        """The items as one would say them: "a, b and c"."""
        if len(items) < 2:  # noqa: PLR2004 - one item needs no joining
            return "".join(items)
        return f"{', '.join(items[:-1])}{self.last_comma}{items[-1]}"


ENGLISH = Phrasebook(
    language="en",
    opening="This is {show} Episode {number}: {episode}",
    opening_unnumbered="This is {show} {episode}",
    host_named="Your host is {host}.",
    before_listening="A note before you listen.",
    content_note="This episode speaks of {notes}.",
    testimony_unnamed="Someone whose name is not given.",
    report="A report: {title}",
    sources="The stories in this episode come from: {sources}.",
    synthetic=(
        "The voices that you heard are synthetic.",
        "They are not the voices of the people whose stories they tell.",
    ),
    last_comma=" and ",
    host="Host",
    narrator="Narrator",
    reporter="Reporter",
    quoted="Speaker",
    opening_title="Opening",
    content_note_title="Content note",
    introduction_title="Introduction: {title}",
    closing_title="Sources and how to help",
    changed="This episode has been changed since it was first made.",
)

KOREAN = Phrasebook(
    language="ko",
    opening="{show} {number}화. {episode}",
    opening_unnumbered="{show} {episode}",
    host_named="진행자는 {host}입니다.",
    before_listening="듣기 전에 알려 드립니다.",
    content_note="이 이야기에는 다음 내용이 나옵니다: {notes}.",
    testimony_unnamed="이름을 밝히지 않은 사람의 이야기입니다.",
    report="보도: {title}",
    sources="이 이야기의 출처는 다음과 같습니다: {sources}.",
    synthetic=(
        "지금 들으신 목소리는 합성된 것입니다.",
        "이야기한 사람들의 실제 목소리가 아닙니다.",
    ),
    last_comma=", ",
    host="진행자",
    narrator="이야기한 사람",
    reporter="기자",
    quoted="말한 사람",
    opening_title="여는 말",
    content_note_title="내용 안내",
    introduction_title="소개: {title}",
    closing_title="출처와 도움",
    changed="이 이야기는 처음 만든 뒤에 바뀌었습니다.",
)

_BOOKS = {book.language: book for book in (ENGLISH, KOREAN)}


def speaks(language: str) -> bool:
    """Whether there are words for a host in this language."""
    return _primary(language) in _BOOKS


def of(language: str) -> Phrasebook:
    """The host's words for a show in this language; English where we have no translation."""
    return _BOOKS.get(_primary(language), ENGLISH)


def of_listening() -> frozenset[str]:
    """The sentences about listening, in all languages."""
    return frozenset(sentence for book in _BOOKS.values() for sentence in book.of_listening)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()
