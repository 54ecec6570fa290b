"""A report's paragraphs, parted into what the reporter says and what others are quoted with.

A quotation is parted only where the report says with a verb of saying that somebody spoke it, or
where it is a paragraph of its own; words in quotation marks inside a sentence stay where they
are. Who spoke is told only when the report names them: else the speaker stays unnamed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from passage.importing import people, words


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph. The pieces of a paragraph have its characters but for blanks."""

    text: str
    speaker: str = ""
    """Who is quoted; empty with `quoted` for somebody unnamed."""
    quoted: bool = False


_QUOTED = re.compile(
    r"“(?:[^“”]|“[^“”]*”)+(?:”|$)|„[^„“”]+(?:[“”]|$)|«[^«»]+(?:»|$)|»[^«»]+«|(?<!\w)\"[^\"]+(?:\"(?!\w)|$)"
    r"|(?<!\w)[‘'](?=\w)[^‘\n]*?[.,!?…][’'](?!\w)"
)
_TAIL = re.compile(r"\s*[,.;:!?…]+(?!\w)")
_SENTENCE_END = re.compile(r"[.!?…]['’\"”»)\]]*(?:\s+|$)")
_INITIALS = re.compile(r"(?:^|[\s.])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|St|Mme|M)\.\s*$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ACCORDING = re.compile(
    r"\b(?:according to|selon|d['’]après|laut|según|secondo|segundo|volgens)\s+$",
    re.IGNORECASE,
)
_ARTICLE = words.listed(
    "the a an le la un une der die das ein eine el los las una il lo o os uma de het"
)
_MARKS = "”“»«\"'’"
_GOES_ON = (",", "–", "—")
_REPLY = 8
"""Words. A shorter paragraph in quotation marks may be somebody else's answer."""
_REACH = 160
"""Characters around a quotation in which a report says who speaks."""


