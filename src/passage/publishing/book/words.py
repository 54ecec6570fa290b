"""The few words that a book itself says, by language: what is not narrated is not in the text.

The read-aloud book shows none of them: every word in it is heard.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A book's own words in one language; braces are filled in."""

    language: str
    contents: str
    text_only: str
    """The title of the book without sound."""
    sources: str
    consent: str
    """It says what Passage knows: what the makers have written down, and nothing about how."""
    narrator: str
    """Who reads, for `media:narrator`."""
    narrated_summary: str
    text_summary: str


ENGLISH = Words(
    language="en",
    contents="Contents",
    text_only="{title}: text only",
    sources="Sources",
    consent="For each of these texts, the makers of this show have recorded that it may be "
    "published. A text whose narrator withdraws leaves the book when it is next made.",
    narrator="Synthetic voices",
    narrated_summary="Every word of the text, the headings and the table of contents is read "
    "aloud by synthetic voices and marked, sentence by sentence, while it is heard. The whole "
    "book can be heard without being seen, or read without being heard. The cover is described "
    "in words; there is no other picture. Languages are marked. Automatic tests of Passage, the "
    "program that made the book, establish this with books of invented shows.",
    text_summary="The whole book is text, in reading order, with headings and a table of "
    "contents. The cover is described in words; there is no other picture. Languages are "
    "marked. Automatic tests of Passage, the program that made the book, establish this with books "
    "of invented shows.",
)

KOREAN = Words(
    language="ko",
    contents="차례",
    text_only="{title}: 글만",
    sources="출처",
    consent="이 책에 실린 글은 모두 제작자가 공개해도 된다고 기록해 둔 것입니다. "
    "이야기한 사람이 동의를 거두면 그 글은 다음 판에서 빠집니다.",
    narrator="합성 음성",
    narrated_summary="본문과 제목과 차례의 모든 말을 합성 음성이 읽어 주며, 읽는 문장이 "
    "표시됩니다. 보지 않고 듣기만 하거나, 듣지 않고 읽기만 해도 됩니다. 표지에는 설명이 있으며 "
    "다른 그림은 없습니다. 언어가 표시되어 있습니다. 이 책을 만든 프로그램 Passage의 "
    "자동 시험이 지어낸 이야기의 책으로 이를 확인합니다.",
    text_summary="책 전체가 순서대로 읽을 수 있는 글이며, 제목과 차례가 있습니다. 표지에는 "
    "설명이 있으며 다른 그림은 없습니다. 언어가 표시되어 있습니다. 이 책을 만든 프로그램 "
    "Passage의 자동 시험이 지어낸 이야기의 책으로 이를 확인합니다.",
)

_BOOKS = {words.language: words for words in (ENGLISH, KOREAN)}


def of(language: str) -> Words:
    """The words in a language; English where there is no translation."""
    return _BOOKS.get(language.partition("-")[0].lower(), ENGLISH)