def parted(
    paragraphs: Sequence[str], common: Collection[str] = ()
) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each paragraph of a report, in order.

    `common` are words that the page has in small letters: no name begins with one.
    """
    hearing = _Hearing(people.Known(paragraphs, common), common)
    return tuple(hearing.paragraph(text) for text in paragraphs)


@dataclass(slots=True)
class _Hearing:
    """Who has spoken so far."""

    known: people.Known
    common: Collection[str]
    last: str = ""
    """The speaker of the last quotation that has one."""
    subject: str = ""
    """Of whom the sentences since then speak."""
    is_open: bool = False
    """Whether a paragraph in quotation marks would go on with what was quoted last."""
    genders: dict[str, str] | None = None

    def paragraph(self, text: str) -> tuple[Piece, ...]:
        """Part one paragraph."""
        spans = [match.span() for match in _QUOTED.finditer(text)]
        pieces: list[Piece] = []
        at, before_at = 0, 0
        speaker: str | None = None
        for number, (start, end) in enumerate(spans):
            following = spans[number + 1][0] if number + 1 < len(spans) else len(text)
            before, after = text[before_at:start], text[end:following]
            self._notice(before)
            spoken = self._speaker(before, after, text[start:end])
            if spoken is None:
                spoken = self._going_on(text, (start, end), before, speaker, number)
            if spoken is not None:
                tail = _TAIL.match(text, end)
                closed = tail.end() if tail else end
                pieces += [Piece(text[at:start]), Piece(text[start:closed], spoken, quoted=True)]
                at = closed
                self.last = spoken or self.last
                speaker = spoken
            before_at = spans[number][1]
        self._notice(text[before_at:])
        self.is_open = speaker is not None and _is_open_after(text[at:], pieces[-1].text)
        pieces.append(Piece(text[at:]))
        return tuple(_joined(pieces))

    def _speaker(self, before: str, after: str, quote: str) -> str | None:
        """Who the words around a quotation say speaks it; None when they do not say."""
        ahead = _SENTENCE_END.split(_whole_initials(after), maxsplit=1)[0][:_REACH]
        next_mark = ahead.lstrip(" \u00a0")[:1]
        if not quote.rstrip(_MARKS).endswith(".") or next_mark in _GOES_ON or next_mark.islower():
            told = self._told_after(ahead)
            if told is not None:
                return told
        behind = _last_sentence(before)
        return self._told_before(behind) if behind.strip() else None

    def _told_after(self, clause: str) -> str | None:
        """``said Name``, ``Name, 24, said``, ``she said`` behind a quotation."""
        verbs = [found for found in _WORD.finditer(clause) if _is_saying(found.group())]
        if not verbs:
            return None
        verb = verbs[0]
        lead, rest = clause[: verb.start()], clause[verb.end() :]
        if not lead.strip(" ,–—-") or _is_helper(lead):
            return self._named_at_once(rest)
        if len(words.of(lead)) == 1 and people.is_pronoun(words.of(lead)[0]):
            return self._pronoun(words.of(lead)[0])
        found = people.names(lead, self.common)
        if found and not words.of(lead[: found[0][0]]):
            return self._heard(found[0][1])
        return "" if len(words.of(lead)) <= _REPLY else None

    def _named_at_once(self, rest: str) -> str:
        """Who follows right behind a verb: ``said Name``, ``dit-elle``, ``sagte der Bauer``."""
        ahead = re.split(r"[,;:(–—]", rest, maxsplit=1)[0]
        first = [word for word in words.of(ahead) if word != "t"][:1]
        if first and people.is_pronoun(first[0]):
            return self._pronoun(first[0])
        if not first:
            return self.subject or self.last
        found = [name for _, name in people.names(ahead, self.common)]
        if not found or (first[0] in _ARTICLE and " " not in found[0]):
            return ""
        return self._heard(found[0])

    def _told_before(self, clause: str) -> str | None:
        """``Name said:``, ``As Name explains,``, ``According to Name,`` before a quotation."""
        stripped = clause.rstrip(" ,:–—-\u00a0\u202f")
        found = [
            (at, name)
            for at, name in people.names(stripped, self.common)
            if not people.follows_locative(stripped, at)
        ]
        for at, name in found:
            if _ACCORDING.search(stripped[:at]):
                return self._heard(name)
        verbs = [each for each in _WORD.finditer(stripped) if _is_saying(each.group())]
        if not verbs:
            named = {self._whole(name) for _, name in found} if clause.rstrip()[-1:] == ":" else ()
            only = next(iter(named)) if len(named) == 1 else ""
            return self._heard(only) if only in self.known or only == stripped else None
        if clause.rstrip()[-1:] not in {",", ":"} and stripped[verbs[-1].end() :].strip():
            return None
        subjects = [name for at, name in found if at < verbs[-1].start()] or [
            name
            for at, name in found
            if at >= verbs[-1].end() and not stripped[: verbs[-1].start()].strip(" ,")
        ]
        if subjects:
            return self._heard(subjects[0])
        pronouns = [word for word in words.of(stripped) if people.gender(word)]
        return self._pronoun(pronouns[0]) if pronouns else ""

    def _going_on(
        self, text: str, span: tuple[int, int], before: str, speaker: str | None, number: int
    ) -> str | None:
        """Whether a quotation goes on with what the same speaker said before it."""
        start, end = span
        alone = not words.of(text[:start]) and not words.of(text[end:])
        if alone:
            long = len(words.of(text[start:end])) >= _REPLY
            return self.last if self.is_open and long else ""
        attributed = speaker is not None and number > 0
        sentences = len(_SENTENCE_END.findall(_whole_initials(before)))
        near = sentences <= 1 or (sentences == 2 and self.subject in {"", speaker})  # noqa: PLR2004
        opens = not _last_sentence(before).strip()
        return speaker if attributed and near and opens else None

    def _pronoun(self, pronoun: str) -> str:
        """Whom a pronoun means: of whom the report spoke last, unless it speaks otherwise."""
        self.genders = self.genders if self.genders is not None else {}
        wanted = people.gender(pronoun)
        meant = self.subject or self.last
        if not meant or not wanted:
            return ""
        return meant if self.genders.setdefault(meant, wanted) == wanted else ""

    def _notice(self, narration: str) -> None:
        """Remember with whom sentences of the reporter open."""
        for sentence in _SENTENCE_END.split(_whole_initials(narration)):
            opening = people.names(sentence, self.common)[:1]
            for at, name in opening:
                complete = self._whole(name)
                if complete in self.known and not words.of(sentence[:at]):
                    self.subject = complete

    def _heard(self, name: str) -> str:
        self.subject = self._whole(name)
        return self.subject

    def _whole(self, name: str) -> str:
        """A name in full, of the person spoken of if two people share it."""
        parts = words.of(self.subject)
        if len(parts) > 1 and words.key(name) in parts:
            return self.subject
        return self.known.whole(name)


def _is_saying(word: str) -> bool:
    return word.casefold() in people.SAYING


def _is_helper(lead: str) -> bool:
    """Whether what stands before a verb only helps it: ``a dit``, ``se souvient``, ``ha detto``."""
    return set(words.of(lead)) <= {"a", "ha", "hat", "se", "s", "me", "has", "had", "avait"}


def _last_sentence(text: str) -> str:
    return _SENTENCE_END.split(_whole_initials(text))[-1][-_REACH:]


def _whole_initials(text: str) -> str:
    """The text with the full stops of initials and titles made unlike ends of sentences."""
    return re.sub(r"(?<![^\W\d_])([^\W\d_]|Mr|Mrs|Ms|Dr|St|Mme)\.(?=\s)", r"\1 ", text)


def _is_open_after(rest: str, quote: str) -> bool:
    """Whether the same voice can go on below: at most its attribution stands behind the quote."""
    sentences = [each for each in _SENTENCE_END.split(_whole_initials(rest)) if each.strip()]
    return len(sentences) <= 1 and not quote.rstrip(_MARKS + "., ").endswith("?")


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces without blanks at their ends; what has no word goes with its neighbour."""
    waiting = ""
    held: Piece | None = None
    for piece in pieces:
        text = waiting + piece.text
        if not words.of(text) and not piece.quoted:
            waiting = text if held is None else ""
            held = held and Piece(held.text + text, held.speaker, held.quoted)
            continue
        if held:
            yield Piece(held.text.strip(), held.speaker, held.quoted)
        held, waiting = Piece(text, piece.speaker, piece.quoted), ""
    last = held or Piece(waiting)
    yield Piece(last.text.strip(), last.speaker, last.quoted)
